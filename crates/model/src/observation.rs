//! What the cloud says of an object now.

use crate::incarnation::Health;
use crate::time::Timestamp;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// An answer to "how is it?". Ignorance is an answer too: `exists: None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Whether it exists; `None` if the cloud did not say.
    pub exists: Option<bool>,
    /// Its condition.
    pub health: Health,
    /// Why it is not healthy.
    pub reason: Option<String>,
    /// Its properties as far as the cloud tells them, in the shape of the template's properties; `None` if it does not tell.
    pub properties: Option<Value>,
    /// Physical ids of the objects that it refers to.
    pub references: Vec<String>,
    /// When this was asked.
    pub at: Timestamp,
}

impl Observation {
    /// An object that exists and about which nothing else is to be said.
    pub fn healthy(at: Timestamp) -> Self {
        Self { exists: Some(true), health: Health::Healthy, reason: None, properties: None, references: Vec::new(), at }
    }

    /// An object that does not exist.
    pub fn gone(at: Timestamp) -> Self {
        Self { exists: Some(false), health: Health::Unknown, ..Self::healthy(at) }
    }

    /// The cloud did not say.
    pub fn unknown(at: Timestamp, reason: impl Into<String>) -> Self {
        Self { exists: None, health: Health::Unknown, reason: Some(reason.into()), ..Self::healthy(at) }
    }
}
