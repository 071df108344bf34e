//! Snapshots: taken, listed, shown, deleted, restored.

use super::abandon::{Secrets, stack_document};
use super::lookup::{at_rest, updatable};
use super::{Accepted, Caller, Error, Result, Service, StackRef};
use crate::context::Context;
use crate::planning::accept::{self, Accept};
use model::SnapshotId;
use model::goal::{Goal, Status};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::value::Value;
use serde_json::json;
use std::sync::Arc;
use store::{Fence, Write};

/// How many snapshots a stack may have (`max_snapshots_per_stack`).
const SNAPSHOTS: usize = 32;

/// The key of a stack's document under which its resources are told.
const RESOURCES: &str = "resources";

impl Service {
    /// Takes a snapshot of every resource.
    pub async fn snapshot(&self, caller: &Caller, stack: &StackRef, name: Option<String>) -> Result<Snapshot> {
        super::retry::retry(|| self.snapshot_once(caller, stack, name.clone())).await
    }

    async fn snapshot_once(&self, caller: &Caller, stack: &StackRef, name: Option<String>) -> Result<Snapshot> {
        let root = self.find_root(caller, stack).await?;
        at_rest(&root)?;
        let revision = root.head.ok_or_else(|| Error::not_supported("A snapshot of a stack that never completed"))?;
        if self.ctx.store.snapshots(root.id).await?.len() >= SNAPSHOTS && !caller.admin {
            let message = format!(
                "Request limit exceeded: You have reached the maximum snapshots per stack, {SNAPSHOTS}. Please delete some \
                 snapshots."
            );
            return Err(Error::refused("RequestLimitExceeded", "too_many_snapshots", message));
        }
        let snapshot = Snapshot {
            id: self.ctx.draw(SnapshotId::draw),
            stack: root.id,
            name,
            status: Status::InProgress,
            status_reason: String::new(),
            data: self.head_of_document(&root).await?,
            revision,
            created_at: self.ctx.store.now().await?,
        };
        let wish = Accept {
            beside: vec![Write::Snapshot(Box::new(snapshot.clone()))],
            ..Accept::new(Goal::Snapshot { snapshot: snapshot.id }, &caller.user)
        };
        accept::accept(&self.ctx, root, &wish).await?;
        Ok(snapshot)
    }

    /// The stack's document as it is when its snapshot is asked for: what it says of the resources is known at the end.
    async fn head_of_document(&self, root: &Stack) -> Result<Value> {
        let mut document = self.stack_document(root, Secrets::Masked).await?;
        document[RESOURCES] = json!({});
        Ok(Value::from_json(document))
    }

    /// The snapshots of a stack, oldest first.
    pub async fn snapshots(&self, caller: &Caller, stack: &StackRef) -> Result<Vec<Snapshot>> {
        let root = self.find_root(caller, stack).await?;
        Ok(self.ctx.store.snapshots(root.id).await?)
    }

    /// One snapshot.
    pub async fn show_snapshot(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<Snapshot> {
        let root = self.find_root(caller, stack).await?;
        self.one_snapshot(&root, id).await
    }

    /// Removes a snapshot.
    pub async fn delete_snapshot(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<()> {
        let root = self.find_root(caller, stack).await?;
        let snapshot = self.one_snapshot(&root, id).await?;
        if snapshot.status == Status::InProgress {
            return Err(Error::not_supported("Deleting in-progress snapshot"));
        }
        let fence = Fence::Stack { stack: root.id, version: root.version };
        self.ctx.store.commit(fence, vec![Write::DeleteSnapshot(snapshot.id)]).await?;
        Ok(())
    }

    /// Brings a stack back to the definition and the state that a snapshot holds.
    pub async fn restore(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<Accepted> {
        super::retry::retry(|| self.restore_once(caller, stack, id)).await
    }

    async fn restore_once(&self, caller: &Caller, stack: &StackRef, id: &str) -> Result<Accepted> {
        let root = self.find_root(caller, stack).await?;
        let snapshot = self.one_snapshot(&root, id).await?;
        if snapshot.status != Status::Complete {
            return Err(Error::not_supported("Restoring incomplete snapshot"));
        }
        updatable(&root)?;
        let wish = Accept {
            rollback_on_failure: !root.disable_rollback,
            patience: self.ctx.config.look_patience,
            ..Accept::new(Goal::Restore { snapshot: snapshot.id }, &caller.user)
        };
        Ok(accept::accept(&self.ctx, root, &wish).await?.into())
    }

    async fn one_snapshot(&self, root: &Stack, id: &str) -> Result<Snapshot> {
        let found = match id.parse() {
            Ok(id) => self.ctx.store.snapshot(id).await?,
            Err(_) => None,
        };
        found
            .filter(|snapshot| snapshot.stack == root.id)
            .ok_or_else(|| Error::refused("NotFound", "snapshot_not_found", format!("Snapshot with id {id} not found")))
    }
}

/// A snapshot with what there is to be told of every resource now that all were recorded: the data that their types keep of it, too.
pub(crate) async fn filled(ctx: &Context, root: &Stack, snapshot: Snapshot) -> store::Result<Snapshot> {
    let document = stack_document(ctx, root, Secrets::Masked).await?;
    let (Some(resources), Some(map)) = (document.and_then(|mut told| told.remove(RESOURCES)), snapshot.data.as_map())
    else {
        return Ok(snapshot);
    };
    let mut map = map.clone();
    map.insert(RESOURCES, Value::from_json(resources));
    Ok(Snapshot { data: Value::Map(Arc::new(map)), ..snapshot })
}
