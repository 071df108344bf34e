//! What people read: plans, steps, states, in words and with objects called by slot and number.

use crate::world::Store;
use model::incarnation::Phase;
use model::plan::{Action, Plan, PlannedResource, Stage, Step, Work};
use model::revision::Bindings;
use std::fmt::Write as _;

/// A step with its object.
pub(crate) fn step(store: &Store, step: &Step) -> String {
    let word = step.work.word();
    let mut text = match step.work.incarnation() {
        Some(id) => format!("{word} {}", store.name(id)),
        None => word.to_owned(),
    };
    if let Work::Create { instead_of: Some(old), .. } = &step.work {
        let _ = write!(text, " unless {} will do", store.name(*old));
    }
    match &step.work {
        Work::Pause { millis, .. } if *millis > 0 => {
            let _ = write!(text, " for {}s", *millis as f64 / 1000.0);
        }
        Work::Hook { hook, .. } => {
            let _ = write!(text, " {hook}");
        }
        _ => {}
    }
    if let (Work::Rebind { .. }, Some(path)) = (&step.work, &step.path) {
        let _ = write!(text, " as {path}");
    }
    text
}

fn words(text: &str) -> String {
    text.replace('_', " ")
}

/// A plan, as an operator reads it.
pub(crate) fn plan(store: &Store, plan: &Plan) -> String {
    let mut out = String::new();
    let class = words(plan.class.as_str());
    let _ = writeln!(out, "plan: {class}, at most {} writes", plan.writes());
    let kept = plan.resources.iter().filter(|r| r.action == Action::Keep && r.notes.is_empty()).count();
    for resource in plan.resources.iter().filter(|r| r.action != Action::Keep || !r.notes.is_empty()) {
        entry(store, resource, &mut out);
    }
    if kept > 0 {
        let _ = writeln!(out, "  keep {kept} as they are");
    }
    for stays in &plan.not_undone {
        let property = if stays.property.is_empty() { String::new() } else { format!(".{}", stays.property) };
        let _ = writeln!(out, "  not undone: {}{property}: {}", stays.path, stays.detail);
    }
    for blocker in &plan.blockers {
        let _ = writeln!(out, "  in the way: {}: {}", blocker.path, blocker.failure.message);
    }
    if !plan.needs_consent.is_empty() {
        let classes: Vec<_> = plan.needs_consent.iter().map(|class| class.as_str()).collect();
        let _ = writeln!(out, "  needs consent: allow={}", classes.join(","));
    }
    graph(store, plan, &mut out);
    out
}

fn entry(store: &Store, resource: &PlannedResource, out: &mut String) {
    let name = store.name(resource.incarnation);
    let path = resource.path.as_str();
    let object = if name.rsplit_once('#').is_some_and(|(p, _)| p == path) { name } else { format!("{path} ({name})") };
    let _ = write!(out, "  {} {object}", words(resource.action.as_str()));
    if let Some(old) = resource.replaces {
        let _ = write!(out, ", takes the place of {}", store.name(old));
    }
    let _ = write!(out, ": {}", words(resource.reason.as_str()));
    if !resource.changes.is_empty() {
        let list: Vec<_> = resource.changes.iter().map(change_text).collect();
        let _ = write!(out, " [{}]", list.join(", "));
    }
    if resource.class != model::goal::Class::Safe {
        let _ = write!(out, " ({})", words(resource.class.as_str()));
    }
    if let Some((milder, why)) = &resource.milder {
        let _ = write!(out, "; not only {}: {why}", words(milder.as_str()));
    }
    for note in &resource.notes {
        let _ = write!(out, "; {note}");
    }
    out.push('\n');
}

fn change_text(change: &model::value::diff::Change) -> String {
    let side = |value: &Option<model::Value>| match value {
        Some(value) if value.has_unknown() => "?".to_owned(),
        Some(value) if value.is_null() => "-".to_owned(),
        Some(value) => value.python_str(),
        None => "-".to_owned(),
    };
    format!("{} {} -> {}", change.dotted(), side(&change.before), side(&change.after))
}

/// The steps, each with those that it waits for.
fn graph(store: &Store, plan: &Plan, out: &mut String) {
    let mut waits: Vec<Vec<String>> = vec![Vec::new(); plan.steps.len()];
    for step in &plan.steps {
        for next in &step.next {
            if let Some(list) = waits.get_mut(*next as usize) {
                list.push(step.index.to_string());
            }
        }
    }
    for (s, waits) in plan.steps.iter().zip(waits) {
        if matches!(s.stage, Stage::Finish) {
            continue;
        }
        let after = if waits.is_empty() { String::new() } else { format!(" after {}", waits.join(",")) };
        let _ = writeln!(out, "  {}. {}{after}", s.index, step(store, s));
    }
}

/// Every object that exists, by slot.
pub(crate) fn state(store: &Store) -> String {
    let mut out = store.root.state();
    if !store.root.status_reason.is_empty() {
        let _ = write!(out, ": {}", store.root.status_reason);
    }
    let head = |n: Option<u32>| n.map_or("none".to_owned(), |n| n.to_string());
    let _ = writeln!(out, "\nhead {}, attempted {}", head(store.root.head), head(store.root.attempted));
    let mut records: Vec<_> = store.records.values().filter(|r| r.phase != Phase::Gone).collect();
    records.sort_by_key(|r| (r.path.clone(), store.name(r.id)));
    for record in records {
        let name = store.name(record.id);
        let here = name.rsplit_once('#').is_some_and(|(path, _)| path == record.path.as_str());
        let at = if here { String::new() } else { format!(" as {}", record.path) };
        let current = if record.current { "" } else { ", without slot" };
        let blocked = record.delete_blocked_by.as_ref().map(|f| format!(", delete refused: {}", f.message));
        let handed = if record.handed_over.is_empty() { "" } else { ", claims handed over" };
        let _ = writeln!(
            out,
            "  {name}{at} {}: {}{current}{handed}{}, {}_{}",
            record.type_name,
            record.phase,
            blocked.unwrap_or_default(),
            record.action,
            record.status
        );
    }
    out
}

/// What two revisions were bound to, where it differs.
pub(crate) fn diff(store: &Store, a: Option<&Bindings>, b: Option<&Bindings>) -> String {
    let empty = Bindings::default();
    let (a, b) = (a.unwrap_or(&empty), b.unwrap_or(&empty));
    let mut out = String::new();
    for (path, old) in &a.0 {
        match b.0.get(path) {
            None => {
                let _ = writeln!(out, "  - {path}: {}", store.name(old.incarnation));
            }
            Some(new) if new.incarnation != old.incarnation => {
                let _ = writeln!(out, "  ~ {path}: {} -> {}", store.name(old.incarnation), store.name(new.incarnation));
            }
            Some(new) => {
                let changes = model::value::diff::diff(&old.properties, &new.properties);
                let list: Vec<_> = changes.iter().map(|c| change_text(&c.masked())).collect();
                if !list.is_empty() {
                    let _ = writeln!(out, "  ~ {path}: {}", list.join(", "));
                }
            }
        }
    }
    for (path, new) in b.0.iter().filter(|(path, _)| !a.0.contains_key(*path)) {
        let _ = writeln!(out, "  + {path}: {}", store.name(new.incarnation));
    }
    if out.is_empty() { "  the same\n".to_owned() } else { out }
}
