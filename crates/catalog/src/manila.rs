//! The types of `OS::Manila`: one file each, one line each here.

mod security_service;
mod share;
mod share_network;
mod share_type;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] =
    &[&security_service::TYPE, &share::TYPE, &share_network::TYPE, &share_type::TYPE];
