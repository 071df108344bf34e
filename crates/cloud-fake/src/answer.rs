//! Answers in Neutron's form.

use serde_json::{Value as Json, json};

/// Status and body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Json,
}

impl Answer {
    pub(crate) fn ok(body: Json) -> Self {
        Self { status: 200, body }
    }

    pub(crate) fn error(status: u16, kind: &str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self { status, body: json!({"NeutronError": {"type": kind, "message": message, "detail": ""}}) }
    }
}
