//! One HTTP call: URL, headers, redirects that keep the method, faults.

use crate::error::{Error, Fault, Result};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use std::time::Duration;

/// Parameters of a query string.
pub type Query = Vec<(String, String)>;

/// How many redirects one call follows.
const REDIRECTS: usize = 3;

/// Where the API is, and what every call carries.
#[derive(Clone)]
pub struct Endpoint {
    /// The base with version and project: `http://127.0.0.1:8004/v1/default`.
    pub url: String,
    /// Sent as `X-Auth-Token`.
    pub token: Option<String>,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint")
            .field("url", &self.url)
            .field("token", &self.token.as_ref().map(|_| "******"))
            .finish()
    }
}

/// A client of one endpoint. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) url: String,
    pub(crate) body: String,
    pub(crate) location: Option<String>,
}

impl Client {
    /// A client of `endpoint`.
    pub fn new(endpoint: &Endpoint) -> Result<Self> {
        let bad = || Error::Endpoint(endpoint.url.clone());
        let mut base = Url::parse(&endpoint.url).map_err(|_| bad())?;
        if base.cannot_be_a_base() || !matches!(base.scheme(), "http" | "https") {
            return Err(bad());
        }
        // A base without the final slash would lose its last part when paths are joined to it.
        base.path_segments_mut().map_err(|()| bad())?.pop_if_empty();
        let mut headers = HeaderMap::new();
        if let Some(token) = &endpoint.token {
            let mut value = HeaderValue::from_str(token).map_err(|_| bad())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static("x-auth-token"), value);
        }
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("carnot/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(600))
            .build()
            .map_err(|source| Error::Unreachable { url: base.to_string(), source })?;
        Ok(Self { http, base })
    }

    /// The endpoint's URL.
    pub fn url(&self) -> &str {
        self.base.as_str()
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &Query) -> Result<T> {
        decode(&self.send(Method::GET, path, query, None).await?)
    }

    pub(crate) async fn post<T: DeserializeOwned>(&self, path: &[&str], body: &Json) -> Result<T> {
        decode(&self.send(Method::POST, path, &Query::new(), Some(body)).await?)
    }

    /// The member `key` of the answer's object.
    pub(crate) async fn get_in<T: DeserializeOwned>(&self, path: &[&str], query: &Query, key: &str) -> Result<T> {
        let answer = self.send(Method::GET, path, query, None).await?;
        member(&answer, key)
    }

    /// Makes a call, following redirects with the same method and body as Heat's own client does.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &[&str],
        query: &Query,
        body: Option<&Json>,
    ) -> Result<Answer> {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        for _ in 0..=REDIRECTS {
            let (status, answer) = self.once(method.clone(), url.clone(), body).await?;
            match (status, &answer.location) {
                (301 | 302 | 305 | 307 | 308, Some(location)) => {
                    url = url.join(location).map_err(|_| malformed(&answer.url, "it redirects to nowhere"))?;
                }
                (300.., _) => return Err(Box::new(Fault::parse(status, &answer.body)).into()),
                _ => return Ok(answer),
            }
        }
        Err(malformed(url.as_str(), "it redirects in circles"))
    }

    /// Makes a call without following a redirect.
    pub(crate) async fn once(&self, method: Method, url: Url, body: Option<&Json>) -> Result<(u16, Answer)> {
        let unreachable =
            |source: reqwest::Error| Error::Unreachable { url: url.to_string(), source: source.without_url() };
        let mut request = self.http.request(method, url.clone());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        let response = request.send().await.map_err(unreachable)?;
        let status = response.status().as_u16();
        let location = response.headers().get(LOCATION).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let body = response.text().await.map_err(unreachable)?;
        Ok((status, Answer { url: url.to_string(), body, location }))
    }

    /// The URL of a path below the endpoint.
    pub(crate) fn join(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        url
    }
}

pub(crate) fn malformed(url: &str, detail: impl Into<String>) -> Error {
    Error::Malformed { url: url.to_owned(), detail: detail.into() }
}

/// The whole answer; an empty one is `null`.
pub(crate) fn decode<T: DeserializeOwned>(answer: &Answer) -> Result<T> {
    let text = if answer.body.trim().is_empty() { "null" } else { &answer.body };
    serde_json::from_str(text).map_err(|error| malformed(&answer.url, error.to_string()))
}

/// One member of the answer's object.
pub(crate) fn member<T: DeserializeOwned>(answer: &Answer, key: &str) -> Result<T> {
    let mut body: Json = decode(answer)?;
    let inner = body.get_mut(key).map(Json::take).ok_or_else(|| malformed(&answer.url, format!("it has no {key}")))?;
    serde_json::from_value(inner).map_err(|error| malformed(&answer.url, error.to_string()))
}
