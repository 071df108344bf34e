//! The types of `OS::Mistral`: one file each, one line each here.

mod cron_trigger;
mod external_resource;
mod workflow;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&cron_trigger::TYPE, &external_resource::TYPE, &workflow::TYPE];
