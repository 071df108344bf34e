//! For any rows: what is read is what was written, in every part.

use super::fixture::{block_on, commit};
use super::generate::Generator;
use crate::Store;
use model::write::Write;
use proptest::test_runner::{Config, TestRunner};

/// How many sets of rows are tried.
const CASES: u32 = 64;

/// Writes and reads rows of every kind with anything in them.
pub fn round_trips<S: Store>(new: impl Fn() -> S) {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&proptest::num::u64::ANY, |seed| {
        block_on(round_trip(&new(), seed));
        Ok(())
    });
    // A failure's message holds the seed.
    assert_eq!(outcome.map_err(|error| error.to_string()), Ok(()));
}

/// One seed of [`round_trips`].
pub async fn round_trip(store: &dyn Store, seed: u64) {
    let mut make = Generator::new(seed);
    let mut stack = make.stack();
    let operation = make.operation(&stack);
    let (plan, record, event) = (make.plan(&stack), make.record(&stack), make.event(&stack));
    let ((submission_id, submission), bindings) = (make.submission(), make.bindings());
    let revision = make.revision(&stack, 3, &submission_id);
    let (snapshot, line) = (make.snapshot(&stack), make.journal(&operation));
    commit(
        store,
        [
            Write::Stack(Box::new(stack.clone())),
            Write::Operation(Box::new(operation.clone())),
            Write::Plan(Box::new(plan.clone())),
            Write::Steps { operation: operation.id, plan: plan.id },
            Write::Incarnation(Box::new(record.clone())),
            Write::Event(Box::new(event.clone())),
            Write::Submission(submission_id.clone(), Box::new(submission.clone())),
            Write::Revision(Box::new(revision.clone())),
            Write::Bindings { stack: stack.id, revision: 3, bindings: Box::new(bindings.clone()) },
            Write::Snapshot(Box::new(snapshot.clone())),
            Write::Journal(line.clone()),
        ],
    )
    .await;
    stack.version = 1;
    assert_eq!(store.stack(stack.id).await.unwrap(), Some(stack.clone()));
    assert_eq!(store.operation(operation.id).await.unwrap(), Some(operation.clone()));
    assert_eq!(store.plan(plan.id).await.unwrap().as_deref(), Some(&plan));
    let stored = store.incarnation(record.id).await.unwrap().unwrap();
    assert_eq!(*stored, model::incarnation::Incarnation { generation: 1, ..record });
    assert_eq!(store.event(event.id).await.unwrap(), Some(event));
    assert_eq!(store.submission(&submission_id).await.unwrap().as_deref(), Some(&submission));
    assert_eq!(store.revision(stack.id, 3).await.unwrap(), Some(revision));
    assert_eq!(store.bindings(stack.id, 3).await.unwrap().as_deref(), Some(&bindings));
    assert_eq!(store.snapshot(snapshot.id).await.unwrap(), Some(snapshot));
    assert_eq!(store.journal(operation.id, None).await.unwrap(), [line]);
    let mut rows = store.steps(operation.id).await.unwrap();
    for row in &mut rows {
        *row = make.step(row);
        commit(store, [Write::Step { row: Box::new(row.clone()), release: Vec::new() }]).await;
    }
    assert_eq!(store.steps(operation.id).await.unwrap(), rows);
}
