//! The types of `OS::Octavia`: one file each, one line each here.

mod availability_zone;
mod availability_zone_profile;
mod flavor;
mod flavor_profile;
mod health_monitor;
mod l7_policy;
mod l7_rule;
mod listener;
mod load_balancer;
mod pool;
mod pool_member;
mod quota;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &availability_zone::TYPE,
    &availability_zone_profile::TYPE,
    &flavor::TYPE,
    &flavor_profile::TYPE,
    &health_monitor::TYPE,
    &l7_policy::TYPE,
    &l7_rule::TYPE,
    &listener::TYPE,
    &load_balancer::TYPE,
    &pool::TYPE,
    &pool_member::TYPE,
    &quota::TYPE,
];
