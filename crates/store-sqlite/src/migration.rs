//! Brings a database to the newest form: numbered SQL files, each in a transaction of its own.
//!
//! A file that was released is never changed; a new form is a new file.

use crate::OpenError;
use rusqlite::{Connection, TransactionBehavior};

const MIGRATIONS: &[&str] = &[include_str!("migration/0001.sql")];

/// The newest form.
pub(crate) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// Applies what is missing.
pub(crate) fn migrate(connection: &mut Connection, path: &str) -> Result<(), OpenError> {
    let failed = |source: rusqlite::Error| OpenError::Database { path: path.to_owned(), source: Box::new(source) };
    connection.execute_batch("CREATE TABLE IF NOT EXISTS form (number INTEGER PRIMARY KEY) STRICT").map_err(failed)?;
    let found = current(connection).map_err(failed)?;
    if found > NEWEST {
        return Err(OpenError::TooNew { path: path.to_owned(), found, known: NEWEST });
    }
    for (number, sql) in (1_u32..).zip(MIGRATIONS).skip(found as usize) {
        let mut step = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute_batch(sql)?;
            transaction.execute("INSERT INTO form (number) VALUES (?1)", [number])?;
            transaction.commit()
        };
        step().map_err(failed)?;
    }
    Ok(())
}

fn current(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("SELECT coalesce(max(number), 0) FROM form", [], |row| row.get(0))
}
