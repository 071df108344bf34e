//! Resource types.

pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod template;
