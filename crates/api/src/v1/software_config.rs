//! Software configurations: Heat's answers of an empty store, until there is one.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;
pub(crate) mod show;

use crate::fault::Fault;

fn missing(id: &str) -> Fault {
    Fault::new("NotFound", "not_found", format!("Software config with id {id} not found"))
}

fn unsupported() -> Fault {
    Fault::new("NotSupported", "not_supported", "Making a software config is not supported.")
}
