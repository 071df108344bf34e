//! About the service itself.

pub(crate) mod build;
pub(crate) mod services;
