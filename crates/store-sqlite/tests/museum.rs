//! Databases of every form that ever was released can be read.
//!
//! `museum/form-N.sql` is a database of form N, with rows of every kind, as text; `museum/keys` is what its secrets are sealed with. A file of a
//! released form is never changed. The newest one is made anew, as long as its form is not released, by
//! `cargo nextest run -p store-sqlite --run-ignored only the_newest_piece`.
#![expect(clippy::unwrap_used, reason = "tests")]

use model::write::{Fence, Write};
use model::{StackId, Value};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use store::conformance::fixture::block_on;
use store::conformance::generate::Generator;
use store::{EventFilter, Events, Incarnations, Operations, Revisions, Snapshots, StackFilter, Stacks, Store};
use store_sqlite::{KeyRing, SqliteStore};

/// The newest form.
const NEWEST: u32 = 1;

fn museum() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/museum")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("museum-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The keys of the museum, where only their owner can read them.
fn keys(folder: &Path) -> KeyRing {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let file = folder.join("keys");
    let text = std::fs::read(museum().join("keys")).unwrap();
    std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&file).unwrap().write_all(&text).unwrap();
    KeyRing::load_or_create(file).unwrap()
}

#[test]
#[cfg(unix)]
fn older_forms_are_read() {
    for form in 1..=NEWEST {
        let folder = folder("read");
        let database = folder.join("store.db");
        let text = std::fs::read_to_string(museum().join(format!("form-{form}.sql"))).unwrap();
        let text = format!("BEGIN; {text} COMMIT;");
        rusqlite::Connection::open(&database).unwrap().execute_batch(&text).unwrap();
        let store = SqliteStore::open(&database, keys(&folder)).unwrap();
        block_on(read_all(&store));
        drop(store);
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Reads everything of the one tree that a piece holds.
async fn read_all(store: &SqliteStore) {
    let filter = StackFilter { show_deleted: true, ..StackFilter::default() };
    let stacks = store.stacks(&filter).await.unwrap();
    assert_eq!(stacks.len(), 8);
    let (mut secrets, mut steps) = (0, 0);
    for stack in stacks.iter().map(|stack| stack.id) {
        for record in store.incarnations(stack, true).await.unwrap() {
            secrets += usize::from(format!("{:?}", record.applied).contains("Secret"));
        }
        for revision in store.revisions(stack).await.unwrap() {
            assert!(store.submission(&revision.submission).await.unwrap().is_some());
            assert!(store.bindings(stack, revision.number).await.unwrap().is_some());
        }
        let [operation] = store.operations(stack).await.unwrap().try_into().unwrap();
        steps += store.steps(operation.id).await.unwrap().len();
        assert!(store.plan(operation.plan.unwrap()).await.unwrap().is_some());
        assert_eq!(store.journal(operation.id, None).await.unwrap().len(), 1);
        assert_eq!(
            store.events(&EventFilter { stacks: vec![stack], ..EventFilter::default() }).await.unwrap().len(),
            1
        );
        assert_eq!(store.snapshots(stack).await.unwrap().len(), 1);
    }
    assert!(secrets > 0 && steps == 24, "{secrets} {steps}");
}

/// Rows of every kind.
async fn fill(store: &SqliteStore) {
    for seed in 0..8 {
        let mut make = Generator::new(seed);
        let stack = make.stack();
        let mut operation = make.operation(&stack);
        let (plan, mut record) = (make.plan(&stack), make.record(&stack));
        record.applied = Value::map([("password", Value::str("hush").into_secret())]);
        operation.plan = Some(plan.id);
        let (id, submission) = make.submission();
        let revision = make.revision(&stack, 1, &id);
        let id_of: StackId = stack.id;
        let writes = vec![
            Write::Event(Box::new(make.event(&stack))),
            Write::Snapshot(Box::new(make.snapshot(&stack))),
            Write::Journal(make.journal(&operation)),
            Write::Steps { operation: operation.id, plan: plan.id },
            Write::Plan(Box::new(plan)),
            Write::Incarnation(Box::new(record)),
            Write::Submission(id, Box::new(submission)),
            Write::Revision(Box::new(revision)),
            Write::Bindings { stack: id_of, revision: 1, bindings: Box::new(make.bindings()) },
            Write::Operation(Box::new(operation.clone())),
            Write::Stack(Box::new(stack)),
        ];
        store.commit(Fence::None, writes).await.unwrap();
        for row in store.steps(operation.id).await.unwrap() {
            let row = Box::new(make.step(&row));
            store.commit(Fence::None, vec![Write::Step { row, release: Vec::new() }]).await.unwrap();
        }
    }
}

#[test]
#[ignore = "makes the newest piece of the museum anew"]
#[cfg(unix)]
fn the_newest_piece() {
    let folder = folder("make");
    let database = folder.join("store.db");
    let store = SqliteStore::open(&database, keys(&folder)).unwrap();
    block_on(fill(&store));
    drop(store);
    let connection = rusqlite::Connection::open(&database).unwrap();
    let mut text = String::new();
    let mut schema = connection
        .prepare(
            "SELECT sql, type = 'table', name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'index', rowid",
        )
        .unwrap();
    let mut entries = schema.query([]).unwrap();
    while let Some(entry) = entries.next().unwrap() {
        writeln!(text, "{};", entry.get::<_, String>(0).unwrap()).unwrap();
        if entry.get::<_, bool>(1).unwrap() {
            let table: String = entry.get(2).unwrap();
            let mut rows = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let quoted: Vec<String> = rows.column_names().iter().map(|column| format!("quote({column})")).collect();
            rows = connection.prepare(&format!("SELECT {} FROM {table}", quoted.join(", "))).unwrap();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values: Vec<String> = (0..quoted.len()).map(|column| row.get(column).unwrap()).collect();
                writeln!(text, "INSERT INTO {table} VALUES ({});", values.join(", ")).unwrap();
            }
        }
    }
    std::fs::write(museum().join(format!("form-{NEWEST}.sql")), text).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
