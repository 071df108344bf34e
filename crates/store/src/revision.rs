//! Submissions, revisions and bindings, read.

use crate::Result;
use async_trait::async_trait;
use model::StackId;
use model::revision::{Bindings, Revision};
use model::submission::{Submission, SubmissionId};
use std::sync::Arc;

/// Reading the history.
#[async_trait]
pub trait Revisions {
    /// A submission by its hash.
    async fn submission(&self, id: &SubmissionId) -> Result<Option<Arc<Submission>>>;

    /// One revision of a root stack.
    async fn revision(&self, stack: StackId, number: u32) -> Result<Option<Revision>>;

    /// All revisions of a root stack, newest first.
    async fn revisions(&self, stack: StackId) -> Result<Vec<Revision>>;

    /// What a committed revision is bound to; `None` if it never was committed.
    async fn bindings(&self, stack: StackId, revision: u32) -> Result<Option<Arc<Bindings>>>;
}
