//! Plans: what an operation would do.

pub(crate) mod show;
