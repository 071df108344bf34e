//! The settings of one cloud as typed values: who, for what, where, and how the connection is made.

use super::{Config, Env, Error, Limits, Tls};
use crate::auth::{Auth, Identity, Named, Scope};
use crate::catalog::Interface;
use crate::service;
use secrecy::SecretString;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// Reads what is said of the cloud `name`.
pub fn read(name: &str, cloud: &Json, env: &Env) -> Result<Config, Error> {
    let wrong = |why: String| Error::Wrong { name: name.to_owned(), why };
    let cloud = in_region(cloud, env).map_err(wrong)?;
    let settings = Settings(&cloud);
    let interface = settings.text("interface").or_else(|| settings.text("endpoint_type"));
    let interface = match interface {
        None => Interface::Public,
        Some(text) => Interface::read(&text).ok_or_else(|| wrong(format!("{text} is no interface")))?,
    };
    let expand = |path: String| match (path.strip_prefix("~/"), env.get("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    };
    let verify = settings.truth("verify").unwrap_or(true) && !settings.truth("insecure").unwrap_or(false);
    let tls = Tls {
        verify,
        ca: settings.text("cacert").map(expand),
        cert: settings.text("cert").map(expand),
        key: settings.text("key").map(expand),
    };
    let mut limits = Limits::default();
    if let Some(secs) = settings.text("api_timeout").and_then(|text| text.parse().ok()) {
        limits.answer = Duration::from_secs_f64(f64::clamp(secs, 1.0, 86_400.0));
    }
    Ok(Config {
        name: name.to_owned(),
        auth: auth(&settings).map_err(wrong)?,
        region: settings.text("region_name"),
        interface,
        overrides: overrides(&cloud),
        tls,
        limits,
    })
}

/// The settings with those of the chosen region: the one that is named, else the first of the list.
fn in_region(cloud: &Json, env: &Env) -> Result<Map<String, Json>, String> {
    let mut cloud = cloud.as_object().cloned().ok_or("it is no mapping")?;
    let chosen = text(cloud.get("region_name")).or_else(|| env.get("OS_REGION_NAME").cloned());
    let regions: Vec<Json> = cloud.get("regions").and_then(Json::as_array).cloned().unwrap_or_default();
    let named = |region: &Json| text(Some(region)).or_else(|| text(region.get("name")));
    let region = regions.iter().find(|region| chosen.is_none() || named(region) == chosen);
    if !regions.is_empty() && region.is_none() {
        return Err(format!("it has no region {}", chosen.unwrap_or_default()));
    }
    for (key, value) in region.and_then(|region| region.get("values")).and_then(Json::as_object).into_iter().flatten() {
        cloud.insert(key.clone(), value.clone());
    }
    if let Some(name) = chosen.or_else(|| region.and_then(named)) {
        cloud.insert("region_name".to_owned(), Json::String(name));
    }
    Ok(cloud)
}

/// Addresses that are set by hand: `network_endpoint_override`.
fn overrides(cloud: &Map<String, Json>) -> BTreeMap<String, String> {
    let named = |(key, value): (&String, &Json)| {
        let service = key.strip_suffix("_endpoint_override")?.replace('_', "-");
        Some((service::canonical(&service).to_owned(), text(Some(value))?))
    };
    cloud.iter().filter_map(named).collect()
}

fn text(value: Option<&Json>) -> Option<String> {
    match value? {
        Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

struct Settings<'a>(&'a Map<String, Json>);

impl Settings<'_> {
    /// A setting; of those that may be in `auth`, the one there wins. Texts may name others in braces, secrets are taken as they are.
    fn text(&self, key: &str) -> Option<String> {
        let found = text(self.0.get("auth").and_then(|auth| auth.get(key))).or_else(|| text(self.0.get(key)))?;
        if !found.contains('{') || key.contains("password") || key.contains("secret") || key == "token" {
            return Some(found);
        }
        let known = ["region_name", "project_name", "project_id", "username"];
        Some(known.iter().fold(found, |found, name| match text(self.0.get(*name)) {
            Some(value) => found.replace(&format!("{{{name}}}"), &value),
            None => found,
        }))
    }

    fn any(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    fn truth(&self, key: &str) -> Option<bool> {
        let text = self.text(key)?.to_lowercase();
        Some(matches!(text.as_str(), "true" | "1" | "yes" | "on" | "t" | "y"))
    }

    fn secret(&self, key: &str) -> Option<SecretString> {
        self.text(key).map(SecretString::from)
    }

    /// A name or id with its domain; an id needs none.
    fn named(&self, what: &str, id: &[&str], name: &[&str]) -> Named {
        let domain = |end: &str| self.any(&[&format!("{what}_domain_{end}"), &format!("default_domain_{end}")]);
        let domain_name = domain("name").or_else(|| self.text("default_domain"));
        Named { id: self.any(id), name: self.any(name), domain_id: domain("id"), domain_name }
    }
}

fn auth(settings: &Settings<'_>) -> Result<Auth, String> {
    let url = settings.text("auth_url").ok_or("auth_url is missing")?;
    if settings.text("identity_api_version").is_some_and(|version| !version.starts_with('3')) {
        return Err("only version 3 of the identity API is spoken".to_owned());
    }
    let user = || settings.named("user", &["user_id"], &["username", "user_name"]);
    let given = settings.text("auth_type").or_else(|| settings.text("auth_plugin"));
    let kind = match given.as_deref().map(|kind| kind.strip_prefix("v3").unwrap_or(kind)) {
        Some(kind) => kind.to_owned(),
        None if settings.any(&["application_credential_id", "application_credential_name"]).is_some() => {
            "applicationcredential".to_owned()
        }
        None if settings.text("token").is_some() => "token".to_owned(),
        None => "password".to_owned(),
    };
    let identity = match kind.as_str() {
        "password" => {
            let user = user();
            if !user.is_some() {
                return Err("username or user_id is missing".to_owned());
            }
            Identity::Password { user, password: settings.secret("password").ok_or("password is missing")? }
        }
        "token" => Identity::Token(settings.secret("token").ok_or("token is missing")?),
        "applicationcredential" => {
            let (id, name) = (&["application_credential_id"], &["application_credential_name"]);
            let credential = Named { id: settings.any(id), name: settings.any(name), ..Named::default() };
            if !credential.is_some() {
                return Err("application_credential_id is missing".to_owned());
            }
            let secret = settings.secret("application_credential_secret");
            let secret = secret.ok_or("application_credential_secret is missing")?;
            return Ok(Auth {
                url,
                identity: Identity::ApplicationCredential { credential, user: user(), secret },
                scope: Scope::None,
            });
        }
        other => return Err(format!("auth_type {other} is not known: password, token or v3applicationcredential")),
    };
    Ok(Auth { url, identity, scope: scope(settings)? })
}

fn scope(settings: &Settings<'_>) -> Result<Scope, String> {
    if let Some(trust) = settings.text("trust_id") {
        return Ok(Scope::Trust(trust));
    }
    if let Some(system) = settings.text("system_scope") {
        return if system == "all" { Ok(Scope::System) } else { Err("system_scope can only be all".to_owned()) };
    }
    let project =
        settings.named("project", &["project_id", "tenant_id"], &["project_name", "tenant_name", "project", "tenant"]);
    if project.is_some() {
        return Ok(Scope::Project(project));
    }
    let domain = Named { id: settings.text("domain_id"), name: settings.text("domain_name"), ..Named::default() };
    Ok(if domain.is_some() { Scope::Domain(domain) } else { Scope::None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read_all(cloud: &Json) -> Result<Config, Error> {
        read("c", cloud, &Env::new())
    }

    #[test]
    fn a_usual_cloud() {
        let config = read_all(&json!({
            "auth": {"auth_url": "http://k/v3", "username": "demo", "password": "pw{x}", "project_name": "demo",
                     "user_domain_name": "Default", "project_domain_id": "default"},
            "region_name": "one", "interface": "internalURL", "verify": false, "cacert": "/ca.pem",
            "network_endpoint_override": "http://n", "volumev3_endpoint_override": "http://v", "api_timeout": 30}))
        .unwrap();
        assert_eq!(config.interface, Interface::Internal);
        assert!(!config.tls.verify);
        assert_eq!(config.overrides["block-storage"], "http://v");
        assert_eq!(config.limits.answer, Duration::from_secs(30));
        let body = config.auth.body();
        assert_eq!(body["auth"]["identity"]["password"]["user"]["domain"], json!({"name": "Default"}));
        assert_eq!(body["auth"]["identity"]["password"]["user"]["password"], "pw{x}");
        assert_eq!(body["auth"]["scope"]["project"], json!({"name": "demo", "domain": {"id": "default"}}));
    }

    #[test]
    fn every_identity_and_scope_can_be_told() {
        let with = |more: Json| {
            let mut cloud = json!({"auth_url": "http://k"});
            cloud.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            read_all(&cloud)
        };
        let password = json!({"user_id": "u", "password": "p", "trust_id": "t"});
        assert_eq!(with(password).unwrap().auth.scope, Scope::Trust("t".into()));
        let system = json!({"auth": {"user_id": "u", "password": "p", "system_scope": "all"}});
        assert_eq!(with(system).unwrap().auth.scope, Scope::System);
        let domain = with(json!({"auth_type": "v3token", "token": "x", "domain_id": "d"})).unwrap();
        assert!(matches!(domain.auth.identity, Identity::Token(_)));
        assert!(matches!(domain.auth.scope, Scope::Domain(_)));
        let credential =
            json!({"application_credential_id": "i", "application_credential_secret": "s", "project_id": "p"});
        assert_eq!(with(credential).unwrap().auth.scope, Scope::None);
        for (wrong, told) in [
            (json!({"username": "u"}), "password"),
            (json!({"password": "u"}), "username"),
            (json!({"auth_type": "v3oidcpassword"}), "oidcpassword"),
            (json!({"identity_api_version": "2.0"}), "version 3"),
            (json!({"user_id": "u", "password": "p", "interface": "private"}), "private"),
        ] {
            assert!(with(wrong).unwrap_err().to_string().contains(told), "{told}");
        }
    }

    #[test]
    fn regions_bring_their_own_settings() {
        let cloud = json!({"auth_url": "https://{region_name}.example.org", "user_id": "u", "password": "p",
            "regions": ["one", {"name": "two", "values": {"interface": "admin"}}]});
        let first = read_all(&cloud).unwrap();
        assert_eq!((first.region.as_deref(), first.auth.url.as_str()), (Some("one"), "https://one.example.org"));
        let env = Env::from([("OS_REGION_NAME".to_owned(), "two".to_owned())]);
        assert_eq!(read("c", &cloud, &env).unwrap().interface, Interface::Admin);
        let env = Env::from([("OS_REGION_NAME".to_owned(), "three".to_owned())]);
        assert!(read("c", &cloud, &env).is_err());
    }
}
