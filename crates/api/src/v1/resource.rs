//! Resources of stacks.

pub(crate) mod list;
pub(crate) mod mark;
pub(crate) mod metadata;
pub(crate) mod show;
pub(crate) mod signal;
