//! The read traits, but the engines' queue.

use crate::SqliteStore;
use crate::commit::revision_name;
use crate::error::Done;
use crate::list;
use crate::reader::Reader;
use crate::row::{self, Id, signed, unsigned};
use crate::sql;
use async_trait::async_trait;
use model::event::Event;
use model::incarnation::Incarnation;
use model::journal::JournalEntry;
use model::operation::Operation;
use model::plan::Plan;
use model::revision::{Bindings, Revision};
use model::snapshot::Snapshot;
use model::stack::Stack;
use model::step::StepRow;
use model::submission::{Submission, SubmissionId};
use model::{EventId, IncarnationId, OperationId, PlanId, ResourcePath, SnapshotId, StackId, Timestamp};
use rusqlite::{Params, Row, params};
use std::sync::Arc;
use store::{EventFilter, Events, Incarnations, Operations, Result, Revisions, Snapshots, StackFilter, Stacks};

impl Reader<'_> {
    /// Every row of a statement.
    fn all<T>(&self, sql: &str, params: impl Params, read: impl Fn(&Row<'_>) -> Done<T>) -> Done<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// The first row of a statement.
    fn first<T>(&self, sql: &str, params: impl Params, read: impl Fn(&Row<'_>) -> Done<T>) -> Done<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }
}

#[async_trait]
impl Stacks for SqliteStore {
    async fn stack(&self, id: StackId) -> Result<Option<Stack>> {
        self.read(move |reader| reader.first(sql::STACK, [Id(id.0)], |row| row::stack(&reader.keys, row))).await
    }

    async fn stack_by_name(&self, project: &str, name: &str, deleted: bool) -> Result<Option<Stack>> {
        let (project, name) = (project.to_owned(), name.to_owned());
        self.read(move |reader| {
            let read = |row: &Row<'_>| row::stack(&reader.keys, row);
            let living = reader.first(sql::STACK_LIVING, params![project, name], read)?;
            if living.is_some() || !deleted {
                Ok(living)
            } else {
                reader.first(sql::STACK_DELETED, params![project, name], read)
            }
        })
        .await
    }

    async fn tree(&self, root: StackId) -> Result<Vec<Stack>> {
        self.read(move |reader| reader.all(sql::TREE, [Id(root.0)], |row| row::stack(&reader.keys, row))).await
    }

    async fn stacks(&self, filter: &StackFilter) -> Result<Vec<Stack>> {
        let query = list::stacks(filter);
        self.read(move |reader| reader.all(&query.sql, query.params().as_slice(), |row| row::stack(&reader.keys, row)))
            .await
    }

    async fn count_stacks(&self, filter: &StackFilter) -> Result<u64> {
        let query = list::count_stacks(filter);
        let count = |row: &Row<'_>| Ok(unsigned(row.get(0)?));
        self.read(move |reader| Ok(reader.first(&query.sql, query.params().as_slice(), count)?.unwrap_or(0))).await
    }
}

#[async_trait]
impl Revisions for SqliteStore {
    async fn submission(&self, id: &SubmissionId) -> Result<Option<Arc<Submission>>> {
        let id = id.0.clone();
        self.read(move |reader| {
            reader.first(sql::SUBMISSION, [&id], |row| {
                Ok(Arc::new(row::decode(&reader.keys, "submission", &id, row, 0)?))
            })
        })
        .await
    }

    async fn revision(&self, stack: StackId, number: u32) -> Result<Option<Revision>> {
        self.read(move |reader| {
            reader.first(sql::REVISION, params![Id(stack.0), number], |row| revision(reader, stack, row))
        })
        .await
    }

    async fn revisions(&self, stack: StackId) -> Result<Vec<Revision>> {
        self.read(move |reader| reader.all(sql::REVISIONS, [Id(stack.0)], |row| revision(reader, stack, row))).await
    }

    async fn bindings(&self, stack: StackId, number: u32) -> Result<Option<Arc<Bindings>>> {
        let name = revision_name(stack, number);
        self.read(move |reader| {
            reader.first(sql::BINDINGS, params![Id(stack.0), number], |row| {
                Ok(Arc::new(row::decode(&reader.keys, "bindings", &name, row, 0)?))
            })
        })
        .await
    }
}

fn revision(reader: &Reader<'_>, stack: StackId, row: &Row<'_>) -> Done<Revision> {
    row::decode(&reader.keys, "revision", &revision_name(stack, row.get(0)?), row, 1)
}

#[async_trait]
impl Incarnations for SqliteStore {
    async fn incarnation(&self, id: IncarnationId) -> Result<Option<Arc<Incarnation>>> {
        self.read(move |reader| reader.first(sql::INCARNATION, [Id(id.0)], |row| row::incarnation(&reader.keys, row)))
            .await
    }

    async fn incarnations(&self, root: StackId, gone: bool) -> Result<Vec<Arc<Incarnation>>> {
        self.read(move |reader| {
            reader.all(sql::INCARNATIONS, params![Id(root.0), gone], |row| row::incarnation(&reader.keys, row))
        })
        .await
    }

    async fn incarnations_since(&self, root: StackId, seen: u64) -> Result<(Vec<Arc<Incarnation>>, u64)> {
        self.read(move |reader| {
            let read = |row: &Row<'_>| Ok((row::incarnation(&reader.keys, row)?, unsigned(row.get(3)?)));
            let rows = reader.all(sql::INCARNATIONS_SINCE, params![Id(root.0), signed(seen)], read)?;
            let mark = rows.last().map_or(seen, |(_, changed)| *changed);
            Ok((rows.into_iter().map(|(record, _)| record).collect(), mark))
        })
        .await
    }

    async fn resources(&self, stack: StackId) -> Result<Vec<Arc<Incarnation>>> {
        self.read(move |reader| reader.all(sql::RESOURCES, [Id(stack.0)], |row| row::incarnation(&reader.keys, row)))
            .await
    }

    async fn current(&self, root: StackId, path: &ResourcePath) -> Result<Option<Arc<Incarnation>>> {
        let path = path.clone();
        self.read(move |reader| {
            let params = params![Id(root.0), path.as_str()];
            reader.first(sql::INCARNATION_CURRENT, params, |row| row::incarnation(&reader.keys, row))
        })
        .await
    }
}

#[async_trait]
impl Operations for SqliteStore {
    async fn operation(&self, id: OperationId) -> Result<Option<Operation>> {
        self.read(move |reader| {
            reader.first(sql::OPERATION_DOC, [Id(id.0)], |row| row::document(&reader.keys, "operation_doc", row))
        })
        .await
    }

    async fn operations(&self, stack: StackId) -> Result<Vec<Operation>> {
        self.read(move |reader| {
            reader.all(sql::OPERATIONS, [Id(stack.0)], |row| row::document(&reader.keys, "operation_doc", row))
        })
        .await
    }

    async fn operation_by_token(&self, stack: StackId, token: &str) -> Result<Option<Operation>> {
        let token = token.to_owned();
        self.read(move |reader| {
            let params = params![Id(stack.0), token];
            reader.first(sql::OPERATION_TOKEN, params, |row| row::document(&reader.keys, "operation_doc", row))
        })
        .await
    }

    async fn plan(&self, id: PlanId) -> Result<Option<Arc<Plan>>> {
        self.read(move |reader| {
            reader.first(sql::PLAN, [Id(id.0)], |row| Ok(Arc::new(row::decode(&reader.keys, "plan", &id, row, 0)?)))
        })
        .await
    }

    async fn steps(&self, operation: OperationId) -> Result<Vec<StepRow>> {
        self.read(move |reader| {
            reader.all(sql::STEPS, [Id(operation.0)], |row| row::step(&reader.keys, operation, row, 0))
        })
        .await
    }

    async fn journal(&self, operation: OperationId, about: Option<IncarnationId>) -> Result<Vec<JournalEntry>> {
        self.read(move |reader| {
            let params = params![Id(operation.0), about.map(|id| Id(id.0))];
            reader.all(sql::JOURNAL, params, |row| {
                Ok(JournalEntry {
                    operation,
                    step: row.get(0)?,
                    incarnation: row.get::<_, Option<Id>>(1)?.map(|id| IncarnationId(id.0)),
                    epoch: unsigned(row.get(2)?),
                    at: Timestamp(row.get(3)?),
                    note: row::decode(&reader.keys, "journal", &operation, row, 4)?,
                })
            })
        })
        .await
    }
}

#[async_trait]
impl Events for SqliteStore {
    async fn events(&self, filter: &EventFilter) -> Result<Vec<Event>> {
        let query = list::events(filter);
        self.read(move |reader| {
            reader.all(&query.sql, query.params().as_slice(), |row| row::document(&reader.keys, "event", row))
        })
        .await
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>> {
        self.read(move |reader| reader.first(sql::EVENT, [Id(id.0)], |row| row::document(&reader.keys, "event", row)))
            .await
    }
}

#[async_trait]
impl Snapshots for SqliteStore {
    async fn snapshot(&self, id: SnapshotId) -> Result<Option<Snapshot>> {
        self.read(move |reader| {
            reader.first(sql::SNAPSHOT, [Id(id.0)], |row| row::document(&reader.keys, "snapshot", row))
        })
        .await
    }

    async fn snapshots(&self, stack: StackId) -> Result<Vec<Snapshot>> {
        self.read(move |reader| {
            reader.all(sql::SNAPSHOTS, [Id(stack.0)], |row| row::document(&reader.keys, "snapshot", row))
        })
        .await
    }
}
