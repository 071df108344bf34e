//! The types of `OS::Zaqar`: one file each, one line each here.

mod mistral_trigger;
mod queue;
mod signed_queue_url;
mod subscription;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] =
    &[&mistral_trigger::TYPE, &queue::TYPE, &signed_queue_url::TYPE, &subscription::TYPE];
