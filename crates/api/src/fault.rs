//! Refusals and failures as Heat's error bodies.
//!
//! Heat's exception class decides the HTTP status ([`status`]). Not here: who refuses, and why.

mod status;

use api_types::fault::{Detail, Finding};
use api_types::plan::Plan;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use engine::service::Error;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub(crate) struct Fault {
    status: StatusCode,
    detail: Box<Detail>,
}

impl Fault {
    /// A fault with Heat's exception class, our code, and the sentence.
    pub(crate) fn new(class: &str, code: &str, message: impl Into<String>) -> Self {
        let detail = Detail {
            message: Some(message.into()),
            kind: class.to_owned(),
            code: Some(code.to_owned()),
            ..Detail::default()
        };
        Self { status: status::of(class), detail: Box::new(detail) }
    }

    /// A request that is wrong by itself.
    pub(crate) fn bad_request(code: &str, message: impl Into<String>) -> Self {
        Self::new("HTTPBadRequest", code, message)
    }

    /// A request that lacks or brings what its route does not allow: Heat says no more than this.
    pub(crate) fn malformed(code: &str) -> Self {
        Self::bad_request(code, status::explanation(StatusCode::BAD_REQUEST))
    }

    /// Nothing is there.
    pub(crate) fn not_found() -> Self {
        Self::new("HTTPNotFound", "no_route", status::explanation(StatusCode::NOT_FOUND))
    }

    /// The route does not know the method.
    pub(crate) fn method_not_allowed() -> Self {
        Self::new("HTTPMethodNotAllowed", "method_not_allowed", status::explanation(StatusCode::METHOD_NOT_ALLOWED))
    }

    /// The caller may not.
    pub(crate) fn forbidden() -> Self {
        Self::new("HTTPForbidden", "forbidden", status::explanation(StatusCode::FORBIDDEN))
    }

    /// Something broke inside; the log knows what.
    pub(crate) fn internal(code: &str) -> Self {
        let mut fault = Self::new("HTTPInternalServerError", code, "");
        fault.detail.message = None;
        fault
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => {
                let mut fault = Self::new(&refused.class, &refused.code, refused.message);
                fault.detail.diagnostics = refused.diagnostics.0.iter().map(Finding::from).collect();
                fault.detail.hint = refused.diagnostics.first_error().and_then(|d| d.hint.clone());
                fault.detail.allow = refused.missing.iter().map(ToString::to_string).collect();
                fault.detail.plan = refused.plan.as_deref().map(|plan| Box::new(Plan::from(plan)));
                fault.detail.operation = refused.operation.map(|id| id.to_string());
                fault
            }
            Error::Store(store::Error::Exists(name)) => {
                Self::new("StackExists", "stack_exists", format!("The Stack ({name}) already exists."))
            }
            Error::Store(store::Error::Fenced(why)) => {
                tracing::info!(%why, "a request lost a race");
                Self::new(
                    "ActionInProgress",
                    "changed_meanwhile",
                    "The stack was changed by somebody else meanwhile; try again.",
                )
            }
            Error::Store(broken @ (store::Error::Corrupt { .. } | store::Error::Database(_))) => {
                tracing::error!(error = &broken as &dyn std::error::Error, "the store failed");
                Self::internal("store")
            }
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let body = api_types::Fault {
            code: self.status.as_u16(),
            title: self.status.canonical_reason().unwrap_or_default().to_owned(),
            explanation: status::explanation(self.status).to_owned(),
            error: *self.detail,
        };
        (self.status, Json(body)).into_response()
    }
}
