//! Changing the key: a fresh one seals from now on, everything is sealed anew, the old ones are thrown away.
//!
//! All in one transaction, so other writes wait for it. Not here: when that is due.

use crate::SqliteStore;
use crate::error::{Done, Fault};
use crate::key::{KeyError, KeyRing};
use crate::row::Id;
use crate::seal::{self, Place};
use crate::sql;
use crate::writer::Writer;
use rusqlite::types::{FromSql, Value as Column, ValueRef};
use rusqlite::{Row, params};
use std::sync::PoisonError;
use store::{Error, Result};

/// A column that may hold sealed texts.
struct Sealed {
    table: &'static str,
    column: &'static str,
    /// Finds the texts: two columns that are the row's key, two that name it where its text is sealed, the text.
    select: &'static str,
    /// Replaces the text (`?3`) of a key (`?1`, `?2`).
    update: &'static str,
}

macro_rules! sealed {
    ($($table:literal . $column:literal [$key:literal] named $name:literal;)*) => {
        const SEALED: &[Sealed] = &[$(Sealed {
            table: $table,
            column: $column,
            select: concat!("SELECT ", $key, ", ", $name, ", ", $column, " FROM ", $table,
                " WHERE instr(", $column, ", '\"$sealed\"') > 0"),
            update: concat!("UPDATE ", $table, " SET ", $column, " = ?3 WHERE (", $key, ") = (?1, ?2)"),
        },)*];
    };
}

sealed! {
    "stack"."doc" ["rowid, 0"] named "id, NULL";
    "submission"."doc" ["rowid, 0"] named "id, NULL";
    "revision"."doc" ["stack, number"] named "stack, number";
    "bindings"."doc" ["rowid, 0"] named "stack, revision";
    "operation_doc"."doc" ["rowid, 0"] named "(SELECT id FROM operation WHERE seq = operation_doc.seq), NULL";
    "plan"."doc" ["rowid, 0"] named "id, NULL";
    "step"."stage" ["operation, idx"] named "(SELECT id FROM operation WHERE seq = step.operation), idx";
    "step"."failure" ["operation, idx"] named "(SELECT id FROM operation WHERE seq = step.operation), idx";
    "journal"."doc" ["rowid, 0"] named "(SELECT id FROM operation WHERE seq = journal.operation), NULL";
    "incarnation"."doc" ["rowid, 0"] named "id, NULL";
    "event"."doc" ["rowid, 0"] named "id, NULL";
    "snapshot"."doc" ["rowid, 0"] named "id, NULL";
}

/// The statements, for the test that prepares them all.
#[cfg(test)]
pub(crate) fn statements() -> impl Iterator<Item = &'static str> {
    SEALED.iter().flat_map(|sealed| [sealed.select, sealed.update])
}

impl SqliteStore {
    /// Seals everything with a fresh key and throws the old keys away. May be repeated if it is interrupted: until it is through,
    /// the key file holds the old keys too.
    pub async fn rotate_keys(&self) -> Result<()> {
        let fresh = self.exchange_keys(KeyRing::with_fresh_key)?;
        // Whoever prepared texts with the old ring has queued them before the ring was exchanged.
        self.write(move |writer| {
            SEALED.iter().try_for_each(|sealed| reseal(writer, &fresh, sealed))?;
            let newest = fresh.ids().next().unwrap_or_default();
            writer.connection.prepare_cached(sql::KEYS_DELETE)?.execute([newest])?;
            writer.connection.prepare_cached(sql::KEY_INSERT)?.execute([newest])?;
            Ok(())
        })
        .await?;
        self.exchange_keys(KeyRing::with_newest_key_only).map(|_| ())
    }

    fn exchange_keys(&self, change: fn(&KeyRing) -> std::result::Result<KeyRing, KeyError>) -> Result<KeyRing> {
        let mut keys = self.inner.keys.write().unwrap_or_else(PoisonError::into_inner);
        *keys = change(&keys).map_err(|error| Error::Database(Box::new(error)))?;
        Ok(keys.clone())
    }
}

fn reseal(writer: &mut Writer, keys: &KeyRing, sealed: &Sealed) -> Done<()> {
    let mut query = writer.connection.prepare(sealed.select)?;
    let mut rows = query.query([])?;
    let mut changed: Vec<(Column, Column, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let name = name(row)?;
        let place = Place { table: sealed.table, row: &name, column: sealed.column };
        let text = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
        if let Some(text) = seal::reseal(keys, place, text)? {
            changed.push((row.get(0)?, row.get(1)?, text));
        }
    }
    let mut update = writer.connection.prepare(sealed.update)?;
    for (first, second, text) in changed {
        update.execute(params![first, second, text])?;
    }
    Ok(())
}

/// How a row is named where its text is sealed: `<id>` or `<id>/<number>`.
fn name(row: &Row<'_>) -> Done<String> {
    let id = match row.get_ref(2)? {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        blob => Id::column_result(blob).map_err(|error| Fault::Sql(error.into()))?.0.hyphenated().to_string(),
    };
    let number: Option<u32> = row.get(3)?;
    Ok(number.map_or_else(|| id.clone(), |number| format!("{id}/{number}")))
}
