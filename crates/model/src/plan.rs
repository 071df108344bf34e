//! A plan: an immutable document that says what happens to every resource and why, and the graph of steps that does it.

use crate::failure::Failure;
use crate::goal::{Class, Goal, wire_enum};
use crate::hook::Hook;
use crate::id::{IncarnationId, PlanId, StackId};
use crate::path::ResourcePath;
use crate::time::Timestamp;
use crate::value::diff::Change;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

wire_enum! {
    /// What happens to an object, from least to most destructive (rollback.md 7.6).
    Action {
        /// Nothing.
        Keep = "keep",
        /// Left alone by request; the slot is flagged.
        Skip = "skip",
        /// An irreversible difference is tolerated and reported.
        Accept = "accept",
        /// Left in the cloud, not managed any more.
        Retain = "retain",
        /// Observed; the health is recorded.
        Check = "check",
        /// Records only: a failure is cleared, a retained or doubtful object taken back, a slot renamed.
        Rebind = "rebind",
        /// A superseded object gets its slot and its claims back.
        Restore = "restore",
        /// Changed in place without interruption.
        Update = "update",
        /// Changed in place with interruption or side effects.
        UpdateDisruptive = "update_disruptive",
        /// Made, because no object of the slot exists.
        Create = "create",
        /// Deleted, because the target does not have it.
        Delete = "delete",
        /// Another object is made, takes the slot, and the old one is deleted after the commit.
        Replace = "replace",
        /// The old object is deleted before the new one is made.
        ReplaceDeleteFirst = "replace_delete_first",
        /// Suspended.
        Suspend = "suspend",
        /// Resumed.
        Resume = "resume",
        /// Recorded for a restore.
        Snapshot = "snapshot",
    }
}

wire_enum! {
    /// Why, one word a cause; sentences are made at the edges.
    Reason {
        /// It is as wanted.
        AsWanted = "as_wanted",
        /// The slot is new in the target.
        NewInTarget = "new_in_target",
        /// The slot is not in the target.
        NotInTarget = "not_in_target",
        /// The object was made after the target revision.
        MadeAfterTarget = "made_after_target",
        /// The object was superseded and is not needed any more.
        Superseded = "superseded",
        /// Properties differ from the wanted ones and can be changed in place.
        PropertiesDiffer = "properties_differ",
        /// A property that cannot be changed in place differs.
        CannotUpdate = "cannot_update",
        /// A value that decides about it becomes known only while running; the action is the worst case.
        ValueUnknown = "value_unknown",
        /// The type changed.
        TypeChanged = "type_changed",
        /// A failed operation left a change half made.
        HalfApplied = "half_applied",
        /// The create failed or was interrupted.
        CreateUnfinished = "create_unfinished",
        /// The cloud says that the object does not exist.
        LostOutside = "lost_outside",
        /// Removed earlier by a committed revision.
        SweptEarlier = "swept_earlier",
        /// The object is wrecked, or was declared to be.
        Broken = "broken",
        /// The last status says failed but the object is fine.
        OnlyRecordedAsFailed = "only_recorded_as_failed",
        /// It was bound in the target revision and still exists.
        BoundInTarget = "bound_in_target",
        /// The slot has another name now.
        Renamed = "renamed",
        /// It was left in the cloud and is taken back.
        WasRetained = "was_retained",
        /// Something changed it from outside.
        Drifted = "drifted",
        /// It depends on something that changes.
        DependencyChanges = "dependency_changes",
        /// A claim that it needs is held by another and is handed over.
        ClaimHandover = "claim_handover",
        /// A claim that it needs cannot be handed over.
        ClaimNotReleasable = "claim_not_releasable",
        /// The property cannot be changed back.
        Irreversible = "irreversible",
        /// The requester said so.
        ByRequest = "by_request",
        /// Its deletion policy says so.
        ByPolicy = "by_policy",
        /// It belongs to somebody else.
        External = "external",
        /// Its health could not be learnt; nothing is destroyed on ignorance.
        HealthUnknown = "health_unknown",
        /// The goal asks for it.
        Goal = "goal",
    }
}

wire_enum! {
    /// The part of an operation that a step belongs to.
    Stage {
        /// Before the commit.
        Build = "build",
        /// The decision.
        Commit = "commit",
        /// After the commit.
        Sweep = "sweep",
        /// The end.
        Finish = "finish",
    }
}

