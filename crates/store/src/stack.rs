//! Stacks, read.

use crate::Result;
use async_trait::async_trait;
use model::StackId;
use model::goal::{StackAction, Status};
use model::stack::Stack;

/// Which stacks to list, in which order, and which part of them. Heat's list parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StackFilter {
    /// Only of this project; `None` for all projects.
    pub project: Option<String>,
    /// Any of these ids.
    pub ids: Vec<StackId>,
    /// Any of these names.
    pub names: Vec<String>,
    /// Any of these actions.
    pub actions: Vec<StackAction>,
    /// Any of these statuses.
    pub statuses: Vec<Status>,
    /// Having all of these tags.
    pub tags: Vec<String>,
    /// Having any of these tags.
    pub tags_any: Vec<String>,
    /// Not having all of these tags.
    pub not_tags: Vec<String>,
    /// Having none of these tags.
    pub not_tags_any: Vec<String>,
    /// Any of these owners' names.
    pub owners: Vec<String>,
    /// Whether deleted stacks are listed too.
    pub show_deleted: bool,
    /// Whether nested stacks are listed too.
    pub show_nested: bool,
    /// Column and direction, in order: `stack_name`, `stack_status`, `creation_time`, `updated_time` and `true` for descending.
    /// Other columns count for nothing, as in Heat. Newest first when empty.
    pub sort: Vec<(String, bool)>,
    /// Start behind this stack, wherever it would stand; an unknown one counts for nothing, as in Heat.
    pub marker: Option<StackId>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A column that stacks can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The name.
    Name,
    /// The status word.
    Status,
    /// When it was created.
    Created,
    /// When it was last updated; never comes first.
    Updated,
    /// The id, which makes every order a total one.
    Id,
}

impl StackFilter {
    /// The columns to sort by and whether descending; the id is always the last of them.
    pub fn order(&self) -> Vec<(SortKey, bool)> {
        let column = |(name, descending): &(String, bool)| {
            let key = match name.as_str() {
                "stack_name" => SortKey::Name,
                "stack_status" => SortKey::Status,
                "creation_time" => SortKey::Created,
                "updated_time" => SortKey::Updated,
                _ => return None,
            };
            Some((key, *descending))
        };
        let mut order: Vec<_> = self.sort.iter().filter_map(column).collect();
        if order.is_empty() {
            order.push((SortKey::Created, true));
        }
        let descending = order.last().is_some_and(|(_, descending)| *descending);
        order.push((SortKey::Id, descending));
        order
    }
}

/// Reading stacks.
#[async_trait]
pub trait Stacks {
    /// A stack by id, deleted ones included.
    async fn stack(&self, id: StackId) -> Result<Option<Stack>>;

    /// The living root stack of that name in a project; with `deleted`, else the newest deleted one of that name.
    async fn stack_by_name(&self, project: &str, name: &str, deleted: bool) -> Result<Option<Stack>>;

    /// All living stacks of a tree, the root first.
    async fn tree(&self, root: StackId) -> Result<Vec<Stack>>;

    /// Stacks by filter.
    async fn stacks(&self, filter: &StackFilter) -> Result<Vec<Stack>>;

    /// How many stacks the filter finds, without its marker and limit.
    async fn count_stacks(&self, filter: &StackFilter) -> Result<u64>;
}
