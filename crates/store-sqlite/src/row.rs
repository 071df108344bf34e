//! Columns to words and back.

use crate::error::Done;
use crate::key::KeyRing;
use crate::seal::{self, Place};
use model::failure::Failure;
use model::incarnation::Incarnation;
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::{EngineId, OperationId, Timestamp};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::sync::Arc;
use store::Error;
use uuid::Uuid;

/// An identifier as a column: sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id(pub(crate) Uuid);

impl ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
    }
}

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?).map(Self).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// The number that a status has in the database.
pub(crate) fn status_code(status: StepStatus) -> i64 {
    match status {
        StepStatus::Pending => 0,
        StepStatus::Ready => 1,
        StepStatus::Running => 2,
        StepStatus::Waiting => 3,
        StepStatus::Done => 4,
        StepStatus::Failed => 5,
        StepStatus::Skipped => 6,
    }
}

/// The status of a number.
pub(crate) fn status_of(code: i64) -> Done<StepStatus> {
    let found = StepStatus::ALL.iter().copied().find(|status| status_code(*status) == code);
    found.ok_or_else(|| damaged("step", format!("there is no status {code}")).into())
}

/// A counter that may not be negative.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A counter as a column; beyond the largest it stays there.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn damaged(what: &'static str, detail: String) -> Error {
    Error::Corrupt { what, detail }
}

/// The row of a step from the columns `step_columns!`, which start at `at`.
pub(crate) fn step(keys: &KeyRing, operation: OperationId, row: &Row<'_>, at: usize) -> Done<StepRow> {
    let index: u32 = row.get(at)?;
    let name = step_name(operation, index);
    let stage = row.get_ref(at + 6)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let failure = row.get_ref(at + 8)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let stage = stage.map(|text| seal::decode(keys, Place { table: "step", row: &name, column: "stage" }, text));
    let failure: Option<store::Result<Failure>> =
        failure.map(|text| seal::decode(keys, Place { table: "step", row: &name, column: "failure" }, text));
    Ok(StepRow {
        operation,
        index,
        status: status_of(row.get(at + 1)?)?,
        waits: row.get(at + 2)?,
        owner: row.get::<_, Option<Id>>(at + 3)?.map(|id| EngineId(id.0)),
        ready_at: Timestamp(row.get(at + 4)?),
        claims: row.get(at + 5)?,
        stage: stage.transpose()?,
        started_at: row.get::<_, Option<i64>>(at + 7)?.map(Timestamp),
        failure: failure.transpose()?,
    })
}

/// How a step is named where its texts are sealed.
pub(crate) fn step_name(operation: OperationId, index: u32) -> String {
    format!("{operation}/{index}")
}

/// A document from the columns `id, doc`.
pub(crate) fn document<T: DeserializeOwned>(keys: &KeyRing, table: &'static str, row: &Row<'_>) -> Done<T> {
    let id: Id = row.get(0)?;
    decode(keys, table, &id.0.hyphenated(), row, 1)
}

/// A document from a column.
pub(crate) fn decode<T: DeserializeOwned>(
    keys: &KeyRing,
    table: &'static str,
    id: &dyn Display,
    row: &Row<'_>,
    column: usize,
) -> Done<T> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(seal::decode(keys, Place::doc(table, id), text)?)
}

/// A stack from the columns `id, version, doc`.
pub(crate) fn stack(keys: &KeyRing, row: &Row<'_>) -> Done<Stack> {
    let id: Id = row.get(0)?;
    let mut stack: Stack = decode(keys, "stack", &id.0.hyphenated(), row, 2)?;
    stack.version = unsigned(row.get(1)?);
    Ok(stack)
}

/// A record from the columns `id, generation, doc`.
pub(crate) fn incarnation(keys: &KeyRing, row: &Row<'_>) -> Done<Arc<Incarnation>> {
    let id: Id = row.get(0)?;
    let mut record: Incarnation = decode(keys, "incarnation", &id.0.hyphenated(), row, 2)?;
    record.generation = unsigned(row.get(1)?);
    Ok(Arc::new(record))
}
