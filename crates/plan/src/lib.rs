//! The planner: from what is wanted and what exists to a plan, or to a refusal.
//!
//! One path serves every goal. A rollback is not a way backwards: its definition is an older revision's, and it is planned against
//! today's objects like any other. Phases, each in its file: `decide` walks over what is wanted; `bind` says which object has which slot,
//! `act` the least action that makes it as wanted, `expand` opens nested stacks; then `leftovers` (objects without a slot), `claims` (what
//! only one can hold), `touch` (which nested stacks change), `order` and `sweep` (the graph of steps), `judge` (class, limit, consent).
//! What is preferred is in `cost`: one function, one table.
//!
//! Pure and deterministic: the same input gives the same plan, byte for byte. Not here: carrying it out (`converge`), predicates over
//! plans (`invariants`), revisions and acceptance (`engine`).

mod act;
mod batch;
mod bind;
mod claims;
mod cost;
mod decide;
mod expand;
mod hook;
mod index;
mod input;
mod judge;
mod known;
mod leftovers;
mod make;
mod order;
mod restrict;
mod sweep;
mod touch;
mod visit;

pub use input::{PlanInput, Planned, Refusal, Target};

use claims::Handovers;
use decide::{Decider, Slot};
use expand::Place;
use index::Index;
use leftovers::{Leftovers, Loose};
use model::goal::{Class, Goal};
use model::incarnation::Incarnation;
use model::plan::{Basis, Blocker, NotUndone, Plan};
use model::{PlanId, StackPath};
use std::collections::{HashMap, HashSet};

/// Plans. Missing consent is no refusal: it stands in the plan's `needs_consent`, and such a plan is shown but not carried out.
pub fn plan(input: PlanInput<'_>) -> Result<Planned, Refusal> {
    let index = Index::new(input.records);
    named_in_options(&input, &index)?;
    let limit = judge::limit(&input);
    let id = PlanId::draw(input.ids);
    let frame = Frame {
        id,
        goal: input.goal.clone(),
        stack: input.stack.id,
        basis: Basis {
            epoch: input.epoch,
            revision: input.revision,
            generations: index.all().iter().map(|r| (r.id, r.generation)).collect(),
        },
        now: input.now,
    };
    let options = input.options;
    let (goal, given) = (input.goal, input.marks.cloned().unwrap_or_default());
    let marks = input.tree.as_ref().map_or(given, |tree| tree.marks());
    let mut decided = match input.goal {
        Goal::Create | Goal::Adopt | Goal::Update | Goal::Restore { .. } | Goal::Rollback { to: Some(_) } => {
            converge(input, &index)?
        }
        Goal::Rollback { to: None } | Goal::Delete | Goal::Sweep => remove(&input, &index),
        Goal::Check | Goal::Suspend | Goal::Resume | Goal::Snapshot { .. } => {
            Decided { slots: visit::visit(input.goal, input.catalog, &index), ..Decided::default() }
        }
    };
    restrict::check(goal, &marks, &mut decided.slots)?;
    hook::place(goal, &marks, &mut decided.slots, &mut decided.loose);
    Ok(frame.fill(decided, &index, limit, options))
}

/// What the phases lead to.
#[derive(Default)]
struct Decided {
    slots: Vec<Slot>,
    loose: Vec<Loose>,
    handovers: Handovers,
    records: Vec<Incarnation>,
    not_undone: Vec<NotUndone>,
    blockers: Vec<Blocker>,
}

