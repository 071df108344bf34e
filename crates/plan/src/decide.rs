//! The walk over what is wanted: stack by stack in dependency order, each slot evaluated, bound, opened.

use crate::batch::Batch;
use crate::expand::Place;
use crate::hook::Hooks;
use crate::index::Index;
use crate::input::Refusal;
use crate::known::{Chosen, Known, State};
use catalog::Catalog;
use definition::{Evaluated, Kind, Node, Tree};
use model::goal::{Class, Goal, Options};
use model::incarnation::{Incarnation, TEMPLATE};
use model::plan::{Action, NotUndone, Reason, Work};
use model::revision::{Binding, Bindings};
use model::stack::Stack;
use model::value::diff::Change;
use model::value::{Map, Value};
use model::{IdSource, IncarnationId, OperationId, ResourcePath, Timestamp};
use resource::{ResourceType, Shape};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What is decided about an object.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) action: Action,
    pub(crate) reason: Reason,
    pub(crate) class: Class,
    pub(crate) changes: Vec<Change>,
    pub(crate) milder: Option<(Action, String)>,
    pub(crate) notes: Vec<String>,
    pub(crate) hands_over: bool,
    pub(crate) work: Option<Work>,
}

impl Verdict {
    pub(crate) fn new(action: Action, reason: Reason, work: Option<Work>) -> Self {
        Self {
            action,
            reason,
            class: Class::Safe,
            changes: Vec::new(),
            milder: None,
            notes: Vec::new(),
            hands_over: false,
            work,
        }
    }
}

/// Whether a slot holds a nested stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nest {
    /// It does not.
    Leaf,
    /// It does, and what is in it is decided.
    Open {
        /// Whether the stack or something in it changes, so that it is begun and ended.
        touched: bool,
    },
    /// It does, of a shape that only running will show.
    Unknown,
}

/// A slot that is decided.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) path: ResourcePath,
    pub(crate) type_name: String,
    pub(crate) concrete_type: String,
    pub(crate) kind: Option<&'static ResourceType>,
    /// The slot that holds the stack this one is in.
    pub(crate) holder: Option<usize>,
    /// Slots of the same stack that it waits for; all before it.
    pub(crate) requires: Vec<usize>,
    pub(crate) nest: Nest,
    /// The batch of its group that it is worked on with.
    pub(crate) batch: Option<Batch>,
    /// Where the operation stops for it.
    pub(crate) hooks: Hooks,
    /// The object that has the slot when the plan is done.
    pub(crate) record: Arc<Incarnation>,
    /// The object that had it before, if it is another one.
    pub(crate) replaces: Option<Arc<Incarnation>>,
    /// The wanted properties.
    pub(crate) wanted: Value,
    pub(crate) verdict: Verdict,
}

/// What is wanted in one slot.
pub(crate) struct Wanted<'n> {
    pub(crate) node: &'n Node,
    /// Where the slot was before its stack got another name; mostly its own path.
    pub(crate) from: ResourcePath,
    pub(crate) place: &'n Place,
    pub(crate) kind: Option<&'static ResourceType>,
    pub(crate) concrete_type: &'static str,
    pub(crate) nested: bool,
    pub(crate) properties: Value,
    pub(crate) metadata: Value,
}

/// All that is known and decided so far.
pub(crate) struct Decider<'a, 'i> {
    pub(crate) goal: &'a Goal,
    pub(crate) options: &'a Options,
    pub(crate) stack: &'a Stack,
    pub(crate) catalog: Catalog,
    pub(crate) tree: &'a mut Tree,
    pub(crate) index: &'i Index<'a>,
    /// Which objects others were configured with: the target's bindings, or the head's.
    pub(crate) anchors: Option<&'a Bindings>,
    /// Which slot an object is the anchor of.
    pub(crate) anchored: HashMap<IncarnationId, &'a ResourcePath>,
    /// The revision that a rollback returns to.
    pub(crate) back_to: Option<u32>,
    pub(crate) adopt: Option<&'a Map>,
    pub(crate) operation: OperationId,
    pub(crate) revision: u32,
    pub(crate) ids: &'a mut dyn IdSource,
    pub(crate) now: Timestamp,
    pub(crate) chosen: HashMap<ResourcePath, Chosen>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) slot_at: HashMap<ResourcePath, usize>,
    pub(crate) bound: HashSet<IncarnationId>,
    pub(crate) records: Vec<Incarnation>,
    pub(crate) not_undone: Vec<NotUndone>,
    /// Tests force a slot to one of its candidates: greedy choice is compared with all others.
    #[cfg(test)]
    pub(crate) forced: HashMap<ResourcePath, usize>,
    #[cfg(test)]
    pub(crate) priced: Vec<(ResourcePath, usize, crate::cost::Cost)>,
}

impl Decider<'_, '_> {
    /// Whether the plan goes back to a revision.
    pub(crate) fn goes_back(&self) -> bool {
        self.back_to.is_some()
    }

    /// What a slot is anchored to.
    pub(crate) fn anchor(&self, path: &ResourcePath) -> Option<&Binding> {
        self.anchors.and_then(|bindings| bindings.0.get(path))
    }

    /// Whether a path is one that the requester wants untouched, or lies in one.
    pub(crate) fn skipped(&self, path: &ResourcePath) -> bool {
        self.options.skip.iter().any(|name| path.nested().is_within(&model::StackPath::new(name.as_str())))
    }

