//! A plan for people: what it is for, one line an object, and what must be known before saying yes.

use crate::exit;
use crate::out::{Paint, Style};
use crate::render::reason;
use api_types::plan::{Plan, Resource};
use model::plan::Action;
use unicode_width::UnicodeWidthStr;

/// So many objects that stay as they are are listed one by one.
const KEPT_SHOWN: usize = 12;

/// How a plan is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printing<'a> {
    /// The stack's name.
    pub(crate) stack: &'a str,
    /// Colours.
    pub(crate) style: Style,
    /// Whether every object is listed, however many stay as they are.
    pub(crate) full: bool,
}

/// The text, ended by a line break.
pub(crate) fn plan(plan: &Plan, how: Printing<'_>) -> String {
    let mut text = how.style.paint(Paint::Bold, &heading(plan, how.stack)) + "\n\n";
    let slots = slots(plan);
    let collapsed = collapsed(&slots, how.full);
    let shown: Vec<&Slot<'_>> = slots.iter().filter(|slot| collapsed == 0 || slot.resource.action != "keep").collect();
    text += &rows(plan, &shown, how.style);
    if collapsed > 0 {
        text += &how.style.paint(Paint::Dim, &format!("  = keep     {collapsed} objects that stay as they are\n"));
    }
    if !plan.resources.is_empty() {
        text.push('\n');
    }
    text += &totals(plan, &slots);
    text += &warnings(plan, how.style);
    text
}

/// One line of the plan: an object, and the one that is deleted because this one takes its place.
struct Slot<'a> {
    resource: &'a Resource,
    loses: Option<&'a Resource>,
}

/// A replaced object and its replacement are one line.
fn slots(plan: &Plan) -> Vec<Slot<'_>> {
    let replaces = |r: &Resource| matches!(r.action.as_str(), "replace" | "replace_delete_first");
    let replaced = |old: &Resource| {
        let same = |r: &&Resource| replaces(r) && r.replaces.as_ref() == Some(&old.incarnation);
        old.action == "delete" && plan.resources.iter().any(|r| same(&r))
    };
    let deleted = |new: &Resource| {
        let old = new.replaces.as_ref().filter(|_| replaces(new))?;
        plan.resources.iter().find(|r| r.action == "delete" && r.incarnation == *old)
    };
    let lines = plan.resources.iter().filter(|resource| !replaced(resource));
    lines.map(|resource| Slot { resource, loses: deleted(resource) }).collect()
}

