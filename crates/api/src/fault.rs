//! Refusals and failures as Heat's error bodies.
//!
//! Heat's exception class decides the HTTP status ([`status`]). Not here: who refuses, and why.

mod status;

use api_types::fault::{Detail, Finding};
use api_types::plan::Plan;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use engine::service::{Document, Error};

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

    /// The same with another exception of the same status.
    #[must_use]
    pub(crate) fn class(mut self, class: &str) -> Self {
        class.clone_into(&mut self.detail.kind);
        self
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

impl Fault {
    /// The same where the finding is about the template itself: Heat reads it at its edge, and its exceptions differ there.
    #[must_use]
    pub(crate) fn of_template(mut self, template: Option<&Document>) -> Self {
        let own = self.detail.diagnostics.first().is_some_and(|first| first.file.is_none());
        if !own || self.detail.kind != "ValueError" {
            return self;
        }
        let message = self.detail.message.take().unwrap_or_default();
        let (kind, message) = match template {
            Some(Document::Text(_)) => ("HTTPBadRequest", format!("Template not in valid format: {message}")),
            Some(Document::Object(_)) if self.detail.code.as_deref() == Some("T0001") => (
                "InvalidTemplateVersion",
                "The template version is invalid: Template version was not provided".to_owned(),
            ),
            Some(Document::Object(_)) | None => ("ValueError", message),
        };
        kind.clone_into(&mut self.detail.kind);
        self.detail.message = Some(message);
        self
    }
}

/// Heat joins kind, path and sentence with colons of their own: `Property error: : resources.a.properties: : Unknown Property b`.
fn as_heat_joins(message: &str, path: &str) -> String {
    match message.split_once(&format!("{path}: ")) {
        Some((before, after)) if !path.is_empty() && (before.is_empty() || before.ends_with(": ")) => {
            let before = if before.is_empty() { String::new() } else { format!("{before}: ") };
            format!("{before}{path}: : {after}")
        }
        _ => message.to_owned(),
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refused) => {
                let message = match refused.diagnostics.first_error() {
                    Some(first) if refused.class == "StackValidationFailed" => {
                        as_heat_joins(&refused.message, &first.path)
                    }
                    _ => refused.message,
                };
                let mut fault = Self::new(&refused.class, &refused.code, message);
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

#[cfg(test)]
mod tests {
    use super::as_heat_joins;

    #[test]
    fn messages_are_joined_as_heat_joins_them() {
        let cases = [
            ("Property error: a.b: Unknown Property c", "a.b", "Property error: : a.b: : Unknown Property c"),
            ("a.b: Arguments to \"x\" must be a map", "a.b", "a.b: : Arguments to \"x\" must be a map"),
            ("The Parameter (p) was not provided.", "", "The Parameter (p) was not provided."),
            ("in a.b: c", "a.b", "in a.b: c"),
        ];
        for (message, path, expected) in cases {
            assert_eq!(as_heat_joins(message, path), expected);
        }
    }
}
