//! A session: one identity with one scope on one cloud, its token, and the calls that are made with it.
//!
//! Many calls share a session. A token is fetched once for all that wait for it, again before it runs out, and again when a service refuses
//! it — that once a call. The lessons of errors are elsewhere; here is only the order in which things are done.

use crate::auth::Token;
use crate::config::Config;
use crate::discovery::{self, Version};
use crate::failure::{self, Call, Refusal};
use crate::gate::Gates;
use crate::redact::redact;
use crate::retry::{self, Tried};
use crate::transport::{Incoming, OpenError, Outgoing, Transport};
use crate::{catalog, service};
use model::failure::{Failure, FailureKind};
use model::request::{Reply, Request};
use model::value::Value;
use secrecy::ExposeSecret;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// A token is not used in its last minutes: a call may take that long.
const MARGIN: Duration = Duration::from_secs(180);

/// A token and until when it is used.
#[derive(Clone, Debug)]
struct Held {
    token: Arc<Token>,
    until: Instant,
}

/// One identity with one scope on one cloud.
#[derive(Debug)]
pub struct Session {
    config: Config,
    transport: Transport,
    /// Locked while a token is fetched, so that it is fetched once.
    held: Mutex<Option<Held>>,
    /// What services offer, by their root.
    versions: Mutex<HashMap<String, Arc<Vec<Version>>>>,
    gates: Gates,
}

impl Session {
    /// Prepares a session; nothing is sent yet.
    pub fn open(config: Config) -> Result<Self, OpenError> {
        Ok(Self {
            transport: Transport::open(&config)?,
            held: Mutex::default(),
            versions: Mutex::default(),
            gates: Gates::new(config.limits.concurrency),
            config,
        })
    }

    /// What it was made of.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The token that calls are made with now.
    pub async fn token(&self) -> Result<Arc<Token>, Failure> {
        self.token_but(None, "").await
    }

    /// A token other than a refused one.
    async fn token_but(&self, refused: Option<&Arc<Token>>, id: &str) -> Result<Arc<Token>, Failure> {
        let mut held = self.held.lock().await;
        let usable =
            |held: &&Held| held.until > Instant::now() && !refused.is_some_and(|r| Arc::ptr_eq(r, &held.token));
        if let Some(held) = held.as_ref().filter(usable) {
            return Ok(Arc::clone(&held.token));
        }
        let token = Arc::new(self.fetch(id).await?);
        let margin = MARGIN.min(token.lasts / 10);
        *held = Some(Held { token: Arc::clone(&token), until: Instant::now() + token.lasts.saturating_sub(margin) });
        tracing::debug!(cloud = %self.config.name, user = %token.user_name, "a token was fetched");
        Ok(token)
    }

    /// Asks Keystone for a token.
    async fn fetch(&self, id: &str) -> Result<Token, Failure> {
        let call = Call { service: "identity", method: "POST", path: "/v3/auth/tokens", idempotent: true };
        let (url, body) = (self.config.auth.tokens_url(), self.config.auth.body());
        let headers = request_id(id);
        let incoming =
            self.exchange(&call, &Outgoing { method: "POST", url: &url, headers, body: Some(&body) }, id).await;
        let incoming = incoming.map_err(|failure| self.hidden(failure, &[]))?;
        if incoming.status >= 300 {
            let failure = refused(&call, &incoming);
            // Whatever Keystone objects to, these credentials do not open anything.
            let kind = if incoming.status < 500 && incoming.status != 429 { FailureKind::Auth } else { failure.kind };
            return Err(self.hidden(Failure { kind, ..failure }, &[]));
        }
        let body = serde_json::from_str::<Json>(&incoming.body).ok();
        let read = incoming.subject.as_deref().zip(body.as_ref()).and_then(|(secret, body)| Token::read(secret, body));
        read.ok_or_else(|| {
            let message = format!("what answers at {url} is no Keystone of version 3");
            Failure::new(FailureKind::Auth, "DiscoveryFailure", message)
        })
    }

    /// Makes one call. `id` names the chain of calls in the services' logs (`req-` and a UUID; empty for none).
    pub async fn call(&self, request: &Request, id: &str) -> Result<Reply, Failure> {
        let body = (!request.body.is_null()).then(|| request.body.reveal_deep().to_json());
        let answered = self.answered(request, body.as_ref(), id).await;
        answered.map_err(|failure| self.hidden(failure, &request.body.secrets()))
    }

    async fn answered(&self, request: &Request, body: Option<&Json>, id: &str) -> Result<Reply, Failure> {
        let mut token = self.token_but(None, id).await?;
        let root = self.root(&token, &request.service)?;
        let path = request.path.as_str();
        let url = catalog::place(&root, path, token.project_id.as_deref());
        let mut headers = request_id(id);
        if let Some(wanted) = &request.microversion {
            let versions = self.versions_at(&root, &token, &request.service).await?;
            discovery::check(&versions, path, wanted).map_err(|why| {
                Failure::new(FailureKind::Invalid, "UnsupportedVersion", format!("{}: {why}", request.service))
            })?;
            headers.extend(microversion(&request.service, wanted));
        }
        let call =
            Call { service: &request.service, method: &request.method, path, idempotent: is_idempotent(request) };
        let _place = self.gates.pass(&request.service).await;
        let mut renewed = false;
        loop {
            let mut headers = headers.clone();
            headers.push(("X-Auth-Token", token.secret.expose_secret().to_owned()));
            let outgoing = Outgoing { method: &request.method, url: &url, headers, body };
            let incoming = self.exchange(&call, &outgoing, id).await?;
            match incoming.status {
                200..=299 => return reply(&call, &incoming),
                // The token was refused before anything was done.
                401 if !renewed => {
                    renewed = true;
                    token = self.token_but(Some(&token), id).await?;
                }
                _ => return Err(refused(&call, &incoming)),
            }
        }
    }

