//! The types of `OS::Cinder`: one file each, one line each here.

mod encrypted_volume_type;
mod qos_association;
mod qos_specs;
mod quota;
mod volume;
mod volume_attachment;
mod volume_type;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &encrypted_volume_type::TYPE,
    &qos_association::TYPE,
    &qos_specs::TYPE,
    &quota::TYPE,
    &volume::TYPE,
    &volume_attachment::TYPE,
    &volume_type::TYPE,
];
