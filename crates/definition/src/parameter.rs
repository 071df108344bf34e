//! Values of parameters: of the root from the environment, of a nested stack from the properties of its holder.

use crate::evaluate::{Eval, unknown_of};
use crate::scope::{Origin, Scope};
use crate::tree::Mode;
use crate::{Tree, codes, facade, fault};
use indexmap::IndexMap;
use model::value::{Map, Unknown, Value};
use model::{Diagnostic, Diagnostics, StackPath};
use resource::live::Nothing;
use std::collections::HashMap;
use std::sync::Arc;
use template::parameter::{Parameter, ParameterKind};
use template::{Environment, ExprKind, Template, Version};

/// What a pseudo parameter tells.
#[derive(Clone, Copy)]
enum Pseudo {
    /// The id of the stack itself.
    Id,
    /// Its full name, with the project that owns it.
    Arn,
    /// Its name.
    Name,
    /// The project that owns the tree.
    Project,
    /// A place that CloudFormation knows and OpenStack does not.
    Region,
}

/// The pseudo parameters of HOT.
const HOT: &[(&str, Pseudo)] =
    &[("OS::stack_id", Pseudo::Id), ("OS::project_id", Pseudo::Project), ("OS::stack_name", Pseudo::Name)];
/// Those of CloudFormation.
const CFN: &[(&str, Pseudo)] =
    &[("AWS::StackId", Pseudo::Arn), ("AWS::StackName", Pseudo::Name), ("AWS::Region", Pseudo::Region)];
/// Heat says this one everywhere.
const REGION: &str = "ap-southeast-1";

fn pseudo_of(version: Version) -> &'static [(&'static str, Pseudo)] {
    if version.is_hot() { HOT } else { CFN }
}

/// A parameter that nobody gave a value.
pub(crate) fn missing(name: &str) -> Diagnostic {
    let message = format!("The Parameter ({name}) was not provided.");
    fault::plain(codes::PARAMETER_MISSING, "UserParameterMissing", message)
}

/// A pseudo parameter's value.
pub(crate) fn pseudo(eval: &Eval<'_>, name: &str) -> Option<Value> {
    let (_, kind) = pseudo_of(eval.scope.template.version).iter().find(|(own, _)| *own == name)?;
    let root = &eval.tree.shared.identity;
    match kind {
        Pseudo::Project => return Some(Value::str(root.project.as_str())),
        Pseudo::Region => return Some(Value::str(REGION)),
        Pseudo::Id | Pseudo::Arn | Pseudo::Name => {}
    }
    let (stack, id) = match eval.scope.path.holder() {
        None => (root.name.clone(), root.id.to_string()),
        Some(holder) => match eval.live.stack(&holder).or_else(|| eval.scope.identity.clone()) {
            Some(identity) => identity,
            None => return Some(Value::unknown(holder, "")),
        },
    };
    Some(Value::str(match kind {
        Pseudo::Id => id,
        Pseudo::Arn => arn(&root.project, &stack, &id),
        Pseudo::Name | Pseudo::Project | Pseudo::Region => stack,
    }))
}

/// The pseudo parameters that tell a stack's name and id.
pub(crate) fn told(version: Version, project: &str, identity: &(String, String)) -> Vec<(&'static str, Value)> {
    let (stack, id) = identity;
    let value = |kind: Pseudo| match kind {
        Pseudo::Id => Some(id.clone()),
        Pseudo::Arn => Some(arn(project, stack, id)),
        Pseudo::Name => Some(stack.clone()),
        Pseudo::Project | Pseudo::Region => None,
    };
    let names = pseudo_of(version).iter();
    names.filter_map(|(name, kind)| value(*kind).map(|value| (*name, Value::from(value)))).collect()
}

/// The full name of a stack as Heat writes it.
pub(crate) fn arn(project: &str, stack: &str, id: &str) -> String {
    format!("arn:openstack:heat::{project}:stacks/{stack}/{id}")
}

