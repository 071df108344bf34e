//! The types of `OS::Glance`: one file each, one line each here.

mod image;
mod web_image;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[&image::TYPE, &web_image::TYPE];
