//! Writing history, records, the journal, events and snapshots.

use super::{Commit, fenced, number};
use crate::error::Done;
use crate::row::{Id, damaged, unsigned};
use crate::sql;
use model::StackId;
use model::event::Event;
use model::incarnation::{Incarnation, Phase};
use model::journal::JournalEntry;
use model::revision::Revision;
use model::snapshot::Snapshot;
use model::submission::SubmissionId;
use rusqlite::{OptionalExtension, params};
use store::rule::Unneeded;

/// How a revision is named where its texts are sealed.
pub(crate) fn revision_name(stack: StackId, number: u32) -> String {
    format!("{stack}/{number}")
}

impl Commit<'_> {
    pub(super) fn submission(&mut self, id: &SubmissionId, doc: Option<&str>) -> Done<()> {
        self.execute(sql::SUBMISSION_INSERT, params![id.0, doc])
    }

    pub(super) fn revision(&mut self, revision: &Revision, doc: Option<&str>) -> Done<()> {
        self.execute(sql::REVISION_UPSERT, params![Id(revision.stack.0), revision.number, revision.submission.0, doc])
    }

    pub(super) fn bindings(&mut self, stack: StackId, revision: u32, doc: Option<&str>) -> Done<()> {
        self.execute(sql::BINDINGS_UPSERT, params![Id(stack.0), revision, doc])
    }

    pub(super) fn delete_revision(&mut self, stack: StackId, revision: u32) -> Done<()> {
        self.execute(sql::BINDINGS_DELETE, params![Id(stack.0), revision])?;
        let mut delete = self.ledger.connection.prepare_cached(sql::REVISION_DELETE)?;
        let submission: Option<String> =
            delete.query_row(params![Id(stack.0), revision], |row| row.get(0)).optional()?;
        match submission {
            Some(id) => self.execute(sql::SUBMISSION_DROP, [id]),
            None => Ok(()),
        }
    }

    pub(super) fn incarnation(&mut self, record: &Incarnation, doc: Option<&str>) -> Done<()> {
        let connection = self.ledger.connection;
        let mut query = connection.prepare_cached(sql::INCARNATION_GENERATION)?;
        let stored =
            query.query_row([Id(record.id.0)], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))).optional()?;
        if stored.is_some_and(|(_, generation)| unsigned(generation) != record.generation) {
            return fenced(format!("incarnation {} was changed by somebody else", record.id));
        }
        let unneeded = match Unneeded::of(record) {
            None => 0,
            Some(Unneeded::Leftover) => 1,
            Some(Unneeded::Deferred) => 2,
        };
        let change = self.change();
        let id = Id(record.id.0);
        let key: &dyn rusqlite::ToSql = match &stored {
            Some((seq, _)) => seq,
            None => &id,
        };
        let statement = if stored.is_some() { sql::INCARNATION_UPDATE } else { sql::INCARNATION_INSERT };
        self.execute(
            statement,
            params![
                number(record.generation + 1),
                Id(record.root.0),
                Id(record.stack.0),
                record.path.as_str(),
                record.current,
                record.phase == Phase::Gone,
                unneeded,
                record.updated_at.0,
                change,
                doc,
                key,
            ],
        )
    }

    pub(super) fn journal(&mut self, entry: &JournalEntry, doc: Option<&str>) -> Done<()> {
        let seq = self.ledger.get(entry.operation)?.seq;
        let incarnation = entry.incarnation.map(|id| Id(id.0));
        self.execute(sql::JOURNAL_INSERT, params![seq, entry.step, incarnation, number(entry.epoch), entry.at.0, doc])
    }

    pub(super) fn event(&mut self, event: &Event, doc: Option<&str>) -> Done<()> {
        self.execute(
            sql::EVENT_INSERT,
            params![
                Id(event.id.0),
                Id(event.stack.0),
                event.resource_name,
                event.resource_type,
                event.action.as_str(),
                event.status.as_str(),
                doc,
            ],
        )
    }

    pub(super) fn trim_events(&mut self, root: StackId, newest: u32) -> Done<()> {
        let mut query = self.ledger.connection.prepare_cached(sql::WHOLE_TREE)?;
        let stacks = query.query_map([Id(root.0)], |row| row.get::<_, Id>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        stacks.into_iter().try_for_each(|stack| self.execute(sql::EVENTS_TRIM, params![stack, newest]))
    }

    pub(super) fn snapshot(&mut self, snapshot: &Snapshot, doc: Option<&str>) -> Done<()> {
        let doc = doc.ok_or_else(|| damaged("snapshot", "no document".to_owned()))?;
        self.execute(sql::SNAPSHOT_UPSERT, params![Id(snapshot.id.0), Id(snapshot.stack.0), doc])
    }
}