/// The value that a parameter has now: that of the holder's property if live resources can change it.
pub(crate) fn current(eval: &Eval<'_>, name: &str) -> Result<Value, Diagnostic> {
    let scope = eval.scope;
    if let Some(fixed) = scope.fixed.get(name) {
        return Ok(fixed.clone());
    }
    let parameter = scope.template.parameters.get(name).ok_or_else(|| missing(name))?;
    match scope.path.holder().and_then(|holder| Some((eval.tree.scope(&holder.stack())?, holder))) {
        Some((around, holder)) => {
            let outer = Eval::new(eval.tree, around, eval.live);
            let given = property(&outer, holder.name(), name)?;
            of_property(parameter, given.as_ref(), &scope.environment)
        }
        None => scope.parameters.get(name).cloned().ok_or_else(|| missing(name)),
    }
}

/// One evaluated property of a resource, without evaluating the others if they stand apart.
fn property(outer: &Eval<'_>, holder: &str, name: &str) -> Result<Option<Value>, Diagnostic> {
    let Some(properties) = outer.scope.resource(holder).and_then(|r| r.properties.as_ref()) else {
        return Ok(None);
    };
    match &properties.kind {
        ExprKind::Map(entries) => {
            let entry = entries.iter().find(|(key, _)| key.is_text() && key.as_str() == name);
            entry.map_or(Ok(None), |(_, expr)| outer.maybe(expr))
        }
        ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => {
            let all = outer.value(properties)?;
            if matches!(all.reveal(), Value::Unknown(_)) {
                return Ok(Some(all));
            }
            let secret = matches!(all, Value::Secret(_));
            Ok(all.get(name).cloned().map(|value| if secret { value.into_secret() } else { value }))
        }
    }
}

/// A nested parameter's value: the holder's property, else the default.
pub(crate) fn of_property(
    parameter: &Parameter,
    given: Option<&Value>,
    environment: &Environment,
) -> Result<Value, Diagnostic> {
    let passed = given.map(|given| facade::passed(parameter.kind, given)).transpose()?;
    of_given(parameter, passed.as_ref(), environment)
}

/// A parameter's value: the given one (null is none), else the environment's default, else its own.
fn of_given(parameter: &Parameter, given: Option<&Value>, environment: &Environment) -> Result<Value, Diagnostic> {
    converted(parameter, raw(parameter, given, environment).ok_or_else(|| missing(&parameter.name))?)
}

fn raw<'v>(parameter: &'v Parameter, given: Option<&'v Value>, environment: &'v Environment) -> Option<&'v Value> {
    let named = environment.parameter_defaults.get(&parameter.name);
    let usable = |value: &&Value| !value.is_null();
    given.filter(usable).or(named.filter(usable)).or(parameter.default.as_ref().filter(usable))
}

/// The value of one of the root's parameters that none could be found for before.
pub(crate) fn asked(eval: &Eval<'_>, name: &str) -> Result<Value, Diagnostic> {
    let (template, environment) = (&eval.scope.template, &eval.scope.environment);
    let parameter = template.parameters.get(name).ok_or_else(|| missing(name))?;
    let given = raw(parameter, environment.parameters.get(name), environment);
    parameter.unchecked(given.ok_or_else(|| missing(name))?)
}

/// A value as the parameter converts and checks it. What is not known passes; a secret stays one and is not told.
pub(crate) fn converted(parameter: &Parameter, value: &Value) -> Result<Value, Diagnostic> {
    if let Some(unknown) = unknown_of([value]) {
        let structure = parameter.kind == ParameterKind::Json && !matches!(value.reveal(), Value::Unknown(_));
        return Ok(if structure { value.clone() } else { unknown });
    }
    if !value.has_secret() {
        return parameter.convert(value);
    }
    let refused = |finding: Diagnostic| {
        let message = format!("Parameter '{}' is invalid: its value does not fit (it is not shown)", parameter.name);
        Diagnostic { message, hint: None, ..finding }
    };
    parameter.convert(&value.reveal_deep()).map(Value::into_secret).map_err(refused)
}

