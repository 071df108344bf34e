//! Why a request is refused, as data that an edge turns into an answer: Heat's exception class decides the status, the code names the
//! case exactly.

use crate::planning::denied::Denied;
use model::goal::Class;
use model::plan::Plan;
use model::{Diagnostics, OperationId};
use std::fmt;
use std::sync::Arc;

/// The result of a request.
pub type Result<T> = std::result::Result<T, Error>;

/// A refused or failed request.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is refused; nothing was stored.
    #[error("{0}")]
    Refused(Box<Refused>),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] store::Error),
}

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Heat's exception class (`EntityNotFound`, `StackExists`, `StackValidationFailed`, `NotSupported`…), or one of our own:
    /// `RollbackNotAllowed`, `NoCompleteRevision`, `NeedsConsent`, `PlanStale`, `OperationInProgress` (all 409).
    pub class: String,
    /// Stable code: a diagnostic's (`T0103`), or a word such as `needs_consent`, `plan_stale`, `unknown_revision`.
    pub code: String,
    /// The sentence, as Heat words it where Heat has one. Never holds a secret.
    pub message: String,
    /// All findings about the input, if it is an input that is refused.
    pub diagnostics: Diagnostics,
    /// The plan that could not be carried out.
    pub plan: Option<Arc<Plan>>,
    /// The classes that would have to be allowed.
    pub missing: Vec<Class>,
    /// The operation that is in the way.
    pub operation: Option<OperationId>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error {
    /// A refusal of a class, with its code.
    pub fn refused(class: &str, code: &str, message: impl Into<String>) -> Self {
        Self::Refused(Box::new(Refused {
            class: class.to_owned(),
            code: code.to_owned(),
            message: message.into(),
            diagnostics: Diagnostics::default(),
            plan: None,
            missing: Vec::new(),
            operation: None,
        }))
    }

    /// Heat's `EntityNotFound`: `The Stack (x) could not be found.`
    pub fn not_found(entity: &str, name: &str) -> Self {
        Self::refused("EntityNotFound", "not_found", format!("The {entity} ({name}) could not be found."))
    }

    /// Heat's `ResourceNotFound`.
    pub fn resource_not_found(resource: &str, stack: &str) -> Self {
        let message = format!("The Resource ({resource}) could not be found in Stack {stack}.");
        Self::refused("ResourceNotFound", "resource_not_found", message)
    }

    /// Heat's `NotSupported`: `x is not supported.`
    pub fn not_supported(feature: &str) -> Self {
        Self::refused("NotSupported", "not_supported", format!("{feature} is not supported."))
    }

    /// Heat's `StackValidationFailed`.
    pub fn invalid(code: &str, message: impl Into<String>) -> Self {
        Self::refused("StackValidationFailed", code, message)
    }

    /// There is no such revision, or it was never committed: nothing to return to.
    pub fn unknown_revision(number: u32) -> Self {
        Self::refused("EntityNotFound", "unknown_revision", format!("The Revision ({number}) could not be found."))
    }

    /// Heat's `Invalid`: an option that makes no sense.
    pub fn bad_request(reason: &str) -> Self {
        Self::refused("Invalid", "invalid_request", format!("Data supplied was not valid: {reason}"))
    }

    /// The plan needs more consent than was given.
    pub fn needs_consent(plan: Arc<Plan>) -> Self {
        let missing = plan.needs_consent.clone();
        let words: Vec<_> = missing.iter().map(|class| class.as_str()).collect();
        let message = format!("The plan needs consent to: {}. Allow these classes to carry it out.", words.join(", "));
        Self::refused("NeedsConsent", "needs_consent", message).edit(|refused| {
            refused.missing = missing;
            refused.plan = Some(plan);
        })
    }

    /// The plan that was shown does not hold any more.
    pub fn plan_stale(why: &str) -> Self {
        Self::refused("PlanStale", "plan_stale", format!("The plan is stale: {why}."))
    }

    /// Another operation is under way.
    pub fn in_progress(operation: OperationId, message: impl Into<String>) -> Self {
        Self::refused("OperationInProgress", "operation_in_progress", message)
            .edit(|refused| refused.operation = Some(operation))
    }

    /// The same, changed.
    #[must_use]
    pub fn edit(self, change: impl FnOnce(&mut Refused)) -> Self {
        match self {
            Self::Refused(mut refused) => {
                change(&mut refused);
                Self::Refused(refused)
            }
            store @ Self::Store(_) => store,
        }
    }

    /// The code; `store` if the store failed.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(refused) => &refused.code,
            Self::Store(_) => "store",
        }
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Store(error) => Self::Store(error),
            Denied::Definition(findings) => findings.into(),
            Denied::UnknownName { option, name } => {
                let message = format!("Data supplied was not valid: {option}: there is no {name}");
                Self::refused("Invalid", "unknown_name", message)
            }
            Denied::Immutable { .. } => Self::refused("NotSupported", "immutable", denied.to_string()),
            Denied::Restricted { .. } => {
                Self::refused("ResourceActionRestricted", "restricted_action", denied.to_string())
            }
            Denied::Consent(plan) => Self::needs_consent(plan),
            Denied::Stale(why) => Self::plan_stale(&why),
            Denied::NoPlan => Self::refused("EntityNotFound", "unknown_plan", "The Plan could not be found."),
            Denied::NoRevision(number) => Self::unknown_revision(number),
            Denied::Fault(message) => Self::refused("HeatException", "fault", message),
        }
    }
}

impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Self {
        let first = diagnostics.first_error().cloned();
        let (class, code, message) = first.map_or_else(
            || ("StackValidationFailed".to_owned(), "invalid".to_owned(), "The template is invalid.".to_owned()),
            |d| (d.class, d.code, d.message),
        );
        Self::refused(&class, &code, message).edit(|refused| refused.diagnostics = diagnostics)
    }
}
