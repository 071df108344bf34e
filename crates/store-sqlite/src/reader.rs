//! Reading: a few threads with a read-only connection each.
//!
//! A database in memory has one connection only; there the writer thread reads too.

use crate::error::Done;
use crate::key::KeyRing;
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use store::{Error, Result};
use tokio::sync::oneshot;

/// What a read works with.
pub(crate) struct Reader<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) keys: KeyRing,
}

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// The reading threads.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Starts a thread for each connection.
    pub(crate) fn start(connections: Vec<Connection>) -> std::io::Result<Self> {
        let (jobs, queue) = channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        let start = |connection| {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new().name("sqlite-reader".to_owned()).spawn(move || work(&connection, &queue))
        };
        let threads = connections.into_iter().map(start).collect::<std::io::Result<_>>()?;
        Ok(Self { jobs: Some(jobs), threads })
    }

    /// Reads on one of the threads.
    pub(crate) fn send<F, T>(&self, keys: KeyRing, read: F) -> oneshot::Receiver<Result<T>>
    where
        F: FnOnce(&Reader<'_>) -> Done<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job =
            move |connection: &Connection| drop(reply.send(read(&Reader { connection, keys }).map_err(Error::from)));
        if let Some(jobs) = &self.jobs {
            drop(jobs.send(Box::new(job)));
        }
        answer
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}

fn work(connection: &Connection, queue: &Mutex<Receiver<Job>>) {
    loop {
        // One thread waits in `recv` with the lock, the others for the lock: the order does not matter.
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A read that panics answers nobody, which its caller notices; the connection holds no state.
        drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(connection))));
    }
}
