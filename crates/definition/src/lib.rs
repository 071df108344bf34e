//! Definitions: a template resolved with its parameters and environment into the tree of resources that is wanted.
//!
//! A [`Tree`] is made of a submission once and then asked. It grows where nested stacks are opened ([`Tree::expand`]), because what is
//! inside can depend on values; every evaluation asks a [`Live`] for what only live resources know, and answers with unknowns where it does
//! not know. Pure and deterministic: the same submission and the same answers give the same tree.

mod attribute;
mod budget;
mod build;
mod check;
pub mod codes;
mod depend;
pub mod describe;
mod evaluate;
mod facade;
mod fault;
mod functions;
mod implicit;
mod marks;
mod nested;
mod output;
mod parameter;
mod scope;
mod tree;

pub use marks::Marks;
pub use tree::Tree;

use catalog::Catalog;
use indexmap::IndexMap;
use model::goal::DeletionPolicy;
use model::submission::Submission;
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, ResourcePath, StackId, StackPath};
use resource::{Live, ResourceType};

/// What a root stack is called: for pseudo parameters and physical names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `OS::stack_id`.
    pub id: StackId,
    /// `OS::stack_name`.
    pub name: String,
    /// `OS::project_id`.
    pub project: String,
}

/// Limits of Heat's configuration that decide whether a definition is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Resources in a tree (`max_resources_per_stack`).
    pub max_resources: usize,
    /// Depth of nesting (`max_nested_stack_depth`).
    pub max_depth: usize,
    /// Bytes of a template (`max_template_size`).
    pub max_template_bytes: usize,
    /// What a query may use (`limit_iterators`, `memory_quota`).
    pub yaql: yaql::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_resources: 1000, max_depth: 5, max_template_bytes: 524_288, yaql: yaql::Limits::default() }
    }
}

/// What a tree is made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What was sent.
    pub submission: &'a Submission,
    /// The types.
    pub catalog: Catalog,
    /// The root stack.
    pub identity: &'a Identity,
    /// What is accepted.
    pub limits: Limits,
}

/// A resource of a definition.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its slot.
    pub path: ResourcePath,
    /// The type as the template names it.
    pub type_name: String,
    /// What implements it.
    pub kind: Kind,
    /// Slots of the same stack that it refers to or depends on, in order, without repetition.
    pub requires: Vec<ResourcePath>,
    /// What happens to the object when the slot goes.
    pub deletion_policy: DeletionPolicy,
    /// The `update_policy` section, resolved as far as it is static.
    pub update_policy: Value,
    /// The object of somebody else that it stands for.
    pub external_id: Option<String>,
}

/// What implements a resource.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A type of the catalogue (which may itself be [`resource::Shape::Nested`]).
    Type(&'static ResourceType),
    /// A template of the submission, by file name or registry alias.
    Template,
}

/// A resource's sections, evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// Its properties: with defaults, converted to their types; parts may be unknown, secrets are marked.
    pub properties: Value,
    /// Its metadata.
    pub metadata: Value,
}

/// What became of an expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The nested stack is in the tree now.
    Open,
    /// Its shape waits for values that are not known.
    Unknown,
}

/// An output.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Its value, or why it has none.
    pub value: Result<Value, Diagnostic>,
    /// Its description.
    pub description: Option<String>,
}

impl Tree {
    /// Parses and resolves the root stack: template, merged environment, parameters, conditions, types, dependencies. Nested stacks are
    /// opened later. All findings are collected.
    pub fn new(source: Source<'_>) -> Result<Tree, Diagnostics> {
        Self::make(source, tree::Mode::Whole)
    }

    /// The same when only the form matters (`POST /validate`): parameters without a value are unknown.
    pub fn sketch(source: Source<'_>) -> Result<Tree, Diagnostics> {
        Self::make(source, tree::Mode::Form)
    }

    /// The same when a template is asked what it makes of its values in spite of what is wrong with it: a fault is told by what needs the
    /// part that has it, parameters by the functions that ask for them.
    pub fn tolerant(source: Source<'_>) -> Result<Tree, Diagnostics> {
        Self::make(source, tree::Mode::Asked)
    }

    /// The resources of an open stack that its conditions enable, in dependency order (ties: template order).
    /// `None` if the stack is not open.
    pub fn order(&self, stack: &StackPath) -> Option<&[ResourcePath]> {
        self.scope(stack).map(|scope| scope.order.as_slice())
    }

    /// A resource of an open stack.
    pub fn node(&self, path: &ResourcePath) -> Option<&Node> {
        self.entry(path).map(|entry| &entry.node)
    }

    /// The parsed template of an open stack.
    pub fn template(&self, stack: &StackPath) -> Option<&template::Template> {
        self.scope(stack).map(|scope| &*scope.template)
    }

    /// Parameters and pseudo parameters of an open stack, in the template's order, converted; hidden ones marked secret.
    pub fn parameters(&self, stack: &StackPath) -> Option<&IndexMap<String, Value>> {
        self.scope(stack).map(|scope| &scope.parameters)
    }