/// The plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its identity.
    pub id: PlanId,
    /// Number of this form.
    pub format: u16,
    /// The root stack.
    pub stack: StackId,
    /// What it reaches.
    pub goal: Goal,
    /// What it was made against; it may be carried out only while this holds.
    pub basis: Basis,
    /// What happens to each object: first the slots in dependency order, then objects that have no slot when the plan is done. With the
    /// commit, those that are deleted or retained lose their slot if they had it; with a deferred sweep their entry has no step.
    pub resources: Vec<PlannedResource>,
    /// The graph; `index` is the place in this list. Edges only lead forward in it.
    pub steps: Vec<Step>,
    /// The worst class of any resource.
    pub class: Class,
    /// Classes above the limit that were not allowed; the plan may be carried out only if this is empty.
    pub needs_consent: Vec<Class>,
    /// What will differ from the target for good.
    pub not_undone: Vec<NotUndone>,
    /// What is known now to be in the way.
    pub blockers: Vec<Blocker>,
    /// Objects that exist at most at one time while it runs, per concrete type, as far as they exceed what exists now.
    pub peak: IndexMap<String, u32>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Plan {
    /// The current form number.
    pub const FORMAT: u16 = 1;

    /// Whether carrying it out changes nothing, in the cloud or in the records.
    pub fn is_noop(&self) -> bool {
        self.resources.iter().all(|r| matches!(r.action, Action::Keep | Action::Skip | Action::Accept))
    }

    /// How many mutating calls it makes at most: one an object that is created, changed or deleted. What is gone or never was is deleted
    /// in the records only, and what waits for a later sweep not at all.
    pub fn writes(&self) -> usize {
        let deletes = self.steps.iter().filter(|step| matches!(step.work, Work::Delete { .. }));
        let deleted: BTreeSet<_> = deletes.filter_map(|step| step.work.incarnation()).collect();
        let writes = |r: &&PlannedResource| match r.action {
            Action::Keep | Action::Skip | Action::Accept | Action::Retain | Action::Check | Action::Rebind => false,
            Action::Restore => r.hands_over,
            Action::Delete => {
                r.physical_id.is_some() && r.reason != Reason::LostOutside && deleted.contains(&r.incarnation)
            }
            Action::Update
            | Action::UpdateDisruptive
            | Action::Create
            | Action::Replace
            | Action::ReplaceDeleteFirst
            | Action::Suspend
            | Action::Resume
            | Action::Snapshot => true,
        };
        let released = self.steps.iter().filter(|step| matches!(step.work, Work::Release { .. })).count();
        self.resources.iter().filter(writes).count() + released
    }
}

/// What a plan was made against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The stack's epoch when it was made.
    pub epoch: u64,
    /// The revision whose content is wanted; `None` for the empty stack and for goals without one.
    pub revision: Option<u32>,
    /// Generation of every incarnation that was considered.
    pub generations: IndexMap<IncarnationId, u64>,
}

/// What happens to one object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedResource {
    /// Its slot.
    pub path: ResourcePath,
    /// The type as the template names it.
    pub type_name: String,
    /// The type that implements it.
    pub concrete_type: String,
    /// What happens.
    pub action: Action,
    /// Why.
    pub reason: Reason,
    /// What it destroys at worst.
    pub class: Class,
    /// The object that has the slot when the plan is done; for actions on objects without a slot, that object.
    pub incarnation: IncarnationId,
    /// The object that had the slot before, if it is another one.
    pub replaces: Option<IncarnationId>,
    /// Its physical id, if it has one now.
    pub physical_id: Option<String>,
    /// The properties that change, secrets masked.
    pub changes: Vec<Change>,
    /// Whether claims are released or taken over.
    pub hands_over: bool,
    /// The next milder action, and why it does not do.
    pub milder: Option<(Action, String)>,
    /// Further facts for people: `salt is immutable`, `blocked by port 4711`.
    pub notes: Vec<String>,
}

impl PlannedResource {
    /// The classes of destruction that it has: each has to be within the limit or allowed.
    pub fn classes(&self) -> Vec<Class> {
        let mut classes = match self.action {
            Action::UpdateDisruptive => vec![Class::Disruptive],
            Action::Replace => vec![Class::Replace],
            Action::ReplaceDeleteFirst => vec![Class::Replace, Class::DeleteFirst],
            Action::Keep
            | Action::Skip
            | Action::Accept
            | Action::Retain
            | Action::Check
            | Action::Rebind
            | Action::Restore
            | Action::Update
            | Action::Create
            | Action::Delete
            | Action::Suspend
            | Action::Resume
            | Action::Snapshot => Vec::new(),
        };
        if self.class > Class::Safe && !classes.contains(&self.class) {
            classes.push(self.class);
        }
        classes
    }
}

/// A difference from the target that stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotUndone {
    /// The slot.
    pub path: ResourcePath,
    /// The property; empty if the object as a whole is meant.
    pub property: String,
    /// Why.
    pub reason: Reason,
    /// In words.
    pub detail: String,
    /// Of a property: what there is and what the target has instead, secrets masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// Something that is in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// The slot.
    pub path: ResourcePath,
    /// What.
    pub failure: Failure,
}

