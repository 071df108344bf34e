//! Why a store refuses or fails.

/// The result of a call to a store.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of a store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The fence of a commit did not hold: somebody else owns the stack now, or the engine's lease ran out. Nothing was written.
    #[error("the write was fenced off: {0}")]
    Fenced(String),
    /// A living stack of that name exists in the project. Nothing was written.
    #[error("the stack {0} exists already")]
    Exists(String),
    /// What the database holds cannot be read.
    #[error("the stored {what} is damaged: {detail}")]
    Corrupt {
        /// Which kind of row.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// The database failed; the call may be repeated.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}
