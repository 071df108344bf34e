//! Outputs of a stack, all of them or one by its key.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::{Client, Query};
use api_types::output::Output;

impl Client {
    /// The names and descriptions of a stack's outputs.
    pub async fn outputs(&self, stack: &StackRef) -> Result<Vec<Output>> {
        self.get_in(&stack.path(&["outputs"]), &Query::new(), "outputs").await
    }

    /// One output with its value.
    pub async fn output(&self, stack: &StackRef, key: &str) -> Result<Output> {
        self.get_in(&stack.path(&["outputs", key]), &Query::new(), "output").await
    }
}
