//! The action lattice: the least action that makes an existing object what its slot wants, or why none does.
//!
//! Compared are three things: what is wanted, what was applied last (and what a failed call attempted), and what the cloud says. A last
//! status of "failed" is no reason for anything; only an object that was observed or declared to be wrecked is not used.

use crate::decide::{Decider, Verdict, Wanted};
use crate::input::Refusal;
use model::goal::{Class, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase, TEMPLATE};
use model::plan::{Action, NotUndone, Reason, Work};
use model::value::diff::Change;
use model::value::{Map, Value};
use resource::{Difference, ResourceType, Shape};
use std::sync::Arc;

/// What comes of looking at an object for a slot.
pub(crate) enum Assessed {
    /// It will do, with this.
    Use(Box<Verdict>, Vec<NotUndone>),
    /// It will not.
    No(Obstacle),
}

/// Why an object will not do.
#[derive(Clone, Debug)]
pub(crate) struct Obstacle {
    pub(crate) reason: Reason,
    /// In words, for people.
    pub(crate) detail: String,
    /// What would change.
    pub(crate) changes: Vec<Change>,
    /// Whether the object is alive, so that its replacement destroys something.
    pub(crate) alive: bool,
}

impl Obstacle {
    fn no(reason: Reason, detail: impl Into<String>, alive: bool) -> Assessed {
        Assessed::No(Self { reason, detail: detail.into(), changes: Vec::new(), alive })
    }
}

/// Whether the cloud said that the object does not exist.
pub(crate) fn is_gone(record: &Incarnation) -> bool {
    record.observed.as_ref().is_some_and(|seen| seen.exists == Some(false))
}

impl Decider<'_, '_> {
    /// The least action that gives `record` the slot, with the wanted properties.
    pub(crate) fn assess(&self, wanted: &Wanted<'_>, record: &Arc<Incarnation>) -> Result<Assessed, Refusal> {
        if is_gone(record) {
            return Ok(Obstacle::no(Reason::LostOutside, "the object does not exist any more", false));
        }
        if record.phase == Phase::Retained && record.physical_id.is_none() {
            return Ok(Obstacle::no(Reason::LostOutside, "the object's id is not known", false));
        }
        if wanted.nested {
            return self.assess_holder(wanted, record);
        }
        if record.concrete_type != wanted.concrete_type {
            let detail = format!("{} is not {}", record.concrete_type, wanted.concrete_type);
            return Ok(Obstacle::no(Reason::TypeChanged, detail, true));
        }
        if record.external || wanted.node.external_id.is_some() {
            let same = record.external && record.physical_id == wanted.node.external_id;
            let no = || Obstacle::no(Reason::External, "another object is meant", !record.external);
            return Ok(if same { self.settle_records(wanted, record) } else { no() });
        }
        if record.health == Health::Broken {
            let detail = record.health_reason.clone().unwrap_or_else(|| "the object is wrecked".to_owned());
            return Ok(Obstacle::no(Reason::Broken, detail, true));
        }
        let Some(kind) = wanted.kind else {
            return Ok(Obstacle::no(Reason::TypeChanged, "the type is not known", true));
        };
        if record.applied.is_null() && record.phase != Phase::Retained {
            return Ok(self.assess_unfinished(kind, wanted, record));
        }
        self.assess_finished(kind, wanted, record)
    }

