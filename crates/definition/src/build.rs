//! Opening a stack: conditions, enabled resources, their types, dependencies and order.

use crate::evaluate::Eval;
use crate::scope::{Entry, Origin, Scope};
use crate::tree::Mode;
use crate::{Kind, Node, Tree, budget, codes, depend, fault, implicit, parameter};
use catalog::properties;
use indexmap::IndexMap;
use model::goal::DeletionPolicy;
use model::value::Value;
use model::{Diagnostic, Diagnostics, ResourcePath, SourceId, Span, StackPath};
use resource::live::Nothing;
use resource::{ResourceType, Shape, SupportStatus};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use template::environment::Target;
use template::expr::{Branch, Reference};
use template::{Environment, Expr, ExprKind, Resource, Template};

/// What a stack is opened with.
pub(crate) struct Plan {
    pub(crate) path: StackPath,
    pub(crate) template: Arc<Template>,
    pub(crate) environment: Arc<Environment>,
    pub(crate) origin: Origin,
    pub(crate) parameters: IndexMap<String, Value>,
    pub(crate) in_use: Arc<Vec<(String, String)>>,
    pub(crate) identity: Option<(String, String)>,
}

/// The opened stack; `None` if its shape depends on what is not known.
pub(crate) fn open(tree: &mut Tree, plan: Plan) -> Result<Option<Scope>, Diagnostics> {
    let mut scope = Scope {
        path: plan.path,
        template: plan.template,
        environment: plan.environment,
        origin: plan.origin,
        parameters: plan.parameters,
        fixed: HashMap::new(),
        conditions: HashMap::new(),
        entries: HashMap::new(),
        broken: HashSet::new(),
        order: Vec::new(),
        in_use: plan.in_use,
        identity: plan.identity,
    };
    budget::conditions(&scope.template).map_err(|finding| Diagnostics::from(in_file(&scope, finding)))?;
    scope.fixed = parameter::fixed(tree, &scope);
    scope.parameters = {
        let eval = Eval::new(tree, &scope, &Nothing);
        parameter::with_pseudo(&eval, &scope.path, scope.parameters.clone())
    };
    conditions(tree, &mut scope)?;
    let Some(enabled) = enabled(tree, &scope)? else {
        return Ok(None);
    };
    // What is wrong with types, names and references does not hide each other.
    let mut findings = Diagnostics::default();
    if tree.shared.mode != Mode::Asked {
        findings.extend(duplicates(&scope, &enabled).err().unwrap_or_default());
    }
    findings.extend(entries(tree, &mut scope, &enabled));
    findings.extend(edges(tree, &mut scope, &enabled).err().unwrap_or_default());
    findings.into_result(())?;
    Ok(Some(scope))
}

/// Evaluates every condition once: wrong definitions are told (what a condition lacks otherwise is told where it is used), and what no
/// live resource can change is kept.
fn conditions(tree: &Tree, scope: &mut Scope) -> Result<(), Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut certain = HashMap::new();
    for name in scope.template.conditions.keys() {
        if let Err(finding) = Eval::shape(tree, scope).named(name) {
            if finding.class == "StackValidationFailed" && tree.shared.mode != Mode::Asked {
                findings.push(in_file(scope, finding));
            }
        } else if let Ok(Value::Bool(truth)) = Eval::new(tree, scope, &Nothing).named(name) {
            certain.insert(Arc::clone(name), truth);
        }
    }
    scope.conditions = certain;
    findings.into_result(())
}

