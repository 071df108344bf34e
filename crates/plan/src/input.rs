//! What a plan is made of, and what comes of planning.

use catalog::Catalog;
use definition::{Marks, Tree};
use model::goal::{Class, Goal, Options};
use model::hook::Restriction;
use model::incarnation::Incarnation;
use model::plan::Plan;
use model::revision::Bindings;
use model::stack::Stack;
use model::value::Map;
use model::{Diagnostics, IdSource, OperationId, ResourcePath, Timestamp};
use std::sync::Arc;

/// All that decides a plan.
pub struct PlanInput<'a> {
    /// What it is for.
    pub goal: &'a Goal,
    /// What the requester chose.
    pub options: &'a Options,
    /// The root stack, as it is before the operation.
    pub stack: &'a Stack,
    /// The types.
    pub catalog: Catalog,
    /// The definition that is wanted: for goals that converge (create, adopt, update, restore, rollback to a revision). `None` for the
    /// empty stack and for goals that leave the definition alone. It grows while nested stacks are opened.
    pub tree: Option<&'a mut Tree>,
    /// What the environment says of single resources, for a delete; other goals ask the definition.
    pub marks: Option<&'a Marks>,
    /// The revision that is returned to, for a rollback (and a restore, if the snapshot's revision is still known).
    pub target: Option<Target<'a>>,
    /// Bindings of the head revision, for goals that go forward: identities that others rely on now.
    pub head: Option<&'a Bindings>,
    /// Every record of the tree that is not gone, retained ones included.
    pub records: &'a [Arc<Incarnation>],
    /// The client's data for an adopt (`Submission::adopt`).
    pub adopt: Option<&'a Map>,
    /// The worst class that needs no consent. `None` is the goal's default: for a rollback [`Class::Safe`], for an update or a restore the
    /// stack's own limit, for anything else no limit.
    pub limit: Option<Class>,
    /// The operation that will carry it out.
    pub operation: OperationId,
    /// The epoch that the operation will have.
    pub epoch: u64,
    /// The number of the revision that it will try to reach; `None` for goals without one.
    pub revision: Option<u32>,
    /// Where identities of new objects come from.
    pub ids: &'a mut dyn IdSource,
    /// Now.
    pub now: Timestamp,
}

/// The revision that a rollback returns to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// Its number.
    pub revision: u32,
    /// What its slots were bound to.
    pub bindings: &'a Bindings,
}

/// A plan, and the records to be stored with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// Records in phase `Planned`: new ones, and planned ones of earlier plans that are used again (same id; to be written over).
    pub records: Vec<Incarnation>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The definition is wrong: findings as Heat words them.
    #[error("{0}")]
    Definition(Diagnostics),
    /// A property that must not change would have to.
    #[error("property {property} of {path} must not change")]
    Immutable {
        /// The slot.
        path: ResourcePath,
        /// The property.
        property: String,
    },
    /// Something would have to be done to a resource that its environment forbids.
    #[error("{restriction} is restricted for resource {path}")]
    Restricted {
        /// The slot.
        path: ResourcePath,
        /// What is forbidden.
        restriction: Restriction,
    },
    /// An option names something that is not there.
    #[error("{option}: there is no {name}")]
    Unknown {
        /// `skip` or `retain`.
        option: &'static str,
        /// What it names.
        name: String,
    },
    /// The caller left out what the goal needs: a fault of the program, not of the user.
    #[error("{0}")]
    Input(String),
}
