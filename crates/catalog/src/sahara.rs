//! The types of `OS::Sahara`: one file each, one line each here.

mod cluster;
mod cluster_template;
mod data_source;
mod image_registry;
mod job;
mod job_binary;
mod node_group_template;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &cluster::TYPE,
    &cluster_template::TYPE,
    &data_source::TYPE,
    &image_registry::TYPE,
    &job::TYPE,
    &job_binary::TYPE,
    &node_group_template::TYPE,
];
