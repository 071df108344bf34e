//! The types of `OS::Heat`: one file each, one line each here.

mod delay;
mod local;
pub(crate) mod none;
mod random;
mod random_string;
mod resource_chain;
pub(crate) mod resource_group;
mod test_resource;
mod value;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &delay::TYPE,
    &none::TYPE,
    &random_string::TYPE,
    &resource_chain::TYPE,
    &resource_group::TYPE,
    &test_resource::TYPE,
    &value::TYPE,
];
