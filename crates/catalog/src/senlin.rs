//! The types of `OS::Senlin`: one file each, one line each here.

mod cluster;
mod node;
mod policy;
mod profile;
mod receiver;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] =
    &[&cluster::TYPE, &node::TYPE, &policy::TYPE, &profile::TYPE, &receiver::TYPE];
