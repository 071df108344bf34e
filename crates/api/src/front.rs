//! The front door: versions of the API, and spellings of paths that the routes below do not know.

use crate::fault::Fault;
use crate::link::{Base, quote, unquote};
use crate::{App, body, openapi, v1};
use api_types::Link;
use api_types::info::{Version, Versions};
use axum::Json;
use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::ServiceExt;

/// Everything behind the layers.
pub(crate) fn router(app: App) -> Router {
    let inner = v1::routes().fallback(no_route).method_not_allowed_fallback(other_method).with_state(app);
    Router::new()
        .route("/openapi.json", get(async || openapi::document().to_json().unwrap_or_default()))
        .route("/healthcheck", get(async || "OK"))
        .fallback(move |request: Request| serve(inner.clone(), request))
}

async fn no_route() -> Fault {
    Fault::not_found()
}

/// A method that the route does not list; axum adds the `Allow` header.
async fn other_method(method: Method) -> Response {
    if method == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Fault::method_not_allowed().into_response()
    }
}

async fn serve(inner: Router, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path();
    if unquote(path).is_none() {
        return Fault::malformed("path_not_utf8").into_response();
    }
    let root = Base::root(&parts);
    let mut segments = path.trim_start_matches('/').splitn(2, '/');
    let (first, rest) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    if first.is_empty() || first == "versions" {
        return versions(&root);
    }
    let (prefix, rest) = match version(first) {
        Some((1, 0)) => (format!("{root}/{first}"), rest),
        Some(_) => return versions(&root),
        None => match accepted_version(&parts.headers) {
            Some((1, 0)) => (root, path.trim_start_matches('/')),
            Some(_) => return versions(&root),
            None => return Fault::not_found().into_response(),
        },
    };
    if parts.method == Method::HEAD {
        return Fault::method_not_allowed().into_response();
    }
    let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let Ok(uri) = format!("/{}{query}", plain(rest)).parse::<Uri>() else {
        return Fault::malformed("path").into_response();
    };
    parts.uri = uri;
    parts.extensions.insert(Base(prefix.into()));
    // Read to its end even where nobody looks at it: an answer to a half-read request costs the client its connection.
    let body = match body::read(body).await {
        Ok(bytes) => axum::body::Body::from(bytes),
        Err(fault) => return fault.into_response(),
    };
    match inner.oneshot(Request::from_parts(parts, body)).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The path without a slash at its end, and with an ARN in one piece: `p/stacks/arn:openstack:heat::p:stacks/n/i`.
fn plain(path: &str) -> String {
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut pieces = path.splitn(3, '/');
    if let (Some(project), Some("stacks"), Some(arn)) = (pieces.next(), pieces.next(), pieces.next())
        && let Some(arn) = unquote(arn).filter(|arn| arn.starts_with("arn:"))
    {
        return format!("{project}/stacks/{}", quote(&arn, ""));
    }
    path.to_owned()
}

/// The version that a path begins with: `v1`, `v1.0`, `v2`…
fn version(segment: &str) -> Option<(u32, u32)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let rest = segment.strip_prefix('v')?;
    let (major, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (minor, _) = rest.split_at(digits(rest));
    Some((major.parse().ok()?, if minor.is_empty() { 0 } else { minor.parse().ok()? }))
}

/// The version that the `Accept` header names.
fn accepted_version(headers: &axum::http::HeaderMap) -> Option<(u32, u32)> {
    let accepts = headers.get("accept")?.to_str().ok()?;
    version(accepts.strip_prefix("application/vnd.openstack.orchestration-")?)
}

/// Which versions there are: 300, whatever was asked for.
fn versions(root: &str) -> Response {
    let link = Link { href: format!("{root}/v1/"), rel: "self".to_owned() };
    let version = Version { id: "v1.0".to_owned(), status: "CURRENT".to_owned(), links: vec![link] };
    (StatusCode::MULTIPLE_CHOICES, Json(Versions { versions: vec![version] })).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_heat_reads_them() {
        let cases = [
            ("v1", Some((1, 0))),
            ("v1.0", Some((1, 0))),
            ("v2", Some((2, 0))),
            ("v1.1", Some((1, 1))),
            ("x", None),
            ("v", None),
        ];
        for (text, expected) in cases {
            assert_eq!(version(text), expected, "{text}");
        }
    }

    #[test]
    fn an_arn_is_one_piece() {
        assert_eq!(plain("p/stacks/"), "p/stacks");
        assert_eq!(plain("p/stacks/n/i/"), "p/stacks/n/i");
        assert_eq!(
            plain("p/stacks/arn:openstack:heat::p:stacks/n/i"),
            "p/stacks/arn%3Aopenstack%3Aheat%3A%3Ap%3Astacks%2Fn%2Fi"
        );
    }
}
