//! The types of `OS::Ironic`: one file each, one line each here.

mod port;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&port::TYPE];
