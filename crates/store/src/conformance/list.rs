//! Lists of stacks and events by filter, sorted and paged.

use super::fixture::commit;
use super::sample::Samples;
use crate::{EventFilter, StackFilter, Store};
use model::goal::{StackAction, Status};
use model::stack::Stack;
use model::write::Write;
use model::{EventId, StackId, Timestamp};

async fn names(store: &dyn Store, filter: StackFilter) -> Vec<String> {
    let found = store.stacks(&filter).await.unwrap();
    let unpaged = StackFilter { marker: None, limit: None, ..filter.clone() };
    assert_eq!(store.count_stacks(&filter).await.unwrap(), store.stacks(&unpaged).await.unwrap().len() as u64);
    found.into_iter().map(|stack| stack.name).collect()
}

/// Five roots of `demo` (`e` is deleted), one of `other`, one nested.
async fn stacks(store: &dyn Store) -> Vec<Stack> {
    let mut samples = Samples::new(60);
    let rows = [
        ("a", 10, Some(70), Status::Complete, &["x", "y"][..]),
        ("b", 20, None, Status::Failed, &["y"][..]),
        ("c", 20, Some(60), Status::Complete, &[][..]),
        ("d", 40, None, Status::InProgress, &["z", "x"][..]),
        ("e", 50, Some(60), Status::Complete, &["y"][..]),
    ];
    let mut stacks = Vec::new();
    for (name, created, updated, status, tags) in rows {
        let mut stack = samples.stack("demo", name);
        (stack.created_at, stack.updated_at) = (Timestamp(created), updated.map(Timestamp));
        stack.status = status;
        stack.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        stack.deleted_at = (name == "e").then_some(Timestamp(90));
        stack.action = if name == "e" { StackAction::Delete } else { StackAction::Update };
        stack.owner = if name == "b" { "eve".to_owned() } else { "demo".to_owned() };
        stacks.push(stack);
    }
    let nested = samples.nested(&stacks[0], "n");
    let mut other = samples.stack("other", "a");
    other.created_at = Timestamp(5);
    stacks.extend([nested, other]);
    commit(store, stacks.iter().map(|stack| Write::Stack(Box::new(stack.clone())))).await;
    stacks
}

