//! The template as a whole.

use crate::{Expr, Output, Parameter, ParameterGroup, Resource, Version};
use indexmap::IndexMap;
use model::value::Value;
use model::{Diagnostics, SourceId};
use std::sync::Arc;
use yaml::Node;

/// A HOT template, typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its version.
    pub version: Version,
    /// Its description.
    pub description: Option<Arc<str>>,
    /// Its parameters, in order.
    pub parameters: IndexMap<Arc<str>, Parameter>,
    /// How the parameters are grouped for people.
    pub parameter_groups: Vec<ParameterGroup>,
    /// Its conditions: each a literal truth value, the name of another condition (literal text), or a call.
    pub conditions: IndexMap<Arc<str>, Expr>,
    /// Its resources, in order.
    pub resources: IndexMap<Arc<str>, Resource>,
    /// Its outputs, in order.
    pub outputs: IndexMap<Arc<str>, Output>,
    /// The whole document, for places ([`Node::locate`]).
    pub document: Node,
    /// The file or URL that it was read from; `None` for the template of the submission itself.
    pub file: Option<Arc<str>>,
}

impl Template {
    /// Parses a template's text. `file` is its name if it is not the submission's own template. What is well formed is in the template
    /// even if there are errors; no template at all if the text has no shape.
    pub fn parse(text: &str, source: SourceId, file: Option<&str>) -> (Option<Template>, Diagnostics) {
        let _ = (text, source, file);
        (None, Diagnostics::default())
    }

    /// The same of a document that is a value already (an expansion, a JSON body); it may hold secrets and unknowns.
    pub fn from_value(document: &Value, file: Option<&str>) -> (Option<Template>, Diagnostics) {
        let _ = (document, file);
        (None, Diagnostics::default())
    }
}
