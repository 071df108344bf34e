//! Plans.

pub(crate) mod show;
