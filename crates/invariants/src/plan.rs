//! A plan, read against what it was made of.

use crate::graph::Reach;
use crate::{Findings, Violation};
use model::goal::{Class, Goal, Options};
use model::incarnation::{Incarnation, Phase};
use model::plan::{Action, Plan, PlannedResource, Reason, Stage, Step, Work};
use model::revision::Bindings;
use model::{IncarnationId, ResourcePath};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What a plan was made of.
#[derive(Clone, Copy)]
pub struct PlanFacts<'a> {
    /// What the requester chose.
    pub options: &'a Options,
    /// The bindings of the revision that a rollback returns to.
    pub target: Option<&'a Bindings>,
    /// Every record that was not gone.
    pub records: &'a [Arc<Incarnation>],
    /// The records that come with the plan.
    pub planned: &'a [Incarnation],
    /// The worst class that needs no consent; `None` if nothing does.
    pub limit: Option<Class>,
}

/// All that is wrong with a plan.
pub fn check_plan(plan: &Plan, facts: &PlanFacts<'_>) -> Vec<Violation> {
    let mut reading = Reading::new(plan, facts);
    reading.edges();
    reading.stages();
    reading.entries();
    reading.records();
    reading.steps_of_entries();
    reading.deletes();
    reading.target();
    reading.consent();
    reading.nested();
    reading.requirements();
    reading.found.0
}

struct Reading<'a> {
    plan: &'a Plan,
    facts: &'a PlanFacts<'a>,
    reach: Reach,
    known: HashMap<IncarnationId, &'a Incarnation>,
    entry: HashMap<IncarnationId, &'a PlannedResource>,
    found: Findings,
}

/// Whether an action gives its object a slot.
fn has_slot(action: Action) -> bool {
    match action {
        Action::Keep
        | Action::Skip
        | Action::Accept
        | Action::Check
        | Action::Rebind
        | Action::Restore
        | Action::Update
        | Action::UpdateDisruptive
        | Action::Create
        | Action::Replace
        | Action::ReplaceDeleteFirst
        | Action::Suspend
        | Action::Resume
        | Action::Snapshot => true,
        Action::Retain | Action::Delete => false,
    }
}

impl<'a> Reading<'a> {
    fn new(plan: &'a Plan, facts: &'a PlanFacts<'a>) -> Self {
        let mut known: HashMap<_, _> = facts.records.iter().map(|r| (r.id, &**r)).collect();
        known.extend(facts.planned.iter().map(|r| (r.id, r)));
        let entry = plan.resources.iter().map(|r| (r.incarnation, r)).collect();
        Self { plan, facts, reach: Reach::new(&plan.steps), known, entry, found: Findings::default() }
    }

    fn about(&self, step: &Step) -> String {
        format!("step {} ({:?} {:?})", step.index, step.stage, step.path)
    }

    /// Indexes are places, edges lead forward, counts of waits are right.
    fn edges(&mut self) {
        let mut incoming = vec![0u32; self.plan.steps.len()];
        for (place, step) in self.plan.steps.iter().enumerate() {
            let what = self.about(step);
            self.found.check(step.index as usize == place, "edges", || format!("{what} is at place {place}"));
            let ordered = step.next.windows(2).all(|pair| pair[0] < pair[1]);
            self.found.check(ordered, "edges", || format!("{what} names a successor twice"));
            for next in &step.next {
                self.found.check(*next > step.index, "edges", || format!("{what} leads back to {next}"));
                match incoming.get_mut(*next as usize) {
                    Some(count) => *count += 1,
                    None => self.found.add("edges", format!("{what} leads to {next}, which is not there")),
                }
            }
        }
        for (step, incoming) in self.plan.steps.iter().zip(incoming) {
            let what = self.about(step);
            self.found
                .check(step.waits == incoming, "edges", || format!("{what} waits for {}, not {incoming}", step.waits));
        }
    }

