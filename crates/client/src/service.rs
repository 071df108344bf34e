//! What a server knows that is about no stack.

use crate::error::Result;
use crate::pack::Packed;
use crate::transport::{Client, Query};
use serde_json::{Map, Value as Json};

impl Client {
    /// Names of versions of the server's parts; the cheapest call there is.
    pub async fn build_info(&self) -> Result<Json> {
        self.get(&["build_info"], &Query::new()).await
    }

    /// The engines.
    pub async fn services(&self) -> Result<Vec<Json>> {
        self.get_in(&["services"], &Query::new(), "services").await
    }

    /// Has the server check a template.
    pub async fn validate(&self, packed: &Packed, parameters: &Map<String, Json>) -> Result<Json> {
        let mut body = Map::new();
        packed.write_to(&mut body);
        body.insert("parameters".into(), Json::Object(parameters.clone()));
        self.post(&["validate"], &Json::Object(body)).await
    }
}