fn demo() -> StackFilter {
    StackFilter { project: Some("demo".to_owned()), ..StackFilter::default() }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Each filter finds what it should.
pub async fn stack_filters(store: &dyn Store) {
    let rows = stacks(store).await;
    let by_name = |filter: StackFilter| StackFilter { sort: vec![("stack_name".to_owned(), false)], ..filter };
    let cases = [
        (demo(), "a b c d"),
        (StackFilter::default(), "a a b c d"),
        (StackFilter { show_deleted: true, ..demo() }, "a b c d e"),
        (StackFilter { show_nested: true, ..demo() }, "a a-n b c d"),
        (StackFilter { ids: vec![rows[1].id, rows[3].id, rows[4].id], ..demo() }, "b d"),
        (StackFilter { names: texts(&["a", "c", "nobody"]), ..demo() }, "a c"),
        (StackFilter { statuses: vec![Status::Failed, Status::InProgress], ..demo() }, "b d"),
        (StackFilter { actions: vec![StackAction::Delete], show_deleted: true, ..demo() }, "e"),
        (StackFilter { owners: texts(&["eve"]), ..demo() }, "b"),
        (StackFilter { tags: texts(&["x", "y"]), ..demo() }, "a"),
        (StackFilter { tags_any: texts(&["z", "y"]), ..demo() }, "a b d"),
        (StackFilter { not_tags: texts(&["x", "y"]), ..demo() }, "b c d"),
        (StackFilter { not_tags_any: texts(&["x"]), ..demo() }, "b c"),
        (StackFilter { tags: texts(&["x"]), not_tags_any: texts(&["z"]), ..demo() }, "a"),
        (StackFilter { project: Some("nobody".to_owned()), ..demo() }, ""),
    ];
    for (filter, wanted) in cases {
        let found = names(store, by_name(filter.clone())).await;
        assert_eq!(found.join(" "), wanted, "{filter:?}");
    }
}

/// Every order is a total one, and pages of any size put together are the whole.
pub async fn stack_pages(store: &dyn Store) {
    stacks(store).await;
    let sorts: [&[(&str, bool)]; 7] = [
        &[],
        &[("creation_time", false)],
        &[("stack_status", false)],
        &[("stack_status", true), ("stack_name", false)],
        &[("updated_time", false)],
        &[("updated_time", true), ("creation_time", true)],
        &[("stack_owner", false)],
    ];
    for sort in sorts {
        let sort: Vec<_> = sort.iter().map(|(key, descending)| ((*key).to_owned(), *descending)).collect();
        let filter = StackFilter { show_deleted: true, show_nested: true, sort, ..StackFilter::default() };
        let whole = store.stacks(&filter).await.unwrap();
        assert_eq!(whole.len(), 7);
        for limit in 1..=4 {
            let mut pages: Vec<Stack> = Vec::new();
            loop {
                let marker = pages.last().map(|stack| stack.id);
                let page = store.stacks(&StackFilter { marker, limit: Some(limit), ..filter.clone() }).await.unwrap();
                assert!(page.len() <= limit as usize);
                if page.is_empty() {
                    break;
                }
                pages.extend(page);
            }
            assert_eq!(pages, whole, "{filter:?} by {limit}");
        }
    }
}

/// The orders themselves; a marker need not be found by the filter, an unknown one counts for nothing.
pub async fn stack_order(store: &dyn Store) {
    let rows = stacks(store).await;
    let sorted = |key: &str, descending| StackFilter { sort: vec![(key.to_owned(), descending)], ..demo() };
    let ties = |reverse: bool| if (rows[1].id < rows[2].id) == reverse { "c b" } else { "b c" };
    assert_eq!(names(store, demo()).await.join(" "), format!("d {} a", ties(true)), "newest first");
    let oldest = names(store, sorted("creation_time", false)).await;
    assert_eq!(oldest.join(" "), format!("a {} d", ties(false)));
    assert_eq!(names(store, sorted("stack_name", true)).await.join(" "), "d c b a");
    let updated = names(store, sorted("updated_time", false)).await;
    assert_eq!(updated[2..].join(" "), "c a", "what never was updated comes first");
    let statuses = names(store, sorted("stack_status", true)).await;
    assert_eq!(statuses[..2].join(" "), "d b");
    let behind = |marker: StackId| StackFilter { marker: Some(marker), ..sorted("stack_name", false) };
    assert_eq!(names(store, behind(rows[1].id)).await.join(" "), "c d");
    assert_eq!(names(store, StackFilter { owners: texts(&["demo"]), ..behind(rows[1].id) }).await.join(" "), "c d");
    let unknown = Samples::new(61).stack("demo", "x").id;
    assert_eq!(names(store, behind(unknown)).await.join(" "), "a b c d");
    assert_eq!(names(store, StackFilter { limit: Some(0), ..demo() }).await.len(), 0);
}

/// Events come in the order in which they happened, filtered, and behind a marker.
pub async fn events(store: &dyn Store) {
    let mut samples = Samples::new(62);
    let stack = samples.stack("demo", "s");
    let other = samples.stack("demo", "t");
    let mut events = Vec::new();
    for (place, (of, name)) in
        [(&stack, "s"), (&stack, "a"), (&other, "a"), (&stack, "b"), (&stack, "a"), (&stack, "s")]
            .into_iter()
            .enumerate()
    {
        let mut event = samples.event(of, name);
        event.at = Timestamp(1_000 - i64::try_from(place / 2).unwrap());
        event.action = if place < 3 { StackAction::Create } else { StackAction::Update };
        event.status = if place == 3 { Status::Failed } else { Status::Complete };
        event.resource_type = if name == "s" { "OS::Heat::Stack" } else { "OS::Heat::Value" }.to_owned();
        events.push(event);
    }
    commit(store, [Write::Stack(Box::new(stack.clone())), Write::Stack(Box::new(other.clone()))]).await;
    commit(store, events.iter().map(|event| Write::Event(Box::new(event.clone())))).await;
    commit(store, [Write::Event(Box::new(events[1].clone()))]).await;
    let all = EventFilter { stacks: vec![stack.id, other.id], ..EventFilter::default() };
    let own = EventFilter { stacks: vec![stack.id], ..EventFilter::default() };
    let marker = |place: usize| Some(events[place].id);
    let unknown = EventId::draw(samples.ids());
    let cases = [
        (all.clone(), vec![0, 1, 2, 3, 4, 5]),
        (EventFilter::default(), vec![]),
        (own.clone(), vec![0, 1, 3, 4, 5]),
        (EventFilter { resource: Some("a".to_owned()), ..own.clone() }, vec![1, 4]),
        (EventFilter { names: texts(&["a", "b"]), ..own.clone() }, vec![1, 3, 4]),
        (EventFilter { names: texts(&["b"]), resource: Some("a".to_owned()), ..own.clone() }, vec![]),
        (EventFilter { actions: vec![StackAction::Update], ..all.clone() }, vec![3, 4, 5]),
        (EventFilter { statuses: vec![Status::Failed], ..all.clone() }, vec![3]),
        (EventFilter { types: texts(&["OS::Heat::Stack"]), ..all.clone() }, vec![0, 5]),
        (EventFilter { descending: true, ..own.clone() }, vec![5, 4, 3, 1, 0]),
        (EventFilter { marker: marker(1), ..own.clone() }, vec![3, 4, 5]),
        (EventFilter { marker: marker(2), limit: Some(2), ..own.clone() }, vec![3, 4]),
        (EventFilter { marker: marker(4), descending: true, limit: Some(2), ..all.clone() }, vec![3, 2]),
        (EventFilter { marker: Some(unknown), ..own.clone() }, vec![0, 1, 3, 4, 5]),
        (EventFilter { marker: Some(unknown), descending: true, limit: Some(1), ..own }, vec![5]),
    ];
    for (filter, wanted) in cases {
        let wanted: Vec<_> = wanted.into_iter().map(|place: usize| events[place].clone()).collect();
        assert_eq!(store.events(&filter).await.unwrap(), wanted, "{filter:?}");
    }
    assert_eq!(store.event(events[2].id).await.unwrap().as_ref(), Some(&events[2]));
    assert_eq!(store.event(unknown).await.unwrap(), None);
}
