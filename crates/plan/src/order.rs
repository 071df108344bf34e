//! The graph of steps. Build: by the edges of the template, across nested stacks; handovers just before their takers. Then the commit.
//! Then the sweep: in reverse by what requires what, also by what was observed to refer to what. Edges only lead forward in the list.

use crate::claims::{Handover, Handovers};
use crate::decide::{Nest, Slot};
use crate::leftovers::Loose;
use crate::sweep;
use model::goal::Class;
use model::plan::{Action, Stage, Step, Work};
use model::{IncarnationId, ResourcePath};
use std::collections::HashMap;
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
    let mut at = HashMap::new();
    for (n, after) in sweep::order(loose, requires) {
        let Some(l) = loose.get(n) else { continue };
        let mut waits: Vec<u32> = after.iter().filter_map(|n| at.get(n).copied()).collect();
        if waits.is_empty() {
            waits.push(commit);
        }
        let incarnation = l.record.id;
        let work = if l.action == Action::Retain { Work::Retain { incarnation } } else { Work::Delete { incarnation } };
        at.insert(n, graph.push(Stage::Sweep, Some(&l.record.path), work, l.class, &waits));
    }
    let swept = graph.ends_since(commit as usize);
    graph.push(Stage::Finish, None, Work::Finish, Class::Safe, &swept);
    graph.into_steps()
}

struct Build<'a> {
    graph: Graph,
    /// For each slot, the steps after which it is done.
    ends: Vec<Rc<[u32]>>,
    /// Holders whose stacks are open in the walk, with the step that began them.
    open: Vec<(usize, Option<u32>)>,
    slots: &'a [Slot],
    loose: &'a [Loose],
    released: HashMap<IncarnationId, u32>,
    deleted: HashMap<usize, u32>,
}

impl Build<'_> {
    fn slot(&mut self, n: usize, handovers: &[Handover]) {
        let Some(slot) = self.slots.get(n) else { return };
        self.close_until(slot.holder);
        let waits = self.waits(slot);
        let path = Some(&slot.path);
        let class = slot.verdict.class;
        let mut ends = Rc::clone(&waits);
        if let Some(work) = &slot.verdict.work {
            let mut all = waits.to_vec();
            all.extend(handovers.iter().filter_map(|handover| self.hand_over(handover, &waits, class)));
            ends = Rc::from([self.graph.push(Stage::Build, path, work.clone(), class, &all)]);
        }
        match slot.nest {
            Nest::Leaf => {}
            Nest::Unknown => ends = Rc::from([self.graph.push(Stage::Build, path, Work::Replan, class, &ends)]),
            Nest::Open { touched: true } => {
                let work = Work::Open { incarnation: slot.record.id };
                let open = self.graph.push(Stage::Build, path, work, class, &ends);
                self.open.push((n, Some(open)));
            }
            Nest::Open { touched: false } => self.open.push((n, None)),
        }
        if let Some(end) = self.ends.get_mut(n) {
            *end = ends;
        }
    }

    /// What a slot waits for: the slots that it requires; if none of them has a step, the beginning of its stack.
    fn waits(&self, slot: &Slot) -> Rc<[u32]> {
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
        found.unwrap_or_else(|| {
            self.open.last().and_then(|(_, open)| *open).map_or_else(|| Rc::from([]), |open| Rc::from([open]))
        })
    }

    /// Ends every open stack that is not the one in `holder`.
    fn close_until(&mut self, holder: Option<usize>) {
        while let Some((n, open)) = self.open.last().copied().filter(|(n, _)| Some(*n) != holder) {
            self.open.pop();
            let (Some(open), Some(slot)) = (open, self.slots.get(n)) else { continue };
            let inside = self.graph.ends_since(open as usize);
            let work = Work::Close { incarnation: slot.record.id };
            let close = self.graph.push(Stage::Build, Some(&slot.path), work, slot.verdict.class, &inside);
            if let Some(end) = self.ends.get_mut(n) {
                *end = Rc::from([close]);
            }
        }
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
            Handover::DeleteFirst(at) => {
                if let Some(step) = self.deleted.get(at) {
                    return Some(*step);
                }
                let l = self.loose.get(*at)?;
                let work = Work::Delete { incarnation: l.record.id };
                let step = self.graph.push(Stage::Build, Some(&l.record.path), work, l.class.max(bound), waits);
                self.deleted.insert(*at, step);
                Some(step)
            }
        }
    }
}
