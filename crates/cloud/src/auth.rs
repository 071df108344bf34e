//! Who acts and for what: the body of a Keystone v3 authentication, and the token that answers it.
//!
//! Pure. Secrets are wrapped from the moment they are read, and have no text form but asterisks. Not here: when a token is fetched or
//! fetched again ([`crate::Session`]).

use crate::catalog::Catalog;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// Something that is named within a domain, or known by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The domain's id.
    pub domain_id: Option<String>,
    /// The domain's name.
    pub domain_name: Option<String>,
}

/// How somebody proves who he is.
#[derive(Clone, Debug)]
pub enum Identity {
    /// A user's password.
    Password {
        /// The user.
        user: Named,
        /// The password.
        password: SecretString,
    },
    /// A token that was given out before.
    Token(SecretString),
    /// An application credential, which is bound to a project already.
    ApplicationCredential {
        /// The credential: by id, or by name with its user.
        credential: Named,
        /// Its user, if it is named.
        user: Named,
        /// The secret.
        secret: SecretString,
    },
}

/// What a token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Nothing but identity, or what is the user's default; and what an application credential is bound to.
    None,
    /// A project.
    Project(Named),
    /// A domain, by id or name.
    Domain(Named),
    /// The whole cloud.
    System,
    /// What another user has entrusted.
    Trust(String),
}

/// An identity with a scope.
#[derive(Clone, Debug)]
pub struct Auth {
    /// Keystone's address, with or without version.
    pub url: String,
    /// Who.
    pub identity: Identity,
    /// For what.
    pub scope: Scope,
}

impl Named {
    /// As Keystone's bodies name it: the id alone, else the name with its domain.
    fn body(&self) -> Json {
        if let Some(id) = &self.id {
            return json!({"id": id});
        }
        let name = self.name.as_deref().unwrap_or_default();
        match (&self.domain_id, &self.domain_name) {
            (Some(id), _) => json!({"name": name, "domain": {"id": id}}),
            (None, Some(domain)) => json!({"name": name, "domain": {"name": domain}}),
            (None, None) => json!({"name": name}),
        }
    }

    /// Whether anything is said.
    pub fn is_some(&self) -> bool {
        self.id.is_some() || self.name.is_some()
    }
}

impl Auth {
    /// The body of `POST /v3/auth/tokens`. It holds secrets: it is sent and never shown.
    pub fn body(&self) -> Json {
        let identity = match &self.identity {
            Identity::Password { user, password } => {
                let mut user = user.body();
                put(&mut user, "password", json!(password.expose_secret()));
                json!({"methods": ["password"], "password": {"user": user}})
            }
            Identity::Token(token) => json!({"methods": ["token"], "token": {"id": token.expose_secret()}}),
            Identity::ApplicationCredential { credential, user, secret } => {
                let mut credential = credential.body();
                if credential.get("id").is_none() {
                    put(&mut credential, "user", user.body());
                }
                put(&mut credential, "secret", json!(secret.expose_secret()));
                json!({"methods": ["application_credential"], "application_credential": credential})
            }
        };
        let mut auth = json!({"identity": identity});
        if let Some(scope) = self.scope.body() {
            put(&mut auth, "scope", scope);
        }
        json!({"auth": auth})
    }

    /// The texts that must not be shown.
    pub fn secrets(&self) -> Vec<String> {
        let secret = match &self.identity {
            Identity::Password { password, .. } => password,
            Identity::Token(token) => token,
            Identity::ApplicationCredential { secret, .. } => secret,
        };
        vec![secret.expose_secret().to_owned()]
    }

    /// Where tokens are fetched.
    pub fn tokens_url(&self) -> String {
        let base = self.url.trim_end_matches('/');
        let base = base.strip_suffix("/v3").or_else(|| base.strip_suffix("/v2.0")).unwrap_or(base);
        format!("{base}/v3/auth/tokens")
    }
}

impl Scope {
    fn body(&self) -> Option<Json> {
        match self {
            Self::None => None,
            Self::Project(project) => Some(json!({"project": project.body()})),
            Self::Domain(domain) => Some(json!({"domain": domain.body()})),
            Self::System => Some(json!({"system": {"all": true}})),
            Self::Trust(id) => Some(json!({"OS-TRUST:trust": {"id": id}})),
        }
    }
}

fn put(object: &mut Json, key: &str, value: Json) {
    if let Some(map) = object.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}

