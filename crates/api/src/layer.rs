//! What every request passes: a request id, a line in the log, a net under panics, and the authentication.

use crate::auth::Identity;
use crate::fault::Fault;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Response};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use model::{IdSource, SeededIds};
use std::any::Any;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;

const REQUEST_ID: axum::http::HeaderName = axum::http::HeaderName::from_static("x-openstack-request-id");

/// Puts the layers around the routes.
pub(crate) fn wrap(routes: Router, authenticate: fn(&HeaderMap) -> Result<Identity, Fault>) -> Router {
    let log = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(|response: &Response<_>, latency: Duration, _: &Span| {
            tracing::info!(status = response.status().as_u16(), ms = latency.as_secs_f64() * 1000.0, "answered");
        })
        .on_failure(());
    let authenticate = from_fn(move |mut request: Request, next: Next| async move {
        match authenticate(request.headers()) {
            Ok(identity) => {
                request.extensions_mut().insert(identity);
                next.run(request).await
            }
            Err(refused) => refused.into_response(),
        }
    });
    routes
        .layer(authenticate)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(log)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, RequestIds::default()))
        // A client's own header would be passed on as ours.
        .layer(from_fn(async |mut request: Request, next: Next| {
            request.headers_mut().remove(REQUEST_ID);
            next.run(request).await
        }))
}

/// Method, path and request id; never the query, headers or bodies, which can hold secrets.
fn span<B>(request: &axum::http::Request<B>) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

fn panicked(_what: Box<dyn Any + Send + 'static>) -> axum::response::Response {
    // The panic hook has told the log; what it says may be anything.
    Fault::internal("panic").into_response()
}

/// Numbers that nobody else has: they name requests in logs, no more, so that the hasher's seed is random enough.
#[derive(Clone)]
struct RequestIds(Arc<Mutex<SeededIds>>);

impl Default for RequestIds {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(SeededIds::new(RandomState::new().hash_one("request")))))
    }
}

impl MakeRequestId for RequestIds {
    fn make_request_id<B>(&mut self, _request: &axum::http::Request<B>) -> Option<RequestId> {
        let id = self.0.lock().unwrap_or_else(PoisonError::into_inner).next_uuid();
        HeaderValue::from_str(&format!("req-{}", id.hyphenated())).ok().map(RequestId::new)
    }
}
