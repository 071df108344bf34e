//! The types of `OS::Trove`: one file each, one line each here.

mod cluster;
mod instance;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&cluster::TYPE, &instance::TYPE];