    /// A holder always does: what is in its stack is judged piece by piece.
    fn assess_holder(&self, wanted: &Wanted<'_>, record: &Arc<Incarnation>) -> Result<Assessed, Refusal> {
        let kind = self.catalog.get(&record.concrete_type);
        let holds = record.concrete_type == TEMPLATE || kind.is_some_and(|k| matches!(k.shape, Shape::Nested(_)));
        if !holds {
            let detail = format!("{} has no nested stack", record.concrete_type);
            return Ok(Obstacle::no(Reason::TypeChanged, detail, true));
        }
        let changes = catalog::differ::changes(record, &wanted.properties);
        if changes.is_empty() && record.concrete_type == wanted.concrete_type {
            return Ok(self.settle_records(wanted, record));
        }
        let half = has_doubt(record) && changes.iter().all(|c| record.applied.get(&c.dotted()) == c.after.as_ref());
        let reason = match (changes.is_empty(), half) {
            (true, _) => Reason::TypeChanged,
            (false, true) => Reason::HalfApplied,
            (false, false) => Reason::PropertiesDiffer,
        };
        // Beginning and ending its stack records all that a holder in its place needs.
        let in_place = record.current && record.path == wanted.node.path && record.may_exist();
        let work = match self.settle_records(wanted, record) {
            Assessed::Use(verdict, _) if !in_place => verdict.work,
            Assessed::Use(..) | Assessed::No(_) => None,
        };
        let mut verdict = Verdict::new(Action::Update, reason, work);
        verdict.changes = changes.into_iter().map(|change| as_attempted(change, record)).collect();
        Ok(Assessed::Use(Box::new(verdict), Vec::new()))
    }

    /// An object whose create did not end, or failed. With the same properties it is looked for and finished.
    fn assess_unfinished(&self, kind: &ResourceType, wanted: &Wanted<'_>, record: &Arc<Incarnation>) -> Assessed {
        let id = record.id;
        let mut probe = Incarnation::clone(record);
        probe.applied = probe.attempted.take().unwrap_or_default();
        let (difference, changes) = catalog::differ(kind, &probe, &wanted.properties);
        let known = record.phase == Phase::Live && record.physical_id.is_some();
        let verdict = match difference {
            Difference::None if !known => {
                let work = Work::Create { incarnation: id, instead_of: None, identity_of: None };
                Verdict::new(Action::Create, Reason::CreateUnfinished, Some(work))
            }
            Difference::None | Difference::Update if known => {
                Verdict::new(Action::Update, Reason::CreateUnfinished, Some(Work::Update { incarnation: id }))
            }
            Difference::Disrupt if known => {
                let work = Some(Work::Update { incarnation: id });
                Verdict {
                    class: Class::Disruptive,
                    ..Verdict::new(Action::UpdateDisruptive, Reason::CreateUnfinished, work)
                }
            }
            Difference::None
            | Difference::Update
            | Difference::Disrupt
            | Difference::Replace(_)
            | Difference::Refuse(_) => {
                let detail = "its create did not end, and was for other properties";
                return Assessed::No(Obstacle {
                    reason: Reason::CreateUnfinished,
                    detail: detail.into(),
                    changes,
                    alive: false,
                });
            }
        };
        Assessed::Use(Box::new(Verdict { changes, ..verdict }), Vec::new())
    }

    fn assess_finished(
        &self,
        kind: &ResourceType,
        wanted: &Wanted<'_>,
        record: &Arc<Incarnation>,
    ) -> Result<Assessed, Refusal> {
        let path = &wanted.node.path;
        let reverts = self.options.reverts_drift();
        let seen = catalog::as_seen(record, reverts);
        let probe = seen.as_ref().map_or(&**record, |seen| &seen.record);
        let drifted = seen.as_ref().map(|seen| seen.drifted.as_slice()).unwrap_or_default();
        let (mut difference, mut changes) = catalog::differ(kind, probe, &wanted.properties);
        let mut stays = Vec::new();
        let kept = self.irreversible(kind, wanted, probe, &difference, &changes);
        if !kept.is_empty() {
            if self.goes_back() && self.may_replace(kind) {
                let detail = format!("{} cannot be changed back", kept.join(", "));
                return Ok(Assessed::No(Obstacle { reason: Reason::Irreversible, detail, changes, alive: true }));
            }
            stays.extend(kept.iter().map(|property| NotUndone {
                path: path.clone(),
                property: property.clone(),
                reason: Reason::Irreversible,
                detail: format!("{property} cannot be changed back; it stays as it is"),
                change: changes.iter().find(|change| change.path.first() == Some(property)).map(Change::masked),
            }));
            let tolerant = overlay(&wanted.properties, &probe.applied, &kept);
            (difference, changes) = catalog::differ(kind, &settled(probe, &kept), &tolerant);
        }
        stays.extend(drifted.iter().filter(|_| !reverts).map(|property| NotUndone {
            path: path.clone(),
            property: property.clone(),
            reason: Reason::Drifted,
            detail: format!("{property} was changed from outside; it stays so"),
            change: None,
        }));
        match difference {
            Difference::None => Ok(self.unchanged(wanted, record, stays)),
            Difference::Update => Ok(update(Action::Update, record, path, changes, stays, drifted)),
            Difference::Disrupt => Ok(update(Action::UpdateDisruptive, record, path, changes, stays, drifted)),
            Difference::Replace(property) => Ok(Assessed::No(replace(kind, probe, wanted, property, changes))),
            Difference::Refuse(property) => Err(Refusal::Immutable { path: path.clone(), property }),
        }
    }