/// A token, with what Keystone says of it.
#[derive(Debug)]
pub struct Token {
    /// The token itself.
    pub secret: SecretString,
    /// How long it lasts from when it was given out.
    pub lasts: Duration,
    /// The project that it is good for.
    pub project_id: Option<String>,
    /// The user.
    pub user_id: String,
    /// The user's name.
    pub user_name: String,
    /// The services that it opens.
    pub catalog: Catalog,
}

impl Token {
    /// Reads the answer: the value of `X-Subject-Token`, and the body. `None` if it is none.
    pub fn read(secret: &str, body: &Json) -> Option<Self> {
        let token = body.get("token")?;
        let text = |path: &str| token.pointer(path).and_then(Json::as_str).map(ToOwned::to_owned);
        let (issued, expires) = (seconds(&text("/issued_at")?)?, seconds(&text("/expires_at")?)?);
        Some(Self {
            secret: SecretString::from(secret),
            lasts: Duration::from_secs(expires.saturating_sub(issued)),
            project_id: text("/project/id"),
            user_id: text("/user/id")?,
            user_name: text("/user/name").unwrap_or_default(),
            catalog: Catalog::read(token.get("catalog").unwrap_or(&Json::Null)),
        })
    }
}

/// Seconds of Keystone's `2026-11-22T20:47:04.000000Z` since an arbitrary day: only differences count.
fn seconds(text: &str) -> Option<u64> {
    let (date, time) = text.split_once('T')?;
    let mut date = date.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let mut time = time.trim_end_matches('Z').split('.').next()?.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    // Days of the proleptic Gregorian calendar, with years that begin in March.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user() -> Named {
        Named { name: Some("demo".into()), domain_id: Some("default".into()), ..Named::default() }
    }

    fn body(identity: Identity, scope: Scope) -> Json {
        Auth { url: "http://k/v3".into(), identity, scope }.body()
    }

    #[test]
    fn every_identity_and_scope_has_keystones_form() {
        let password = || Identity::Password { user: user(), password: "pw".into() };
        let project = Named { id: Some("p1".into()), ..Named::default() };
        assert_eq!(
            body(password(), Scope::Project(project)),
            json!({"auth": {
                "identity": {"methods": ["password"], "password": {"user":
                    {"name": "demo", "domain": {"id": "default"}, "password": "pw"}}},
                "scope": {"project": {"id": "p1"}}}})
        );
        assert_eq!(body(password(), Scope::System)["auth"]["scope"], json!({"system": {"all": true}}));
        assert_eq!(body(password(), Scope::Trust("t".into()))["auth"]["scope"], json!({"OS-TRUST:trust": {"id": "t"}}));
        let domain = Named { name: Some("Default".into()), ..Named::default() };
        assert_eq!(body(password(), Scope::Domain(domain))["auth"]["scope"], json!({"domain": {"name": "Default"}}));
        assert_eq!(
            body(Identity::Token("tok".into()), Scope::None),
            json!({"auth": {"identity": {"methods": ["token"], "token": {"id": "tok"}}}})
        );
        let named = Named { name: Some("c".into()), ..Named::default() };
        let credential = Identity::ApplicationCredential { credential: named, user: user(), secret: "s".into() };
        assert_eq!(
            body(credential, Scope::None)["auth"]["identity"]["application_credential"],
            json!({"name": "c", "user": {"name": "demo", "domain": {"id": "default"}}, "secret": "s"})
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        let auth = Auth {
            url: "http://k".into(),
            identity: Identity::Password { user: user(), password: "hunter2".into() },
            scope: Scope::None,
        };
        assert!(!format!("{auth:?}").contains("hunter2"));
        assert_eq!(auth.secrets(), ["hunter2"]);
    }

    #[test]
    fn tokens_are_fetched_below_the_unversioned_address() {
        for url in ["http://k/identity", "http://k/identity/", "http://k/identity/v3", "http://k/identity/v3/"] {
            let auth = Auth { url: url.into(), identity: Identity::Token("t".into()), scope: Scope::None };
            assert_eq!(auth.tokens_url(), "http://k/identity/v3/auth/tokens");
        }
    }

    #[test]
    fn a_tokens_life_is_told_by_keystones_own_clock() {
        let body = json!({"token": {
            "issued_at": "2028-02-28T23:59:30.000000Z", "expires_at": "2028-03-01T00:00:30.000000Z",
            "user": {"id": "u", "name": "demo"}, "project": {"id": "p"}, "catalog": []}});
        let token = Token::read("secret", &body).unwrap();
        assert_eq!(token.lasts, Duration::from_secs(86_400 + 60));
        assert_eq!((token.project_id.as_deref(), token.user_id.as_str()), (Some("p"), "u"));
        assert!(Token::read("secret", &json!({"error": {}})).is_none());
    }
}
