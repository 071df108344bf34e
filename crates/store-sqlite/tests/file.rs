//! What only a store in a file must do: survive the death of its process, keep other processes out, keep secrets.
#![expect(clippy::unwrap_used, reason = "tests")]

use model::goal::{StackAction, Status};
use model::stack::Stack;
use model::value::Map;
use model::write::{Fence, Write};
use model::{StackId, Timestamp, Value};
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use store::conformance::fixture::block_on;
use store::conformance::sample::Samples;
use store::{EventFilter, Events, Incarnations, Stacks, Store};
use store_sqlite::{KeyRing, OpenError, SqliteStore};

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("file-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    fn database(&self) -> PathBuf {
        self.0.join("store.db")
    }

    /// Every byte of every file but the keys and the lock.
    fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("store.db")).fold(
            Vec::new(),
            |mut all, path| {
                if !path.to_str().unwrap().ends_with(".keys") {
                    all.extend(std::fs::read(path).unwrap());
                }
                all
            },
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn open(database: &Path) -> SqliteStore {
    SqliteStore::open(database, KeyRing::beside(database).unwrap()).unwrap()
}

const WRITERS: u64 = 4;

/// The stack of a writer.
fn stack_of(writer: u64) -> (Samples, Stack) {
    let mut samples = Samples::new(1000 + writer);
    let stack = samples.stack("demo", &format!("writer-{writer}"));
    (samples, stack)
}

/// Writes the same number into a stack, a record and an event, again and again, and tells of each commit that was answered.
fn write_for_ever(store: &SqliteStore, writer: u64) {
    let (mut samples, mut stack) = stack_of(writer);
    let mut record = samples.record(&stack, "a");
    for number in 1.. {
        stack.status_reason = number.to_string();
        record.status_reason = number.to_string();
        let mut event = samples.event(&stack, "a");
        event.reason = number.to_string();
        let writes = vec![
            Write::Stack(Box::new(stack.clone())),
            Write::Incarnation(Box::new(record.clone())),
            Write::Event(Box::new(event)),
        ];
        block_on(store.commit(Fence::None, writes)).unwrap();
        record.generation += 1;
        let mut out = std::io::stdout().lock();
        writeln!(out, "answered {writer} {number}").unwrap();
        out.flush().unwrap();
    }
}

/// The process that is killed: it is told its database by its input, and ends at once without one.
#[test]
#[ignore = "a part of `a_killed_process_loses_nothing_that_was_answered`"]
fn victim() {
    let mut database = String::new();
    std::io::stdin().read_line(&mut database).unwrap();
    if database.trim().is_empty() {
        return;
    }
    let store = open(Path::new(database.trim()));
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || write_for_ever(store, writer));
        }
    });
}

fn start_victim(database: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "victim", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", database.display()).unwrap();
    child
}

/// Lets the victim answer some commits, and kills it; returns the last answered number of each writer.
fn kill(child: &mut Child, after: usize) -> [u64; WRITERS as usize] {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut last = [0; WRITERS as usize];
    let mut note = |line: String| {
        if let Some((writer, number)) = line.strip_prefix("answered ").and_then(|rest| rest.split_once(' ')) {
            last[writer.parse::<usize>().unwrap()] = number.parse().unwrap();
        }
    };
    lines.by_ref().filter(|line| line.starts_with("answered")).take(after).for_each(&mut note);
    child.kill().unwrap();
    lines.for_each(&mut note);
    child.wait().unwrap();
    last
}