    /// No property differs: nothing, or records, or a slot given back.
    fn unchanged(&self, wanted: &Wanted<'_>, record: &Arc<Incarnation>, stays: Vec<NotUndone>) -> Assessed {
        let accepted = stays.iter().any(|s| s.reason == Reason::Irreversible);
        let Assessed::Use(mut verdict, _) = self.settle_records(wanted, record) else {
            return Obstacle::no(Reason::External, "another object is meant", true);
        };
        verdict.notes.extend(stays.iter().map(|s| s.detail.clone()));
        if accepted && verdict.action == Action::Keep {
            verdict.action = Action::Accept;
            verdict.reason = Reason::Irreversible;
        }
        Assessed::Use(verdict, stays)
    }

    /// The object is as wanted: what is to be done about its records?
    fn settle_records(&self, wanted: &Wanted<'_>, record: &Arc<Incarnation>) -> Assessed {
        let path = &wanted.node.path;
        let supersedes = self.index.current(path).filter(|r| r.id != record.id).map(|r| r.id);
        let bound = self.goes_back() && self.anchor(path).is_some_and(|b| b.incarnation == record.id);
        let as_wanted = if bound { Reason::BoundInTarget } else { Reason::AsWanted };
        let lost_slot = matches!(record.phase, Phase::Superseded) || !record.current;
        let rebind = Some(Work::Rebind { incarnation: record.id, supersedes });
        let restore = Some(Work::Restore { incarnation: record.id, supersedes });
        let verdict = if record.phase == Phase::Retained {
            Verdict::new(Action::Rebind, Reason::WasRetained, rebind)
        } else if !record.handed_over.is_empty() {
            Verdict { hands_over: true, ..Verdict::new(Action::Restore, Reason::ClaimHandover, restore) }
        } else if record.path != *path {
            Verdict::new(Action::Rebind, Reason::Renamed, rebind)
        } else if matches!(record.phase, Phase::InDoubt | Phase::Deleting) && !seen_alive(record) {
            let mut verdict = Verdict::new(Action::Rebind, Reason::HealthUnknown, rebind);
            verdict.notes.push("whether it exists is not known; nothing is destroyed on ignorance".to_owned());
            verdict
        } else if lost_slot {
            Verdict::new(Action::Restore, if bound { Reason::BoundInTarget } else { Reason::AsWanted }, restore)
        } else if recorded_as_failed(record) {
            Verdict::new(Action::Rebind, Reason::OnlyRecordedAsFailed, rebind)
        } else if let Some(note) = wanted.beside_properties(record) {
            Verdict { notes: vec![note], ..Verdict::new(Action::Rebind, Reason::PropertiesDiffer, rebind) }
        } else {
            Verdict::new(Action::Keep, as_wanted, None)
        };
        let refused = record.delete_blocked_by.as_ref().map(|failure| format!("its delete was refused: {failure}"));
        let mut verdict = Verdict { class: Class::Safe, ..verdict };
        verdict.notes.extend(refused);
        Assessed::Use(Box::new(verdict), Vec::new())
    }

