//! Events of stacks and resources.

pub(crate) mod list;
pub(crate) mod of_resource;
pub(crate) mod show;
