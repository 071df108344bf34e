//! Carnot's own reads: revisions, operations, plans, incarnations.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query, member};
use api_types::incarnation::Incarnation;
use api_types::operation::Operation;
use api_types::plan::Plan;
use api_types::revision::{Diff, Revision};
use reqwest::Method;
use serde_json::json;

impl Client {
    /// The history of a stack, newest first.
    pub async fn revisions(&self, stack: &StackRef) -> Result<Vec<Revision>> {
        self.get_in(&stack.path(&["revisions"]), &Query::new(), "revisions").await
    }

    /// One revision with template, environment, parameters and bindings.
    pub async fn revision(&self, stack: &StackRef, number: &str) -> Result<Revision> {
        self.get_in(&stack.path(&["revisions", number]), &Query::new(), "revision").await
    }

    /// What changed from revision `a` to revision `b`.
    pub async fn diff(&self, stack: &StackRef, a: &str, b: &str) -> Result<Diff> {
        self.get_in(&stack.path(&["revisions", a, "diff", b]), &Query::new(), "diff").await
    }

    /// Gives a revision a name that pins it, or takes the name away.
    pub async fn tag_revision(&self, stack: &StackRef, number: &str, tag: &str, set: bool) -> Result<()> {
        let method = if set { Method::PUT } else { Method::DELETE };
        self.send(method, &stack.path(&["revisions", number, "tags", tag]), &Query::new(), None).await.map(drop)
    }

    /// The operations on a stack, newest first.
    pub async fn operations(&self, stack: &StackRef) -> Result<Vec<Operation>> {
        self.get_in(&stack.path(&["operations"]), &Query::new(), "operations").await
    }

    /// One operation with its progress.
    pub async fn operation(&self, stack: &StackRef, id: &str) -> Result<Operation> {
        self.get_in(&stack.path(&["operations", id]), &Query::new(), "operation").await
    }

    /// One plan.
    pub async fn plan(&self, stack: &StackRef, id: &str) -> Result<Plan> {
        self.get_in(&stack.path(&["plans", id]), &Query::new(), "plan").await
    }

    /// Every object of a stack's tree, also those without a slot.
    pub async fn incarnations(&self, stack: &StackRef, phase: Option<&str>) -> Result<Vec<Incarnation>> {
        let query: Query = phase.iter().map(|phase| ("phase".to_owned(), (*phase).to_owned())).collect();
        self.get_in(&stack.path(&["incarnations"]), &query, "incarnations").await
    }

    /// Resolves something about one object by hand: `adopt`, `retain`, `retry_delete` or `mark_healthy`.
    pub async fn act_on_incarnation(&self, stack: &StackRef, id: &str, action: &str) -> Result<Incarnation> {
        let body = json!({ action: null });
        let path = stack.path(&["incarnations", id, "actions"]);
        member(&self.send(Method::POST, &path, &Query::new(), Some(&body)).await?, "incarnation")
    }
}
