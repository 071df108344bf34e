//! JSON as YAML text, for `-f yaml`.

use model::value::Value;
use serde_json::Value as Json;

/// The text, ended by a line break.
pub(super) fn to_yaml(json: &Json) -> String {
    let mut text = yaml::to_yaml(&Value::from_json(json.clone()));
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
