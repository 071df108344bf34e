//! Lists by filter: Heat's list parameters.

use super::rows::Rows;
use crate::event::EventFilter;
use crate::stack::{SortKey, StackFilter};
use model::event::Event;
use model::stack::Stack;
use std::cmp::Ordering;

/// Whether the filter finds a stack.
pub(super) fn finds(filter: &StackFilter, stack: &Stack) -> bool {
    let has = |tag: &String| stack.tags.contains(tag);
    any_of(&filter.project.as_ref().map_or(Vec::new(), |project| vec![project.clone()]), &stack.project)
        && any_of(&filter.ids, &stack.id)
        && any_of(&filter.names, &stack.name)
        && any_of(&filter.actions, &stack.action)
        && any_of(&filter.statuses, &stack.status)
        && any_of(&filter.owners, &stack.owner)
        && filter.tags.iter().all(has)
        && (filter.tags_any.is_empty() || filter.tags_any.iter().any(has))
        && (filter.not_tags.is_empty() || !filter.not_tags.iter().all(has))
        && !filter.not_tags_any.iter().any(has)
        && (filter.show_deleted || stack.deleted_at.is_none())
        && (filter.show_nested || stack.parent.is_none())
}

fn any_of<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

/// The page of stacks that the filter asks for.
pub(super) fn stacks(rows: &Rows, filter: &StackFilter) -> Vec<Stack> {
    let order = filter.order();
    let compare = |a: &Stack, b: &Stack| {
        let by_key = order.iter().map(|(key, descending)| {
            let ordering = key_order(*key, a, b);
            if *descending { ordering.reverse() } else { ordering }
        });
        by_key.fold(Ordering::Equal, Ordering::then)
    };
    let marker = filter.marker.and_then(|id| rows.stack(id));
    let behind = |stack: &&Stack| marker.is_none_or(|marker| compare(stack, marker) == Ordering::Greater);
    let mut found: Vec<&Stack> = rows.stacks().filter(|stack| finds(filter, stack)).filter(behind).collect();
    found.sort_by(|a, b| compare(a, b));
    found.truncate(filter.limit.map_or(usize::MAX, |limit| limit as usize));
    found.into_iter().cloned().collect()
}

fn key_order(key: SortKey, a: &Stack, b: &Stack) -> Ordering {
    match key {
        SortKey::Name => a.name.cmp(&b.name),
        SortKey::Status => a.status.as_str().cmp(b.status.as_str()),
        SortKey::Created => a.created_at.cmp(&b.created_at),
        SortKey::Updated => a.updated_at.cmp(&b.updated_at),
        SortKey::Id => a.id.cmp(&b.id),
    }
}

/// The page of events that the filter asks for.
pub(super) fn events(rows: &Rows, filter: &EventFilter) -> Vec<Event> {
    let finds = |event: &&Event| {
        filter.stacks.contains(&event.stack)
            && filter.resource.as_ref().is_none_or(|name| *name == event.resource_name)
            && any_of(&filter.actions, &event.action)
            && any_of(&filter.statuses, &event.status)
            && any_of(&filter.types, &event.resource_type)
            && any_of(&filter.names, &event.resource_name)
    };
    let marker = filter.marker.and_then(|id| rows.event_places.get(&id).copied());
    let limit = filter.limit.map_or(usize::MAX, |limit| limit as usize);
    let events = rows.events();
    if filter.descending {
        let older = events.get(..marker.unwrap_or(events.len())).unwrap_or(&[]);
        older.iter().rev().filter(finds).take(limit).cloned().collect()
    } else {
        let newer = events.get(marker.map_or(0, |place| place + 1)..).unwrap_or(&[]);
        newer.iter().filter(finds).take(limit).cloned().collect()
    }
}
