//! Finding the stack that a request names, and refusing what must be asked of the root.

use super::{Caller, Error, Result, Service, StackIdentity, StackRef};
use model::StackId;
use model::goal::{StackAction, Status};
use model::stack::Stack;
use store::StackFilter;

impl Service {
    /// Name or id → identity. Deleted stacks are found by id only, as in Heat.
    pub async fn identify(&self, caller: &Caller, name_or_id: &str) -> Result<StackIdentity> {
        let found = match name_or_id.parse::<StackId>() {
            Ok(id) => self.ctx.store.stack(id).await?.filter(|stack| visible(caller, stack)),
            Err(_) => None,
        };
        let found = match found {
            Some(stack) => Some(stack),
            None => self.by_name(caller, name_or_id).await?,
        };
        found.map(|stack| identity(&stack)).ok_or_else(|| Error::not_found("Stack", name_or_id))
    }

    async fn by_name(&self, caller: &Caller, name: &str) -> Result<Option<Stack>> {
        if let Some(root) = self.ctx.store.stack_by_name(&caller.project, name, false).await? {
            return Ok(Some(root));
        }
        let filter = StackFilter {
            project: Some(caller.project.clone()),
            names: vec![name.to_owned()],
            show_nested: true,
            limit: Some(1),
            ..StackFilter::default()
        };
        Ok(self.ctx.store.stacks(&filter).await?.into_iter().next())
    }

    /// The stack of a URL, nested ones too; with `deleted`, also one whose deletion completed.
    pub(super) async fn find(&self, caller: &Caller, wanted: &StackRef, deleted: bool) -> Result<Stack> {
        let missing = || Error::not_found("Stack", &wanted.name);
        let id = match &wanted.id {
            Some(text) => text.parse().map_err(|_| missing())?,
            None => self.identify(caller, &wanted.name).await?.id,
        };
        let stack = self.ctx.store.stack(id).await?.filter(|stack| visible(caller, stack)).ok_or_else(missing)?;
        let same_name = wanted.id.is_none() || stack.name == wanted.name;
        if !same_name || (stack.deleted_at.is_some() && !deleted) {
            return Err(missing());
        }
        Ok(stack)
    }

    /// The living root stack of a URL; a nested stack is refused with a pointer to its root.
    pub(super) async fn find_root(&self, caller: &Caller, wanted: &StackRef) -> Result<Stack> {
        let stack = self.find(caller, wanted, false).await?;
        if stack.is_root() {
            return Ok(stack);
        }
        let root = self.ctx.store.stack(stack.root).await?;
        let root = root.map_or_else(|| stack.root.to_string(), |root| format!("{} ({})", root.name, root.id));
        let message = format!("The stack {} is nested; ask this of the root of its tree, {root}.", stack.name);
        Err(Error::refused("NotSupported", "nested_stack", message))
    }
}

/// Whether a stack belongs to what the caller may see.
fn visible(caller: &Caller, stack: &Stack) -> bool {
    caller.admin || stack.project == caller.project
}

/// A stack's identity.
pub(super) fn identity(stack: &Stack) -> StackIdentity {
    StackIdentity { project: stack.project.clone(), name: stack.name.clone(), id: stack.id }
}

/// Refuses what needs a stack at rest, as Heat words it.
pub(super) fn at_rest(stack: &Stack) -> Result<()> {
    if stack.status != Status::InProgress {
        return Ok(());
    }
    let message = format!("Stack {} already has an action ({}) in progress.", stack.name, stack.action);
    Err(Error::refused("ActionInProgress", "action_in_progress", message).edit(|r| r.operation = stack.operation))
}

/// Refuses updates of suspended and of dying stacks, as Heat words it.
pub(super) fn updatable(stack: &Stack) -> Result<()> {
    match stack.action {
        StackAction::Suspend => Err(Error::not_supported("Updating a stack when it is suspended")),
        StackAction::Delete => Err(Error::not_supported("Updating a stack when it is deleting")),
        StackAction::Init
        | StackAction::Create
        | StackAction::Adopt
        | StackAction::Update
        | StackAction::Rollback
        | StackAction::Check
        | StackAction::Resume
        | StackAction::Snapshot
        | StackAction::Restore => Ok(()),
    }
}
