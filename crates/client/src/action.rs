//! Actions on a stack that carry no options.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use reqwest::Method;
use serde_json::json;

impl Client {
    /// Starts `suspend`, `resume`, `check`, `cancel_update` or `cancel_without_rollback`.
    pub async fn act(&self, stack: &StackRef, action: &str) -> Result<()> {
        let body = json!({ action: null });
        self.send(Method::POST, &stack.path(&["actions"]), &Query::new(), Some(&body)).await.map(drop)
    }
}
