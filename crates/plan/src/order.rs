//! The graph of steps. Build: by the edges of the template, across nested stacks; handovers just before their takers. Then the commit.
//! Then the sweep: in reverse by what requires what, also by what was observed to refer to what. Edges only lead forward in the list.

use crate::batch::Batch;
use crate::claims::{Handover, Handovers};
use crate::decide::{Nest, Slot};
use crate::leftovers::Loose;
use crate::sweep;
use model::goal::Class;
use model::hook::Hook;
use model::plan::{Action, Stage, Step, Work};
use model::{IncarnationId, ResourcePath};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A step, with what it waits for instead of what waits for it.
struct Draft {
    stage: Stage,
    path: Option<ResourcePath>,
    work: Work,
    bound: Class,
    waits: Vec<u32>,
}

/// Steps in the order in which they are emitted.
#[derive(Default)]
pub(crate) struct Graph {
    drafts: Vec<Draft>,
}

impl Graph {
    fn push(&mut self, stage: Stage, path: Option<&ResourcePath>, work: Work, bound: Class, waits: &[u32]) -> u32 {
        let index = u32::try_from(self.drafts.len()).unwrap_or(u32::MAX);
        self.drafts.push(Draft { stage, path: path.cloned(), work, bound, waits: waits.to_vec() });
        index
    }

    /// Steps from `first` on that no later step waits for.
    fn ends_since(&self, first: usize) -> Vec<u32> {
        let mut waited = vec![false; self.drafts.len()];
        let waits = self.drafts.iter().skip(first).flat_map(|draft| &draft.waits);
        for wait in waits {
            if let Some(mark) = waited.get_mut(*wait as usize) {
                *mark = true;
            }
        }
        let ends = waited.iter().enumerate().skip(first).filter(|(_, waited)| !**waited);
        ends.filter_map(|(n, _)| u32::try_from(n).ok()).collect()
    }

    /// The steps of the plan.
    pub(crate) fn into_steps(self) -> Vec<Step> {
        let mut next = vec![Vec::new(); self.drafts.len()];
        let mut steps = Vec::with_capacity(self.drafts.len());
        for (index, mut draft) in (0u32..).zip(self.drafts) {
            draft.waits.sort_unstable();
            draft.waits.dedup();
            for wait in &draft.waits {
                if let Some(next) = next.get_mut(*wait as usize) {
                    next.push(index);
                }
            }
            let Draft { stage, path, work, bound, waits } = draft;
            let waits = u32::try_from(waits.len()).unwrap_or(u32::MAX);
            steps.push(Step { index, stage, path, work, bound, waits, next: Vec::new() });
        }
        for (step, next) in steps.iter_mut().zip(next) {
            step.next = next;
        }
        steps
    }
}

/// Lays out all steps.
pub(crate) fn order(
    slots: &[Slot],
    handovers: &Handovers,
    loose: &[Loose],
    requires: &sweep::Requires<'_>,
) -> Vec<Step> {
    let mut build = Build {
        graph: Graph::default(),
        ends: vec![Rc::from([]); slots.len()],
        open: Vec::new(),
        slots,
        loose,
        released: HashMap::new(),
        deleted: HashMap::new(),
    };
    for n in 0..slots.len() {
        build.slot(n, handovers.get(&n).map_or(&[], Vec::as_slice));
    }
    build.close_until(None);
    let mut graph = build.graph;
    let built = graph.ends_since(0);
    let commit = graph.push(Stage::Commit, None, Work::Commit, Class::Safe, &built);
    swept(&mut graph, commit, loose, requires);
    let swept = graph.ends_since(commit as usize);
    graph.push(Stage::Finish, None, Work::Finish, Class::Safe, &swept);
    graph.into_steps()
}