/// The values of the root's parameters. Where only the form matters, those that nobody gave are unknown and nothing is required of the
/// others; where only what is asked for matters, the others are left out.
pub(crate) fn of_root(
    template: &Template,
    environment: &Environment,
    mode: Mode,
) -> (IndexMap<String, Value>, Diagnostics) {
    let mut findings = Diagnostics::default();
    if mode != Mode::Asked {
        findings = unknown_names(template, &environment.parameters);
    }
    let mut values = IndexMap::new();
    for (name, parameter) in &template.parameters {
        match of_given(parameter, environment.parameters.get(name), environment) {
            Ok(value) => _ = values.insert(name.to_string(), value),
            Err(_) if mode == Mode::Form => {
                values.insert(name.to_string(), Value::Unknown(Arc::new(Unknown::default())));
            }
            Err(_) if mode == Mode::Asked => {}
            Err(finding) => findings.push(placed(finding, template.version, parameter)),
        }
    }
    (values, findings)
}

fn placed(finding: Diagnostic, version: Version, parameter: &Parameter) -> Diagnostic {
    let path = format!("{}.{}", version.words().parameters, parameter.name);
    if finding.span.is_known() { finding } else { finding.at(path, parameter.span) }
}

fn unknown_names(template: &Template, given: &Map) -> Diagnostics {
    let unknown = given.keys().map(model::Key::as_str).filter(|name| !template.parameters.contains_key(*name));
    let finding = |name: &str| {
        let message = format!("The Parameter ({name}) was not defined in template.");
        let finding = fault::plain(codes::PARAMETER_UNKNOWN, "UnknownUserParameter", message);
        match catalog::suggest(name, template.parameters.keys().map(|known| &**known)) {
            Some(known) => finding.hint(format!("did you mean {known}?")),
            None => finding,
        }
    };
    Diagnostics(unknown.map(finding).collect())
}

/// The values of a nested stack's parameters as its holder gives them now.
pub(crate) fn of_nested(
    template: &Template,
    environment: &Environment,
    given: &Map,
) -> Result<IndexMap<String, Value>, Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut values = IndexMap::new();
    for (name, parameter) in &template.parameters {
        match of_property(parameter, given.get(name), environment) {
            Ok(value) => _ = values.insert(name.to_string(), value),
            Err(finding) => findings.push(placed(finding, template.version, parameter)),
        }
    }
    findings.into_result(values)
}

/// The parameters of a stack whose values no live resource can change: those that are known without asking any.
pub(crate) fn fixed(tree: &Tree, scope: &Scope) -> HashMap<Arc<str>, Value> {
    match &scope.origin {
        Origin::Root => {
            let value = |(name, value): (&String, &Value)| (Arc::from(name.as_str()), value.clone());
            scope.parameters.iter().map(value).collect()
        }
        Origin::Nested { .. } => {
            let eval = Eval::new(tree, scope, &Nothing);
            let names = scope.template.parameters.keys();
            let known = |name: &Arc<str>| {
                let value = current(&eval, name).ok().filter(|value| !value.has_unknown())?;
                Some((Arc::clone(name), value))
            };
            names.filter_map(known).collect()
        }
    }
}

/// Adds the pseudo parameters, as far as they are known, in front.
pub(crate) fn with_pseudo(
    eval: &Eval<'_>,
    path: &StackPath,
    values: IndexMap<String, Value>,
) -> IndexMap<String, Value> {
    let unknown = || path.holder().map_or(Value::Null, |holder| Value::unknown(holder, ""));
    let names = pseudo_of(eval.scope.template.version).iter();
    let own = names.map(|(name, _)| ((*name).to_owned(), pseudo(eval, name).unwrap_or_else(unknown)));
    own.chain(values).collect()
}
