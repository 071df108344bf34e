//! Opening a database: the lock, the connections, the form, the keys.

use crate::clock::Clock;
use crate::reader::Pool;
use crate::writer::{Queue, Writer};
use crate::{Inner, KeyError, KeyRing, OpenError, SqliteStore, migration, sql};
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Duration;

/// How many threads read.
const READERS: usize = 2;

/// More than there are statements: each is prepared once.
const STATEMENTS: usize = 256;

pub(crate) fn open(database: &Path, keys: KeyRing) -> Result<SqliteStore, OpenError> {
    let in_memory = database.as_os_str() == ":memory:";
    let lock = if in_memory { None } else { Some(lock(database)?) };
    let name = database.display().to_string();
    let failed = |source: rusqlite::Error| OpenError::Database { path: name.clone(), source: Box::new(source) };
    let mut connection =
        if in_memory { Connection::open_in_memory() } else { Connection::open(database) }.map_err(failed)?;
    prepare_writer(&connection, in_memory).map_err(failed)?;
    migration::migrate(&mut connection, &name)?;
    check_keys(&connection, &keys, &name)?;
    let changed = connection.query_row(sql::INCARNATION_LAST_CHANGE, [], |row| row.get(0)).map_err(failed)?;
    let clock = Clock::default();
    let readers = if in_memory { None } else { Some(readers(database).map_err(failed)?) };
    let threads = |source| OpenError::Io { path: name.clone(), source };
    let readers = readers.map(Pool::start).transpose().map_err(threads)?;
    let writer = Queue::start(Writer { connection, clock: clock.clone(), changed }).map_err(threads)?;
    Ok(SqliteStore { inner: Arc::new(Inner { readers, writer, keys: RwLock::new(keys), clock, _lock: lock }) })
}

/// Takes the lock that keeps other processes out; the system frees it when the process ends, however it ends.
fn lock(database: &Path) -> Result<File, OpenError> {
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let failed = |source| OpenError::Io { path: folder.display().to_string(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let failed = |source| OpenError::Io { path: path.display().to_string(), source };
    let file = open_private(&path).map_err(failed)?;
    match file.try_lock() {
        // SQLite gives its other files the mode of the database.
        Ok(()) => open_private(database).map(|_| file).map_err(failed),
        Err(TryLockError::WouldBlock) => {
            Err(OpenError::InUse { path: database.display().to_string(), lock: path.display().to_string() })
        }
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Opens a file, or makes one that only its owner may read.
fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn prepare_writer(connection: &Connection, in_memory: bool) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(Duration::from_secs(10))?;
    if !in_memory {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
        connection.pragma_update(None, "journal_size_limit", 32 << 20)?;
    }
    connection.pragma_update(None, "cache_size", -8000)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

fn readers(database: &Path) -> rusqlite::Result<Vec<Connection>> {
    let open = |_| {
        // Not `READ_ONLY`: such a connection could not make the shared-memory file of the write-ahead log.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(database, flags)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "cache_size", -4000)?;
        Ok(connection)
    };
    (0..READERS).map(open).collect()
}

/// Remembers which keys the database is sealed with, and refuses a ring that lacks one of them: better now than at the first read.
fn check_keys(connection: &Connection, keys: &KeyRing, name: &str) -> Result<(), OpenError> {
    let failed = |source: rusqlite::Error| OpenError::Database { path: name.to_owned(), source: Box::new(source) };
    let known = || -> rusqlite::Result<Vec<String>> {
        connection.prepare(sql::KEY_IDS)?.query_map([], |row| row.get(0))?.collect()
    };
    if let Some(missing) = known().map_err(failed)?.into_iter().find(|id| !keys.ids().any(|key| key == id)) {
        return Err(KeyError::Missing(missing).into());
    }
    for id in keys.ids() {
        connection.execute(sql::KEY_INSERT, [id]).map_err(failed)?;
    }
    Ok(())
}
