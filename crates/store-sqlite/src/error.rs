//! Why a database cannot be opened.

use crate::KeyError;

/// An error of [`crate::SqliteStore::open`].
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error(
        "the database {path} is in use by another process (lock file {lock}); stop that one first [database_in_use]"
    )]
    InUse {
        /// The database.
        path: String,
        /// The file whose lock is held.
        lock: String,
    },
    /// It was written by a newer version of this program.
    #[error("the database {path} has form {found}, newer than this program knows ({known}) [database_too_new]")]
    TooNew {
        /// The database.
        path: String,
        /// Its form.
        found: u32,
        /// The newest form that is known here.
        known: u32,
    },
    /// Its folder or one of its files cannot be used.
    #[error("cannot use {path}: {source} [database_io]")]
    Io {
        /// The file or folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The keys are not there or not readable.
    #[error("{0} [database_keys]")]
    Keys(#[from] KeyError),
    /// SQLite cannot work with it.
    #[error("cannot open the database {path}: {source} [database_failed]")]
    Database {
        /// The database.
        path: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl OpenError {
    /// A word for it that does not change; the text ends with it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "database_in_use",
            Self::TooNew { .. } => "database_too_new",
            Self::Io { .. } => "database_io",
            Self::Keys(_) => "database_keys",
            Self::Database { .. } => "database_failed",
        }
    }
}

/// What can go wrong inside: SQLite, or what the store's contract names.
#[derive(Debug)]
pub(crate) enum Fault {
    Sql(rusqlite::Error),
    Store(store::Error),
}

/// The result of work inside.
pub(crate) type Done<T> = std::result::Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<Fault> for store::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Sql(error) => Self::Database(Box::new(error)),
            Fault::Store(error) => error,
        }
    }
}
