//! The one thread that writes: jobs are queued, done in one transaction as many as have come together (each in a savepoint of its
//! own), and answered after the transaction is on disk.

use crate::clock::Clock;
use crate::error::Done;
use rusqlite::Connection;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use store::{Error, Result};
use tokio::sync::oneshot;

/// How many jobs share a transaction at most.
const BATCH: usize = 256;

/// What a job works with.
pub(crate) struct Writer {
    pub(crate) connection: Connection,
    pub(crate) clock: Clock,
    /// Numbers the changes of incarnations.
    pub(crate) changed: i64,
}

trait Job: Send {
    /// Does the work; tells whether it is to be kept.
    fn run(&mut self, writer: &mut Writer) -> bool;
    /// Tells the caller how it went.
    fn answer(self: Box<Self>, committed: std::result::Result<(), &str>);
}

struct Closure<F, T> {
    work: Option<F>,
    result: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<F, T> Job for Closure<F, T>
where
    F: FnOnce(&mut Writer) -> Done<T> + Send,
    T: Send,
{
    fn run(&mut self, writer: &mut Writer) -> bool {
        let Some(work) = self.work.take() else { return false };
        let result = std::panic::catch_unwind(AssertUnwindSafe(|| work(writer)))
            .map_or_else(|_| Err(failed("the writer panicked")), |done| done.map_err(Error::from));
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, committed: std::result::Result<(), &str>) {
        let result = match (self.result, committed) {
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (_, Err(why)) => Err(failed(why)),
            (None, Ok(())) => Err(failed("the job was not done")),
        };
        // A caller that went away does not want to know.
        drop(self.reply.send(result));
    }
}

pub(crate) fn failed(why: impl Into<String>) -> Error {
    Error::Database(why.into().into())
}

/// The way to the writer thread; the thread ends when the last job after this is dropped is done.
#[derive(Debug)]
pub(crate) struct Queue {
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Queue {
    /// Starts the thread.
    pub(crate) fn start(writer: Writer) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let thread =
            std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || work(writer, &queue))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues a job; what it returns comes when it is on disk.
    pub(crate) fn send<F, T>(&self, work: F) -> oneshot::Receiver<Result<T>>
    where
        F: FnOnce(&mut Writer) -> Done<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        if let Some(jobs) = &self.jobs {
            // A closed queue drops the job, and with it `reply`: the caller sees that.
            drop(jobs.send(Box::new(Closure { work: Some(work), result: None, reply })));
        }
        answer
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn work(mut writer: Writer, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            let Ok(next) = queue.try_recv() else { break };
            batch.push(next);
        }
        let committed = run(&mut writer, &mut batch).map_err(|error| error.to_string());
        for job in batch {
            job.answer(committed.as_ref().copied().map_err(String::as_str));
        }
    }
}

/// Does a batch in one transaction. A job that fails is undone alone; an error is about the batch as a whole.
fn run(writer: &mut Writer, batch: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    execute(writer, "BEGIN IMMEDIATE")?;
    let done = run_jobs(writer, batch).and_then(|()| execute(writer, "COMMIT"));
    if done.is_err() && !writer.connection.is_autocommit() {
        execute(writer, "ROLLBACK")?;
    }
    done
}

fn run_jobs(writer: &mut Writer, batch: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    for job in batch {
        execute(writer, "SAVEPOINT job")?;
        if !job.run(writer) {
            // After a full disk and the like SQLite has rolled back everything: this fails, and the whole batch with it.
            execute(writer, "ROLLBACK TO job")?;
        }
        execute(writer, "RELEASE job")?;
    }
    Ok(())
}

fn execute(writer: &Writer, sql: &str) -> rusqlite::Result<()> {
    writer.connection.prepare_cached(sql)?.execute([]).map(|_| ())
}
