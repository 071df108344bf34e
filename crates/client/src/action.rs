//! Actions on a stack: Heat's, which carry no options, and Carnot's rollback.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use api_types::action::{Answer, Rollback};
use reqwest::Method;
use serde_json::json;

impl Client {
    /// Starts `suspend`, `resume`, `check`, `cancel_update` or `cancel_without_rollback`.
    pub async fn act(&self, stack: &StackRef, action: &str) -> Result<()> {
        let body = json!({ action: null });
        self.send(Method::POST, &stack.path(&["actions"]), &Query::new(), Some(&body)).await.map(drop)
    }

    /// Plans a rollback and, unless it is a dry run, starts it.
    pub async fn rollback(&self, stack: &StackRef, rollback: &Rollback) -> Result<Answer> {
        self.post(&stack.path(&["actions"]), &json!({ "rollback": rollback })).await
    }
}
