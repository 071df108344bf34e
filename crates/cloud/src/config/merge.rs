//! What the files say together of one cloud: its profile, then `clouds.yaml`, then `secure.yaml`, later ones winning key by key.

use super::{Env, Error};
use serde_json::{Map, Value as Json};

/// The three files; null for what is not there.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `clouds.yaml`.
    pub clouds: Json,
    /// `secure.yaml`.
    pub secure: Json,
    /// `clouds-public.yaml`.
    pub public: Json,
}

impl Files {
    /// The names of all clouds.
    pub fn names(&self) -> Vec<String> {
        let clouds = self.clouds.get("clouds").and_then(Json::as_object);
        clouds.map(|clouds| clouds.keys().cloned().collect()).unwrap_or_default()
    }

    /// The only cloud, if there is one only.
    pub fn only(&self) -> Option<String> {
        let mut names = self.names();
        if names.len() == 1 { names.pop() } else { None }
    }

    /// All that is said of one cloud.
    pub fn cloud(&self, name: &str) -> Result<Json, Error> {
        let of =
            |file: &Json, section: &str, name: &str| file.get(section).and_then(|clouds| clouds.get(name)).cloned();
        let Some(own) = of(&self.clouds, "clouds", name) else {
            return Err(Error::Unknown { name: name.to_owned(), known: self.names() });
        };
        let profile = own.get("profile").or_else(|| own.get("cloud")).and_then(Json::as_str);
        let mut all = match profile {
            Some(profile) => of(&self.public, "public-clouds", profile).ok_or_else(|| Error::Wrong {
                name: name.to_owned(),
                why: format!("its profile {profile} is not in clouds-public.yaml"),
            })?,
            None => Json::Object(Map::new()),
        };
        overlay(&mut all, own);
        if let Some(secure) = of(&self.secure, "clouds", name) {
            overlay(&mut all, secure);
        }
        Ok(all)
    }
}

/// Puts what `over` says above what is there, mapping by mapping.
fn overlay(under: &mut Json, over: Json) {
    match (under, over) {
        (Json::Object(under), Json::Object(over)) => {
            for (key, value) in over {
                overlay(under.entry(key).or_insert(Json::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// The cloud that `OS_*` variables describe, in the form of a file's.
pub fn from_env(env: &Env) -> Json {
    let mut cloud = Map::new();
    for (name, value) in env.iter().filter(|(_, value)| !value.is_empty()) {
        let Some(key) = name.strip_prefix("OS_") else { continue };
        let key = key.to_lowercase();
        if !key.starts_with("client_") && key != "cloud" {
            cloud.insert(key, Json::String(value.clone()));
        }
    }
    Json::Object(cloud)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn profile_file_and_secrets_come_together() {
        let files = Files {
            clouds: json!({"clouds": {
                "a": {"profile": "vendor", "auth": {"username": "me"}, "region_name": "two"},
                "b": {"profile": "nobody"}}}),
            secure: json!({"clouds": {"a": {"auth": {"password": "pw"}}}}),
            public: json!({"public-clouds": {"vendor": {"auth": {"auth_url": "http://k"}, "region_name": "one"}}}),
        };
        let cloud = files.cloud("a").unwrap();
        assert_eq!(cloud["auth"], json!({"auth_url": "http://k", "username": "me", "password": "pw"}));
        assert_eq!(cloud["region_name"], "two");
        assert!(matches!(files.cloud("b"), Err(Error::Wrong { .. })));
        assert!(files.cloud("c").unwrap_err().to_string().contains("known: a, b"));
        assert_eq!(files.only(), None);
    }
}
