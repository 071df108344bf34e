//! What a server knows that is about no stack.

use crate::error::Result;
use crate::transport::{Client, Query};
use api_types::info::{BuildInfo, Service};
use api_types::stack::Request;
use api_types::template::Validation;
use serde_json::json;

impl Client {
    /// Names of versions of the server's parts; the cheapest call there is.
    pub async fn build_info(&self) -> Result<BuildInfo> {
        self.get(&["build_info"], &Query::new()).await
    }

    /// The engines.
    pub async fn services(&self) -> Result<Vec<Service>> {
        self.get_in(&["services"], &Query::new(), "services").await
    }

    /// Has the server check a template.
    pub async fn validate(&self, request: &Request) -> Result<Validation> {
        self.post(&["validate"], &json!(request)).await
    }
}
