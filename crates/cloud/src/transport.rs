//! One HTTP exchange: certificates, pooled connections, time limits, and what is known when nothing comes back.

use crate::config::{Config, Tls};
use crate::failure::Silence;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Certificate, Identity, Method};
use serde_json::Value as Json;
use std::error::Error as _;
use std::path::Path;
use std::time::Duration;

/// Why no session can be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A certificate or key cannot be used.
    #[error("cannot use {path}: {why}")]
    Certificate {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// The client cannot be made.
    #[error("cannot prepare connections: {0}")]
    Client(#[source] reqwest::Error),
}

/// What is sent.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<&'a Json>,
}

/// What came back, whatever its status.
pub(crate) struct Incoming {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// The value of `X-Subject-Token`.
    pub(crate) subject: Option<String>,
}

/// Connections, kept and shared. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
}

impl Transport {
    pub(crate) fn open(config: &Config) -> Result<Self, OpenError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("carnot/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(config.limits.connect)
            .timeout(config.limits.answer)
            .pool_max_idle_per_host(config.limits.concurrency);
        let http = secured(builder, &config.tls)?.build().map_err(OpenError::Client)?;
        Ok(Self { http })
    }

    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>) -> Result<Incoming, Silence> {
        let unsent = |why: &dyn std::fmt::Display| Silence::Unreachable(why.to_string());
        let method = Method::from_bytes(outgoing.method.as_bytes()).map_err(|error| unsent(&error))?;
        let mut request = self.http.request(method, outgoing.url).header("Accept", "application/json");
        for (name, value) in &outgoing.headers {
            let mut value = reqwest::header::HeaderValue::from_str(value).map_err(|error| unsent(&error))?;
            value.set_sensitive(name.ends_with("-Token"));
            request = request.header(*name, value);
        }
        if let Some(body) = outgoing.body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(|error| silence(&error))?;
        let status = response.status().as_u16();
        let text = |name: &str| header(response.headers(), name);
        let request_id = text("x-openstack-request-id").or_else(|| text("x-compute-request-id"));
        let retry_after = text(RETRY_AFTER.as_str()).and_then(|secs| secs.parse().ok()).map(Duration::from_secs);
        let subject = text("x-subject-token");
        let body = response.text().await.map_err(|error| silence(&error))?;
        Ok(Incoming { status, body, request_id, retry_after, subject })
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned)
}

/// What is known when there is no answer. A connection that never came to be carried nothing.
fn silence(error: &reqwest::Error) -> Silence {
    let mut why = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        why = inner.to_string();
        source = inner.source();
    }
    if error.is_connect() || error.is_builder() {
        Silence::Unreachable(why)
    } else if error.is_timeout() {
        Silence::TimedOut
    } else if error.is_decode() {
        Silence::Unreadable(why)
    } else {
        Silence::Lost(why)
    }
}

fn secured(mut builder: reqwest::ClientBuilder, tls: &Tls) -> Result<reqwest::ClientBuilder, OpenError> {
    if !tls.verify {
        builder = builder.tls_danger_accept_invalid_certs(true).tls_danger_accept_invalid_hostnames(true);
    }
    if let Some(path) = &tls.ca {
        let certificates = Certificate::from_pem_bundle(&file(path)?).map_err(|error| unusable(path, &error))?;
        if certificates.is_empty() {
            return Err(unusable(path, &"it holds no certificate"));
        }
        builder = builder.tls_certs_only(certificates);
    }
    if let Some(path) = &tls.cert {
        let mut pem = file(path)?;
        if let Some(key) = &tls.key {
            pem.push(b'\n');
            pem.extend(file(key)?);
        }
        builder = builder.identity(Identity::from_pem(&pem).map_err(|error| unusable(path, &error))?);
    }
    Ok(builder)
}

fn file(path: &Path) -> Result<Vec<u8>, OpenError> {
    std::fs::read(path).map_err(|error| unusable(path, &error))
}

fn unusable(path: &Path, why: &dyn std::fmt::Display) -> OpenError {
    OpenError::Certificate { path: path.display().to_string(), why: why.to_string() }
}
