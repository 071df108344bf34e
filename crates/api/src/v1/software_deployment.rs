//! Software deployments: Heat's answers of an empty store, until there is one.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;
pub(crate) mod metadata;
pub(crate) mod show;
pub(crate) mod update;

use crate::fault::Fault;

fn missing(id: &str) -> Fault {
    Fault::new("NotFound", "not_found", format!("Deployment with id {id} not found"))
}

fn unsupported() -> Fault {
    Fault::new("NotSupported", "not_supported", "Making a software deployment is not supported.")
}
