//! The sentences that Heat's clients know.

use model::failure::Failure;
use model::goal::StackAction;
use model::hook::{Hook, Restriction};
use model::{ResourcePath, StackPath};

/// What a resource says when nothing went wrong.
pub(crate) const CHANGED: &str = "state changed";

/// What a resource says that had a failure and is as wanted.
pub(crate) const CLEARED: &str = "Update status to COMPLETE for FAILED resource neither update nor replace.";

/// What a resource says when a wait at a hook ends without the hook being cleared.
pub(crate) const NOT_CLEARED: &str = "Failure occurred while waiting.";

/// `CREATE paused until Hook pre-create is cleared`.
pub(crate) fn paused(hook: Hook) -> String {
    format!("{} paused until Hook {hook} is cleared", hook.action())
}

/// `replace is restricted for resource.`
pub(crate) fn restricted(restriction: Restriction) -> String {
    format!("{restriction} is restricted for resource.")
}

/// `Stack CREATE started`.
pub(crate) fn started(action: StackAction) -> String {
    format!("Stack {action} started")
}

/// `Stack CREATE completed successfully`.
pub(crate) fn completed(action: StackAction) -> String {
    format!("Stack {action} completed successfully")
}

/// `resources.group.resources.0`, seen from a stack.
pub(crate) fn place(path: &ResourcePath, from: &StackPath) -> String {
    let below = match from.as_str() {
        "" => path.as_str(),
        stack => path.as_str().strip_prefix(stack).map_or(path.as_str(), |rest| rest.trim_start_matches('/')),
    };
    let parts: Vec<String> = below.split('/').map(|name| format!("resources.{name}")).collect();
    parts.join(".")
}

/// Why a resource failed, seen from a stack around it: `ResourceInError: resources.q: Went to status ERROR`.
pub(crate) fn failed(failure: &Failure, path: &ResourcePath, from: &StackPath) -> String {
    format!("{}: {}: {}", failure.class, place(path, from), failure.message)
}

/// Why a stack failed: `Resource CREATE failed: …`.
pub(crate) fn stack_failed(action: StackAction, failure: &Failure, path: &ResourcePath, from: &StackPath) -> String {
    format!("Resource {action} failed: {}", failed(failure, path, from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::FailureKind;

    #[test]
    fn a_failure_is_told_as_heat_tells_it() {
        let failure = Failure::new(FailureKind::Broken, "ResourceInError", "Went to status ERROR");
        let path = ResourcePath::new("group/0/q");
        let told = |from: &str| stack_failed(StackAction::Create, &failure, &path, &StackPath::new(from));
        let tail = "Went to status ERROR";
        assert_eq!(
            told(""),
            format!("Resource CREATE failed: ResourceInError: resources.group.resources.0.resources.q: {tail}")
        );
        assert_eq!(told("group/0"), format!("Resource CREATE failed: ResourceInError: resources.q: {tail}"));
    }
}