/// The names of the resources whose conditions hold; `None` if that is not known for any.
fn enabled(tree: &Tree, scope: &Scope) -> Result<Option<Vec<Arc<str>>>, Diagnostics> {
    let eval = Eval::shape(tree, scope);
    let mut names = Vec::new();
    let mut findings = Diagnostics::default();
    let mut known = true;
    let words = scope.template.version.words();
    for (name, resource) in &scope.template.resources {
        match resource.condition.as_ref().map(|condition| eval.holds(condition)) {
            None | Some(Ok(Value::Bool(true))) => names.push(Arc::clone(name)),
            Some(Ok(Value::Bool(false))) => {}
            // When only the form of a template is looked at, everything in it is; but Heat misses what a condition asks for.
            Some(Ok(_)) if tree.shared.mode == Mode::Form => match awaited(scope, resource.condition.as_ref()) {
                Some(missing) => findings.push(in_file(scope, parameter::missing(&missing))),
                None => names.push(Arc::clone(name)),
            },
            Some(Ok(_)) => known = false,
            Some(Err(finding)) => {
                let span = resource.condition.as_ref().map_or(resource.span, |condition| condition.span);
                findings.push(wrong_condition(
                    scope,
                    finding,
                    &format!("{}.{name}.{}", words.resources, words.condition),
                    span,
                ));
            }
        }
    }
    for output in scope.template.outputs.values() {
        if let Some(Err(finding)) = output.condition.as_ref().map(|condition| eval.holds(condition)) {
            let span = output.condition.as_ref().map_or(output.span, |condition| condition.span);
            findings.push(wrong_condition(
                scope,
                finding,
                &format!("{}.{}.{}", words.outputs, output.name, words.condition),
                span,
            ));
        }
    }
    findings.into_result(known.then_some(names))
}

/// The first parameter without a value that a condition asks for, on the way through the conditions that it names.
fn awaited(scope: &Scope, condition: Option<&Expr>) -> Option<String> {
    let mut waiting: Vec<&Expr> = condition.into_iter().collect();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(expr) = waiting.pop() {
        let named = expr.as_literal().and_then(Value::as_str);
        if let Some((name, definition)) = named.and_then(|name| scope.template.conditions.get_key_value(name))
            && !seen.contains(&&**name)
        {
            seen.push(name);
            waiting.push(definition);
        }
        let mut asked: Vec<&Expr> = Vec::new();
        expr.references(&mut |_| Branch::Both, &mut |_, reference| match reference {
            Reference::Param(name) | Reference::Either(name) => asked.push(name),
            Reference::Condition(name) => waiting.push(name),
            Reference::Resource(_) | Reference::Attribute { .. } | Reference::File(_) => {}
        });
        let first = |name: &Expr| match &name.kind {
            ExprKind::Literal(value) => {
                value.as_str().or_else(|| value.as_list()?.first()?.as_str()).map(str::to_owned)
            }
            ExprKind::List(items) => items.first()?.as_literal()?.as_str().map(str::to_owned),
            ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => None,
        };
        let unknown = |name: &String| matches!(scope.parameters.get(name), Some(Value::Unknown(_)));
        if let Some(missing) = asked.into_iter().filter_map(first).find(unknown) {
            return Some(missing);
        }
    }
    None
}

/// A finding about a condition as one of the place that uses it.
fn wrong_condition(scope: &Scope, finding: Diagnostic, path: &str, span: Span) -> Diagnostic {
    if finding.class != "ValueError" {
        return in_file(scope, finding);
    }
    in_file(scope, fault::validation(&finding.code, "", path, &finding.message, span))
}

/// A resource must not have the name of a parameter.
fn duplicates(scope: &Scope, enabled: &[Arc<str>]) -> Result<(), Diagnostics> {
    let both: Vec<&Arc<str>> = enabled.iter().filter(|name| scope.template.parameters.contains_key(*name)).collect();
    let Some(first) = both.first() else {
        return Ok(());
    };
    let names = both.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    let span = scope.template.resources.get(*first).map_or(Span::NONE, |resource| resource.span);
    let finding = Diagnostic::error(codes::DUPLICATE, format!("Duplicate names {{{names}}}"));
    Err(in_file(scope, finding.at(format!("{}.{first}", scope.template.version.words().resources), span)).into())
}

