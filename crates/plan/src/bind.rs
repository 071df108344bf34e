//! Which object has a slot: the bound one of the target first, then whatever costs least, else a new one.

use crate::act::{Assessed, Obstacle, is_gone};
use crate::cost::{Choice, Cost, cost};
use crate::decide::{Bound, Decider, Verdict, Wanted};
use crate::input::Refusal;
use model::goal::Class;
use model::incarnation::{Incarnation, Phase};
use model::plan::{Action, NotUndone, Reason, Work};
use std::sync::Arc;

/// One way to give a slot its object.
struct Way {
    record: Arc<Incarnation>,
    verdict: Verdict,
    stays: Vec<NotUndone>,
    cost: Cost,
}

/// An object that will not do, and why.
type Hindered = (Arc<Incarnation>, Obstacle);

impl Decider<'_, '_> {
    /// Binds a slot.
    pub(crate) fn bind(&mut self, wanted: &Wanted<'_>) -> Result<Bound, Refusal> {
        let (mut uses, obstacles) = self.weigh(wanted)?;
        let make = self.price_of_new(wanted, &obstacles);
        if uses.iter().all(|option| option.cost > make) {
            uses.extend(self.moved(wanted)?);
        }
        let best = self.pick(wanted, &uses, make);
        match best.and_then(|best| uses.into_iter().nth(best)) {
            Some(option) => {
                self.not_undone.extend(option.stays);
                let record = option.record;
                let mut verdict = option.verdict;
                let holder = self.index.current(&wanted.node.path).filter(|r| r.id != record.id);
                if let Some(Work::Restore { supersedes, .. } | Work::Rebind { supersedes, .. }) = &mut verdict.work {
                    *supersedes = holder.map(|r| r.id);
                }
                Ok((record, holder.cloned(), verdict))
            }
            None => Ok(self.bind_new(wanted, &obstacles)),
        }
    }

    /// The cheapest option, or none if a new object is cheaper.
    #[cfg(not(test))]
    fn pick(&mut self, _wanted: &Wanted<'_>, uses: &[Way], make: Cost) -> Option<usize> {
        cheapest(uses, make)
    }

    /// The cheapest option, or the one that a test forces; what it costs is recorded.
    #[cfg(test)]
    fn pick(&mut self, wanted: &Wanted<'_>, uses: &[Way], make: Cost) -> Option<usize> {
        let path = wanted.node.path.clone();
        let chosen = match self.forced.get(&path) {
            Some(forced) => Some(*forced).filter(|n| *n < uses.len()),
            None => cheapest(uses, make),
        };
        let price = chosen.and_then(|n| uses.get(n)).map_or(make, |option| option.cost);
        self.priced.push((path, uses.len(), price));
        chosen
    }

    /// Looks at every object that had the slot, and at the anchor.
    fn weigh(&self, wanted: &Wanted<'_>) -> Result<(Vec<Way>, Vec<Hindered>), Refusal> {
        let (mut uses, mut obstacles) = (Vec::new(), Vec::new());
        for (preference, record) in self.candidates(wanted).into_iter().enumerate() {
            match self.assess(wanted, record)? {
                Assessed::Use(verdict, stays) => {
                    uses.push(self.option(wanted, record, *verdict, stays, preference));
                }
                Assessed::No(obstacle) => obstacles.push((Arc::clone(record), obstacle)),
            }
        }
        if uses.len() > 1 {
            self.favour_the_known(wanted, &mut uses);
        }
        Ok((uses, obstacles))
    }

    /// Where the anchor will not do, an object that others were configured with is the better one.
    fn favour_the_known(&self, wanted: &Wanted<'_>, uses: &mut [Way]) {
        let anchor = self.anchor(&wanted.node.path).map(|binding| binding.incarnation);
        if uses.iter().any(|option| Some(option.record.id) == anchor) {
            return;
        }
        let known: Vec<u32> = uses.iter().map(|option| self.index.dependants(&option.record)).collect();
        let all: u32 = known.iter().sum();
        for (option, own) in uses.iter_mut().zip(known) {
            option.cost = option.cost.with_strangers(all - own);
        }
    }

