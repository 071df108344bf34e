//! A router over an empty store in memory, asked without a network.

use api::App;
use axum::body::Body;
use axum::http::{Method, Request, Response};
use engine::context::{Config, Context, NoCloud};
use engine::service::Service;
use model::{SeededIds, Timestamp};
use serde_json::Value as Json;
use std::sync::{Arc, Mutex};
use store::memory::{Clock, MemoryStore};
use tower::ServiceExt;

/// A fresh server.
pub(crate) fn server() -> axum::Router {
    let context = Context {
        store: Arc::new(MemoryStore::new(Clock::new(Timestamp(1_800_000_000_000_000)))),
        catalog: catalog::Catalog::builtin(),
        cloud: Arc::new(NoCloud),
        ids: Mutex::new(Box::new(SeededIds::new(1))),
        config: Config::default(),
        wake: Box::new(|| ()),
    };
    api::router(App { service: Service::new(Arc::new(context)), build: "test".to_owned() })
}

/// One request.
pub(crate) async fn send(
    server: &axum::Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Response<Body> {
    let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
    request = request.header("host", "127.0.0.1:8004");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    server.clone().oneshot(request.body(Body::from(body.to_vec())).unwrap()).await.unwrap()
}

/// The body of an answer; `Null` if it is no JSON.
pub(crate) async fn json(response: Response<Body>) -> Json {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or_default()
}
