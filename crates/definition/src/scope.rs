//! One open stack of the tree: its template with all that opening it decided.

use crate::{Kind, Node};
use indexmap::IndexMap;
use model::value::{Map, Value};
use model::{Diagnostics, ResourcePath, StackPath};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use template::{Environment, Resource, Template};

/// An open stack.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// Its place.
    pub(crate) path: StackPath,
    /// Its template.
    pub(crate) template: Arc<Template>,
    /// Its environment.
    pub(crate) environment: Arc<Environment>,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Parameters and pseudo parameters as they were when it was opened: what decides its shape.
    pub(crate) parameters: IndexMap<String, Value>,
    /// The parameters whose values no live resource can change.
    pub(crate) fixed: HashMap<Arc<str>, Value>,
    /// The conditions whose values no live resource can change.
    pub(crate) conditions: HashMap<Arc<str>, bool>,
    /// Enabled resources by name.
    pub(crate) entries: HashMap<Arc<str>, Entry>,
    /// Enabled resources whose type or policies could not be made out; a scope with any is refused.
    pub(crate) broken: HashSet<Arc<str>>,
    /// Enabled resources in dependency order.
    pub(crate) order: Vec<ResourcePath>,
    /// Aliases that templates around this one stand for: inside, such a name means the type itself again.
    pub(crate) in_use: Arc<Vec<(String, String)>>,
    /// Name and id of the stack if they were told.
    pub(crate) identity: Option<(String, String)>,
}

/// Where a stack comes from.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// The submission's template.
    Root,
    /// Nested: what its holder gave.
    Nested {
        /// The holder's evaluated properties.
        given: Value,
        /// The holder's runtime data.
        runtime: Map,
        /// Whether the type made the template of the properties, and live resources can change those.
        moving: bool,
    },
}

/// An enabled resource.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// What others see of it.
    pub(crate) node: Node,
    /// The template that implements it, with its file's name.
    pub(crate) nested: Option<(Arc<str>, Arc<Template>)>,
    /// What is wrong with its policies.
    pub(crate) faults: Diagnostics,
}

impl Scope {
    /// The same with name and id told.
    pub(crate) fn named(&self, parameters: IndexMap<String, Value>, identity: (String, String)) -> Self {
        Self { parameters, identity: Some(identity), ..self.clone() }
    }

    /// The template's resource of that name.
    pub(crate) fn resource(&self, name: &str) -> Option<&Resource> {
        self.template.resources.get(name)
    }

    /// The enabled resource of that name.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name)
    }

    /// The names of the enabled resources, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.order.iter().map(|path| path.name().to_owned()).collect()
    }
}

impl Entry {
    /// Whether the type makes the nested template of the properties.
    pub(crate) fn is_generated(&self) -> bool {
        match self.node.kind {
            Kind::Type(kind) => matches!(kind.shape, resource::Shape::Nested(_)),
            Kind::Template => false,
        }
    }

    /// What Heat calls the nested template in paths.
    pub(crate) fn file(&self) -> &str {
        self.nested.as_ref().map_or("nested_stack", |(file, _)| file)
    }
}
