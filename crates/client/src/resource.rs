//! Resources of a stack.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use api_types::resource::{Mark, Resource};
use reqwest::Method;
use serde_json::{Value as Json, json};

/// Which resources to list.
#[derive(Clone, Debug, Default)]
pub struct ResourceQuery {
    /// How deep into nested stacks.
    pub nested_depth: u32,
    /// Whether attributes and all other details are wanted.
    pub with_detail: bool,
    /// Heat's filters: `name`, `status`, `type`…
    pub filters: Query,
}

impl Client {
    /// Resources of a stack and of those nested in it.
    pub async fn resources(&self, stack: &StackRef, query: &ResourceQuery) -> Result<Vec<Resource>> {
        let mut pairs = query.filters.clone();
        if query.nested_depth > 0 {
            pairs.push(("nested_depth".into(), query.nested_depth.to_string()));
        }
        if query.with_detail {
            pairs.push(("with_detail".into(), "True".into()));
        }
        self.get_in(&stack.path(&["resources"]), &pairs, "resources").await
    }

    /// One resource.
    pub async fn resource(&self, stack: &StackRef, name: &str) -> Result<Resource> {
        self.get_in(&stack.path(&["resources", name]), &Query::new(), "resource").await
    }

    /// The resolved metadata of a resource.
    pub async fn resource_metadata(&self, stack: &StackRef, name: &str) -> Result<Json> {
        self.get_in(&stack.path(&["resources", name, "metadata"]), &Query::new(), "metadata").await
    }

    /// Declares a resource to be wrecked, or to be fine after all.
    pub async fn mark(&self, stack: &StackRef, name: &str, unhealthy: bool, reason: &str) -> Result<()> {
        let body = json!(Mark { mark_unhealthy: unhealthy, resource_status_reason: Some(reason.to_owned()) });
        self.send(Method::PATCH, &stack.path(&["resources", name]), &Query::new(), Some(&body)).await.map(drop)
    }

    /// Signals a resource.
    pub async fn signal(&self, stack: &StackRef, name: &str, data: Option<&Json>) -> Result<()> {
        self.send(Method::POST, &stack.path(&["resources", name, "signal"]), &Query::new(), data).await.map(drop)
    }
}
