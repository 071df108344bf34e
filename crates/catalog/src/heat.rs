//! The types of `OS::Heat`: one file each, one line each here.

mod access_policy;
mod auto_scaling_group;
mod batch;
mod cloud_config;
mod delay;
mod deployed_server;
pub(crate) mod group_size;
mod ha_restarter;
pub(crate) mod instance_group;
mod local;
mod multipart_mime;
pub(crate) mod none;
mod random;
mod random_string;
mod resource_chain;
pub(crate) mod resource_group;
mod scaling_policy;
mod shared;
mod software_component;
mod software_config;
mod software_deployment;
pub(crate) mod software_deployment_group;
mod software_deployments;
mod stack;
mod structured_config;
mod structured_deployment;
mod structured_deployment_group;
mod structured_deployments;
mod swift_signal;
mod swift_signal_handle;
mod test_resource;
mod update_wait_condition_handle;
mod value;
mod wait_condition;
mod wait_condition_handle;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &access_policy::TYPE,
    &auto_scaling_group::TYPE,
    &cloud_config::TYPE,
    &delay::TYPE,
    &deployed_server::TYPE,
    &ha_restarter::TYPE,
    &instance_group::TYPE,
    &multipart_mime::TYPE,
    &none::TYPE,
    &random_string::TYPE,
    &resource_chain::TYPE,
    &resource_group::TYPE,
    &scaling_policy::TYPE,
    &software_component::TYPE,
    &software_config::TYPE,
    &software_deployment::TYPE,
    &software_deployment_group::TYPE,
    &software_deployments::TYPE,
    &stack::TYPE,
    &structured_config::TYPE,
    &structured_deployment::TYPE,
    &structured_deployment_group::TYPE,
    &structured_deployments::TYPE,
    &swift_signal::TYPE,
    &swift_signal_handle::TYPE,
    &test_resource::TYPE,
    &update_wait_condition_handle::TYPE,
    &value::TYPE,
    &wait_condition::TYPE,
    &wait_condition_handle::TYPE,
];