/// How many kept objects are not listed.
fn collapsed(slots: &[Slot<'_>], full: bool) -> usize {
    let kept = slots.iter().filter(|slot| slot.resource.action == "keep").count();
    if full || kept <= KEPT_SHOWN { 0 } else { kept }
}

fn heading(plan: &Plan, stack: &str) -> String {
    match (plan.goal.as_str(), plan.to) {
        ("rollback", Some(0)) => format!("To roll {stack} back to the empty stack:"),
        ("rollback", Some(number)) => format!("To roll {stack} back to revision {number}:"),
        ("rollback", None) => format!("To roll {stack} back:"),
        ("sweep", _) => format!("To remove what {stack} does not need any more:"),
        (goal, _) => format!("To {goal} {stack}:"),
    }
}

/// What an action is called, its mark and its colour.
fn look(action: &str) -> (&'static str, &'static str, Option<Paint>) {
    let Ok(action) = action.parse::<Action>() else { return ("?", "", None) };
    match action {
        Action::Keep => ("=", "keep", Some(Paint::Dim)),
        Action::Skip => ("=", "skip", Some(Paint::Warn)),
        Action::Accept => ("=", "accept", Some(Paint::Warn)),
        Action::Retain => (".", "let go", Some(Paint::Warn)),
        Action::Check => ("=", "check", None),
        Action::Rebind => ("<", "rebind", Some(Paint::Good)),
        Action::Restore => ("<", "restore", Some(Paint::Good)),
        Action::Update => ("~", "update", Some(Paint::Warn)),
        Action::UpdateDisruptive => ("~", "disrupt", Some(Paint::Warn)),
        Action::Create => ("+", "create", Some(Paint::Good)),
        Action::Delete => ("-", "delete", Some(Paint::Bad)),
        Action::Replace => ("!", "replace", Some(Paint::Bad)),
        Action::ReplaceDeleteFirst => ("!", "delete first", Some(Paint::Bad)),
        Action::Suspend => ("~", "suspend", None),
        Action::Resume => ("~", "resume", None),
        Action::Snapshot => ("=", "snapshot", None),
    }
}

/// What becomes of the object.
fn fate(slot: &Slot<'_>) -> String {
    let resource = slot.resource;
    let known = |resource: &'_ Resource| resource.physical_resource_id.clone().filter(|id| !id.is_empty());
    let id = known(resource).or_else(|| slot.loses.and_then(known));
    let with = |verb: &str, alone: &str| id.as_ref().map_or_else(|| alone.to_owned(), |id| format!("{verb} {id}"));
    match resource.action.parse::<Action>() {
        Ok(Action::Create) => match &id {
            Some(id) => format!("new, {id} is lost"),
            None => "new".to_owned(),
        },
        Ok(Action::Delete) => with("loses", "no object"),
        Ok(Action::Replace | Action::ReplaceDeleteFirst) => with("new, loses", "new"),
        Ok(Action::Retain) => with("leaves", "left"),
        Ok(
            Action::Keep
            | Action::Skip
            | Action::Accept
            | Action::Check
            | Action::Rebind
            | Action::Restore
            | Action::Update
            | Action::UpdateDisruptive
            | Action::Suspend
            | Action::Resume
            | Action::Snapshot,
        )
        | Err(_) => with("keeps", "kept"),
    }
}

fn rows(plan: &Plan, slots: &[&Slot<'_>], style: Style) -> String {
    let cells: Vec<[String; 4]> = slots
        .iter()
        .map(|slot| {
            let resource = slot.resource;
            let (mark, word, _) = look(&resource.action);
            let word = if word.is_empty() { &resource.action } else { word };
            [format!("{mark} {word}"), resource.path.clone(), reason::sentence(plan, resource), fate(slot)]
        })
        .collect();
    let width = |column: usize, least: usize| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0).max(least)
    };
    let widths = [width(0, 9), width(1, 0), width(2, 0).min(64)];
    let mut text = String::new();
    for (slot, [action, path, why, fate]) in slots.iter().zip(&cells) {
        let resource = slot.resource;
        let (_, _, paint) = look(&resource.action);
        let painted = |text: String| paint.map_or(text.clone(), |paint| style.paint(paint, &text));
        text += &format!(
            "  {}  {}  {}  {fate}",
            painted(pad(action, widths[0])),
            pad(path, widths[1]),
            pad(why, widths[2])
        );
        if resource.class != "safe" && !resource.class.is_empty() {
            text += &style.paint(Paint::Bad, &format!("  [{}]", resource.class));
        }
        text = text.trim_end().to_owned() + "\n";
        if resource.action != "keep" {
            text += &notes(resource, style);
        }
    }
    text
}

