//! Resource types, listed and described.

use super::{Error, Result, Service, TypeView};
use catalog::{Dialect, api_schema, generated_template};
use fancy_regex::Regex;
use resource::{ResourceType, Shape, SupportStatus};
use serde_json::Value as Json;

/// The support statuses that a client may ask for.
const STATUSES: [&str; 5] = ["UNKNOWN", "SUPPORTED", "DEPRECATED", "UNSUPPORTED", "HIDDEN"];

impl Service {
    /// The names of the types: those that a regular expression matches from the start, of a support status, since a version of Heat.
    pub fn resource_types(
        &self,
        name: Option<&str>,
        version: Option<&str>,
        status: Option<&str>,
        descriptions: bool,
    ) -> Result<Vec<TypeView>> {
        if status.is_some_and(|status| !STATUSES.contains(&status)) {
            let message = "Invalid support status and should be one of \
                           ('UNKNOWN', 'SUPPORTED', 'DEPRECATED', 'UNSUPPORTED', 'HIDDEN')";
            return Err(Error::bad_request(message));
        }
        let expression = match name.map(|name| Regex::new(&format!("^(?:{name})"))) {
            Some(Ok(expression)) => Some(expression),
            // Heat finds nothing by an expression that is none.
            Some(Err(_)) => return Ok(Vec::new()),
            None => None,
        };
        let wanted = |kind: &&ResourceType| {
            kind.support.status != SupportStatus::Hidden
                && !matches!(kind.shape, Shape::Placeholder(_))
                && expression.as_ref().is_none_or(|e| e.is_match(kind.name).unwrap_or(false))
                && version.is_none_or(|version| kind.support.version == Some(version))
                && status.is_none_or(|status| kind.support.status.as_str() == status)
        };
        let view = |kind: &ResourceType| TypeView {
            name: kind.name.to_owned(),
            description: descriptions.then(|| "No description available".to_owned()),
        };
        Ok(self.ctx.catalog.all().into_iter().filter(wanted).map(view).collect())
    }

    /// The schema of a type, in the form of Heat's answer.
    pub fn resource_type(&self, name: &str, descriptions: bool) -> Result<Json> {
        let mut schema = api_schema(self.kind(name)?);
        if let (true, Some(object)) = (descriptions, schema.as_object_mut()) {
            object.insert("description".to_owned(), Json::from("No description available"));
        }
        Ok(schema)
    }

    /// A template with one resource of the type: `hot`, or else `cfn`.
    pub fn resource_type_template(&self, name: &str, kind: &str) -> Result<Json> {
        let dialect = if kind == "hot" { Dialect::Hot } else { Dialect::Cfn };
        Ok(generated_template(self.kind(name)?, dialect))
    }

    fn kind(&self, name: &str) -> Result<&'static ResourceType> {
        let kind = self.ctx.catalog.get(name).ok_or_else(|| Error::not_found("Resource Type", name))?;
        if kind.support.status == SupportStatus::Hidden {
            return Err(Error::not_supported(name));
        }
        Ok(kind)
    }
}