    /// Everything before the commit leads to it, everything of the sweep comes after it, and all ends in the finish.
    fn stages(&mut self) {
        let of = |stage: Stage| self.plan.steps.iter().filter(move |step| step.stage == stage);
        let (commits, finishes): (Vec<_>, Vec<_>) = (of(Stage::Commit).collect(), of(Stage::Finish).collect());
        let ([commit], [finish]) = (commits.as_slice(), finishes.as_slice()) else {
            self.found.add("stages", format!("{} commits and {} ends", commits.len(), finishes.len()));
            return;
        };
        let last = self.plan.steps.last().map(|step| step.index);
        self.found.check(last == Some(finish.index), "stages", || "the end is not the last step".to_owned());
        for step in of(Stage::Build) {
            let holds = self.reach.orders(step.index, commit.index);
            self.found.check(holds, "stages", || format!("the commit does not wait for {:?}", step.path));
        }
        for step in of(Stage::Sweep) {
            let holds = self.reach.orders(commit.index, step.index) && self.reach.orders(step.index, finish.index);
            self.found.check(holds, "I4", || format!("the sweep of {:?} does not wait for the commit", step.path));
        }
        self.found.check(self.reach.orders(commit.index, finish.index), "stages", || "no end".to_owned());
    }

    /// An object has one entry, a slot has one object, and nothing shown is secret.
    fn entries(&mut self) {
        let (mut objects, mut slots) = (BTreeSet::new(), BTreeSet::new());
        for entry in &self.plan.resources {
            let path = &entry.path;
            self.found
                .check(objects.insert(entry.incarnation), "slots", || format!("an object of {path} has two entries"));
            let record = self.known.get(&entry.incarnation);
            self.found.check(record.is_some(), "slots", || format!("the object of {path} has no record"));
            // What waits for a later sweep, or is skipped beside the definition, shares a path with what has the slot.
            let beside = entry.action == Action::Skip || entry.reason == Reason::Superseded;
            if has_slot(entry.action) && !beside {
                self.found.check(slots.insert(path), "slots", || format!("{path} has two objects"));
            }
            let mut shown = entry.changes.iter().flat_map(|change| change.before.iter().chain(&change.after));
            let open = shown.any(model::Value::has_secret);
            self.found.check(!open, "secrets", || format!("the changes of {path} show a secret"));
            let wrong = entry.replaces == Some(entry.incarnation);
            self.found.check(!wrong, "slots", || format!("{path} replaces itself"));
        }
    }

    /// Every object that exists has an entry, and every record that comes with the plan is used by it.
    fn records(&mut self) {
        let rounds =
            matches!(self.plan.goal, Goal::Sweep | Goal::Check | Goal::Suspend | Goal::Resume | Goal::Snapshot { .. });
        for record in self.facts.records.iter().filter(|r| r.phase != Phase::Gone && r.phase != Phase::Retained) {
            let seen = self.plan.basis.generations.get(&record.id) == Some(&record.generation);
            self.found.check(seen, "basis", || format!("{} was not considered as it is", record.path));
            let entry = self.entry.contains_key(&record.id) || rounds;
            self.found.check(entry, "I2", || format!("an object of {} is not accounted for", record.path));
        }
        for record in self.facts.planned {
            let used =
                self.entry.get(&record.id).is_some_and(|entry| has_slot(entry.action) && entry.path == record.path);
            self.found.check(used, "slots", || format!("a record planned for {} has no use", record.path));
            self.found
                .check(record.phase == Phase::Planned, "slots", || format!("{} is more than planned", record.path));
        }
    }

