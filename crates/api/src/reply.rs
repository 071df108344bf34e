//! Answers that are no document: Heat's accepted, found, and nothing.

use crate::fault::Fault;
use axum::Json;
use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

/// What a handler answers.
pub(crate) type Reply = Result<Response, Fault>;

/// 200 with a document.
pub(crate) fn ok<T: Serialize>(document: T) -> Response {
    Json(document).into_response()
}

/// 200 with `null`: what Heat answers where there is nothing to say.
pub(crate) fn nothing() -> Response {
    ok(())
}

/// 204.
pub(crate) fn no_content() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// 202 without a document.
pub(crate) fn accepted(headers: &HeaderMap) -> Response {
    let text = "202 Accepted\n\nThe request is accepted for processing.\n\n   ";
    plain(headers, StatusCode::ACCEPTED, text, "The request is accepted for processing.<br /><br />\n\n\n")
}

/// 302 to an address.
pub(crate) fn found(headers: &HeaderMap, address: &str) -> Response {
    let text = format!("302 Found\n\nThe resource was found at {address}; you should be redirected automatically.  ");
    let html = format!(
        "The resource was found at <a href=\"{address}\">{address}</a>;\nyou should be redirected automatically.\n\n"
    );
    at(plain(headers, StatusCode::FOUND, &text, &html), address)
}

/// The same answer with a `Location`.
pub(crate) fn at(mut response: Response, address: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

/// The same answer naming the operation that came of it: a header that Heat's clients pass over.
pub(crate) fn with_operation(mut response: Response, operation: &model::operation::Operation) -> Response {
    if let Ok(value) = HeaderValue::from_str(&operation.id.to_string()) {
        response.headers_mut().insert("x-carnot-operation", value);
    }
    response
}

/// Heat's web library answers in text, or in a JSON form of its own for those who accept nothing else.
fn plain(headers: &HeaderMap, status: StatusCode, text: &str, html: &str) -> Response {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.starts_with("application/json") {
        let title = status.canonical_reason().unwrap_or_default();
        return (status, Json(json!({ "message": html, "code": status.to_string(), "title": title }))).into_response();
    }
    (status, [(CONTENT_TYPE, "text/plain; charset=UTF-8")], text.to_owned()).into_response()
}