/// Lays out what comes after the commit.
fn swept(graph: &mut Graph, commit: u32, loose: &[Loose], requires: &sweep::Requires<'_>) {
    let order = sweep::order(loose, requires);
    let mut at = HashMap::new();
    // A stack is stopped for before anything in it goes.
    let holders: BTreeMap<&ResourcePath, u32> = order
        .iter()
        .filter_map(|(n, _)| loose.get(*n))
        .filter(|l| {
            l.hooks.before.is_some() && loose.iter().any(|other| other.record.path.stack() == l.record.path.nested())
        })
        .filter_map(|l| Some((&l.record.path, stop(graph, l, l.hooks.before?, &[commit]))))
        .collect();
    for (n, after) in order {
        let Some(l) = loose.get(n) else { continue };
        let mut waits: Vec<u32> = after.iter().filter_map(|n| at.get(n).copied()).collect();
        let above = std::iter::successors(Some(l.record.path.clone()), |path| path.stack().holder());
        waits.extend(above.filter_map(|path| holders.get(&path).copied()));
        if waits.is_empty() {
            waits.push(commit);
        }
        let incarnation = l.record.id;
        if let Some(hook) = l.hooks.before.filter(|_| !holders.contains_key(&l.record.path)) {
            waits = vec![stop(graph, l, hook, &waits)];
        }
        let work = if l.action == Action::Retain { Work::Retain { incarnation } } else { Work::Delete { incarnation } };
        let mut end = graph.push(Stage::Sweep, Some(&l.record.path), work, l.class, &waits);
        if let Some(hook) = l.hooks.after {
            end = stop(graph, l, hook, &[end]);
        }
        at.insert(n, end);
    }
}

fn stop(graph: &mut Graph, l: &Loose, hook: Hook, waits: &[u32]) -> u32 {
    let work = Work::Hook { incarnation: l.record.id, hook };
    graph.push(Stage::Sweep, Some(&l.record.path), work, l.class, waits)
}

/// A nested stack that is open in the walk.
struct Opened {
    holder: usize,
    /// The step that began it.
    step: Option<u32>,
    /// The batch of members that is being laid out, the first step of it, and the pause before it.
    batch: u32,
    since: usize,
    pause: Option<u32>,
}

impl Opened {
    fn new(holder: usize, step: Option<u32>, since: usize) -> Self {
        Self { holder, step, batch: 0, since, pause: None }
    }
}

struct Build<'a> {
    graph: Graph,
    /// For each slot, the steps after which it is done.
    ends: Vec<Rc<[u32]>>,
    /// Holders whose stacks are open in the walk.
    open: Vec<Opened>,
    slots: &'a [Slot],
    loose: &'a [Loose],
    released: HashMap<IncarnationId, u32>,
    deleted: HashMap<usize, Option<u32>>,
}

