//! The reasons of a plan in plain words.

use api_types::plan::{Plan, Resource};
use model::plan::Reason;
use serde_json::Value as Json;

/// Why a resource is treated so. A word that this program does not know is shown as it is.
pub(crate) fn sentence(plan: &Plan, resource: &Resource) -> String {
    let Ok(reason) = resource.reason.parse::<Reason>() else {
        return resource.reason.replace('_', " ");
    };
    let target = target(plan);
    let text = match reason {
        Reason::AsWanted => "it is as wanted",
        Reason::NewInTarget => "it does not exist yet",
        Reason::NotInTarget => "nothing wants it any more",
        Reason::MadeAfterTarget if plan.to == Some(0) => "nothing is to remain",
        Reason::MadeAfterTarget => return format!("it was made after {target}"),
        Reason::Superseded => "another object has its place",
        Reason::PropertiesDiffer => return changes(resource).unwrap_or_else(|| "its properties differ".to_owned()),
        Reason::CannotUpdate => return cannot(resource),
        Reason::ValueUnknown => "it depends on a value that is not known yet; this is the worst case",
        Reason::TypeChanged => "its type changes",
        Reason::HalfApplied => {
            let changes = changes(resource).map(|changes| format!(" ({changes})")).unwrap_or_default();
            return format!("a failed change may be half made{changes}");
        }
        Reason::CreateUnfinished => "it was never finished",
        Reason::LostOutside => "the cloud does not have it any more",
        Reason::SweptEarlier => "it was removed earlier",
        Reason::Broken => "it is wrecked",
        Reason::OnlyRecordedAsFailed => "it is recorded as failed but is sound",
        Reason::BoundInTarget => return format!("{target} had it, and it still exists"),
        Reason::Renamed => "it has another name now",
        Reason::WasRetained => "it had been let go",
        Reason::Drifted => "somebody changed it from outside",
        Reason::DependencyChanges => "something that it depends on changes",
        Reason::ClaimHandover => "it takes back what another object holds",
        Reason::ClaimNotReleasable => "it needs what the other object cannot give up",
        Reason::Irreversible => "it cannot be changed back",
        Reason::ByRequest => "you asked for it",
        Reason::ByPolicy => "its deletion policy says so",
        Reason::External => "it belongs to somebody else",
        Reason::HealthUnknown => "its health is not known, and nothing is destroyed on ignorance",
        Reason::Goal => "that is the goal",
    };
    text.to_owned()
}

/// What a rollback returns to, in words.
pub(crate) fn target(plan: &Plan) -> String {
    match plan.to {
        Some(0) => "the empty stack".to_owned(),
        Some(number) => format!("revision {number}"),
        None => "the target".to_owned(),
    }
}

/// `value: 2 -> 1`, for the first two properties that change; nothing if none visibly does.
fn changes(resource: &Resource) -> Option<String> {
    let shown = |change: &&api_types::plan::Change| match (short(&change.before), short(&change.after)) {
        (Some(before), Some(after)) => format!("{}: {before} -> {after}", change.property),
        _ => format!("{} changes", change.property),
    };
    let visible: Vec<_> = resource.changes.iter().filter(|change| change.before != change.after).collect();
    let first: Vec<String> = visible.iter().take(2).map(shown).collect();
    let more = visible.len().saturating_sub(2);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!first.is_empty()).then(|| first.join(", ") + &more)
}

fn cannot(resource: &Resource) -> String {
    match changes(resource) {
        Some(changes) => format!("{changes}, which cannot be changed in place"),
        None => "it cannot be changed in place".to_owned(),
    }
}

/// A value in a few letters; none for what has parts.
fn short(value: &Json) -> Option<String> {
    let text = match value {
        Json::Null => "nothing".to_owned(),
        Json::String(text) => text.lines().next().unwrap_or_default().to_owned(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::Array(_) | Json::Object(_) => return None,
    };
    Some(if text.chars().count() > 28 { text.chars().take(27).collect::<String>() + "…" } else { text })
}