/// Goals that have a definition.
fn converge<'a>(input: PlanInput<'a>, index: &Index<'a>) -> Result<Decided, Refusal> {
    let back_to = match input.goal {
        Goal::Rollback { to } => *to,
        Goal::Create
        | Goal::Adopt
        | Goal::Update
        | Goal::Delete
        | Goal::Check
        | Goal::Suspend
        | Goal::Resume
        | Goal::Snapshot { .. }
        | Goal::Sweep
        | Goal::Restore { .. } => None,
    };
    let Some(tree) = input.tree else {
        return Err(Refusal::Input("this goal needs a definition".to_owned()));
    };
    let anchors = input.target.map(|target| target.bindings).or(input.head);
    let anchored = anchors.into_iter().flat_map(|a| &a.0).map(|(path, binding)| (binding.incarnation, path)).collect();
    let mut decider = Decider {
        goal: input.goal,
        options: input.options,
        stack: input.stack,
        catalog: input.catalog,
        tree,
        index,
        anchors,
        anchored,
        back_to,
        adopt: input.adopt,
        operation: input.operation,
        revision: input.revision.unwrap_or_default(),
        ids: input.ids,
        now: input.now,
        chosen: HashMap::new(),
        slots: Vec::new(),
        slot_at: HashMap::new(),
        bound: HashSet::new(),
        records: Vec::new(),
        not_undone: Vec::new(),
        #[cfg(test)]
        forced: tests::forced(),
        #[cfg(test)]
        priced: Vec::new(),
    };
    decider.stack(&Place {
        at: StackPath::root(),
        from: StackPath::root(),
        id: input.stack.id,
        name: input.stack.name.clone(),
        holder: None,
        written: true,
    })?;
    #[cfg(test)]
    tests::price(&decider.priced);
    let of = (input.goal, input.options, input.stack);
    let leftovers = Leftovers::new(of, (input.catalog, input.now, back_to), &decider.slots, anchors);
    let mut loose = leftovers.collect(index, &decider.bound);
    let (handovers, mut blockers) = claims::claims(&mut decider, &mut loose);
    blockers.extend(leftovers::blockers(&loose));
    touch::touch(&mut decider.slots, &loose);
    let Decider { slots, records, not_undone, .. } = decider;
    Ok(Decided { slots, loose, handovers, records, not_undone, blockers })
}

/// Goals that only remove.
fn remove(input: &PlanInput<'_>, index: &Index<'_>) -> Decided {
    let of = (input.goal, input.options, input.stack);
    let loose = Leftovers::new(of, (input.catalog, input.now, None), &[], None).collect(index, &HashSet::new());
    let blockers = leftovers::blockers(&loose);
    Decided { loose, blockers, ..Decided::default() }
}

/// What a plan has whatever is decided.
struct Frame {
    id: PlanId,
    goal: Goal,
    stack: model::StackId,
    basis: Basis,
    now: model::Timestamp,
}

impl Frame {
    fn fill(
        self,
        decided: Decided,
        index: &Index<'_>,
        limit: Option<Class>,
        options: &model::goal::Options,
    ) -> Planned {
        let Decided { slots, loose, handovers, records, not_undone, blockers } = decided;
        let mut requires: sweep::Requires<'_> = HashMap::new();
        for record in index.all() {
            requires.entry(record.path.as_str()).or_default().push(*record);
        }
        let resources = judge::resources(&slots, &loose);
        let plan = Plan {
            id: self.id,
            format: Plan::FORMAT,
            stack: self.stack,
            goal: self.goal,
            basis: self.basis,
            steps: order::order(&slots, &handovers, &loose, &requires),
            class: resources.iter().map(|r| r.class).max().unwrap_or(Class::Safe),
            needs_consent: judge::consent(&resources, limit, options),
            peak: judge::peak(&resources),
            resources,
            not_undone,
            blockers,
            created_at: self.now,
        };
        Planned { plan, records }
    }
}

/// Every path or identity that an option names has to be there.
fn named_in_options(input: &PlanInput<'_>, index: &Index<'_>) -> Result<(), Refusal> {
    let anchors = input.target.map(|target| target.bindings).or(input.head);
    let known = |name: &str| {
        let within = |path: &model::ResourcePath| path.nested().is_within(&StackPath::new(name));
        index.all().iter().any(|r| within(&r.path) || r.id.to_string() == name)
            || anchors.is_some_and(|a| a.0.keys().any(within))
            || input.tree.as_ref().is_some_and(|tree| tree.node(&model::ResourcePath::new(name)).is_some())
    };
    let named = [("skip", &input.options.skip), ("retain", &input.options.retain)];
    for (option, names) in named {
        if let Some(name) = names.iter().find(|name| !known(name)) {
            return Err(Refusal::Unknown { option, name: name.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
