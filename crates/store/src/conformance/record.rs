//! Records, history and documents: what was written is what is read.

use super::fixture::{Fixture, commit};
use super::sample::Samples;
use crate::Store;
use model::incarnation::{Incarnation, Phase};
use model::operation::OperationPhase;
use model::revision::{Bindings, Outcome};
use model::stack::Stack;
use model::submission::SubmissionId;
use model::write::Write;
use model::{IncarnationId, ResourcePath, Timestamp, Value};

fn put(record: &Incarnation) -> Write {
    Write::Incarnation(Box::new(record.clone()))
}

/// A tree's living stacks, the root first; roots by name, the newest deleted one on request.
pub async fn trees(store: &dyn Store) {
    let mut samples = Samples::new(80);
    let mut root = samples.stack("demo", "s");
    let mut inner = samples.nested(&root, "b");
    let deeper = samples.nested(&inner, "a");
    let other = samples.stack("demo", "t");
    let rows = [&inner, &deeper, &root, &other].map(|stack| Write::Stack(Box::new(stack.clone())));
    commit(store, rows).await;
    let tree = |stacks: Vec<Stack>| stacks.into_iter().map(|stack| stack.id).collect::<Vec<_>>();
    assert_eq!(tree(store.tree(root.id).await.unwrap()), [root.id, inner.id, deeper.id]);
    assert_eq!(tree(store.tree(inner.id).await.unwrap()), [], "not a root");
    inner.deleted_at = Some(Timestamp(3));
    commit(store, [Write::Stack(Box::new(inner.clone()))]).await;
    assert_eq!(tree(store.tree(root.id).await.unwrap()), [root.id, deeper.id]);
    assert_eq!(store.stack(inner.id).await.unwrap().unwrap().deleted_at, Some(Timestamp(3)));

    let named = async |deleted| store.stack_by_name("demo", "s", deleted).await.unwrap().map(|stack| stack.id);
    assert_eq!(named(false).await, Some(root.id));
    assert_eq!(store.stack_by_name("demo", &inner.name, true).await.unwrap(), None, "nested");
    assert_eq!(store.stack_by_name("other", "s", true).await.unwrap(), None);
    root.deleted_at = Some(Timestamp(7));
    let mut older = samples.stack("demo", "s");
    older.deleted_at = Some(Timestamp(6));
    commit(store, [&root, &older].map(|stack| Write::Stack(Box::new(stack.clone())))).await;
    assert_eq!(named(false).await, None);
    assert_eq!(named(true).await, Some(root.id));
    let again = samples.stack("demo", "s");
    commit(store, [Write::Stack(Box::new(again.clone()))]).await;
    assert_eq!(named(true).await, Some(again.id), "the living one");
}

/// Records are listed in the order of their making; gone ones on request; who follows a tree gets what changed.
pub async fn incarnations(store: &dyn Store) {
    let mut samples = Samples::new(81);
    let stack = samples.stack("demo", "s");
    let nested = samples.nested(&stack, "n");
    let other = samples.stack("demo", "t");
    let mut a = samples.record(&stack, "a");
    let mut b = samples.record(&nested, "b");
    let mut old = samples.record(&stack, "a");
    (old.current, old.phase) = (false, Phase::Superseded);
    let foreign = samples.record(&other, "a");
    let stacks = [&stack, &nested, &other].map(|stack| Write::Stack(Box::new(stack.clone())));
    commit(store, stacks.into_iter().chain([&old, &foreign, &b, &a].map(put))).await;
    let ids = |records: &[std::sync::Arc<Incarnation>]| records.iter().map(|record| record.id).collect::<Vec<_>>();
    assert_eq!(ids(&store.incarnations(stack.id, false).await.unwrap()), [old.id, b.id, a.id]);
    let (seen, mark) = store.incarnations_since(stack.id, 0).await.unwrap();
    assert_eq!(ids(&seen), [old.id, b.id, a.id]);
    let (none, same) = store.incarnations_since(stack.id, mark).await.unwrap();
    assert_eq!((ids(&none), same), (vec![], mark));

    a.generation = 1;
    old.generation = 1;
    b.generation = 1;
    (b.phase, b.current) = (Phase::Gone, false);
    commit(store, [put(&b), put(&a)]).await;
    (a.status_reason, a.generation) = ("again".to_owned(), 2);
    commit(store, [put(&a)]).await;
    assert_eq!(ids(&store.incarnations(stack.id, false).await.unwrap()), [old.id, a.id]);
    assert_eq!(ids(&store.incarnations(stack.id, true).await.unwrap()), [old.id, b.id, a.id]);
    let (seen, mark) = store.incarnations_since(stack.id, mark).await.unwrap();
    assert_eq!(ids(&seen), [b.id, a.id], "each once, gone ones too");
    assert_eq!((seen[1].generation, seen[1].status_reason.as_str()), (3, "again"));
    assert_eq!(store.incarnations_since(stack.id, mark).await.unwrap(), (vec![], mark));
    assert_eq!(store.incarnations_since(samples.stack("x", "x").id, 3).await.unwrap(), (vec![], 3));

    assert_eq!(ids(&store.resources(stack.id).await.unwrap()), [a.id]);
    assert_eq!(ids(&store.resources(nested.id).await.unwrap()), [] as [IncarnationId; 0]);
    let path = ResourcePath::new("a");
    assert_eq!(store.current(stack.id, &path).await.unwrap().unwrap().id, a.id);
    assert_eq!(store.current(stack.id, &ResourcePath::new("n/b")).await.unwrap(), None);
    (a.generation, a.current) = (3, false);
    old.current = true;
    commit(store, [put(&a), put(&old)]).await;
    assert_eq!(store.current(stack.id, &path).await.unwrap().unwrap().id, old.id, "it moved back");
    assert_eq!(ids(&store.resources(stack.id).await.unwrap()), [old.id]);
}

