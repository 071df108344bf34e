//! A call to a cloud and its answer, as data: resource types describe calls, shells make them.

use crate::value::Value;
use serde::{Deserialize, Serialize};

/// One call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Service type in the catalogue: `network`, `compute`…
    pub service: String,
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE`.
    pub method: String,
    /// Path below the service's endpoint, with its leading slash.
    pub path: String,
    /// The JSON body; `Null` for none. Secrets are marked.
    pub body: Value,
    /// Whether it may be sent again without harm.
    pub idempotent: bool,
}

impl Request {
    /// The call in short, for the journal: method and path, never the body.
    pub fn summary(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// An answer that is not an error; errors come as [`crate::Failure`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The JSON body, `Null` for none.
    pub body: Value,
}