#[test]
fn a_killed_process_loses_nothing_that_was_answered() {
    for after in [1, 40, 333] {
        let folder = Folder::new();
        let database = folder.database();
        let mut child = start_victim(&database);
        let answered = kill(&mut child, after);
        let store = open(&database);
        for writer in 0..WRITERS {
            let (mut samples, stack) = stack_of(writer);
            let record = samples.record(&stack, "a");
            let Some(stored) = block_on(store.stack(stack.id)).unwrap() else {
                assert_eq!(answered[writer as usize], 0);
                continue;
            };
            let number = stored.version;
            assert!(number >= answered[writer as usize], "{number} of {answered:?}");
            assert_eq!(stored.status_reason, number.to_string());
            let record = block_on(store.incarnation(record.id)).unwrap().unwrap();
            assert_eq!((record.generation, &record.status_reason), (number, &number.to_string()));
            let filter = EventFilter { stacks: vec![stack.id], ..EventFilter::default() };
            let events = block_on(store.events(&filter)).unwrap();
            let reasons: Vec<_> = events.into_iter().map(|event| event.reason).collect();
            assert_eq!(reasons, (1..=number).map(|number| number.to_string()).collect::<Vec<_>>());
        }
        drop(store);
        let connection = rusqlite::Connection::open(&database).unwrap();
        let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
    }
}

#[test]
fn a_database_is_for_one_process() {
    let folder = Folder::new();
    let database = folder.database();
    let mut child = start_victim(&database);
    let first = BufReader::new(child.stdout.as_mut().unwrap())
        .lines()
        .find(|line| line.as_ref().is_ok_and(|line| line.starts_with("answered")));
    assert!(first.is_some());
    let refused = SqliteStore::open(&database, KeyRing::beside(&database).unwrap()).unwrap_err();
    assert!(matches!(refused, OpenError::InUse { .. }), "{refused}");
    assert_eq!(refused.code(), "database_in_use");
    let text = refused.to_string();
    assert!(text.contains("store.db") && text.contains("[database_in_use]"), "{text}");
    child.kill().unwrap();
    child.wait().unwrap();
    let store = open(&database);
    assert_eq!(SqliteStore::open(&database, KeyRing::ephemeral().unwrap()).unwrap_err().code(), "database_in_use");
    drop(store);
    open(&database);
}

#[test]
fn what_was_written_is_there_when_it_is_opened_again() {
    let folder = Folder::new();
    let database = folder.database();
    let (mut samples, stack) = stack_of(0);
    let record = samples.record(&stack, "a");
    let store = open(&database);
    let writes = vec![Write::Stack(Box::new(stack.clone())), Write::Incarnation(Box::new(record.clone()))];
    block_on(store.commit(Fence::None, writes)).unwrap();
    let (_, mark) = block_on(store.incarnations_since(stack.id, 0)).unwrap();
    drop(store);
    let store = open(&database);
    assert_eq!(block_on(store.incarnation(record.id)).unwrap().unwrap().path, record.path);
    let changed = model::incarnation::Incarnation { generation: 1, ..record };
    block_on(store.commit(Fence::None, vec![Write::Incarnation(Box::new(changed))])).unwrap();
    let (seen, _) = block_on(store.incarnations_since(stack.id, mark)).unwrap();
    assert_eq!(seen.len(), 1, "marks of before hold after");
}

#[test]
fn secrets_are_not_in_the_file_and_keys_can_be_changed() {
    let folder = Folder::new();
    let database = folder.database();
    let store = open(&database);
    let (mut samples, stack) = stack_of(0);
    let mut record = samples.record(&stack, "a");
    let secret = |text: &str| Value::map([("password", Value::str(text).into_secret())]);
    record.applied = secret("correct horse");
    record.data = Map::from_iter([("generated".into(), Value::str("battery staple").into_secret())]);
    let mut snapshot = samples.snapshot(&stack);
    snapshot.data = secret("correct horse");
    let (_, id, mut submission) = samples.revision(&stack, 1, "t");
    submission.files.insert("$sealed".to_owned(), "a file of that name".to_owned());
    submission.environment = Map::from_iter([("parameters".into(), secret("correct horse"))]);
    let writes = vec![
        Write::Stack(Box::new(stack)),
        Write::Incarnation(Box::new(record.clone())),
        Write::Submission(id.clone(), Box::new(submission.clone())),
        Write::Snapshot(Box::new(snapshot.clone())),
    ];
    block_on(store.commit(Fence::None, writes)).unwrap();
    record.generation = 1;
    let same = |store: &SqliteStore| {
        use store::{Revisions, Snapshots};
        assert_eq!(*block_on(store.incarnation(record.id)).unwrap().unwrap(), record);
        assert_eq!(*block_on(store.submission(&id)).unwrap().unwrap(), submission);
        assert_eq!(block_on(store.snapshot(snapshot.id)).unwrap().unwrap(), snapshot);
    };
    same(&store);
    let holds = |text: &str| folder.bytes().windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("writer-0"), "the file is looked at");
    assert!(!holds("correct horse") && !holds("battery staple"));

    let old = KeyRing::load_or_create(folder.0.join("store.db.keys")).unwrap();
    block_on(store.rotate_keys()).unwrap();
    same(&store);
    drop(store);
    let ring = KeyRing::beside(&database).unwrap();
    assert_eq!(ring.ids().count(), 1);
    assert_ne!(ring.ids().next(), old.ids().next());
    same(&SqliteStore::open(&database, ring).unwrap());
    let refused = SqliteStore::open(&database, old).unwrap_err();
    assert_eq!(refused.code(), "database_keys", "{refused}");
}

