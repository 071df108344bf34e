//! Signatures whose bodies follow, file by file.

use super::{Caller, Error, FunctionView, Result, Service, TypeView, Validate, Validated, VersionView};
use serde_json::Value as Json;

fn later<T>() -> Result<T> {
    Err(Error::not_supported("This request"))
}

#[expect(clippy::unused_async, missing_docs, unused_variables, reason = "bodies follow")]
impl Service {
    pub async fn validate(&self, caller: &Caller, request: Validate) -> Result<Validated> {
        later()
    }
    /// Names (a regular expression over the name, as Heat's filter), by support status and Heat version.
    pub fn resource_types(
        &self,
        name: Option<&str>,
        version: Option<&str>,
        status: Option<&str>,
        descriptions: bool,
    ) -> Result<Vec<TypeView>> {
        later()
    }
    /// The body of Heat's answer.
    pub fn resource_type(&self, name: &str, descriptions: bool) -> Result<Json> {
        later()
    }
    /// A template with one resource of the type: `hot` or `cfn`.
    pub fn resource_type_template(&self, name: &str, kind: &str) -> Result<Json> {
        later()
    }
    pub fn template_versions(&self) -> Vec<VersionView> {
        Vec::new()
    }
    pub fn template_functions(&self, version: &str, with_conditions: bool) -> Result<Vec<FunctionView>> {
        later()
    }
}
