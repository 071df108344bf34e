//! Events of a stack, as the API lists them: filters in, wire forms out.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use api_types::event::Event;

/// Which events to list.
#[derive(Clone, Debug, Default)]
pub struct EventQuery {
    /// Only of this resource.
    pub resource: Option<String>,
    /// How deep into nested stacks.
    pub nested_depth: u32,
    /// Start behind this event.
    pub marker: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Newest first.
    pub descending: bool,
    /// Further filters: `resource_status`, `resource_type`…
    pub filters: Query,
}

impl Client {
    /// Events of a stack, in the order in which they happened unless `descending`.
    pub async fn events(&self, stack: &StackRef, query: &EventQuery) -> Result<Vec<Event>> {
        let mut pairs = query.filters.clone();
        let mut set = |key: &str, value: String| pairs.push((key.to_owned(), value));
        set("sort_dir", if query.descending { "desc" } else { "asc" }.to_owned());
        if query.nested_depth > 0 {
            set("nested_depth", query.nested_depth.to_string());
        }
        if let Some(marker) = &query.marker {
            set("marker", marker.clone());
        }
        if let Some(limit) = query.limit {
            set("limit", limit.to_string());
        }
        let path = match &query.resource {
            Some(name) => stack.path(&["resources", name, "events"]),
            None => stack.path(&["events"]),
        };
        self.get_in(&path, &pairs, "events").await
    }
}