/// Submissions are kept once, revisions in order, bindings from the commit on; what nothing refers to can be removed.
pub async fn history(store: &dyn Store) {
    let mut samples = Samples::new(82);
    let stack = samples.stack("demo", "s");
    let (mut first, id, submission) = samples.revision(&stack, 1, "one");
    let (second, other_id, other) = samples.revision(&stack, 2, "two");
    let (mut third, ..) = samples.revision(&stack, 3, "one");
    third.submission = id.clone();
    let keep = |id: &SubmissionId, submission| Write::Submission(id.clone(), Box::new(submission));
    commit(
        store,
        [
            Write::Stack(Box::new(stack.clone())),
            keep(&id, submission.clone()),
            Write::Revision(Box::new(first.clone())),
            keep(&other_id, other.clone()),
            Write::Revision(Box::new(second.clone())),
            keep(&id, submission.clone()),
            Write::Revision(Box::new(third.clone())),
        ],
    )
    .await;
    assert_eq!(store.revisions(stack.id).await.unwrap(), [third, second.clone(), first.clone()]);
    assert_eq!(store.submission(&id).await.unwrap().as_deref(), Some(&submission));
    assert_eq!(store.bindings(stack.id, 1).await.unwrap(), None);
    first.outcome = Outcome::Complete;
    let record = samples.record(&stack, "a");
    let binding = model::revision::Binding {
        incarnation: record.id,
        type_name: record.type_name,
        physical_id: record.physical_id,
        properties: Value::map([("password", Value::str("hush").into_secret())]),
        identity: Value::str("key").into_secret(),
        accepted: Vec::new(),
    };
    let bindings = Bindings([(record.path, binding)].into_iter().collect());
    commit(
        store,
        [
            Write::Revision(Box::new(first.clone())),
            Write::Bindings { stack: stack.id, revision: 1, bindings: Box::new(bindings.clone()) },
        ],
    )
    .await;
    assert_eq!(store.revision(stack.id, 1).await.unwrap(), Some(first));
    assert_eq!(store.bindings(stack.id, 1).await.unwrap().as_deref(), Some(&bindings));
    assert_eq!(store.revision(stack.id, 4).await.unwrap(), None);

    let drop = |revision| [Write::DeleteRevision { stack: stack.id, revision }];
    commit(store, drop(1)).await;
    assert_eq!(store.bindings(stack.id, 1).await.unwrap(), None);
    assert!(store.submission(&id).await.unwrap().is_some(), "the third revision has it too");
    commit(store, drop(3)).await;
    assert_eq!(store.submission(&id).await.unwrap(), None);
    assert_eq!(store.revisions(stack.id).await.unwrap(), [second]);
    assert!(store.submission(&other_id).await.unwrap().is_some());
}

