//! The body of every error: Heat's form, with a code of Carnot's own and what a client can act on.

use crate::plan::Plan;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The body of an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fault {
    /// The HTTP status.
    pub code: u16,
    /// Its title: `Not Found`.
    pub title: String,
    /// What the status means.
    pub explanation: String,
    /// What went wrong.
    pub error: Detail,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = fault::Detail)]
pub struct Detail {
    /// In words; left out where they could tell too much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Always `null`: nothing of the inside is shown.
    #[serde(default)]
    pub traceback: Option<String>,
    /// The name of Heat's exception: `EntityNotFound`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Carnot's own stable code: `needs_consent`, `plan_stale`, `template.cycle`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// All findings about a template, the one in `message` first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Finding>,
    /// With `needs_consent`: the values of `allow` that are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// With `needs_consent` and `plan_stale`: the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Box<Plan>>,
    /// With `operation_in_progress`: the operation that is in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A finding about a template, an environment or a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = fault::Finding)]
pub struct Finding {
    /// Its stable code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// Where in the document: `resources.port.properties.network`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The line, from 1; left out when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column, from 1; left out when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The file, if it is not the template itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl From<&model::Diagnostic> for Finding {
    fn from(diagnostic: &model::Diagnostic) -> Self {
        let known = diagnostic.span.is_known();
        Self {
            code: diagnostic.code.clone(),
            severity: match diagnostic.severity {
                model::diagnostic::Severity::Error => "error",
                model::diagnostic::Severity::Warning => "warning",
            }
            .to_owned(),
            message: diagnostic.message.clone(),
            path: diagnostic.path.clone(),
            line: known.then_some(diagnostic.span.line),
            column: known.then_some(diagnostic.span.column),
            file: diagnostic.file.clone(),
            hint: diagnostic.hint.clone(),
        }
    }
}
