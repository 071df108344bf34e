//! Environments merged as python-heatclient merges them: later ones win, mappings are merged, an empty value does not take a mapping away.

use serde_json::{Map, Value as Json};

/// Merges `new` into `old`.
pub(super) fn deep(old: &mut Map<String, Json>, new: Map<String, Json>) {
    for (key, value) in new {
        match (old.get_mut(&key), value) {
            (Some(Json::Object(_)), Json::Null) => {}
            (Some(Json::Object(inner)), Json::Object(value)) => deep(inner, value),
            (_, value) => {
                old.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn later_environments_win() {
        let mut merged = Map::new();
        for environment in [
            json!({"parameters": {"a": 1, "m": {"x": 1}}, "resource_registry": {"A": "a.yaml"}}),
            json!({"parameters": {"a": 2, "m": {"y": 2}}, "resource_registry": null, "parameter_defaults": null}),
        ] {
            let Json::Object(environment) = environment else { panic!("an object") };
            deep(&mut merged, environment);
        }
        assert_eq!(
            Json::Object(merged),
            json!({"parameters": {"a": 2, "m": {"x": 1, "y": 2}}, "resource_registry": {"A": "a.yaml"},
                   "parameter_defaults": null})
        );
    }
}
