//! What an environment says of a resource beside its type: where an operation stops for a person, and what must not be done.

use crate::goal::{StackAction, wire_enum};
use serde::{Deserialize, Serialize};

wire_enum! {
    /// Where an operation stops to be continued by a person.
    Hook {
        /// Before the object is made.
        PreCreate = "pre-create",
        /// Before the object is changed or replaced, or found to be as wanted.
        PreUpdate = "pre-update",
        /// Before the object is removed.
        PreDelete = "pre-delete",
        /// When the object was made.
        PostCreate = "post-create",
        /// When the object was changed.
        PostUpdate = "post-update",
        /// When the object was removed.
        PostDelete = "post-delete",
    }
}

impl Hook {
    /// The action that stops at it.
    pub fn action(self) -> StackAction {
        match self {
            Self::PreCreate | Self::PostCreate => StackAction::Create,
            Self::PreUpdate | Self::PostUpdate => StackAction::Update,
            Self::PreDelete | Self::PostDelete => StackAction::Delete,
        }
    }
}

wire_enum! {
    /// What must not be done to a resource by an update.
    Restriction {
        /// Changing it in place.
        Update = "update",
        /// Giving it another object.
        Replace = "replace",
    }
}
