//! The types of `OS::Designate`: one file each, one line each here.

mod domain;
mod record;
mod record_set;
mod zone;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&domain::TYPE, &record::TYPE, &record_set::TYPE, &zone::TYPE];