#[test]
#[cfg(unix)]
fn files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let _store = open(&folder.database());
    for entry in std::fs::read_dir(&folder.0).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
    }
    let file = folder.0.join("keys");
    KeyRing::load_or_create(&file).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    let refused = KeyRing::load_or_create(&file).unwrap_err();
    assert!(refused.to_string().contains("chmod 600"), "{refused}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    for text in ["", "x", "x y", "a:b AAAA", "abc AAAA"] {
        std::fs::write(&file, text).unwrap();
        assert!(KeyRing::load_or_create(&file).unwrap_err().to_string().contains("damaged"), "{text}");
    }
}

#[test]
fn a_newer_form_and_a_file_that_is_no_database_are_refused() {
    let folder = Folder::new();
    let database = folder.database();
    drop(open(&database));
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute("INSERT INTO form (number) VALUES (9999)", []).unwrap();
    drop(connection);
    let refused = SqliteStore::open(&database, KeyRing::beside(&database).unwrap()).unwrap_err();
    assert_eq!(refused.code(), "database_too_new", "{refused}");
    let other = folder.0.join("text.db");
    std::fs::write(&other, "this is not a database, and it is long enough to look at".repeat(20)).unwrap();
    let refused = SqliteStore::open(&other, KeyRing::ephemeral().unwrap()).unwrap_err();
    assert_eq!(refused.code(), "database_failed", "{refused}");
}

#[test]
fn a_damaged_row_is_reported_as_such() {
    let folder = Folder::new();
    let database = folder.database();
    let store = open(&database);
    let (_, stack) = stack_of(0);
    block_on(store.commit(Fence::None, vec![Write::Stack(Box::new(stack.clone()))])).unwrap();
    drop(store);
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute("UPDATE stack SET doc = '{}'", []).unwrap();
    drop(connection);
    let store = open(&database);
    let read = block_on(store.stack(stack.id));
    assert!(matches!(read, Err(store::Error::Corrupt { what: "stack", .. })), "{read:?}");
}

#[test]
fn threads_share_a_store() {
    let folder = Folder::new();
    let store = open(&folder.database());
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let store = store.clone();
            scope.spawn(move || {
                let (_, mut stack) = stack_of(writer);
                for number in 0..50 {
                    stack.action = if number % 2 == 0 { StackAction::Update } else { StackAction::Check };
                    stack.status = Status::Complete;
                    stack.updated_at = Some(Timestamp(number));
                    block_on(store.commit(Fence::None, vec![Write::Stack(Box::new(stack.clone()))])).unwrap();
                    let read = block_on(store.stack(stack.id)).unwrap().unwrap();
                    assert_eq!((read.updated_at, read.version), (stack.updated_at, number.cast_unsigned() + 1));
                }
            });
        }
    });
    let count = block_on(store.count_stacks(&store::StackFilter::default())).unwrap();
    assert_eq!(count, 8);
    let ids: Vec<StackId> = (0..8).map(|writer| stack_of(writer).1.id).collect();
    assert!(ids.iter().all(|id| block_on(store.stack(*id)).unwrap().is_some()));
}