/// One step of the graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its place in the plan's list.
    pub index: u32,
    /// Which part of the operation.
    pub stage: Stage,
    /// The slot; none for commit and finish.
    pub path: Option<ResourcePath>,
    /// What it does.
    pub work: Work,
    /// The worst class that it may turn out to have when all values are known.
    pub bound: Class,
    /// Steps that must have ended before it.
    pub waits: u32,
    /// Steps that wait for it.
    pub next: Vec<u32>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "work")]
pub enum Work {
    /// Makes an object; when it starts, the record takes the slot from the one that it `replaces`. With `instead_of`, first looks
    /// whether the old object will do after all (then that is kept or updated, and the new record ends as gone). A record that is
    /// `Creating` or `InDoubt` already is one whose create was interrupted: it is looked for before it is made again. One that has a
    /// physical id (adopted by the client's word) is taken over without a call.
    Create {
        /// The record of the new object.
        incarnation: IncarnationId,
        /// The object that has the slot until then, if only a value that is not known yet speaks against it.
        instead_of: Option<IncarnationId>,
        /// Identity facts to recreate, taken from this revision's bindings.
        identity_of: Option<u32>,
    },
    /// Changes an object in place to the wanted properties, or keeps it if they turn out to be equal.
    Update {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Changes records only: the object gets the slot `path`, what the definition says beside properties (metadata, deletion policy,
    /// requirements) is recorded, its failure and a refused delete are cleared.
    Rebind {
        /// The object.
        incarnation: IncarnationId,
        /// The incarnation that has the slot until then and is superseded by this.
        supersedes: Option<IncarnationId>,
    },
    /// A superseded object gets its slot back, and the claims that were handed over; then it is changed to the wanted
    /// properties if it differs.
    Restore {
        /// The object.
        incarnation: IncarnationId,
        /// The incarnation that has the slot until then and is superseded by this.
        supersedes: Option<IncarnationId>,
    },
    /// Releases claims of an object so that another can take them.
    Release {
        /// The holder.
        incarnation: IncarnationId,
    },
    /// Observes an object and records what it learns. A broken object fails the step.
    Check {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Suspends an object.
    Suspend {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Resumes an object.
    Resume {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Records an object's state for a restore.
    Snapshot {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Removes an object, unless it has its slot (in the build stage: even then, since the plan says so). A record that was only
    /// planned ends without a call; so does a holder, after all that is in its nested stack.
    Delete {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Lets an object go without touching it.
    Retain {
        /// The object.
        incarnation: IncarnationId,
    },
    /// Begins a nested stack: its row, its state. The holder's record is the nested stack's; a new one gets its slot.
    Open {
        /// The record of the resource that holds the nested stack; its physical id is the nested stack's id.
        incarnation: IncarnationId,
    },
    /// Ends a nested stack: all in it has ended.
    Close {
        /// The record of the resource that holds the nested stack.
        incarnation: IncarnationId,
    },
    /// Lets time pass between two batches of a group's members.
    Pause {
        /// The record of the group.
        incarnation: IncarnationId,
        /// How long, in milliseconds.
        millis: u64,
    },
    /// Waits at a hook until a signal clears it.
    Hook {
        /// The object that has the slot meanwhile.
        incarnation: IncarnationId,
        /// The hook.
        hook: Hook,
    },
    /// Plans again: a shape that was not known is known now. Bound by what this plan showed.
    Replan,
    /// The decision: the target holds, the head moves.
    Commit,
    /// The end.
    Finish,
}

impl Work {
    /// What it does, in one word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::Rebind { .. } => "rebind",
            Self::Restore { .. } => "restore",
            Self::Release { .. } => "release",
            Self::Check { .. } => "check",
            Self::Suspend { .. } => "suspend",
            Self::Resume { .. } => "resume",
            Self::Snapshot { .. } => "snapshot",
            Self::Delete { .. } => "delete",
            Self::Retain { .. } => "retain",
            Self::Open { .. } => "open",
            Self::Close { .. } => "close",
            Self::Pause { .. } => "pause",
            Self::Hook { .. } => "hook",
            Self::Replan => "replan",
            Self::Commit => "commit",
            Self::Finish => "finish",
        }
    }

    /// The object that it is about.
    pub fn incarnation(&self) -> Option<IncarnationId> {
        match self {
            Self::Create { incarnation, .. }
            | Self::Update { incarnation }
            | Self::Rebind { incarnation, .. }
            | Self::Restore { incarnation, .. }
            | Self::Release { incarnation }
            | Self::Check { incarnation }
            | Self::Suspend { incarnation }
            | Self::Resume { incarnation }
            | Self::Snapshot { incarnation }
            | Self::Delete { incarnation }
            | Self::Retain { incarnation }
            | Self::Open { incarnation }
            | Self::Close { incarnation }
            | Self::Pause { incarnation, .. }
            | Self::Hook { incarnation, .. } => Some(*incarnation),
            Self::Replan | Self::Commit | Self::Finish => None,
        }
    }
}
