//! The types of `OS::Zun`: one file each, one line each here.

mod container;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&container::TYPE];
