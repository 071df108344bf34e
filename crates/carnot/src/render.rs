//! What people read, made of data by pure functions: plans, findings, causes.

pub(crate) mod diagnostic;
pub(crate) mod diff;
pub(crate) mod plan;
pub(crate) mod reason;