    /// Steps do what the entries say, and no more than they may.
    fn steps_of_entries(&mut self) {
        let mut works: BTreeMap<IncarnationId, Vec<&Step>> = BTreeMap::new();
        for step in &self.plan.steps {
            let Some(id) = step.work.incarnation() else { continue };
            works.entry(id).or_default().push(step);
            let Some(entry) = self.entry.get(&id) else {
                self.found.add("I9", format!("{} is about an object without an entry", self.about(step)));
                continue;
            };
            let what = format!("{} of an entry that says {}", self.about(step), entry.action);
            let handed = matches!(step.work, Work::Release { .. }) && entry.hands_over;
            self.found.check(handed || fits(&step.work, entry), "I9", || what.clone());
            let idle = matches!(step.work, Work::Release { .. } | Work::Hook { .. });
            let within = step.bound >= entry.class || idle;
            self.found.check(within, "bound", || format!("{what} is bound by less than its class"));
            let external = self.known.get(&id).is_some_and(|record| record.external);
            let writes = match step.work {
                Work::Update { .. } | Work::Release { .. } | Work::Delete { .. } | Work::Suspend { .. } => true,
                Work::Resume { .. } | Work::Snapshot { .. } => true,
                Work::Create { .. } | Work::Rebind { .. } | Work::Restore { .. } | Work::Check { .. } => false,
                Work::Retain { .. } | Work::Open { .. } | Work::Close { .. } => false,
                Work::Pause { .. } | Work::Hook { .. } | Work::Replan | Work::Commit | Work::Finish => false,
            };
            self.found.check(!(external && writes), "external", || format!("{what}: it belongs to somebody else"));
        }
        for entry in &self.plan.resources {
            let steps = works.get(&entry.incarnation).map_or(&[][..], Vec::as_slice);
            let silent = matches!(entry.action, Action::Keep | Action::Skip | Action::Accept);
            let handed = steps.iter().all(|step| matches!(step.work, Work::Release { .. } | Work::Hook { .. }));
            self.found.check(!silent || handed, "I9", || format!("{} is {} and has a step", entry.path, entry.action));
        }
    }

    /// I4: a delete comes after the commit, unless the plan says that the object is deleted first.
    fn deletes(&mut self) {
        let wanted: BTreeSet<_> =
            self.plan.resources.iter().filter(|r| has_slot(r.action)).map(|r| r.incarnation).collect();
        for step in &self.plan.steps {
            let Work::Delete { incarnation } = step.work else { continue };
            self.found.check(!wanted.contains(&incarnation), "I4", || format!("{:?} is wanted and deleted", step.path));
            if step.stage != Stage::Build {
                continue;
            }
            let says = self.entry.get(&incarnation).is_some_and(|entry| {
                let newer = matches!(self.plan.goal, Goal::Rollback { .. }) && entry.reason == Reason::MadeAfterTarget;
                newer || entry.class >= Class::DeleteFirst
            });
            // It is deleted first for the sake of something that takes what it held.
            let taker = step.next.iter().filter_map(|next| self.plan.steps.get(*next as usize)).any(|next| {
                // Or of another one that goes first and that it refers to.
                let chained = matches!(next.work, Work::Delete { .. }) && next.stage == Stage::Build;
                chained || matches!(next.work, Work::Create { .. } | Work::Restore { .. } | Work::Update { .. })
            });
            self.found.check(says && taker, "I4", || {
                format!("{:?} is deleted before the commit, and no entry says so", step.path)
            });
        }
    }

    /// I3: what the target binds and lives is not deleted, unless its slot is replaced by consent.
    fn target(&mut self) {
        let (Some(bindings), Goal::Rollback { .. }) = (self.facts.target, &self.plan.goal) else { return };
        for (path, binding) in &bindings.0 {
            let Some(record) = self.facts.records.iter().find(|r| r.id == binding.incarnation && r.may_exist()) else {
                continue;
            };
            let gone = record.observed.as_ref().is_some_and(|seen| seen.exists == Some(false));
            let deleted = self.entry.get(&record.id).is_some_and(|entry| entry.action == Action::Delete);
            let consented = self.entry.get(&record.id).is_some_and(|entry| entry.class >= Class::Replace);
            self.found
                .check(gone || !deleted || consented, "I3", || format!("the target's object of {path} is deleted"));
        }
    }

    /// Class and consent are those of the entries.
    fn consent(&mut self) {
        let worst = self.plan.resources.iter().map(|r| r.class).max().unwrap_or(Class::Safe);
        self.found.check(worst == self.plan.class, "consent", || format!("class {} of worst {worst}", self.plan.class));
        let asked: BTreeSet<Class> = self.plan.resources.iter().flat_map(|r| r.classes()).collect();
        let above = |class: &Class| self.facts.limit.is_some_and(|limit| *class > limit);
        let missing: Vec<Class> =
            asked.into_iter().filter(|class| above(class) && !self.facts.options.allow.contains(class)).collect();
        let told = &self.plan.needs_consent;
        self.found.check(*told == missing, "consent", || format!("{told:?} instead of {missing:?}"));
    }

