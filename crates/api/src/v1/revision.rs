//! The history of a stack.

pub(crate) mod diff;
pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod tag;
pub(crate) mod untag;
