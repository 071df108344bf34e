//! Why an operation was not accepted.

use model::hook::Restriction;
use model::plan::Plan;
use model::{Diagnostics, Failure, FailureKind};
use plan::Refusal;
use std::sync::Arc;

/// Why an operation was not accepted. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Denied {
    /// The store refused or failed; a fenced write means that somebody else was faster.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The definition is wrong.
    #[error("{0}")]
    Definition(Diagnostics),
    /// An option names something that is not there.
    #[error("{option}: there is no {name}")]
    UnknownName {
        /// The option.
        option: &'static str,
        /// What it names.
        name: String,
    },
    /// A property that must not change would have to.
    #[error("Update to property {property} of {path} is not supported.")]
    Immutable {
        /// The slot.
        path: String,
        /// The property.
        property: String,
    },
    /// Something would have to be done to a resource that its environment forbids.
    #[error("{place}: {restriction} is restricted for resource.")]
    Restricted {
        /// The slot, as Heat names it.
        place: String,
        /// What is forbidden.
        restriction: Restriction,
    },
    /// The plan needs more consent than was given.
    #[error("the plan needs consent")]
    Consent(Arc<Plan>),
    /// The plan that was shown does not hold any more.
    #[error("the plan is stale: {0}")]
    Stale(String),
    /// There is no such kept plan.
    #[error("there is no such plan")]
    NoPlan,
    /// The revision cannot be returned to: it was pruned or never committed.
    #[error("revision {0} has no bindings")]
    NoRevision(u32),
    /// A fault of the program.
    #[error("{0}")]
    Fault(String),
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Definition(findings) => Self::Definition(findings),
            Refusal::Immutable { path, property } => Self::Immutable { path: path.to_string(), property },
            Refusal::Restricted { path, restriction } => {
                let parts: Vec<String> = path.as_str().split('/').map(|name| format!("resources.{name}")).collect();
                Self::Restricted { place: parts.join("."), restriction }
            }
            Refusal::Unknown { option, name } => Self::UnknownName { option, name },
            Refusal::Input(message) => Self::Fault(message),
        }
    }
}

impl Denied {
    /// The same as the failure of an operation that was accepted already.
    pub(crate) fn into_failure(self) -> Result<Failure, store::Error> {
        let class = match &self {
            Self::Store(_) | Self::Fault(_) => "HeatException",
            Self::Definition(_) => "StackValidationFailed",
            Self::UnknownName { .. } | Self::Immutable { .. } => "NotSupported",
            Self::Restricted { .. } => "ResourceActionRestricted",
            Self::Consent(_) => "NeedsConsent",
            Self::Stale(_) | Self::NoPlan => "PlanStale",
            Self::NoRevision(_) => "NotFound",
        };
        match self {
            Self::Store(error) => Err(error),
            Self::Definition(findings) => {
                let first = findings.first_error().cloned();
                let (class, message) =
                    first.map_or_else(|| (class.to_owned(), String::new()), |d| (d.class, d.message));
                Ok(Failure::new(FailureKind::Invalid, &class, message))
            }
            other => Ok(Failure::new(FailureKind::Invalid, class, other.to_string())),
        }
    }
}