/// Operations, newest first and by the client's token; plans are immutable; the journal keeps its order.
pub async fn operations(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 83, "s", &[&[]]).await;
    fixture.set_operation(|operation| operation.client_token = Some("t".to_owned())).await;
    let first = fixture.operation.clone();
    let mut second = fixture.supersede().await;
    second.client_token = Some("t".to_owned());
    second.phase = OperationPhase::Failed;
    commit(store, [Write::Operation(Box::new(second.clone()))]).await;
    let stack = fixture.stack.id;
    assert_eq!(store.operations(stack).await.unwrap(), [second.clone(), first.clone()]);
    assert_eq!(store.operation(first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(store.operation_by_token(stack, "t").await.unwrap().unwrap().id, second.id, "the newest");
    assert_eq!(store.operation_by_token(stack, "u").await.unwrap(), None);
    let other = fixture.samples.stack("demo", "x").id;
    assert_eq!(store.operation_by_token(other, "t").await.unwrap(), None);

    let plan = fixture.samples.plan(&fixture.stack, &[&[]]);
    let mut changed = plan.clone();
    changed.steps.clear();
    commit(store, [Write::Plan(Box::new(plan.clone())), Write::Plan(Box::new(changed))]).await;
    assert_eq!(store.plan(plan.id).await.unwrap().as_deref(), Some(&plan));

    let about = fixture.samples.record(&fixture.stack, "a").id;
    let lines = [("create", Some(about)), ("update", None), ("delete", Some(about))];
    let lines = lines.map(|(verb, about)| fixture.samples.journal(&first, about, verb));
    commit(store, lines.iter().cloned().map(Write::Journal)).await;
    assert_eq!(store.journal(first.id, None).await.unwrap(), lines);
    assert_eq!(store.journal(first.id, Some(about)).await.unwrap(), [lines[0].clone(), lines[2].clone()]);
    assert_eq!(store.journal(second.id, None).await.unwrap(), []);
}

/// Snapshots come and go.
pub async fn snapshots(store: &dyn Store) {
    let mut samples = Samples::new(84);
    let stack = samples.stack("demo", "s");
    let (mut first, second) = (samples.snapshot(&stack), samples.snapshot(&stack));
    let put = |snapshot: &model::snapshot::Snapshot| Write::Snapshot(Box::new(snapshot.clone()));
    commit(store, [put(&first), put(&second)]).await;
    first.data = Value::map([("hidden", Value::str("hush").into_secret())]);
    commit(store, [put(&first)]).await;
    assert_eq!(store.snapshots(stack.id).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(store.snapshot(first.id).await.unwrap(), Some(first.clone()));
    commit(store, [Write::DeleteSnapshot(first.id), Write::DeleteSnapshot(first.id)]).await;
    assert_eq!(store.snapshot(first.id).await.unwrap(), None);
    assert_eq!(store.snapshots(stack.id).await.unwrap(), [second]);
}

/// A forgotten tree leaves nothing, and nothing of others goes with it.
pub async fn forgotten(store: &dyn Store) {
    let mut gone = Fixture::new(store, 85, "gone", &[&[], &[]]).await;
    let mut kept = Fixture::new(store, 86, "kept", &[&[]]).await;
    let nested = gone.samples.nested(&gone.stack, "n");
    let (shared, shared_id, text) = gone.samples.revision(&gone.stack, 1, "shared");
    let (own, own_id, own_text) = gone.samples.revision(&gone.stack, 2, "own");
    let (other, ..) = kept.samples.revision(&kept.stack, 1, "shared");
    let [claimed] = gone.claim(1).await.try_into().unwrap();
    gone.wait(claimed.row, Timestamp(5)).await;
    let record = gone.samples.record(&nested, "a");
    let event = gone.samples.event(&nested, "a");
    let snapshot = gone.samples.snapshot(&gone.stack);
    let (kept_event, kept_record) = (kept.samples.event(&kept.stack, "a"), kept.samples.record(&kept.stack, "a"));
    let plan = store.steps(gone.operation.id).await.unwrap().len();
    assert_eq!(plan, 2);
    commit(
        store,
        [
            Write::Stack(Box::new(nested.clone())),
            Write::Submission(shared_id.clone(), Box::new(text)),
            Write::Submission(own_id.clone(), Box::new(own_text)),
            Write::Revision(Box::new(shared)),
            Write::Revision(Box::new(own)),
            Write::Revision(Box::new(other)),
            Write::Bindings { stack: gone.stack.id, revision: 1, bindings: Box::default() },
            put(&record),
            put(&kept_record),
            Write::Event(Box::new(event.clone())),
            Write::Event(Box::new(kept_event.clone())),
            Write::Snapshot(Box::new(snapshot.clone())),
            Write::Journal(gone.samples.journal(&gone.operation, None, "create")),
        ],
    )
    .await;
    commit(store, [Write::ForgetTree(gone.stack.id)]).await;
    let root = gone.stack.id;
    assert_eq!(store.stack(root).await.unwrap(), None);
    assert_eq!(store.stack(nested.id).await.unwrap(), None);
    assert_eq!(store.tree(root).await.unwrap(), []);
    assert_eq!(store.revisions(root).await.unwrap(), []);
    assert_eq!(store.bindings(root, 1).await.unwrap(), None);
    assert_eq!(store.submission(&own_id).await.unwrap(), None);
    assert_eq!(store.operations(root).await.unwrap(), []);
    assert_eq!(store.steps(gone.operation.id).await.unwrap(), []);
    assert_eq!(store.journal(gone.operation.id, None).await.unwrap(), []);
    assert_eq!(store.incarnations(root, true).await.unwrap(), []);
    assert_eq!(store.incarnation(record.id).await.unwrap(), None);
    assert_eq!(store.event(event.id).await.unwrap(), None);
    assert_eq!(store.snapshot(snapshot.id).await.unwrap(), None);
    assert_eq!(store.next_due().await.unwrap(), None);
    assert!(store.submission(&shared_id).await.unwrap().is_some());
    assert_eq!(store.event(kept_event.id).await.unwrap(), Some(kept_event));
    assert!(store.incarnation(kept_record.id).await.unwrap().is_some());
    assert_eq!(kept.claim_indices(9).await, [0], "only the other's step is left");
    let mut again = gone.stack;
    again.operation = None;
    commit(store, [Write::Stack(Box::new(again))]).await;
}

/// What is old can be forgotten: operations that have ended, plans that nothing needs, events beyond a number for each stack.
pub async fn trimmed(store: &dyn Store) {
    let mut fixture = Fixture::new(store, 86, "s", &[&[]]).await;
    let other = Fixture::new(store, 87, "t", &[&[]]).await;
    let stack = fixture.stack.clone();
    let first = fixture.operation.clone();
    let line = fixture.samples.journal(&first, None, "create");
    commit(store, [Write::Journal(line)]).await;
    fixture.set_operation(|operation| operation.phase = OperationPhase::Done).await;
    let second = fixture.supersede().await;
    let forget = |operation: &model::operation::Operation| Write::DeleteOperation(operation.id);
    commit(store, [forget(&first), forget(&second), forget(&other.operation)]).await;
    assert_eq!(ids_of(&store.operations(stack.id).await.unwrap()), [second.id], "one that is at work stays");
    assert!(store.operation(first.id).await.unwrap().is_none());
    assert!(store.steps(first.id).await.unwrap().is_empty());
    assert!(store.journal(first.id, None).await.unwrap().is_empty());
    assert!(store.operation(other.operation.id).await.unwrap().is_some());

    let plans: Vec<_> = (0..5).map(|_| fixture.samples.plan(&stack, &[&[]])).collect();
    commit(store, plans.iter().map(|plan| Write::Plan(Box::new(plan.clone())))).await;
    let trim = Write::TrimPlans { stack: stack.id, kept: vec![plans[0].id], newest: 2 };
    commit(store, [trim.clone(), trim]).await;
    let mut left = Vec::new();
    for plan in &plans {
        left.push(store.plan(plan.id).await.unwrap().is_some());
    }
    assert_eq!(left, [true, false, false, true, true]);

    let events: Vec<_> = (0..5).map(|_| fixture.samples.event(&stack, "a")).collect();
    let foreign = fixture.samples.event(&other.stack, "a");
    let list = events.iter().take(3).chain([&foreign]).chain(events.iter().skip(3));
    commit(store, list.map(|event| Write::Event(Box::new(event.clone())))).await;
    commit(store, [Write::TrimEvents { root: stack.id, newest: 2 }]).await;
    let filter = |id| crate::EventFilter { stacks: vec![id], ..crate::EventFilter::default() };
    assert_eq!(store.events(&filter(stack.id)).await.unwrap(), events[3..]);
    assert_eq!(store.events(&filter(other.stack.id)).await.unwrap(), [foreign]);
    assert_eq!(store.event(events[4].id).await.unwrap().as_ref(), Some(&events[4]));
    assert_eq!(store.event(events[0].id).await.unwrap(), None);
}

fn ids_of(operations: &[model::operation::Operation]) -> Vec<model::OperationId> {
    operations.iter().map(|operation| operation.id).collect()
}
