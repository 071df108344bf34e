//! The types of `OS::Barbican`: one file each, one line each here.

mod certificate_container;
mod generic_container;
mod order;
mod rsa_container;
mod secret;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] =
    &[&certificate_container::TYPE, &generic_container::TYPE, &order::TYPE, &rsa_container::TYPE, &secret::TYPE];
