//! Events, listed.

use super::lookup::identity;
use super::{Caller, Error, EventQuery, EventView, Result, Service, StackRef};
use model::event::Event;
use model::stack::Stack;
use std::collections::HashMap;
use store::EventFilter;

impl Service {
    /// Events of a stack, of its nested stacks down to a depth, or of one of its resources; oldest first unless asked otherwise.
    pub async fn events(&self, caller: &Caller, stack: &StackRef, query: &EventQuery) -> Result<Vec<EventView>> {
        let stack = self.find(caller, stack, true).await?;
        if let Some(resource) = &query.resource {
            self.must_be_known(&stack, resource).await?;
        }
        let tree = self.ctx.store.tree(stack.root).await?;
        let root = tree.iter().find(|s| s.is_root()).map_or_else(|| identity(&stack), identity);
        let mut stacks: HashMap<_, _> =
            within(&tree, &stack, query.nested_depth).map(|s| (s.id, identity(s))).collect();
        stacks.insert(stack.id, identity(&stack));
        let events = match query.ids.as_slice() {
            [] => self.ctx.store.events(&filter(query, stacks.keys().copied().collect())).await?,
            ids => self.by_id(ids, query).await?,
        };
        let view = |event: Event| {
            stacks.get(&event.stack).map(|at| EventView { stack: at.clone(), root: root.clone(), event })
        };
        Ok(events.into_iter().filter_map(view).collect())
    }

    async fn by_id(&self, ids: &[model::EventId], query: &EventQuery) -> Result<Vec<Event>> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.ctx.store.event(*id).await?);
        }
        found.retain(|event| query.resource.as_ref().is_none_or(|name| *name == event.resource_name));
        Ok(found)
    }

    /// Refuses names that the stack never had.
    async fn must_be_known(&self, stack: &Stack, resource: &str) -> Result<()> {
        let named = EventFilter {
            stacks: vec![stack.id],
            resource: Some(resource.to_owned()),
            limit: Some(1),
            ..EventFilter::default()
        };
        let living = self.ctx.store.resources(stack.id).await?;
        if living.iter().any(|record| record.path.name() == resource)
            || !self.ctx.store.events(&named).await?.is_empty()
        {
            return Ok(());
        }
        Err(Error::resource_not_found(resource, &stack.name))
    }
}

/// The stacks of a tree at or below `top`, down to so many levels.
pub(super) fn within<'a>(tree: &'a [Stack], top: &'a Stack, depth: u32) -> impl Iterator<Item = &'a Stack> {
    let deepest = top.path.depth() + usize::try_from(depth).unwrap_or(usize::MAX).min(usize::from(u16::MAX));
    tree.iter().filter(move |stack| stack.path.is_within(&top.path) && stack.path.depth() <= deepest)
}

fn filter(query: &EventQuery, stacks: Vec<model::StackId>) -> EventFilter {
    EventFilter {
        stacks,
        resource: query.resource.clone(),
        actions: query.actions.clone(),
        statuses: query.statuses.clone(),
        types: query.types.clone(),
        names: query.names.clone(),
        descending: query.descending,
        marker: query.marker,
        limit: query.limit,
    }
}