    /// Sends until there is an answer that counts: at once, and again as [`retry`] allows.
    async fn exchange(&self, call: &Call<'_>, outgoing: &Outgoing<'_>, id: &str) -> Result<Incoming, Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            let came = self.transport.send(outgoing).await;
            let tried = match &came {
                Ok(incoming) => {
                    let (path, status) = (call.path.split('?').next(), incoming.status);
                    let theirs = incoming.request_id.as_deref();
                    tracing::debug!(service = call.service, method = call.method, path, status, ours = id, theirs);
                    if status < 400 {
                        return came.map_err(|silence| failure::unanswered(call, &silence));
                    }
                    Tried::Refused { status, after: incoming.retry_after }
                }
                Err(failure::Silence::Unreachable(_)) => Tried::NotSent,
                Err(_) => Tried::NoAnswer,
            };
            match retry::pause(tries, call.idempotent, tried, (id, call.path)) {
                Some(pause) => wait(pause).await,
                None => return came.map_err(|silence| failure::unanswered(call, &silence)),
            }
        }
    }

    /// What a service offers.
    pub async fn versions(&self, service: &str) -> Result<Arc<Vec<Version>>, Failure> {
        let token = self.token().await?;
        let root = self.root(&token, service)?;
        self.versions_at(&root, &token, service).await
    }

    async fn versions_at(&self, root: &str, token: &Token, service: &str) -> Result<Arc<Vec<Version>>, Failure> {
        let mut known = self.versions.lock().await;
        if let Some(versions) = known.get(root) {
            return Ok(Arc::clone(versions));
        }
        let call = Call { service, method: "GET", path: "/", idempotent: true };
        let headers = vec![("X-Auth-Token", token.secret.expose_secret().to_owned())];
        let url = format!("{root}/");
        let incoming = self.exchange(&call, &Outgoing { method: "GET", url: &url, headers, body: None }, "").await?;
        // Some services tell their versions as "300 Multiple Choices".
        if incoming.status > 300 {
            return Err(refused(&call, &incoming));
        }
        let document = serde_json::from_str(&incoming.body).unwrap_or(Json::Null);
        let versions = Arc::new(discovery::read(&document));
        known.insert(root.to_owned(), Arc::clone(&versions));
        Ok(versions)
    }

    /// The address below which a service's versions are.
    fn root(&self, token: &Token, service: &str) -> Result<String, Failure> {
        let project = token.project_id.as_deref();
        if let Some(url) = self.config.overrides.get(service::canonical(service)) {
            return Ok(catalog::root(url, project));
        }
        let found = token.catalog.find(service, self.config.interface, self.config.region.as_deref());
        let found = found.map_err(|missing| {
            Failure::new(FailureKind::Invalid, "EndpointNotFound", format!("cloud {}: {missing}", self.config.name))
        })?;
        Ok(catalog::root(&found.url, project))
    }

    /// A failure without the secrets of the session and of the call.
    fn hidden(&self, failure: Failure, more: &[Value]) -> Failure {
        let own = self.config.auth.secrets();
        let secrets = own.iter().map(String::as_str).chain(more.iter().filter_map(Value::as_str));
        Failure { message: redact(&failure.message, secrets), ..failure }
    }
}

fn request_id(id: &str) -> Vec<(&'static str, String)> {
    if id.is_empty() { Vec::new() } else { vec![("X-OpenStack-Request-ID", id.to_owned())] }
}

fn microversion(service: &str, wanted: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![("OpenStack-API-Version", format!("{} {wanted}", service::header_name(service)))];
    if service::canonical(service) == "compute" {
        headers.push(("X-OpenStack-Nova-API-Version", wanted.to_owned()));
    }
    headers
}

fn is_idempotent(request: &Request) -> bool {
    request.idempotent || matches!(request.method.as_str(), "GET" | "HEAD")
}

fn refused(call: &Call<'_>, incoming: &Incoming) -> Failure {
    let refusal = Refusal {
        status: incoming.status,
        body: &incoming.body,
        request_id: incoming.request_id.as_deref(),
        retry_after: incoming.retry_after.is_some(),
    };
    failure::refused(call, &refusal)
}

fn reply(call: &Call<'_>, incoming: &Incoming) -> Result<Reply, Failure> {
    let text = incoming.body.trim();
    let body = if text.is_empty() {
        Value::Null
    } else {
        let json = serde_json::from_str(text).map_err(|error| {
            failure::unanswered(call, &failure::Silence::Unreadable(format!("it is not JSON: {error}")))
        })?;
        Value::from_json(json)
    };
    Ok(Reply { status: incoming.status, body })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the pause before a call is sent again is short and holds nothing but the call"
)]
async fn wait(pause: Duration) {
    tokio::time::sleep(pause).await;
}