fn notes(resource: &Resource, style: Style) -> String {
    // What the reason says already goes without saying.
    let said = |action: &str| action == "keep" || resource.reason == "cannot_update";
    let telling = resource.milder.iter().filter(|milder| !said(&milder.action));
    let milder = telling.map(|m| format!("not {}: {}", m.action.replace('_', " "), m.why_not));
    let lines = resource.notes.iter().cloned().chain(milder);
    lines.map(|note| style.paint(Paint::Dim, &format!("               {note}")) + "\n").collect()
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// `7 objects: 4 kept, 1 restored, 1 deleted. At most 2 calls change something.`
fn totals(plan: &Plan, slots: &[Slot<'_>]) -> String {
    if plan.resources.is_empty() {
        return "There is nothing to do: no object exists and none is wanted.\n".to_owned();
    }
    let counts: Vec<String> = Action::ALL
        .iter()
        .filter_map(|action| {
            let count = slots.iter().filter(|slot| slot.resource.action == action.as_str()).count();
            (count > 0).then(|| format!("{count} {}", done(*action)))
        })
        .collect();
    let objects = plural(slots.len(), "object");
    let changes = match plan.writes {
        0 => "Nothing is changed in the cloud.".to_owned(),
        1 => "At most one object is made, changed or deleted.".to_owned(),
        writes => format!("At most {writes} objects are made, changed or deleted."),
    };
    let mut text = format!("{objects}: {}. {changes}\n", counts.join(", "));
    let loses = |r: &Resource| {
        matches!(r.action.as_str(), "replace" | "replace_delete_first")
            || (r.action == "create" && matches!(r.reason.as_str(), "lost_outside" | "swept_earlier" | "broken"))
    };
    if plan.goal == "rollback" && plan.to != Some(0) && !plan.resources.iter().any(loses) {
        text += &format!("Nothing that {} needs and that still exists is lost.\n", reason::target(plan));
    }
    text
}

fn done(action: Action) -> &'static str {
    match action {
        Action::Keep => "kept",
        Action::Skip => "skipped",
        Action::Accept => "accepted as they are",
        Action::Retain => "let go",
        Action::Check => "checked",
        Action::Rebind => "rebound",
        Action::Restore => "restored",
        Action::Update => "changed in place",
        Action::UpdateDisruptive => "changed in place with interruption",
        Action::Create => "created",
        Action::Delete => "deleted",
        Action::Replace => "replaced",
        Action::ReplaceDeleteFirst => "deleted and made anew",
        Action::Suspend => "suspended",
        Action::Resume => "resumed",
        Action::Snapshot => "recorded",
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What it does not undo, what is in the way, what it needs.
fn warnings(plan: &Plan, style: Style) -> String {
    let mut text = String::new();
    let mut list = |title: &str, paint: Paint, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n{}\n", style.paint(paint, title));
            lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
    };
    let undone = plan.not_undone.iter().map(|left| {
        let place =
            if left.property.is_empty() { left.path.clone() } else { format!("{}: {}", left.path, left.property) };
        format!("{place}: {}", left.detail)
    });
    list("It does not undo:", Paint::Warn, undone.collect());
    let blockers = plan.blockers.iter().map(|failure| match &failure.path {
        Some(path) => format!("{path}: {}", failure.message),
        None => failure.message.clone(),
    });
    list("In the way now:", Paint::Warn, blockers.collect());
    let peak = plan.peak.iter().map(|(kind, count)| format!("{count} more {kind} than there are now"));
    list("While it runs there are at most:", Paint::Dim, peak.collect());
    if !plan.needs_consent.is_empty() {
        let line = format!("It may not run before you allow it: {}", exit::allow(&plan.needs_consent));
        text += &format!("\n{}\n", style.paint(Paint::Bad, &line));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn printed(plan: serde_json::Value, full: bool) -> String {
        let plan: Plan = serde_json::from_value(plan).unwrap();
        super::plan(&plan, Printing { stack: "web", style: Style { colour: false }, full })
    }

    fn resource(path: &str, action: &str, reason: &str, more: serde_json::Value) -> serde_json::Value {
        let mut resource = json!({
            "path": path, "resource_type": "OS::Heat::TestResource", "action": action, "reason": reason, "class": "safe",
            "incarnation": "00000000-0000-4000-8000-000000000000", "physical_resource_id": format!("web-{path}-x1"),
        });
        let fields = resource.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        resource
    }

    #[test]
    fn a_rollback_that_loses_nothing() {
        let text = printed(
            json!({
                "id": "p", "goal": "rollback", "to": 3, "class": "safe", "writes": 2,
                "resources": [
                    resource("secret", "restore", "bound_in_target", json!({})),
                    resource("app/address", "keep", "as_wanted", json!({})),
                    resource("gate", "update", "half_applied", json!({
                        "changes": [{"property": "value", "before": "two", "after": "one"}],
                        "notes": ["the failed update may have changed value"],
                    })),
                    resource("extra", "delete", "made_after_target", json!({})),
                ],
            }),
            false,
        );
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_rollback_that_needs_consent() {
        let text = printed(
            json!({
                "id": "p", "goal": "rollback", "to": 1, "class": "data_loss", "writes": 2,
                "needs_consent": ["replace", "data_loss"],
                "peak": {"OS::Nova::Server": 1},
                "not_undone": [{"path": "volume", "property": "size", "reason": "irreversible", "detail": "a volume cannot shrink"}],
                "blockers": [{"path": "net/subnet", "kind": "in_use", "message": "port 4711 of another project is on it"}],
                "resources": [
                    resource("server", "replace", "cannot_update", json!({
                        "class": "data_loss", "changes": [{"property": "image", "before": "b", "after": "a"}],
                        "milder": {"action": "update", "why_not": "image is immutable"},
                    })),
                    resource("volume", "accept", "irreversible", json!({})),
                    resource("port", "create", "lost_outside", json!({})),
                    resource("net/subnet", "keep", "as_wanted", json!({"physical_resource_id": null})),
                ],
            }),
            false,
        );
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_large_update_shows_what_changes() {
        let mut resources: Vec<_> =
            (0..40).map(|n| resource(&format!("group/{n}"), "keep", "as_wanted", json!({}))).collect();
        resources.push(resource("new", "create", "new_in_target", json!({"physical_resource_id": null})));
        let plan = json!({"id": "p", "goal": "update", "class": "safe", "writes": 1, "resources": resources});
        insta::assert_snapshot!(printed(plan.clone(), false), @r"
        To update web:

          + create   new  it does not exist yet  new
          = keep     40 objects that stay as they are

        41 objects: 40 kept, 1 created. At most one object is made, changed or deleted.
        ");
        assert_eq!(printed(plan, true).lines().filter(|line| line.contains("= keep")).count(), 40);
    }

    #[test]
    fn a_replacement_is_one_line() {
        let (old, new) = ("00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b");
        let changes = json!([{"property": "salt", "before": "a", "after": "b"}]);
        let text = printed(
            json!({"id": "p", "goal": "update", "class": "replace", "writes": 2, "resources": [
                resource("secret", "replace", "cannot_update", json!({
                    "incarnation": new, "replaces": old, "physical_resource_id": null, "class": "replace", "changes": changes,
                })),
                resource("secret", "delete", "superseded", json!({"incarnation": old, "class": "replace"})),
            ]}),
            false,
        );
        insta::assert_snapshot!(text, @r"
        To update web:

          ! replace  secret  salt: a -> b, which cannot be changed in place  new, loses web-secret-x1  [replace]

        1 object: 1 replaced. At most 2 objects are made, changed or deleted.
        ");
    }

    #[test]
    fn words_of_a_newer_server_are_shown_as_they_are() {
        let plan = json!({"id": "p", "goal": "teleport", "class": "odd", "resources": [
            resource("a", "beam_up", "ask_scotty", json!({"class": "odd"})),
        ]});
        let text = printed(plan, false);
        assert!(text.contains("beam_up") && text.contains("ask scotty") && text.contains("[odd]"), "{text}");
    }

    #[test]
    fn nothing_to_do_is_said() {
        let plan = json!({"id": "p", "goal": "rollback", "to": 0, "class": "safe"});
        assert!(printed(plan, false).contains("nothing to do"));
    }
}