    /// Properties that differ and cannot be changed back.
    fn irreversible(
        &self,
        kind: &ResourceType,
        wanted: &Wanted<'_>,
        record: &Incarnation,
        difference: &Difference,
        changes: &[Change],
    ) -> Vec<String> {
        let judges = matches!(&kind.shape, Shape::Flow(flow) if flow.judge.is_some());
        let names = changes.iter().filter_map(|change| change.path.first());
        names
            .filter(|name| {
                // A type that judges for itself knows the direction in which its property can go.
                let refused = || {
                    let alone = overlay(&record.applied, &wanted.properties, &[String::clone(name)]);
                    matches!(catalog::differ(kind, record, &alone).0, Difference::Refuse(_))
                };
                let immutable = matches!(difference, Difference::Refuse(property) if property == *name);
                let stays =
                    immutable || (kind.rollback.irreversible.contains(&name.as_str()) && (!judges || refused()));
                stays && (self.goes_back() || self.accepted_before(wanted, record, name))
            })
            .cloned()
            .collect()
    }

    /// Whether the head accepted that a property is not what its definition wants, and the same is wanted again.
    fn accepted_before(&self, wanted: &Wanted<'_>, record: &Incarnation, name: &str) -> bool {
        let anchor = self.anchor(&wanted.node.path).filter(|binding| binding.incarnation == record.id);
        let now = wanted.properties.get(name).cloned().unwrap_or_default();
        let same = |change: &Change| {
            let then = change.after.clone().unwrap_or_default();
            change.path.first().is_some_and(|key| key == name) && then.same(&now)
        };
        anchor.is_some_and(|binding| binding.accepted.iter().any(same))
    }

    /// Whether the requester allowed an object to be replaced for the sake of a difference that cannot be changed back.
    fn may_replace(&self, kind: &ResourceType) -> bool {
        let allowed = |class| self.options.allow.contains(&class);
        allowed(Class::Replace) && (!kind.rollback.holds_data || allowed(Class::DataLoss))
    }
}

impl Wanted<'_> {
    /// What differs beside the properties, in words; these are only recorded.
    fn beside_properties(&self, record: &Incarnation) -> Option<String> {
        let metadata = self.metadata.has_unknown() || !same_metadata(&self.metadata, &record.metadata);
        let differs = [
            ("metadata", metadata),
            ("deletion policy", self.node.deletion_policy != record.deletion_policy),
            ("dependencies", self.node.requires != record.requires),
            ("type name", self.node.type_name != record.type_name),
        ];
        let names: Vec<_> = differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| format!("only recorded: {}", names.join(", ")))
    }
}

fn same_metadata(wanted: &Value, recorded: &Value) -> bool {
    let empty = |value: &Value| value.is_null() || value.as_map().is_some_and(Map::is_empty);
    wanted.same(recorded) || (empty(wanted) && empty(recorded))
}

fn seen_alive(record: &Incarnation) -> bool {
    record.observed.as_ref().is_some_and(|seen| seen.exists == Some(true))
}

/// Whether a change of it did not succeed, so that it may have a part of it.
fn has_doubt(record: &Incarnation) -> bool {
    record.attempted.is_some() || !record.doubts.is_empty()
}

/// Whether the records say that something is wrong or under way although nothing differs.
fn recorded_as_failed(record: &Incarnation) -> bool {
    record.phase != Phase::Live
        || record.status != Status::Complete
        || matches!(record.action, StackAction::Delete | StackAction::Init)
        || has_doubt(record)
        || record.delete_blocked_by.is_some()
}

/// `base` with the named entries as they are in `top`.
fn overlay(base: &Value, top: &Value, names: &[String]) -> Value {
    let mut map = base.as_map().cloned().unwrap_or_default();
    for name in names {
        match top.get(name) {
            Some(value) => map.insert(name.as_str(), value.clone()),
            None => map.remove(name),
        };
    }
    Value::Map(Arc::new(map))
}