impl Build<'_> {
    fn slot(&mut self, n: usize, handovers: &[Handover]) {
        let Some(slot) = self.slots.get(n) else { return };
        self.close_until(slot.holder);
        if let Some(batch) = &slot.batch {
            self.begin(batch);
        }
        let path = Some(&slot.path);
        let class = slot.verdict.class;
        let mut waits = self.waits(slot);
        if let Some(hook) = slot.hooks.before {
            // The object that has the slot until it begins.
            let incarnation = slot.replaces.as_ref().map_or(slot.record.id, |old| old.id);
            waits = Rc::from([self.graph.push(Stage::Build, path, Work::Hook { incarnation, hook }, class, &waits)]);
        }
        let mut ends = Rc::clone(&waits);
        if let Some(work) = &slot.verdict.work {
            let mut all = waits.to_vec();
            all.extend(handovers.iter().filter_map(|handover| self.hand_over(handover, &waits, class)));
            ends = Rc::from([self.graph.push(Stage::Build, path, work.clone(), class, &all)]);
        }
        match slot.nest {
            Nest::Leaf => {
                if let Some(hook) = slot.hooks.after {
                    let work = Work::Hook { incarnation: slot.record.id, hook };
                    ends = Rc::from([self.graph.push(Stage::Build, path, work, class, &ends)]);
                }
            }
            Nest::Unknown => ends = Rc::from([self.graph.push(Stage::Build, path, Work::Replan, class, &ends)]),
            Nest::Open { touched: true } => {
                let work = Work::Open { incarnation: slot.record.id };
                let open = self.graph.push(Stage::Build, path, work, class, &ends);
                self.open.push(Opened::new(n, Some(open), self.graph.drafts.len()));
            }
            Nest::Open { touched: false } => self.open.push(Opened::new(n, None, self.graph.drafts.len())),
        }
        if let Some(end) = self.ends.get_mut(n) {
            *end = ends;
        }
    }

    /// What a slot waits for: the slots that it requires; if none of them has a step, the beginning of its stack.
    fn waits(&self, slot: &Slot) -> Rc<[u32]> {
        let top = self.open.last();
        let begin = top.and_then(|open| open.pause.filter(|_| slot.batch.is_some()).or(open.step));
        let mut found: Option<Rc<[u32]>> = None;
        for ends in slot.requires.iter().filter_map(|n| self.ends.get(*n)).filter(|ends| !ends.is_empty()) {
            found = Some(match found {
                None => Rc::clone(ends),
                Some(before) if before == *ends => before,
                Some(before) => {
                    let mut union: Vec<u32> = before.iter().chain(ends.iter()).copied().collect();
                    union.sort_unstable();
                    union.dedup();
                    Rc::from(union)
                }
            });
        }
        found.unwrap_or_else(|| begin.map_or_else(|| Rc::from([]), |begin| Rc::from([begin])))
    }

    /// Lays out the pause before a batch, when its first member comes.
    fn begin(&mut self, batch: &Batch) {
        let Some(open) = self.open.last_mut().filter(|open| open.batch != batch.number) else { return };
        let Some(group) = self.slots.get(open.holder) else { return };
        let mut waits = self.graph.ends_since(open.since);
        if waits.is_empty() {
            waits.extend(open.pause.or(open.step));
        }
        let millis = u64::try_from(batch.pause.as_millis()).unwrap_or(u64::MAX);
        let work = Work::Pause { incarnation: group.record.id, millis };
        let pause = self.graph.push(Stage::Build, Some(&group.path), work, group.verdict.class, &waits);
        (open.batch, open.since, open.pause) = (batch.number, self.graph.drafts.len(), Some(pause));
    }

    /// Ends every open stack that is not the one in `holder`.
    fn close_until(&mut self, holder: Option<usize>) {
        while let Some(Opened { holder: n, step, .. }) = self.open.pop_if(|open| Some(open.holder) != holder) {
            let (Some(open), Some(slot)) = (step, self.slots.get(n)) else { continue };
            let inside = self.graph.ends_since(open as usize);
            let work = Work::Close { incarnation: slot.record.id };
            let mut close = self.graph.push(Stage::Build, Some(&slot.path), work, slot.verdict.class, &inside);
            if let Some(hook) = slot.hooks.after {
                let work = Work::Hook { incarnation: slot.record.id, hook };
                close = self.graph.push(Stage::Build, Some(&slot.path), work, slot.verdict.class, &[close]);
            }
            if let Some(end) = self.ends.get_mut(n) {
                *end = Rc::from([close]);
            }
        }
    }

    /// Deletes an object before the commit, after what refers to it.
    fn delete_first(&mut self, at: usize, waits: &[u32], bound: Class) -> Option<u32> {
        if let Some(step) = self.deleted.get(&at) {
            return *step;
        }
        // Objects that refer to each other go in any order.
        self.deleted.insert(at, None);
        let l = self.loose.get(at)?;
        let mut all = waits.to_vec();
        for user in &l.users {
            all.extend(self.delete_first(*user, waits, bound));
        }
        let (path, class) = (Some(&l.record.path), l.class.max(bound));
        if let Some(hook) = l.hooks.before {
            let work = Work::Hook { incarnation: l.record.id, hook };
            all = vec![self.graph.push(Stage::Build, path, work, class, &all)];
        }
        let step = self.graph.push(Stage::Build, path, Work::Delete { incarnation: l.record.id }, class, &all);
        self.deleted.insert(at, Some(step));
        Some(step)
    }

    /// The step after which a claim is free.
    fn hand_over(&mut self, handover: &Handover, waits: &[u32], bound: Class) -> Option<u32> {
        match handover {
            Handover::Changed(other) => self.ends.get(*other).and_then(|ends| ends.last().copied()),
            Handover::Release(incarnation) => {
                if let Some(step) = self.released.get(incarnation) {
                    return Some(*step);
                }
                let slot = self.slots.iter().find(|slot| slot.record.id == *incarnation).map(|slot| &slot.path);
                let loose = || self.loose.iter().find(|l| l.record.id == *incarnation).map(|l| &l.record.path);
                let work = Work::Release { incarnation: *incarnation };
                let step = self.graph.push(Stage::Build, slot.or_else(loose), work, bound, waits);
                self.released.insert(*incarnation, step);
                Some(step)
            }
            Handover::DeleteFirst(at) => self.delete_first(*at, waits, bound),
        }
    }
}
