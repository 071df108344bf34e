//! The types of `OS::Blazar`: one file each, one line each here.

mod host;
mod lease;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&host::TYPE, &lease::TYPE];
