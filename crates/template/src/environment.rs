//! Environments: parameter values and the registry of types.

use crate::parameter::Parameters;
use model::value::{Map, Value};
use model::{Diagnostics, SourceId};
use std::collections::BTreeMap;

/// An environment, typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// Values of parameters, for the root template.
    pub parameters: Map,
    /// Values where a template has a parameter of that name, in nested templates too.
    pub parameter_defaults: Map,
    /// Names of parameters whose values are kept sealed.
    pub encrypted_param_names: Vec<String>,
    /// Where events are sent, as given.
    pub event_sinks: Value,
    /// The registry of types.
    pub registry: Registry,
}

/// Which type or template a type name stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {}

/// What a type name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This type (after all aliases), to be looked up in the catalogue.
    Type(String),
    /// This template, by file name or URL.
    Template(String),
}

/// When an operation stops to be continued by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hook {
    /// `pre-create`
    PreCreate,
    /// `pre-update`
    PreUpdate,
    /// `pre-delete`
    PreDelete,
    /// `post-create`
    PostCreate,
    /// `post-update`
    PostUpdate,
    /// `post-delete`
    PostDelete,
}

/// What must not be done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Restriction {
    /// `update`
    Update,
    /// `replace`
    Replace,
}

impl Environment {
    /// Parses an environment file to the map that a client would send.
    pub fn parse(text: &str, source: SourceId, file: &str) -> (Option<Map>, Diagnostics) {
        let _ = (text, source, file);
        (None, Diagnostics::default())
    }

    /// The typed form of an environment's map.
    pub fn from_map(map: &Map) -> (Environment, Diagnostics) {
        let _ = map;
        (Environment::default(), Diagnostics::default())
    }

    /// The map again, as Heat shows it: all sections, in one form.
    pub fn to_map(&self) -> Map {
        Map::new()
    }

    /// The environment of a stack nested in resource `holder` of this one: the same registry and defaults without values of parameters.
    #[must_use]
    pub fn nested(&self, holder: &str) -> Environment {
        let _ = holder;
        self.clone()
    }
}

/// Merges environment files (`names`, in order, out of `files`) and then `last` (the environment of the request itself) into one map, by
/// the `parameter_merge_strategies` of each file. `schemata` are the parameters of the template and of the templates among the files.
pub fn merge(
    names: &[String],
    files: &BTreeMap<String, String>,
    last: &Map,
    schemata: &Parameters,
) -> (Map, Diagnostics) {
    let _ = (names, files, schemata);
    (last.clone(), Diagnostics::default())
}

impl Registry {
    /// What `type_name` stands for, for the resource `resource`.
    pub fn lookup(&self, type_name: &str, resource: Option<&str>) -> Target {
        let _ = resource;
        Target::Type(type_name.to_owned())
    }

    /// The hooks on a resource.
    pub fn hooks(&self, resource: &str) -> Vec<Hook> {
        let _ = resource;
        Vec::new()
    }

    /// What must not be done to a resource.
    pub fn restrictions(&self, resource: &str) -> Vec<Restriction> {
        let _ = resource;
        Vec::new()
    }
}
