//! The store in one SQLite file, for one engine process: a writer thread with group commit, read-only connections for reads,
//! sealed secrets.
//!
//! Not here: any decision; several processes on one file (the second is refused with `database_in_use`).

mod clock;
mod commit;
mod error;
mod key;
mod ledger;
mod list;
mod migration;
mod open;
mod read;
mod reader;
mod rotate;
mod row;
mod seal;
mod sql;
mod work;
mod writer;

#[cfg(test)]
mod tests;

pub use error::OpenError;
pub use key::{KeyError, KeyRing};

use crate::clock::Clock;
use crate::error::Done;
use crate::reader::{Pool, Reader};
use crate::writer::{Queue, Writer, failed};
use async_trait::async_trait;
use model::Timestamp;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Committed, Fence, Result, Store, Write, rule};

/// A store in a SQLite file. Clones share the connections.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    inner: Arc<Inner>,
}

/// Dropped in this order: the readers, the writer, then the lock.
#[derive(Debug)]
struct Inner {
    readers: Option<Pool>,
    writer: Queue,
    keys: RwLock<KeyRing>,
    clock: Clock,
    _lock: Option<File>,
}

impl SqliteStore {
    /// Opens the database file, makes it if there is none, and brings its form up to date. With `:memory:` nothing is kept
    /// after the last clone is dropped. Secrets are sealed with `keys`; [`KeyRing::beside`] finds those of a file.
    pub fn open(database: impl AsRef<Path>, keys: KeyRing) -> std::result::Result<Self, OpenError> {
        open::open(database.as_ref(), keys)
    }

    fn keys(&self) -> KeyRing {
        self.inner.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Does a job on the writer thread; the answer comes when it is on disk.
    async fn write<F, T>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Writer) -> Done<T> + Send + 'static,
        T: Send + 'static,
    {
        self.inner.writer.send(work).await.map_err(|_| failed("the writer has ended"))?
    }

    /// Reads on one of the reading threads.
    async fn read<F, T>(&self, read: F) -> Result<T>
    where
        F: FnOnce(&Reader<'_>) -> Done<T> + Send + 'static,
        T: Send + 'static,
    {
        let keys = self.keys();
        let answer = match &self.inner.readers {
            Some(pool) => pool.send(keys, read),
            None => self.inner.writer.send(move |writer| read(&Reader { connection: &writer.connection, keys })),
        };
        answer.await.map_err(|_| failed("the reader has ended"))?
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn now(&self) -> Result<Timestamp> {
        Ok(self.clock().now())
    }

    async fn commit(&self, fence: Fence, mut writes: Vec<Write>) -> Result<Committed> {
        rule::put_in_order(&mut writes);
        let answer = {
            // Held until the job is queued: a change of the keys waits for everything that was sealed with the old ones.
            let keys = self.inner.keys.read().unwrap_or_else(PoisonError::into_inner);
            let prepare = |write| commit::prepare(&keys, write);
            let prepared = writes.into_iter().map(prepare).collect::<Result<Vec<_>>>()?;
            self.inner.writer.send(move |writer| commit::commit(writer, &fence, &prepared))
        };
        answer.await.map_err(|_| failed("the writer has ended"))?
    }
}
