//! Batches of a group's members: `batch_create` when the group is made, `rolling_update` when the definition of its members changes.
//!
//! New members come first, by number; then those that change, the highest number first. Heat adds members for a while where
//! `min_in_service` leaves no room. Here a replaced member serves until all is done, so no member is added: the ones that change in place
//! are as few at a time as keeps the others in service, but at least one.

use super::local::number;
use model::value::Value;
use resource::{Batches, Batching, Share};
use std::time::Duration;

/// Divides the work; `None` if the policy does not speak of it, or if one batch holds all.
pub(crate) fn batches(ask: &Batching<'_>) -> Option<Batches> {
    let section = match ask.is_new {
        true => "batch_create",
        false if ask.changed.contains(&"resource_def") => "rolling_update",
        false => return None,
    };
    let policy = ask.policy.get(section).filter(|policy| !policy.is_null())?;
    let size = whole(policy, "max_batch_size").unwrap_or(1).max(1);
    let in_service = whole(policy, "min_in_service").unwrap_or(0).min(ask.wanted).min(ask.existing);
    let batches = divide(&order(ask.members), ask.members, (size, in_service, ask.existing));
    let pause = policy.get("pause_time").and_then(number).and_then(|secs| Duration::try_from_secs_f64(secs).ok());
    (batches.len() > 1).then(|| Batches { batches, pause: pause.unwrap_or_default() })
}

fn whole(policy: &Value, name: &str) -> Option<usize> {
    policy.get(name).and_then(Value::as_int).and_then(|n| usize::try_from(n).ok())
}

/// New members upwards, then the others downwards.
fn order(members: &[Share]) -> Vec<usize> {
    let places = |new: bool| members.iter().enumerate().filter(move |(_, share)| (**share == Share::New) == new);
    let others: Vec<usize> = places(false).map(|(place, _)| place).collect();
    places(true).map(|(place, _)| place).chain(others.into_iter().rev()).collect()
}

fn divide(
    order: &[usize],
    members: &[Share],
    (size, in_service, mut serving): (usize, usize, usize),
) -> Vec<Vec<usize>> {
    let mut batches = Vec::new();
    let (mut batch, mut new, mut out) = (Vec::new(), 0, 0);
    for place in order {
        let share = members.get(*place).copied().unwrap_or(Share::Beside);
        let room = share != Share::InPlace || out < serving.saturating_sub(in_service);
        if batch.len() == size || (!room && !batch.is_empty()) {
            batches.push(std::mem::take(&mut batch));
            serving += new;
            (new, out) = (0, 0);
        }
        batch.push(*place);
        match share {
            Share::New => new += 1,
            Share::Beside => {}
            Share::InPlace => out += 1,
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn policy(section: &'static str, size: i64, in_service: i64) -> Value {
        let inner = [("max_batch_size", Value::Int(size)), ("min_in_service", Value::Int(in_service))];
        Value::map([(section, Value::map(inner))])
    }

    fn ask<'a>(policy: &'a Value, members: &'a [Share], existing: usize) -> Batching<'a> {
        Batching { policy, is_new: existing == 0, changed: &["resource_def"], existing, wanted: members.len(), members }
    }

    /// How many members Heat works on in each of its batches when no member has to stay in service.
    fn heat(wanted: usize, existing: usize, size: usize) -> Vec<usize> {
        let (mut up_to_date, mut now, mut batches) = (0, existing, Vec::new());
        while !(up_to_date >= now && now == wanted) {
            let batch = size.min(wanted.saturating_sub(up_to_date));
            let next = batch + now.min(wanted - batch);
            up_to_date += batch - next.saturating_sub(now.max(wanted));
            now = next;
            batches.push(batch);
        }
        batches
    }

    proptest! {
        #[test]
        fn batches_are_as_large_as_heat_s(wanted in 1usize..9, existing in 0usize..9, size in 1usize..5) {
            let existing = existing.min(wanted);
            let members: Vec<Share> =
                (0..wanted).map(|n| if n < existing { Share::InPlace } else { Share::New }).collect();
            let section = if existing == 0 { "batch_create" } else { "rolling_update" };
            let policy = policy(section, i64::try_from(size).unwrap(), 0);
            let sizes = batches(&ask(&policy, &members, existing))
                .map_or(vec![wanted], |b| b.batches.iter().map(Vec::len).collect());
            prop_assert_eq!(sizes, heat(wanted, existing, size));
        }

        #[test]
        fn nobody_is_forgotten_and_enough_stay_in_service(
            members in prop::collection::vec(prop_oneof![Just(Share::New), Just(Share::Beside), Just(Share::InPlace)], 1..12),
            size in 1i64..6,
            in_service in 0i64..12,
        ) {
            let existing = members.iter().filter(|share| **share != Share::New).count().max(1);
            let policy = policy("rolling_update", size, in_service);
            let Some(Batches { batches, .. }) = batches(&ask(&policy, &members, existing)) else { return Ok(()) };
            let mut all: Vec<usize> = batches.iter().flatten().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..members.len()).collect::<Vec<_>>());
            let floor = usize::try_from(in_service).unwrap().min(members.len()).min(existing);
            let mut serving = existing;
            for batch in &batches {
                prop_assert!(batch.len() <= usize::try_from(size).unwrap());
                let count = |wanted: Share| batch.iter().filter(|place| members[**place] == wanted).count();
                prop_assert!(count(Share::InPlace) <= 1 || serving - count(Share::InPlace) >= floor);
                serving += count(Share::New);
            }
        }
    }

    #[test]
    fn new_ones_come_first_and_changes_from_the_end() {
        let members = [Share::InPlace, Share::InPlace, Share::New, Share::New, Share::New];
        let policy = policy("rolling_update", 2, 0);
        let divided = batches(&ask(&policy, &members, 2)).unwrap();
        assert_eq!(divided.batches, [vec![2, 3], vec![4, 1], vec![0]]);
    }

    #[test]
    fn a_change_of_size_alone_is_no_rolling_update() {
        let policy = policy("rolling_update", 1, 0);
        let members = [Share::New, Share::New];
        assert_eq!(batches(&Batching { changed: &["count"], ..ask(&policy, &members, 1) }), None);
    }
}