    /// The environment of an open stack, all sections: the submission's for the root; registry, defaults and the parameters given by the
    /// holder for a nested stack.
    pub fn environment(&self, stack: &StackPath) -> Option<Map> {
        let scope = self.scope(stack)?;
        let given = match &scope.origin {
            scope::Origin::Root => return Some(scope.environment.to_map()),
            scope::Origin::Nested { given, .. } => given.as_map().cloned().unwrap_or_default(),
        };
        let known = given.into_iter().filter(|(name, _)| scope.template.parameters.contains_key(name.as_str()));
        let environment = template::Environment { parameters: known.collect(), ..(*scope.environment).clone() };
        Some(environment.to_map())
    }

    /// Evaluates a resource's sections. `Err` only for what no later knowledge can mend; the findings carry the way to it.
    pub fn evaluate(&self, path: &ResourcePath, live: &dyn Live) -> Result<Evaluated, Diagnostics> {
        let evaluated = self.current(&path.stack(), live).evaluate_here(path, live);
        evaluated.map_err(|findings| self.seen_from_root(&path.stack(), findings))
    }

    /// Checks evaluated properties by the type's own rules; unknown parts are not judged. What the type's table says was checked when
    /// they were evaluated.
    pub fn validate(&self, path: &ResourcePath, evaluated: &Evaluated) -> Diagnostics {
        self.seen_from_root(&path.stack(), self.own_rules(path, evaluated))
    }

    /// Opens the stack nested in a resource, given its evaluated properties and the kept runtime data of its record. Opening again with
    /// other values replaces what is below; with the same ones it does nothing. Refused if a limit or a recursion is hit, or the nested
    /// template is wrong; the findings carry the way to it.
    pub fn expand(&mut self, path: &ResourcePath, properties: &Value, runtime: &Map) -> Result<Opened, Diagnostics> {
        let opened = self.open(path, properties, runtime);
        opened.map_err(|findings| self.seen_from_root(&path.stack(), findings))
    }

    /// Opens a stack and all those around it as they are with what is live now, for those who know only its path: engines before they
    /// work on something nested, readers of nested stacks. `runtime` tells the kept data of the holders' records.
    pub fn reach(
        &mut self,
        stack: &StackPath,
        live: &dyn Live,
        runtime: &dyn Fn(&ResourcePath) -> Map,
    ) -> Result<Opened, Diagnostics> {
        self.find(stack, live, runtime)
    }

    /// The runtime data of a nested stack's record when its properties become these: what [`Tree::expand`] is to be given and what is to be
    /// kept. `members` are the current records of what is inside (none on a first create).
    pub fn runtime(
        &self,
        path: &ResourcePath,
        properties: &Value,
        kept: &Map,
        members: &[&model::incarnation::Incarnation],
    ) -> Map {
        self.runtime_of(path, properties, kept, members)
    }

    /// Checks the resources of the root stack by their form alone, as `POST /validate` does: no values, and nothing nested.
    pub fn form(&self) -> Diagnostics {
        check::form(self)
    }

    /// Why nothing can be made of a resource: its type is known, but the service behind it is not there. What is wanted can be checked
    /// all the same.
    pub fn unavailable(&self, path: &ResourcePath) -> Option<Diagnostic> {
        check::unavailable(self, path)
    }

    /// Evaluates and checks every resource of the tree, opens the stacks nested in them as far as their shape is known, and tells `see` of
    /// each. All findings are collected.
    pub fn check(&mut self, live: &dyn Live, see: &mut dyn FnMut(&Node, &Evaluated)) -> Diagnostics {
        check::all(self, live, see)
    }

    /// The conditions of an open stack: true, false, or unknown.
    pub fn conditions(&self, stack: &StackPath, live: &dyn Live) -> IndexMap<String, Result<Value, Diagnostic>> {
        let names = self.scope(stack).map(|scope| scope.template.conditions.keys()).into_iter().flatten();
        names.filter_map(|name| Some((name.to_string(), self.condition(stack, name, live)?))).collect()
    }

    /// Whether a condition of an open stack holds; `None` if the stack is not open.
    pub fn condition(&self, stack: &StackPath, name: &str, live: &dyn Live) -> Option<Result<Value, Diagnostic>> {
        let scope = self.scope(stack)?;
        Some(evaluate::Eval::new(self, scope, live).named(name))
    }

    /// The outputs of an open stack; those that conditions disable are null.
    pub fn outputs(&self, stack: &StackPath, live: &dyn Live) -> IndexMap<String, Output> {
        let tree = self.current(stack, live);
        tree.scope(stack).map(|scope| output::all(&tree, scope, live)).unwrap_or_default()
    }

    /// What `get_resource` gives for a resource with a record: by the type's rule, by the nested stack's `OS::stack_id` output, else the
    /// physical id.
    pub fn reference(&self, record: &model::incarnation::Incarnation, live: &dyn Live) -> Value {
        self.reference_of(record, live)
    }

    /// An attribute of a resource with a record (never `show`); of a nested stack by its outputs or its type's rule. `rest` and the
    /// number are as in [`Live::attribute`].
    pub fn attribute(
        &self,
        record: &model::incarnation::Incarnation,
        name: &str,
        rest: &[Value],
        live: &dyn Live,
    ) -> Option<(Value, usize)> {
        self.attribute_of(record, name, rest, live)
    }
}