/// Finds the type of every enabled resource, and what is fixed of its sections; tells what is wrong.
fn entries(tree: &mut Tree, scope: &mut Scope, enabled: &[Arc<str>]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let template = Arc::clone(&scope.template);
    for resource in enabled.iter().filter_map(|name| template.resources.get(name)) {
        match entry(tree, scope, resource) {
            Ok(entry) => _ = scope.entries.insert(Arc::clone(&resource.name), entry),
            Err(more) => {
                scope.broken.insert(Arc::clone(&resource.name));
                findings.0.extend(more.0.into_iter().map(|finding| in_file(scope, finding)));
            }
        }
    }
    // What is wrong with a definition is told before a type that nobody knows, and that before a template that is not there.
    findings.0.sort_by_key(|finding| (finding.code != codes::DELETION_POLICY, finding.code != codes::TYPE_UNKNOWN));
    findings
}

fn entry(tree: &mut Tree, scope: &Scope, resource: &Resource) -> Result<Entry, Diagnostics> {
    let found = kind(tree, scope, resource);
    let eval = Eval::shape(tree, scope);
    let mut faults = Diagnostics::default();
    let snapshots = found.as_ref().is_ok_and(|(kind, _)| takes_snapshots(*kind));
    let policy = deletion_policy(&eval, resource, snapshots, &mut faults);
    let ((kind, nested), deletion_policy) = match (found, policy) {
        (Ok(found), Ok(policy)) => (found, policy),
        (found, policy) => {
            let mut findings = policy.err().unwrap_or_default();
            findings.extend(found.err().unwrap_or_default());
            return Err(findings);
        }
    };
    let update_policy = update_policy(&eval, resource, kind, &mut faults)?;
    let external_id = resource.external_id.as_ref().map(|id| eval.value(id)).transpose().map_err(Diagnostics::from)?;
    let external_id = external_id.filter(|id| !id.has_unknown()).map(|id| id.python_str());
    let node = Node {
        path: scope.path.resource(&resource.name),
        type_name: resource.type_name.to_string(),
        kind,
        requires: Vec::new(),
        deletion_policy,
        update_policy,
        external_id: external_id.filter(|id| !id.is_empty()),
    };
    let faults = Diagnostics(faults.0.into_iter().map(|finding| in_file(scope, finding)).collect());
    Ok(Entry { node, nested, faults })
}

/// What implements a resource.
type Implementation = (Kind, Option<(Arc<str>, Arc<Template>)>);

fn kind(tree: &mut Tree, scope: &Scope, resource: &Resource) -> Result<Implementation, Diagnostics> {
    let name = &resource.type_name;
    let target = match scope.environment.registry.lookup(name, Some(&resource.name)) {
        // A template that stands for a type uses the type itself inside.
        Target::Template(file) if scope.in_use.contains(&(name.to_string(), file.clone())) => {
            Target::Type(name.to_string())
        }
        target => target,
    };
    match target {
        Target::Type(concrete) => match tree.shared.catalog.get(&concrete) {
            Some(kind) => Ok((Kind::Type(kind), None)),
            None if is_file(&concrete) => template(tree, scope, resource, &concrete),
            None => Err(unknown_type(tree, scope, resource).into()),
        },
        Target::Template(file) => template(tree, scope, resource, &file),
    }
}

/// Whether a name is that of a template file.
fn is_file(name: &str) -> bool {
    [".yaml", ".yml", ".template", ".json"].iter().any(|end| name.ends_with(end))
}

fn unknown_type(tree: &Tree, scope: &Scope, resource: &Resource) -> Diagnostic {
    let name = &resource.type_name;
    let message = format!("The Resource Type ({name}) could not be found.");
    let finding = fault::plain(codes::TYPE_UNKNOWN, "StackValidationFailed", message);
    let finding = in_file(scope, finding.at(type_path(scope, resource), resource.type_span));
    match tree.shared.catalog.suggest(name) {
        Some(known) => finding.hint(format!("did you mean {known}?")),
        None => finding,
    }
}

