//! What expressions may ask about resources that exist.

use model::ResourcePath;
use model::value::Value;

/// Answers about resources: from records while running, from a planner's decisions while planning, all unknown while validating.
pub trait Live {
    /// What `get_resource` gives: [`Value::Unknown`] if it is not known yet.
    fn reference(&self, path: &ResourcePath) -> Value;

    /// An attribute: [`Value::Unknown`] if it is not known yet, `None` if the object does not have it. `rest` are the further path
    /// elements of the `get_attr`; the number says how many of them were used up (only nested types use any).
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)>;

    /// Whether the resource has an object now or will have one (`false` for slots that are not created yet while running).
    fn exists(&self, path: &ResourcePath) -> bool;

    /// Whether anything is known of the resource; of what nothing is known, not even that it does not exist, nothing can be asked.
    fn is_known(&self, path: &ResourcePath) -> bool {
        let _ = path;
        true
    }

    /// Whether all attributes of the resource can be told at once: not while its last action has failed.
    fn is_whole(&self, path: &ResourcePath) -> bool {
        self.exists(path)
    }

    /// The names of the availability zones, for `Fn::GetAZs`: those of the compute service where there is one.
    fn availability_zones(&self) -> Value {
        Value::list([Value::str("nova")])
    }

    /// Name and id of the stack nested in a resource (its record's physical name and physical id), for `OS::stack_name` and `OS::stack_id`
    /// inside it; `None` while they are not known.
    fn stack(&self, path: &ResourcePath) -> Option<(String, String)> {
        let _ = path;
        None
    }
}

/// Everything is unknown: for validation and previews of new stacks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Live for Nothing {
    fn reference(&self, path: &ResourcePath) -> Value {
        Value::unknown(path.clone(), "")
    }

    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        Some((Value::unknown(path.clone(), name), rest.len()))
    }

    fn exists(&self, _path: &ResourcePath) -> bool {
        true
    }
}
