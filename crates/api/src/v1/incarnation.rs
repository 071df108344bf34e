//! The objects that a stack owns.

pub(crate) mod act;
pub(crate) mod list;
pub(crate) mod show;
