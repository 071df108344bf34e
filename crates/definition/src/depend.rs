//! What resources of a stack refer to and depend on: edges, the order that follows, and circles.

use crate::evaluate::Eval;
use crate::scope::Scope;
use crate::{attribute, codes, fault};
use model::value::Value;
use model::{Diagnostic, Diagnostics, Span};
use resource::live::Nothing;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use template::expr::{Branch, Call, Reference};
use template::{Expr, Resource};

/// Which names a resource needs, in the order of their appearance, and what is wrong with its references.
pub(crate) fn requires(eval: &Eval<'_>, resource: &Resource) -> (Vec<Arc<str>>, Vec<Diagnostic>) {
    let mut found = Found { names: Vec::new(), findings: Vec::new() };
    if let Some(id) = eval.scope.entry(&resource.name).and_then(|entry| entry.node.external_id.as_ref()) {
        // The object of somebody else is there already: it waits for nothing.
        found.findings.extend(external(resource, id));
        return (found.names, found.findings);
    }
    for (name, span) in &resource.depends_on {
        if eval.scope.entries.contains_key(name) {
            found.add(name);
        } else if !eval.scope.template.resources.contains_key(name) {
            found.findings.push(bad_reference(eval.scope, name, &resource.name, "", *span));
        }
    }
    let sections = [&resource.properties, &resource.metadata, &resource.update_policy, &resource.deletion_policy];
    for section in sections.into_iter().flatten() {
        let (place, scope) = (|call: &Call| place(&call.path, &resource.name), eval.scope);
        refers(eval, section, &mut |call, name, span| match scope.entries.get_key_value(name) {
            Some((name, _)) => found.add(name),
            None if scope.broken.contains(name) => {}
            None => found.findings.push(bad_reference(scope, name, &place(call), &call.path, span)),
        });
        found.findings.extend(bad_conditions(eval, section));
        if found.findings.is_empty() {
            found.findings.extend(bad_attributes(eval, section, true));
        }
    }
    (found.names, found.findings)
}

/// An object of somebody else cannot be told to wait.
fn external(resource: &Resource, id: &str) -> Option<Diagnostic> {
    let (_, span) = resource.depends_on.first()?;
    let message = format!("Invalid dependency with external {} resource: {id}", resource.type_name);
    let finding = fault::plain(codes::REFERENCE, "InvalidExternalResourceDependency", message);
    Some(finding.at(format!("resources.{}.depends_on", resource.name), *span))
}

struct Found {
    names: Vec<Arc<str>>,
    findings: Vec<Diagnostic>,
}

impl Found {
    fn add(&mut self, name: &Arc<str>) {
        if !self.names.contains(name) {
            self.names.push(Arc::clone(name));
        }
    }
}

/// Tells `see` the names of all resources that an expression refers to.
fn refers(eval: &Eval<'_>, expr: &Expr, see: &mut dyn FnMut(&Call, &str, Span)) {
    expr.references(&mut |condition| branch(eval, condition), &mut |call, reference| match reference {
        Reference::Resource(name) | Reference::Attribute { resource: name, .. } => {
            let value = Eval::new(eval.tree, eval.scope, &Nothing).value(name).unwrap_or_default();
            // A secret that names nothing is told when it is evaluated, without the name.
            let told = |text: &&str| !value.has_secret() || eval.scope.entries.contains_key(*text);
            if let Some(text) = value.as_str().filter(told) {
                see(call, text, name.span);
            }
        }
        // What is no resource is a parameter.
        Reference::Either(name) => {
            let value = Eval::new(eval.tree, eval.scope, &Nothing).value(name).unwrap_or_default();
            let resource = |text: &&str| eval.scope.template.resources.contains_key(*text);
            if let Some(text) = value.as_str().filter(resource) {
                see(call, text, name.span);
            }
        }
        Reference::Param(_) | Reference::File(_) | Reference::Condition(_) => {}
    });
}

/// The branch that counts: the other one's references do not.
fn branch(eval: &Eval<'_>, condition: &Expr) -> Branch {
    match eval.holds(condition) {
        Ok(Value::Bool(true)) => Branch::Then,
        Ok(Value::Bool(false)) => Branch::Else,
        Ok(_) | Err(_) => Branch::Both,
    }
}

/// Heat's name for the place of a call in a resource: `a.Properties.value`.
fn place(path: &str, resource: &str) -> String {
    let inside = path.strip_prefix("resources.").or_else(|| path.strip_prefix("Resources.")).unwrap_or(path);
    let inside = inside.strip_prefix(resource).and_then(|rest| rest.strip_prefix('.')).unwrap_or(inside);
    let inside = inside.rsplit_once('.').map_or(inside, |(before, _)| before);
    let inside = match inside.split_at_checked("properties".len()) {
        Some(("properties", rest)) => format!("Properties{rest}"),
        _ => match inside.split_at_checked("metadata".len()) {
            Some(("metadata", rest)) => format!("Metadata{rest}"),
            _ => inside.to_owned(),
        },
    };
    format!("{resource}.{inside}")
}

fn bad_reference(scope: &Scope, name: &str, place: &str, path: &str, span: Span) -> Diagnostic {
    let message = format!("The specified reference \"{name}\" (in {place}) is incorrect.");
    let finding = fault::plain(codes::REFERENCE, "InvalidTemplateReference", message).at(path, span);
    let disabled = scope.template.resources.contains_key(name);
    let meant = catalog::suggest(name, scope.entries.keys().map(|known| &**known));
    match meant {
        _ if disabled => finding.hint(format!("the condition of {name} does not hold")),
        Some(known) => finding.hint(format!("did you mean {known}?")),
        None => finding,
    }
}

