//! The types of `OS::Vitrage`: one file each, one line each here.

mod template;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&template::TYPE];
