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
    /// Path below the service's root, with its leading slash and the API's version: `/v2.0/networks`. `{project_id}` stands for the
    /// caller's project.
    pub path: String,
    /// The JSON body; `Null` for none. Secrets are marked.
    pub body: Value,
    /// Whether it may be sent again without harm.
    pub idempotent: bool,
    /// The microversion that body and answer are written for: `2.90`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub microversion: Option<String>,
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