/// The template of a file that was sent along, fit for the type that it stands for.
fn template(tree: &mut Tree, scope: &Scope, resource: &Resource, file: &str) -> Result<Implementation, Diagnostics> {
    let place = |finding: Diagnostic| in_file(scope, finding.at(type_path(scope, resource), resource.type_span));
    let Some(text) = tree.shared.files.get(file) else {
        let scheme = file.split_once("://").map_or("", |(scheme, _)| scheme);
        let reason = match scheme {
            "http" | "https" => "it was not sent along, and templates are not fetched".to_owned(),
            other => format!("Invalid URL scheme {other}"),
        };
        let message = format!("Could not fetch remote template \"{file}\": {reason}");
        let finding = fault::plain(codes::TEMPLATE_MISSING, "StackValidationFailed", message);
        return Err(place(finding).hint("send the file along under this name").into());
    };
    if text.len() > tree.shared.limits.max_template_bytes {
        return Err(place(too_large(text.len(), tree.shared.limits.max_template_bytes)).into());
    }
    let parsed = match tree.parsed.get(file) {
        Some(parsed) => Arc::clone(parsed),
        None => {
            // Sources are numbered: the template itself, then the files by name.
            let number = tree.shared.files.keys().position(|name| name == file).map_or(0, |place| place + 1);
            let source = SourceId(u32::try_from(number).unwrap_or(u32::MAX));
            let (parsed, mut findings) = Template::parse(text, source, Some(file));
            if tree.shared.mode == Mode::Form {
                // Heat looks at the defaults of nested templates when a stack is made of them.
                findings.0.retain(|finding| finding.code != template::codes::PARAMETER_DEFAULT);
            }
            let parsed = match (parsed, findings) {
                (Some(parsed), findings) if !findings.has_errors() => Arc::new(parsed),
                (_, findings) => {
                    // Heat tells faults of form of such a file as faults of the stack.
                    let named =
                        |f: Diagnostic| if f.class == "ValueError" { f.class("StackValidationFailed") } else { f };
                    let named = |f: Diagnostic| if f.file.is_some() { named(f) } else { named(f).in_file(file) };
                    return Err(Diagnostics(findings.0.into_iter().map(named).collect()));
                }
            };
            Arc::make_mut(&mut tree.parsed).insert(Arc::from(file), Arc::clone(&parsed));
            parsed
        }
    };
    Ok((Kind::Template, Some((Arc::from(file), parsed))))
}

/// A template beyond the limit.
pub(crate) fn too_large(size: usize, limit: usize) -> Diagnostic {
    let message =
        format!("Request limit exceeded: Template size ({size} bytes) exceeds maximum allowed size ({limit} bytes).");
    fault::plain(codes::SIZE, "RequestLimitExceeded", message)
}

/// Whether a type can take a snapshot before it deletes. Those that can wait for their service, so that nothing is ever made of one yet.
fn takes_snapshots(kind: Kind) -> bool {
    const TYPES: [&str; 4] = ["AWS::EC2::Volume", "OS::Cinder::Volume", "OS::Heat::DeployedServer", "OS::Nova::Server"];
    matches!(kind, Kind::Type(kind) if matches!(kind.shape, Shape::Placeholder(_)) && TYPES.contains(&kind.name))
}

/// The deletion policy. What the type cannot do is a fault of the resource, told when it is evaluated.
fn deletion_policy(
    eval: &Eval<'_>,
    resource: &Resource,
    snapshots: bool,
    faults: &mut Diagnostics,
) -> Result<DeletionPolicy, Diagnostics> {
    let Some(expr) = &resource.deletion_policy else {
        return Ok(DeletionPolicy::Delete);
    };
    let words = eval.scope.template.version.words();
    let path = format!("{}.{}.{}", words.resources, resource.name, words.deletion_policy);
    let value = eval.value(expr).map_err(Diagnostics::from)?;
    if value.has_unknown() {
        // Nothing is destroyed on ignorance.
        return Ok(DeletionPolicy::Retain);
    }
    let text = value.python_str();
    let refused = |message: String| {
        fault::plain(codes::DELETION_POLICY, "StackValidationFailed", message).at(path.clone(), expr.span)
    };
    match eval.scope.template.version.deletion_policy(&text) {
        Some(DeletionPolicy::Snapshot) => {
            if !snapshots {
                faults.push(refused(format!("{path}: \"Snapshot\" deletion policy not supported")));
            }
            Ok(DeletionPolicy::Snapshot)
        }
        Some(policy) => Ok(policy),
        None => Err(refused(format!("Invalid deletion policy \"{text}\"")).into()),
    }
}