    /// Objects that had the slot, in the order of preference: the anchor, the current one, superseded ones from the newest, retained ones.
    fn candidates(&self, wanted: &Wanted<'_>) -> Vec<&Arc<Incarnation>> {
        let path = &wanted.node.path;
        let anchor = self.anchor(path).and_then(|binding| self.index.get(binding.incarnation));
        let mut found: Vec<&Arc<Incarnation>> = anchor.into_iter().collect();
        let own = if wanted.from == *path { &[] } else { self.index.at(path) };
        let mut others: Vec<_> = self.index.at(&wanted.from).iter().chain(own).copied().collect();
        others.reverse();
        others.sort_by_key(|r| (!r.current, r.phase == Phase::Retained));
        found.extend(others);
        let mut seen = Vec::with_capacity(found.len());
        found.retain(|r| {
            let fresh = !seen.contains(&r.id);
            seen.push(r.id);
            let exists = r.may_exist() || r.phase == Phase::Retained;
            fresh && exists && !self.bound.contains(&r.id) && !self.belongs_elsewhere(r, wanted)
        });
        found
    }

    /// Whether another wanted slot is anchored to the object.
    fn belongs_elsewhere(&self, record: &Incarnation, wanted: &Wanted<'_>) -> bool {
        self.anchored.get(&record.id).is_some_and(|anchor| {
            **anchor != wanted.node.path
                && **anchor != wanted.from
                && (self.goes_back() || self.tree.node(anchor).is_some())
        })
    }

    /// An object whose slot the definition does not have any more and that is exactly as wanted here: the slot got another name.
    fn moved(&self, wanted: &Wanted<'_>) -> Result<Option<Way>, Refusal> {
        if !wanted.place.written || wanted.node.external_id.is_some() || wanted.properties.has_unknown() {
            return Ok(None);
        }
        for record in self.index.in_stack(&wanted.place.from) {
            let vanished = self.tree.node(&wanted.place.at.resource(record.path.name())).is_none();
            let free = vanished && record.may_exist() && !self.bound.contains(&record.id);
            let alike = record.type_name == wanted.node.type_name
                && record.concrete_type == wanted.concrete_type
                && record.applied.same(&wanted.properties);
            if !free || !alike || self.belongs_elsewhere(record, wanted) {
                continue;
            }
            if let Assessed::Use(verdict, stays) = self.assess(wanted, record)?
                && matches!(verdict.action, Action::Rebind | Action::Restore)
            {
                return Ok(Some(self.option(wanted, record, *verdict, stays, 100)));
            }
        }
        Ok(None)
    }

    fn option(
        &self,
        wanted: &Wanted<'_>,
        record: &Arc<Incarnation>,
        verdict: Verdict,
        stays: Vec<NotUndone>,
        preference: usize,
    ) -> Way {
        let anchor = self.anchor(&wanted.node.path).map(|binding| binding.incarnation);
        let choice = Choice {
            loses_data: false,
            other_identity: anchor.is_some_and(|anchor| anchor != record.id),
            hands_over: verdict.hands_over,
            preference: u32::try_from(preference).unwrap_or(u32::MAX),
        };
        let cost = cost(verdict.action, choice);
        Way { record: Arc::clone(record), verdict, stays, cost }
    }

    fn price_of_new(&self, wanted: &Wanted<'_>, obstacles: &[Hindered]) -> Cost {
        let loses = obstacles.iter().any(|(_, o)| o.alive) && wanted.kind.is_some_and(|k| k.rollback.holds_data);
        let action = if obstacles.iter().any(|(_, o)| o.alive) { Action::Replace } else { Action::Create };
        let anchored = self.anchor(&wanted.node.path).is_some();
        cost(action, Choice { loses_data: loses, other_identity: anchored, hands_over: false, preference: 1000 })
    }

    /// A new object for a slot, and what it does to the one that had it.
    fn bind_new(&mut self, wanted: &Wanted<'_>, obstacles: &[Hindered]) -> Bound {
        let path = &wanted.node.path;
        let current = self.index.current(&wanted.from);
        // What is destroyed: the anchor, if it lives; going forward, whatever has the slot.
        let anchor = self.anchor(path).map(|binding| binding.incarnation);
        let victim = obstacles.iter().find(|(record, obstacle)| {
            let counts = if self.goes_back() && anchor.is_some() { Some(record.id) == anchor } else { record.current };
            counts && obstacle.alive && !record.external
        });
        let cause = victim.or_else(|| obstacles.first());
        let mut record = self.make(wanted);
        let current = current.filter(|r| r.id != record.id);
        record.replaces = current.map(|r| r.id);
        let mut verdict = match victim {
            Some((_, obstacle)) => self.replacement(wanted, obstacle),
            None => self.creation(wanted, cause.map(|(_, obstacle)| obstacle)),
        };
        if wanted.node.external_id.is_some() {
            // Nothing is made: the object is somebody else's, and is only taken note of.
            verdict = Verdict::new(Action::Check, Reason::External, None);
        }
        if !wanted.nested {
            let undecided = victim.filter(|(old, o)| o.reason == Reason::ValueUnknown && old.current);
            verdict.work = Some(Work::Create {
                incarnation: record.id,
                instead_of: undecided.map(|(old, _)| old.id),
                identity_of: self.identity_of(wanted, verdict.reason),
            });
        }
        self.records.push(record.clone());
        (Arc::new(record), current.cloned(), verdict)
    }

