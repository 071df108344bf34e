//! The types of `AWS`: one file each, one line each here.

pub(crate) mod auto_scaling_auto_scaling_group;
mod auto_scaling_launch_configuration;
mod auto_scaling_scaling_policy;
mod cloud_formation_stack;
mod cloud_formation_wait_condition;
mod cloud_formation_wait_condition_handle;
mod ec2_eip;
mod ec2_eip_association;
mod ec2_instance;
mod ec2_internet_gateway;
mod ec2_network_interface;
mod ec2_route_table;
mod ec2_security_group;
mod ec2_subnet;
mod ec2_subnet_route_table_association;
mod ec2_volume;
mod ec2_volume_attachment;
mod ec2_vpc;
mod ec2_vpc_gateway_attachment;
mod elastic_load_balancing_load_balancer;
mod iam_access_key;
mod iam_user;
pub(crate) mod implicit;
mod s3_bucket;
mod shared;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &auto_scaling_auto_scaling_group::TYPE,
    &auto_scaling_launch_configuration::TYPE,
    &auto_scaling_scaling_policy::TYPE,
    &cloud_formation_stack::TYPE,
    &cloud_formation_wait_condition::TYPE,
    &cloud_formation_wait_condition_handle::TYPE,
    &ec2_eip::TYPE,
    &ec2_eip_association::TYPE,
    &ec2_instance::TYPE,
    &ec2_internet_gateway::TYPE,
    &ec2_network_interface::TYPE,
    &ec2_route_table::TYPE,
    &ec2_security_group::TYPE,
    &ec2_subnet::TYPE,
    &ec2_subnet_route_table_association::TYPE,
    &ec2_volume::TYPE,
    &ec2_volume_attachment::TYPE,
    &ec2_vpc::TYPE,
    &ec2_vpc_gateway_attachment::TYPE,
    &elastic_load_balancing_load_balancer::TYPE,
    &iam_access_key::TYPE,
    &iam_user::TYPE,
    &s3_bucket::TYPE,
];
