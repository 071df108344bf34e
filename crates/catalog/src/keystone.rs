//! The types of `OS::Keystone`: one file each, one line each here.

mod domain;
mod endpoint;
mod group;
mod group_role_assignment;
mod project;
mod region;
mod role;
mod service;
mod shared;
mod user;
mod user_role_assignment;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &domain::TYPE,
    &endpoint::TYPE,
    &group::TYPE,
    &group_role_assignment::TYPE,
    &project::TYPE,
    &region::TYPE,
    &role::TYPE,
    &service::TYPE,
    &user::TYPE,
    &user_role_assignment::TYPE,
];
