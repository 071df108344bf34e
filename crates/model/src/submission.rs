//! What a client sent: immutable and content-hashed.

use crate::Timestamp;
use crate::value::{Map, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The hex SHA-256 of a submission's persisted form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubmissionId(pub String);

/// Everything that decides a definition, as sent. Values of hidden parameters carry secret marks.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Submission {
    /// Number of this form.
    pub format: u16,
    /// The template's text; JSON text when the client sent an object.
    pub template: String,
    /// File name or URL → text.
    pub files: BTreeMap<String, String>,
    /// The merged environment (`parameters`, `parameter_defaults`, `resource_registry`, …), its parameters included.
    pub environment: Map,
    /// Names of the environment files in `files`, in the order of merging.
    pub environment_files: Vec<String>,
    /// Physical data given to an adopt: resource name → `{resource_id, resource_data, metadata, …}`; empty otherwise.
    pub adopt: Map,
    /// Tags.
    pub tags: Vec<String>,
    /// Minutes until an operation on it fails.
    pub timeout_mins: Option<u32>,
    /// Whether a failure is left as it is.
    pub disable_rollback: bool,
    /// What else it was resolved with: question → answer. [`Submission::NOW`] is the time at which it was sent, if it asks for it.
    pub facts: Map,
}

impl Submission {
    /// The current form number.
    pub const FORMAT: u16 = 1;

    /// The fact that the function `now()` of queries answers with, in microseconds since 1970: the same for all the life of a submission.
    pub const NOW: &str = "now";

    /// Remembers the time, if any text of the submission may ask for it.
    pub fn sent_at(&mut self, now: Timestamp) {
        if std::iter::once(&self.template).chain(self.files.values()).any(|text| text.contains("now(")) {
            self.facts.insert(Self::NOW, Value::Int(now.0));
        }
    }

    /// What `now()` is.
    pub fn now(&self) -> Timestamp {
        match self.facts.get(Self::NOW) {
            Some(Value::Int(micros)) => Timestamp(*micros),
            _ => Timestamp::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_remembered_by_those_that_ask_for_it() {
        let mut silent = Submission { template: "a: 1".to_owned(), ..Submission::default() };
        silent.sent_at(Timestamp(7));
        assert_eq!((silent.facts.len(), silent.now()), (0, Timestamp::default()));
        let files = BTreeMap::from([("nested.yaml".to_owned(), "yaql: {expression: now().year}".to_owned())]);
        let mut asks = Submission { files, ..silent };
        asks.sent_at(Timestamp(7));
        assert_eq!(asks.now(), Timestamp(7));
    }
}