    fn replacement(&mut self, wanted: &Wanted<'_>, obstacle: &Obstacle) -> Verdict {
        let mut verdict = Verdict::new(Action::Replace, obstacle.reason, None);
        let holds_data = wanted.kind.is_some_and(|k| k.rollback.holds_data);
        verdict.class = if holds_data { Class::DataLoss } else { Class::Replace };
        verdict.changes.clone_from(&obstacle.changes);
        verdict.milder = Some((Action::Update, obstacle.detail.clone()));
        if self.goes_back() {
            self.loses_identity(wanted, obstacle.reason, "the object is replaced by another one");
        }
        verdict
    }

    /// A slot without an object that could be asked about.
    fn creation(&mut self, wanted: &Wanted<'_>, cause: Option<&Obstacle>) -> Verdict {
        let path = &wanted.node.path;
        let anchor = self.anchor(path).map(|binding| binding.incarnation);
        let lost = anchor.map(|id| self.index.get(id));
        let mut verdict = Verdict::new(Action::Create, Reason::NewInTarget, None);
        match lost {
            Some(Some(record)) if is_gone(record) => {
                verdict.reason = Reason::LostOutside;
                let id = record.physical_id.as_deref().unwrap_or("the object");
                verdict.notes.push(format!("{id} does not exist any more"));
            }
            Some(None) if self.goes_back() => {
                verdict.reason = Reason::SweptEarlier;
                let by = if self.undoes_failure() { "the update that is undone" } else { "a later revision" };
                verdict.notes.push(format!("the object was removed by {by}"));
            }
            Some(_) | None => {
                if let Some(cause) = cause {
                    verdict.reason = cause.reason;
                    verdict.notes.push(cause.detail.clone());
                }
            }
        }
        if !self.goes_back() || anchor.is_none() || wanted.nested {
            return verdict;
        }
        if self.identity_of(wanted, verdict.reason).is_some() {
            verdict.notes.push("it gets the recorded identity of the lost one".to_owned());
        } else {
            self.loses_identity(wanted, verdict.reason, "a new object with another identity is made");
            if verdict.reason == Reason::SweptEarlier && !self.undoes_failure() {
                // Others see another object than the revision had, by Carnot's own doing: that is asked.
                verdict.class = Class::Replace;
            }
        }
        verdict
    }

    /// Whether the rollback returns to the head: all that differs from it was done by updates that did not end.
    fn undoes_failure(&self) -> bool {
        self.back_to.is_some() && self.back_to == self.stack.head
    }

    fn loses_identity(&mut self, wanted: &Wanted<'_>, reason: Reason, detail: &str) {
        let path = wanted.node.path.clone();
        let (property, detail) = (String::new(), detail.to_owned());
        self.not_undone.push(NotUndone { path, property, reason, detail, change: None });
    }

    /// The revision whose recorded identity a new object of the slot can be given.
    fn identity_of(&self, wanted: &Wanted<'_>, reason: Reason) -> Option<u32> {
        let binding = self.anchor(&wanted.node.path)?;
        let same_type = binding.type_name == wanted.node.type_name;
        let restorable = wanted.kind.is_some_and(|kind| kind.rollback.restorable);
        let recorded = same_type && restorable && !binding.identity.is_null();
        if !recorded {
            return None;
        }
        // Going forward, only what got lost is made again as it was.
        let lost = reason == Reason::LostOutside && binding.properties.same(&wanted.properties);
        self.back_to.or_else(|| self.stack.head.filter(|_| lost))
    }
}

fn cheapest(uses: &[Way], make: Cost) -> Option<usize> {
    let best = uses.iter().enumerate().min_by_key(|(n, option)| (option.cost, *n))?;
    (best.1.cost < make).then_some(best.0)
}