    /// What is in a nested stack runs between its beginning and its end, and is deleted before its holder.
    fn nested(&mut self) {
        let opens = self.plan.steps.iter().filter(|step| matches!(step.work, Work::Open { .. }));
        for open in opens {
            let Some(path) = &open.path else { continue };
            let close = self.plan.steps.iter().find(|step| {
                matches!(step.work, Work::Close { .. }) && step.work.incarnation() == open.work.incarnation()
            });
            let Some(close) = close.filter(|close| self.reach.orders(open.index, close.index)) else {
                self.found.add("nested", format!("{path} is begun and not ended"));
                continue;
            };
            let inside = self.plan.steps.iter().filter(|step| step.stage == Stage::Build);
            for step in inside.filter(|s| s.path.as_ref().is_some_and(|p| p != path && p.is_within(path))) {
                let between = self.reach.orders(open.index, step.index) && self.reach.orders(step.index, close.index);
                self.found.check(between, "nested", || format!("{:?} runs outside of {path}", step.path));
            }
        }
        let deletes =
            || self.plan.steps.iter().filter(|s| s.stage == Stage::Sweep && matches!(s.work, Work::Delete { .. }));
        let by_path: BTreeMap<&ResourcePath, &Step> = deletes().filter_map(|s| Some((s.path.as_ref()?, s))).collect();
        for step in deletes() {
            let holder = step.path.as_ref().and_then(|path| path.stack().holder());
            let Some(holder) = holder.and_then(|path| by_path.get(&path).copied()) else { continue };
            let first = self.reach.orders(step.index, holder.index);
            self.found.check(first, "nested", || format!("{:?} is deleted after its holder", step.path));
        }
    }

    /// What a new object requires is there before it.
    fn requirements(&mut self) {
        let ends: BTreeMap<&ResourcePath, u32> = self
            .plan
            .steps
            .iter()
            .filter(|step| {
                step.stage == Stage::Build && !matches!(step.work, Work::Release { .. } | Work::Delete { .. })
            })
            .filter_map(|step| Some((step.path.as_ref()?, step.index)))
            .collect();
        let begins = |id: IncarnationId| {
            let works = self.plan.steps.iter().find(|step| {
                step.work.incarnation() == Some(id) && matches!(step.work, Work::Create { .. } | Work::Open { .. })
            });
            works.map(|step| step.index)
        };
        for record in self.facts.planned {
            let Some(begin) = begins(record.id) else { continue };
            for end in record.requires.iter().filter_map(|path| ends.get(path)) {
                let holds = self.reach.orders(*end, begin);
                self.found.check(holds, "order", || format!("{} does not wait for what it requires", record.path));
            }
        }
    }
}

/// Whether a step is one that an entry asks for.
fn fits(work: &Work, entry: &PlannedResource) -> bool {
    let by = |actions: &[Action]| actions.contains(&entry.action);
    match work {
        Work::Create { .. } => by(&[Action::Create, Action::Replace, Action::ReplaceDeleteFirst, Action::Check]),
        Work::Update { .. } => by(&[Action::Update, Action::UpdateDisruptive]),
        Work::Rebind { .. } => by(&[Action::Rebind, Action::Update]),
        Work::Restore { .. } => by(&[Action::Restore, Action::Update, Action::UpdateDisruptive, Action::Rebind]),
        Work::Release { .. } => entry.hands_over,
        Work::Check { .. } => by(&[Action::Check]),
        Work::Suspend { .. } => by(&[Action::Suspend]),
        Work::Resume { .. } => by(&[Action::Resume]),
        Work::Snapshot { .. } => by(&[Action::Snapshot]),
        Work::Delete { .. } => by(&[Action::Delete]),
        Work::Retain { .. } => by(&[Action::Retain]),
        Work::Hook { .. } => true,
        Work::Open { .. } | Work::Close { .. } | Work::Pause { .. } => {
            !by(&[Action::Keep, Action::Skip, Action::Accept, Action::Delete])
        }
        Work::Replan | Work::Commit | Work::Finish => true,
    }
}
