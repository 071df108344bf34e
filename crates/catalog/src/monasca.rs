//! The types of `OS::Monasca`: one file each, one line each here.

mod alarm_definition;
mod notification;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&alarm_definition::TYPE, &notification::TYPE];