/// The record as if failed changes had not touched these properties: what there is of them stays, whatever it is.
fn settled(record: &Incarnation, names: &[String]) -> Incarnation {
    let as_applied = |tried: &Value| overlay(tried, &record.applied, names);
    Incarnation {
        attempted: record.attempted.as_ref().map(as_applied),
        doubts: record.doubts.iter().map(as_applied).collect(),
        ..record.clone()
    }
}

/// A change in place; if the object does not have the slot, it gets it back with it.
fn update(
    action: Action,
    record: &Arc<Incarnation>,
    path: &model::ResourcePath,
    changes: Vec<Change>,
    stays: Vec<NotUndone>,
    drifted: &[String],
) -> Assessed {
    let has_slot =
        record.current && record.path == *path && record.phase != Phase::Retained && record.handed_over.is_empty();
    let names: Vec<_> = changes.iter().map(Change::dotted).collect();
    let unknown = changes.iter().any(|c| c.after.as_ref().is_some_and(Value::has_unknown));
    let by_others = names.iter().all(|name| drifted.contains(name));
    let applied_differs = changes.iter().any(|c| {
        let before = c.path.first().and_then(|key| record.applied.get(key)).cloned().unwrap_or_default();
        !before.same(c.after.as_ref().unwrap_or(&Value::Null))
    });
    let reason = match () {
        () if unknown => Reason::ValueUnknown,
        () if by_others => Reason::Drifted,
        () if has_doubt(record) && !applied_differs => Reason::HalfApplied,
        () => Reason::PropertiesDiffer,
    };
    let mut verdict = Verdict::new(action, reason, Some(Work::Update { incarnation: record.id }));
    if !has_slot {
        // Which incarnation has the slot until then is filled in where the slot is bound.
        verdict.work = Some(Work::Restore { incarnation: record.id, supersedes: None });
        verdict.hands_over = !record.handed_over.is_empty();
    }
    if action == Action::UpdateDisruptive {
        verdict.class = Class::Disruptive;
        verdict.milder = Some((Action::Update, format!("changing {} interrupts", names.join(", "))));
    } else {
        let differ = if names.len() == 1 { "differs" } else { "differ" };
        verdict.milder = Some((Action::Keep, format!("{} {differ}", names.join(", "))));
    }
    verdict.notes.extend(stays.iter().map(|s| s.detail.clone()));
    verdict.changes = changes.into_iter().map(|change| as_attempted(change, record)).collect();
    Assessed::Use(Box::new(verdict), stays)
}

/// Where only a failed change differs from what is wanted, that is what there may be before.
fn as_attempted(mut change: Change, record: &Incarnation) -> Change {
    let after = change.after.clone().unwrap_or_default();
    if !change.before.as_ref().unwrap_or(&Value::Null).same(&after) {
        return change;
    }
    let tries = record.attempted.iter().chain(&record.doubts);
    let mut tried = tries.filter_map(|tried| tried.get(change.path.first()?)).filter(|tried| !tried.same(&after));
    if let Some(tried) = tried.next() {
        change.before = Some(tried.clone());
    }
    change
}

/// Why an object has to be replaced: for certain, or only at worst.
fn replace(
    kind: &ResourceType,
    record: &Incarnation,
    wanted: &Wanted<'_>,
    property: String,
    changes: Vec<Change>,
) -> Obstacle {
    let unknown: Vec<String> = changes
        .iter()
        .filter(|c| c.after.as_ref().is_some_and(Value::has_unknown))
        .filter_map(|c| c.path.first().cloned())
        .collect();
    if !unknown.is_empty() {
        let best = overlay(&wanted.properties, &record.applied, &unknown);
        if !matches!(catalog::differ(kind, record, &best).0, Difference::Replace(_)) {
            let detail = format!("{property} becomes known while running, and cannot be changed in place");
            return Obstacle { reason: Reason::ValueUnknown, detail, changes, alive: true };
        }
    }
    Obstacle {
        reason: Reason::CannotUpdate,
        detail: format!("{property} cannot be changed in place"),
        changes,
        alive: true,
    }
}