/// The update policy. What its type does not know of it is a fault of the resource, told when it is evaluated.
fn update_policy(
    eval: &Eval<'_>,
    resource: &Resource,
    kind: Kind,
    faults: &mut Diagnostics,
) -> Result<Value, Diagnostics> {
    let Some(expr) = &resource.update_policy else {
        return Ok(Value::Null);
    };
    let value = eval.value(expr).map_err(Diagnostics::from)?;
    let (resolved, findings) = properties::resolve_table(policy_table(kind), &value, false);
    let words = eval.scope.template.version.words();
    let prefix = format!("{}.{}.{}", words.resources, resource.name, words.update_policy);
    let finding = |finding: properties::Finding| {
        let path = finding.dotted(&prefix);
        fault::validation(codes::UPDATE_POLICY, "Property error", &path, &finding.message, expr.span)
    };
    faults.0.extend(findings.into_iter().map(finding));
    Ok(resolved)
}

fn policy_table(kind: Kind) -> &'static [resource::Property] {
    match kind {
        Kind::Type(kind) => properties::update_policy(kind),
        Kind::Template => &[],
    }
}

/// Finds what the resources need, and their order.
fn edges(tree: &Tree, scope: &mut Scope, enabled: &[Arc<str>]) -> Result<(), Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut requires = HashMap::new();
    {
        let eval = Eval::shape(tree, scope);
        for resource in enabled.iter().filter_map(|name| scope.template.resources.get(name)) {
            let (names, wrong) = depend::requires(&eval, resource);
            findings.0.extend(wrong.into_iter().map(|finding| in_file(scope, finding)));
            requires.insert(Arc::clone(&resource.name), names);
        }
        if !findings.has_errors() {
            implicit::add(&eval, enabled, &mut requires);
        }
        findings.0.extend(depend::outputs(&eval).into_iter().map(|finding| in_file(scope, finding)));
    }
    let tolerant = tree.shared.mode == Mode::Asked;
    // A wrong reference is told before a circle that it may have made.
    if findings.has_errors() && !tolerant {
        return Err(findings);
    }
    let order = match depend::order(enabled, &requires) {
        Err(_) if tolerant => enabled.to_vec(),
        order => order
            .map_err(|circles| Diagnostics(circles.0.into_iter().map(|finding| in_file(scope, finding)).collect()))?,
    };
    let path = |name: &Arc<str>| scope.path.resource(name);
    scope.order = order.iter().map(path).collect();
    let paths: Vec<(Arc<str>, Vec<ResourcePath>)> =
        requires.into_iter().map(|(name, needed)| (name, needed.iter().map(path).collect())).collect();
    for (name, needed) in paths {
        if let Some(entry) = scope.entries.get_mut(&name) {
            entry.node.requires = needed;
        }
    }
    Ok(())
}

/// The place of a resource's type.
pub(crate) fn type_path(scope: &Scope, resource: &Resource) -> String {
    let words = scope.template.version.words();
    format!("{}.{}.{}", words.resources, resource.name, words.kind)
}

/// The finding, told to be in the file of the stack's template.
pub(crate) fn in_file(scope: &Scope, finding: Diagnostic) -> Diagnostic {
    match &scope.template.file {
        Some(file) if finding.file.is_none() => finding.in_file(&**file),
        _ => finding,
    }
}

/// Whether a type looks at no properties at all: the type that does nothing, and retired ones, which do nothing any more.
pub(crate) fn takes_anything(kind: &ResourceType) -> bool {
    let retired = matches!(kind.shape, resource::Shape::Placeholder(_)) && kind.support.status == SupportStatus::Hidden;
    kind.name == "OS::Heat::None" || (retired && kind.properties.is_empty())
}
