//! Properties that cannot be changed to what is wanted, and that the plan accepted as they are: a step that changes others leaves them alone.

use crate::Wanted;
use crate::run::Run;
use model::plan::{Reason, Work};
use model::value::Value;
use std::sync::Arc;

/// What is wanted, with what the object has of the accepted properties.
pub(crate) fn as_it_is(run: &Run<'_>, mut wanted: Wanted) -> Wanted {
    let object = match run.step.work {
        Work::Update { incarnation } | Work::Restore { incarnation, .. } => Some(incarnation),
        Work::Create { instead_of, .. } => instead_of,
        _ => None,
    };
    let Some(record) = object.and_then(|id| run.record(id)) else { return wanted };
    let stays = run.view.plan.not_undone.iter().filter(|stays| stays.reason == Reason::Irreversible);
    let names: Vec<&str> = stays
        .filter(|stays| Some(&stays.path) == run.step.path.as_ref())
        .map(|stays| stays.property.as_str())
        .collect();
    let Some(map) = wanted.properties.as_map().filter(|_| !names.is_empty()) else { return wanted };
    let mut map = map.clone();
    for name in names {
        match record.applied.get(name) {
            Some(value) => map.insert(name, value.clone()),
            None => map.remove(name),
        };
    }
    wanted.properties = Value::Map(Arc::new(map));
    wanted
}
