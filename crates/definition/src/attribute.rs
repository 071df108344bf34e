//! What resources with records tell: reference ids and attributes, by the type's rule or by what is nested inside.

use crate::evaluate::Eval;
use crate::scope::Entry;
use crate::{Kind, Tree};
use catalog::member;
use model::ResourcePath;
use model::incarnation::{Incarnation, Phase, TEMPLATE};
use model::value::Value;
use resource::{Live, Member, ResourceType, Shape, physical_id_or_name};

/// The output of a nested template that is its reference id.
const REFERENCE: &str = "OS::stack_id";

impl Tree {
    /// The type that implements a record's object; `None` for a template.
    fn type_of(&self, record: &Incarnation) -> Option<&'static ResourceType> {
        if record.concrete_type == TEMPLATE {
            return None;
        }
        self.shared.catalog.get(&record.concrete_type).or_else(|| match self.node(&record.path)?.kind {
            Kind::Type(kind) => Some(kind),
            Kind::Template => None,
        })
    }

    /// See [`Tree::reference`].
    pub(crate) fn reference_of(&self, record: &Incarnation, live: &dyn Live) -> Value {
        if record.external {
            return physical_id_or_name(record);
        }
        let unknown = || Value::unknown(record.path.clone(), "");
        match self.type_of(record).map(|kind| &kind.shape) {
            Some(Shape::Flow(_)) if record.phase == Phase::Planned => unknown(),
            Some(Shape::Flow(flow)) => (flow.reference)(record),
            Some(Shape::Nested(nested)) => match nested.reference {
                Some(reference) => reference(&self.member(record, &self.names(&record.path), live)),
                None => record.physical_id.clone().map_or_else(unknown, Value::from),
            },
            Some(Shape::Placeholder(_)) => physical_id_or_name(record),
            None => self.template_reference(record, live).unwrap_or_else(unknown),
        }
    }

    /// A nested template's reference: what it says itself, else the full name of the stack as Heat writes it.
    fn template_reference(&self, record: &Incarnation, live: &dyn Live) -> Option<Value> {
        if let Some(own) = self.output(&record.path, REFERENCE, live).filter(|own| !own.is_null()) {
            return Some(own);
        }
        let (project, id) = (&self.shared.identity.project, record.physical_id.as_ref()?);
        Some(Value::str(crate::parameter::arn(project, &record.physical_name, id)))
    }

    /// The value of an output of the stack nested in a resource.
    fn output(&self, holder: &ResourcePath, name: &str, live: &dyn Live) -> Option<Value> {
        let scope = self.scope(&holder.nested())?;
        let output = scope.template.outputs.get(name)?;
        let eval = Eval::new(self, scope, live);
        match output.condition.as_ref().map(|condition| eval.holds(condition)) {
            None | Some(Ok(Value::Bool(true))) => eval.value(&output.value).ok(),
            Some(Ok(Value::Bool(false))) => Some(Value::Null),
            Some(Err(_)) => None,
            Some(Ok(unknown)) => Some(unknown),
        }
    }

    fn names(&self, holder: &ResourcePath) -> Vec<String> {
        self.scope(&holder.nested()).map(|scope| scope.names()).unwrap_or_default()
    }

    fn member<'a>(&self, record: &'a Incarnation, members: &'a [String], live: &'a dyn Live) -> Member<'a> {
        Member { path: &record.path, properties: &record.applied, runtime: &record.data, members, live }
    }

    /// See [`Tree::attribute`].
    pub(crate) fn attribute_of(
        &self,
        record: &Incarnation,
        name: &str,
        rest: &[Value],
        live: &dyn Live,
    ) -> Option<(Value, usize)> {
        let unknown = || Some((Value::unknown(record.path.clone(), name), rest.len()));
        let kind = self.type_of(record);
        match kind.map(|kind| (&kind.shape, kind.rollback.predictable)) {
            Some((Shape::Flow(_), false)) if record.phase == Phase::Planned => unknown(),
            Some((Shape::Flow(flow), _)) => (flow.attribute)(record, name).map(|value| (value, 0)),
            Some((Shape::Nested(nested), _)) => {
                if self.scope(&record.path.nested()).is_none() {
                    return unknown();
                }
                (nested.attribute)(&self.member(record, &self.names(&record.path), live), name, rest)
            }
            Some((Shape::Placeholder(_), _)) => None,
            None => self
                .template_attribute(record, name, rest, live)
                .or_else(|| if self.scope(&record.path.nested()).is_none() { unknown() } else { None }),
        }
    }

    /// An attribute of a nested template: a member's (`resource.name.attribute`), or an output.
    fn template_attribute(
        &self,
        record: &Incarnation,
        name: &str,
        rest: &[Value],
        live: &dyn Live,
    ) -> Option<(Value, usize)> {
        match name.strip_prefix("resource.") {
            Some(key) => member::of_one(&self.member(record, &self.names(&record.path), live), key, rest),
            None => self.output(&record.path, name, live).map(|value| (value, 0)),
        }
    }
}

/// The names of all attributes of a resource but `show`.
pub(crate) fn names(tree: &Tree, path: &ResourcePath) -> Vec<String> {
    match tree.entry(path) {
        Some(Entry { nested: Some((_, template)), .. }) => {
            template.outputs.keys().map(|name| name.to_string()).collect()
        }
        Some(entry) => match entry.node.kind {
            Kind::Type(kind) => kind.attributes.iter().map(|attribute| attribute.name.to_owned()).collect(),
            Kind::Template => Vec::new(),
        },
        None => Vec::new(),
    }
}

/// Types whose attributes are what their outputs are called: any name may be one.
const OPEN: [&str; 9] = [
    "AWS::CloudFormation::Stack",
    "OS::Heat::AutoScalingGroup",
    "OS::Heat::ResourceChain",
    "OS::Heat::SoftwareDeployment",
    "OS::Heat::SoftwareDeploymentGroup",
    "OS::Heat::SoftwareDeployments",
    "OS::Heat::StructuredDeployment",
    "OS::Heat::StructuredDeploymentGroup",
    "OS::Heat::StructuredDeployments",
];

/// Whether a resource may have an attribute. Nested types take the names of their members' attributes, too; those of templates are known
/// when they are asked.
pub(crate) fn may_have(entry: &Entry, name: &str) -> bool {
    if name == "show" {
        return true;
    }
    match (&entry.nested, entry.node.kind) {
        (Some(_), _) => true,
        (None, Kind::Type(kind)) => match kind.shape {
            Shape::Nested(_) => true,
            Shape::Flow(_) | Shape::Placeholder(_) => {
                crate::build::takes_anything(kind)
                    || OPEN.contains(&kind.name)
                    || kind.attributes.iter().any(|attribute| attribute.name == name)
            }
        },
        (None, Kind::Template) => false,
    }
}