    /// Decides every slot of an open stack.
    pub(crate) fn stack(&mut self, place: &Place) -> Result<(), Refusal> {
        let order = self.tree.order(&place.at).map(<[ResourcePath]>::to_vec);
        let order = order.ok_or_else(|| Refusal::Input(format!("stack {:?} is not open", place.at.as_str())))?;
        order.iter().try_for_each(|path| self.slot(place, path))
    }

    fn slot(&mut self, place: &Place, path: &ResourcePath) -> Result<(), Refusal> {
        let node = self.tree.node(path).cloned();
        let node = node.ok_or_else(|| Refusal::Input(format!("no resource {path} in the definition")))?;
        let evaluated = self.evaluate(path)?;
        let (kind, concrete_type, nested) = match node.kind {
            Kind::Type(kind) => (Some(kind), kind.name, matches!(kind.shape, Shape::Nested(_))),
            Kind::Template => (None, TEMPLATE, true),
        };
        let from = if place.from == place.at { path.clone() } else { place.from.resource(path.name()) };
        let Evaluated { properties, metadata } = evaluated;
        let wanted = Wanted { node: &node, from, place, kind, concrete_type, nested, properties, metadata };
        let Some((record, replaces, verdict)) = self.decide(&wanted)? else {
            return Ok(());
        };
        let unsettled = !matches!(verdict.action, Action::Keep | Action::Skip | Action::Rebind);
        if unsettled && !self.goes_back() {
            self.validate(&wanted)?;
        }
        self.settle(&wanted, record, replaces, verdict)
    }

    fn decide(&mut self, wanted: &Wanted<'_>) -> Result<Option<Bound>, Refusal> {
        if self.skipped(&wanted.node.path) { Ok(self.leave(wanted)) } else { self.bind(wanted).map(Some) }
    }

    /// A slot that the requester wants untouched keeps what it has; if it has nothing, it stays so.
    fn leave(&mut self, wanted: &Wanted<'_>) -> Option<Bound> {
        let path = &wanted.node.path;
        let detail = "left as it is by request".to_owned();
        self.not_undone.push(NotUndone {
            path: path.clone(),
            property: String::new(),
            reason: Reason::ByRequest,
            detail,
            change: None,
        });
        let record = self.index.current(&wanted.from).filter(|r| r.may_exist())?;
        Some((Arc::clone(record), None, Verdict::new(Action::Skip, Reason::ByRequest, None)))
    }

    /// Registers a decision, and goes into the nested stack if there is one.
    fn settle(
        &mut self,
        wanted: &Wanted<'_>,
        record: Arc<Incarnation>,
        replaces: Option<Arc<Incarnation>>,
        verdict: Verdict,
    ) -> Result<(), Refusal> {
        let path = wanted.node.path.clone();
        let nest = if wanted.nested { Nest::Open { touched: false } } else { Nest::Leaf };
        let requires = wanted.node.requires.iter().filter_map(|path| self.slot_at.get(path).copied()).collect();
        if !wanted.nested {
            self.chosen.insert(path.clone(), self.choose(wanted, &record, &verdict));
        }
        self.bound.insert(record.id);
        self.slot_at.insert(path.clone(), self.slots.len());
        self.slots.push(Slot {
            path,
            type_name: wanted.node.type_name.clone(),
            concrete_type: wanted.concrete_type.to_owned(),
            kind: wanted.kind,
            holder: wanted.place.holder,
            requires,
            nest,
            batch: None,
            hooks: Hooks::default(),
            record,
            replaces,
            wanted: wanted.properties.clone(),
            verdict,
        });
        if wanted.nested { self.open(wanted, self.slots.len() - 1) } else { Ok(()) }
    }

    /// A slot's object as expressions see it from now on.
    fn choose(&self, wanted: &Wanted<'_>, record: &Arc<Incarnation>, verdict: &Verdict) -> Chosen {
        let predictable = wanted.kind.is_some_and(|kind| kind.rollback.predictable);
        let state = match verdict.action {
            Action::Create | Action::Replace | Action::ReplaceDeleteFirst => State::New { predictable },
            Action::Update | Action::UpdateDisruptive => State::Changed { predictable },
            Action::Keep
            | Action::Skip
            | Action::Accept
            | Action::Retain
            | Action::Check
            | Action::Rebind
            | Action::Restore
            | Action::Delete
            | Action::Suspend
            | Action::Resume
            | Action::Snapshot => State::Kept,
        };
        let as_wanted = matches!(state, State::New { .. } | State::Changed { predictable: true });
        if !as_wanted && record.path == wanted.node.path {
            return Chosen { record: Arc::clone(record), state };
        }
        let mut seen = Incarnation::clone(record);
        seen.path = wanted.node.path.clone();
        if as_wanted {
            seen.applied = wanted.properties.clone();
        }
        Chosen { record: Arc::new(seen), state }
    }

    fn evaluate(&self, path: &ResourcePath) -> Result<Evaluated, Refusal> {
        let known = Known { tree: &*self.tree, chosen: &self.chosen };
        self.tree.evaluate(path, &known).map_err(Refusal::Definition)
    }

    fn validate(&self, wanted: &Wanted<'_>) -> Result<(), Refusal> {
        let evaluated = Evaluated { properties: wanted.properties.clone(), metadata: wanted.metadata.clone() };
        let mut findings = self.tree.validate(&wanted.node.path, &evaluated);
        findings.0.extend(self.tree.unavailable(&wanted.node.path));
        if findings.has_errors() { Err(Refusal::Definition(findings)) } else { Ok(()) }
    }
}

/// The object that gets a slot, the one that had it, and what happens.
pub(crate) type Bound = (Arc<Incarnation>, Option<Arc<Incarnation>>, Verdict);
