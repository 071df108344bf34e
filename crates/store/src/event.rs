//! Events, read.

use crate::Result;
use async_trait::async_trait;
use model::event::Event;
use model::goal::{StackAction, Status};
use model::{EventId, StackId};

/// Which events to list. Heat's list parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventFilter {
    /// Of these stacks; no stack, no event.
    pub stacks: Vec<StackId>,
    /// Only of this resource.
    pub resource: Option<String>,
    /// Any of these actions.
    pub actions: Vec<StackAction>,
    /// Any of these statuses.
    pub statuses: Vec<Status>,
    /// Any of these types.
    pub types: Vec<String>,
    /// Any of these resource names.
    pub names: Vec<String>,
    /// Newest first instead of oldest first.
    pub descending: bool,
    /// Start behind this event; an unknown one counts for nothing.
    pub marker: Option<EventId>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Reading events.
#[async_trait]
pub trait Events {
    /// Events by filter, in the order in which they happened.
    async fn events(&self, filter: &EventFilter) -> Result<Vec<Event>>;

    /// One event.
    async fn event(&self, id: EventId) -> Result<Option<Event>>;
}
