//! The one write path: documents are made and sealed by the caller, rows are written by the writer thread.

mod operation;
mod record;
mod stack;
mod step;

pub(crate) use record::revision_name;

use crate::error::Done;
use crate::key::KeyRing;
use crate::ledger::{Ledger, State};
use crate::row::{Id, signed, step_name, unsigned};
use crate::seal::{Place, encode};
use crate::sql;
use crate::writer::Writer;
use model::PlanId;
use model::write::{Fence, Write};
use rusqlite::OptionalExtension;
use store::{Committed, Error, Result};

/// A write with the texts of its documents.
pub(crate) struct Prepared {
    write: Write,
    /// The document; of a step, its stage.
    doc: Option<String>,
    /// Of a step, its failure.
    failure: Option<String>,
}

/// Makes the texts.
pub(crate) fn prepare(keys: &KeyRing, write: Write) -> Result<Prepared> {
    let mut failure = None;
    let doc = match &write {
        Write::Stack(stack) => Some(encode(keys, Place::doc("stack", &stack.id), stack)?),
        Write::Submission(id, submission) => Some(encode(keys, Place::doc("submission", &id.0), submission)?),
        Write::Revision(revision) => {
            let row = record::revision_name(revision.stack, revision.number);
            Some(encode(keys, Place::doc("revision", &row), revision)?)
        }
        Write::Bindings { stack, revision, bindings } => {
            let row = record::revision_name(*stack, *revision);
            Some(encode(keys, Place::doc("bindings", &row), bindings)?)
        }
        Write::Operation(operation) => Some(encode(keys, Place::doc("operation_doc", &operation.id), operation)?),
        Write::Plan(plan) => Some(encode(keys, Place::doc("plan", &plan.id), plan)?),
        Write::Step { row, .. } => {
            let name = step_name(row.operation, row.index);
            let place = |column| Place { table: "step", row: &name, column };
            failure = row.failure.as_ref().map(|failure| encode(keys, place("failure"), failure)).transpose()?;
            row.stage.as_ref().map(|stage| encode(keys, place("stage"), stage)).transpose()?
        }
        Write::Incarnation(record) => Some(encode(keys, Place::doc("incarnation", &record.id), record)?),
        Write::Journal(entry) => Some(encode(keys, Place::doc("journal", &entry.operation), &entry.note)?),
        Write::Event(event) => Some(encode(keys, Place::doc("event", &event.id), event)?),
        Write::Snapshot(snapshot) => Some(encode(keys, Place::doc("snapshot", &snapshot.id), snapshot)?),
        Write::ForgetTree(_)
        | Write::Steps { .. }
        | Write::DeleteSnapshot(_)
        | Write::DeleteOperation(_)
        | Write::TrimPlans { .. }
        | Write::TrimEvents { .. }
        | Write::DeleteRevision { .. } => None,
    };
    Ok(Prepared { write, doc, failure })
}

/// A commit under way.
struct Commit<'a> {
    ledger: Ledger<'a>,
    changed: &'a mut i64,
    /// What the steps of the plans of this commit wait for.
    outlines: Vec<(PlanId, Vec<u32>)>,
}

/// Does a commit inside the transaction of the writer.
pub(crate) fn commit(writer: &mut Writer, fence: &Fence, writes: &[Prepared]) -> Done<Committed> {
    let now = writer.clock.now();
    let mut commit =
        Commit { ledger: Ledger::new(&writer.connection, now), changed: &mut writer.changed, outlines: Vec::new() };
    commit.check(fence)?;
    for prepared in writes {
        commit.write(prepared)?;
    }
    commit.ledger.close()
}

fn fenced<T>(why: String) -> Done<T> {
    Err(Error::Fenced(why).into())
}

impl Commit<'_> {
    fn check(&mut self, fence: &Fence) -> Done<()> {
        let connection = self.ledger.connection;
        match fence {
            Fence::None => Ok(()),
            Fence::Stack { stack, version } => {
                let mut query = connection.prepare_cached(sql::STACK_VERSION)?;
                match query.query_row([Id(stack.0)], |row| row.get(0)).optional()? {
                    Some(found) if unsigned(found) == *version => Ok(()),
                    Some(found) => fenced(format!("stack {stack} has version {found}, not {version}")),
                    None => fenced(format!("there is no stack {stack}")),
                }
            }
            Fence::Operation { operation, epoch, engine } => {
                let mut query = connection.prepare_cached(sql::OWNED_OPERATION)?;
                let read = |row: &rusqlite::Row<'_>| Ok((State::read(row)?, row.get::<_, Option<bool>>(11)?));
                match query.query_row([Id(operation.0)], read).optional()? {
                    Some((state, Some(true))) if state.epoch == *epoch => self.ledger.add(state),
                    _ => return fenced(format!("operation {operation} does not own epoch {epoch} of its stack")),
                }
                let mut query = connection.prepare_cached(sql::ENGINE_LEASE)?;
                match query.query_row([Id(engine.0)], |row| row.get::<_, i64>(0)).optional()? {
                    Some(until) if until > self.ledger.now.0 => Ok(()),
                    _ => fenced(format!("the lease of engine {engine} has run out")),
                }
            }
        }
    }

    fn write(&mut self, prepared: &Prepared) -> Done<()> {
        let doc = prepared.doc.as_deref();
        match &prepared.write {
            Write::Stack(stack) => self.stack(stack, doc),
            Write::ForgetTree(root) => self.forget(*root),
            Write::Submission(id, _) => self.submission(id, doc),
            Write::Revision(revision) => self.revision(revision, doc),
            Write::Bindings { stack, revision, .. } => self.bindings(*stack, *revision, doc),
            Write::Operation(operation) => self.operation(operation, doc),
            Write::Plan(plan) => self.plan(plan, doc),
            Write::Steps { operation, plan } => self.lay_out(*operation, *plan),
            Write::Step { row, release } => self.step(row, doc, prepared.failure.as_deref(), release),
            Write::Incarnation(record) => self.incarnation(record, doc),
            Write::Journal(entry) => self.journal(entry, doc),
            Write::Event(event) => self.event(event, doc),
            Write::Snapshot(snapshot) => self.snapshot(snapshot, doc),
            Write::DeleteSnapshot(id) => self.execute(sql::SNAPSHOT_DELETE, [Id(id.0)]),
            Write::DeleteOperation(id) => self.delete_operation(*id),
            Write::TrimPlans { stack, kept, newest } => self.trim_plans(*stack, kept, *newest),
            Write::TrimEvents { root, newest } => self.trim_events(*root, *newest),
            Write::DeleteRevision { stack, revision } => self.delete_revision(*stack, *revision),
        }
    }

    fn execute(&self, sql: &str, params: impl rusqlite::Params) -> Done<()> {
        self.ledger.connection.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    /// The number of the next change of an incarnation.
    fn change(&mut self) -> i64 {
        *self.changed += 1;
        *self.changed
    }
}

fn time(time: Option<model::Timestamp>) -> Option<i64> {
    time.map(|time| time.0)
}

fn number(number: u64) -> i64 {
    signed(number)
}
