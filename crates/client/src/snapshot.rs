//! Snapshots of a stack.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use api_types::snapshot::Snapshot;
use reqwest::Method;
use serde_json::json;

impl Client {
    /// Takes a snapshot.
    pub async fn take_snapshot(&self, stack: &StackRef, name: Option<&str>) -> Result<Snapshot> {
        let body = name.map_or_else(|| json!({}), |name| json!({ "name": name }));
        self.post(&stack.path(&["snapshots"]), &body).await
    }

    /// The snapshots of a stack.
    pub async fn snapshots(&self, stack: &StackRef) -> Result<Vec<Snapshot>> {
        self.get_in(&stack.path(&["snapshots"]), &Query::new(), "snapshots").await
    }

    /// One snapshot with its data.
    pub async fn snapshot(&self, stack: &StackRef, id: &str) -> Result<Snapshot> {
        self.get_in(&stack.path(&["snapshots", id]), &Query::new(), "snapshot").await
    }

    /// Deletes a snapshot.
    pub async fn delete_snapshot(&self, stack: &StackRef, id: &str) -> Result<()> {
        self.send(Method::DELETE, &stack.path(&["snapshots", id]), &Query::new(), None).await.map(drop)
    }

    /// Brings a stack to the state of a snapshot. Heat answers 400 to any body here.
    pub async fn restore_snapshot(&self, stack: &StackRef, id: &str) -> Result<()> {
        self.send(Method::POST, &stack.path(&["snapshots", id, "restore"]), &Query::new(), None).await.map(drop)
    }
}
