//! The types of `OS::Nova`: one file each, one line each here.

mod flavor;
mod floating_ip;
mod floating_ip_association;
mod host_aggregate;
pub(crate) mod implicit;
mod key_pair;
mod quota;
mod server;
mod server_group;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &flavor::TYPE,
    &floating_ip::TYPE,
    &floating_ip_association::TYPE,
    &host_aggregate::TYPE,
    &key_pair::TYPE,
    &quota::TYPE,
    &server::TYPE,
    &server_group::TYPE,
];
