//! The types of `OS::Magnum`: one file each, one line each here.

mod bay;
mod bay_model;
mod cluster;
mod cluster_template;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&bay::TYPE, &bay_model::TYPE, &cluster::TYPE, &cluster_template::TYPE];
