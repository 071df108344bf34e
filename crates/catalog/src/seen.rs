//! What an object has, as far as the cloud tells: its record corrected by its last observation.
//!
//! Not here: when an object is looked at (`engine`), and what a difference asks for (`differ`).

use model::incarnation::Incarnation;
use model::value::Value;
use std::sync::Arc;

/// A record corrected by an observation.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The record with what the object has.
    pub record: Incarnation,
    /// The properties that others changed.
    pub drifted: Vec<String>,
}

/// The record corrected by what the cloud said of it, if that is newer than the record and tells of properties. What a failed change of
/// ours touched counts as it was seen; what others changed does only if it is to be put back (`reverts`).
pub fn as_seen(record: &Incarnation, reverts: bool) -> Option<Seen> {
    let seen = record.observed.as_ref().filter(|seen| seen.at >= record.updated_at)?;
    let seen = seen.properties.as_ref().and_then(Value::as_map)?;
    let applied = record.applied.as_map()?;
    let tries = record.attempted.iter().chain(&record.doubts).filter_map(Value::as_map);
    let (mut known, mut tries, mut drifted) = (applied.clone(), tries.cloned().collect::<Vec<_>>(), Vec::new());
    for (key, now) in seen {
        let before = applied.at(key).cloned().unwrap_or_default();
        let ours = tries.iter().any(|tried| !tried.at(key).cloned().unwrap_or_default().same(&before));
        if !ours && !now.same(&before) {
            drifted.push(key.as_str().to_owned());
        }
        if ours || reverts {
            known.insert(key.clone(), now.clone());
            for tried in &mut tries {
                tried.insert(key.clone(), now.clone());
            }
        }
    }
    let mut record = record.clone();
    record.applied = Value::Map(Arc::new(known));
    let mut tries = tries.into_iter().map(|map| Value::Map(Arc::new(map)));
    record.attempted = record.attempted.as_ref().filter(|tried| tried.as_map().is_some()).and_then(|_| tries.next());
    record.doubts = tries.collect();
    Some(Seen { record, drifted })
}