/// Attributes that the type of the resource does not have; with `strict` unknown resources are somebody else's finding.
fn bad_attributes(eval: &Eval<'_>, expr: &Expr, strict: bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    expr.references(&mut |condition| branch(eval, condition), &mut |call, reference| {
        let Reference::Attribute { resource, attribute, .. } = reference else { return };
        let static_value = |expr: &Expr| Eval::new(eval.tree, eval.scope, &Nothing).value(expr).ok();
        let Some(name) = static_value(resource).filter(|name| !name.has_unknown()) else { return };
        let message = match (eval.scope.entry(&name.python_str()), attribute.and_then(static_value)) {
            (None, _) if strict || eval.scope.broken.contains(&*name.python_str()) => return,
            (None, _) => {
                format!("The specified reference \"{}\" (in unknown) is incorrect.", name.masked().python_str())
            }
            (Some(entry), Some(attribute)) if !attribute.has_unknown() => {
                if attribute::may_have(entry, &attribute.python_str()) {
                    return;
                }
                let (name, attribute) = (name.masked().python_str(), attribute.masked().python_str());
                format!("The Referenced Attribute ({name} {attribute}) is incorrect.")
            }
            (Some(_), _) => return,
        };
        findings.push(fault::validation(codes::ATTRIBUTE, "", &call.path, &message, resource.span));
    });
    findings
}

/// Conditions of an `if` that the template does not have; those in a branch that is not taken are nobody's concern.
fn bad_conditions(eval: &Eval<'_>, expr: &Expr) -> Vec<Diagnostic> {
    let known = &eval.scope.template.conditions;
    let mut findings = Vec::new();
    expr.references(&mut |condition| branch(eval, condition), &mut |call, reference| {
        let Reference::Condition(condition) = reference else { return };
        let Some(name) = condition.as_text().filter(|name| !known.contains_key(*name)) else { return };
        let message = format!("Invalid condition \"{name}\"");
        let finding = fault::validation(codes::CONDITION, "", &call.path, &message, condition.span);
        findings.push(match catalog::suggest(name, known.keys().map(|known| &**known)) {
            Some(known) => finding.hint(format!("did you mean {known}?")),
            None => finding,
        });
    });
    findings
}

/// What is wrong with the references of the outputs that conditions enable.
pub(crate) fn outputs(eval: &Eval<'_>) -> Vec<Diagnostic> {
    let disabled = |condition: &Expr| matches!(eval.holds(condition), Ok(Value::Bool(false)));
    let outputs =
        eval.scope.template.outputs.values().filter(|output| !output.condition.as_ref().is_some_and(disabled));
    let wrong = |expr| bad_conditions(eval, expr).into_iter().chain(bad_attributes(eval, expr, false));
    outputs.flat_map(|output| wrong(&output.value)).collect()
}

/// The names in dependency order; of those that could come next, the first of the template comes first.
pub(crate) fn order(
    names: &[Arc<str>],
    requires: &HashMap<Arc<str>, Vec<Arc<str>>>,
) -> Result<Vec<Arc<str>>, Diagnostics> {
    let places: HashMap<&Arc<str>, usize> = names.iter().enumerate().map(|(place, name)| (name, place)).collect();
    let needs = |name: &Arc<str>| requires.get(name).map(Vec::as_slice).unwrap_or_default();
    let mut open: HashMap<usize, usize> = HashMap::new();
    let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, name) in names.iter().enumerate() {
        open.insert(place, needs(name).len());
        for needed in needs(name).iter().filter_map(|needed| places.get(needed)) {
            users.entry(*needed).or_default().push(place);
        }
    }
    let mut ready: BTreeSet<usize> = open.iter().filter(|(_, count)| **count == 0).map(|(place, _)| *place).collect();
    let mut ordered = Vec::with_capacity(names.len());
    while let Some(place) = ready.pop_first() {
        open.remove(&place);
        ordered.extend(names.get(place).cloned());
        for user in users.get(&place).into_iter().flatten() {
            if let Some(count) = open.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*user);
                }
            }
        }
    }
    if open.is_empty() { Ok(ordered) } else { Err(circle(names, &open, requires).into()) }
}

/// One circle among the names that are left, written out.
fn circle(names: &[Arc<str>], open: &HashMap<usize, usize>, requires: &HashMap<Arc<str>, Vec<Arc<str>>>) -> Diagnostic {
    let left: Vec<&Arc<str>> = names.iter().enumerate().filter(|(p, _)| open.contains_key(p)).map(|(_, n)| n).collect();
    let mut walk: Vec<&Arc<str>> = left.first().copied().into_iter().collect();
    // Each that is left needs another one that is left, so the walk comes back to where it has been.
    while let Some(next) = walk.last().and_then(|last| requires.get(*last)?.iter().find(|needed| left.contains(needed)))
    {
        if let Some(start) = walk.iter().position(|seen| *seen == next) {
            walk.drain(..start);
            walk.push(next);
            break;
        }
        walk.push(next);
    }
    let text = walk.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(" -> ");
    let message = format!("Circular Dependency Found: {text}");
    fault::plain(codes::CYCLE, "CircularDependencyException", message)
        .hint("an arrow points from a resource to one that it needs")
}
