//! Raw JSON over HTTP, with no client library between the test and the wire.

use anyhow::{Context, Result, bail};
use reqwest::Method;
use serde_json::Value as Json;
use std::time::Duration;

/// A project's endpoint: `http://127.0.0.1:8004/v1/PROJECT`.
#[derive(Clone)]
pub struct Endpoint {
    base: String,
    token: Option<String>,
    client: reqwest::Client,
}

/// An answer: status and body (`Null` when there is none).
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Json,
}

impl Endpoint {
    /// An endpoint; the token is sent if there is one.
    pub fn new(base: &str, token: Option<String>) -> Result<Self> {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build()?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), token, client })
    }

    /// Makes one call; `path` starts with a slash.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Json>) -> Result<Answer> {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        let mut request = self.client.request(Method::from_bytes(method.as_bytes())?, &url);
        if let Some(token) = &self.token {
            request = request.header("X-Auth-Token", token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.with_context(|| format!("{method} {url}"))?;
        let status = response.status().as_u16();
        let text = response.text().await?;
        let body = if text.is_empty() { Json::Null } else { serde_json::from_str(&text).unwrap_or(Json::String(text)) };
        Ok(Answer { status, body })
    }

    /// A GET that must succeed.
    pub async fn get(&self, path: &str) -> Result<Json> {
        let answer = self.call("GET", path, None).await?;
        if answer.status >= 300 {
            bail!("GET {path}: {} {}", answer.status, answer.body);
        }
        Ok(answer.body)
    }
}
