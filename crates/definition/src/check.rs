//! Looking at everything in a tree at once: what validation and previews without a stack do.

use crate::scope::{Entry, Scope};
use crate::{Evaluated, Kind, Node, Opened, Tree, build, codes, fault, tree};
use catalog::properties::Finding;
use model::value::{Key, Map};
use model::{Diagnostic, Diagnostics, ResourcePath, StackPath};
use resource::{Live, Shape};
use template::{ExprKind, Resource};

/// See [`Tree::check`].
pub(crate) fn all(tree: &mut Tree, live: &dyn Live, see: &mut dyn FnMut(&Node, &Evaluated)) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let mut waiting = vec![StackPath::root()];
    while let Some(stack) = waiting.pop() {
        for path in tree.order(&stack).unwrap_or_default().to_vec() {
            let Some(node) = tree.node(&path).cloned() else { continue };
            let evaluated = match tree.evaluate(&path, live) {
                Ok(evaluated) => evaluated,
                Err(refused) => {
                    findings.extend(refused);
                    continue;
                }
            };
            findings.extend(tree.validate(&path, &evaluated));
            see(&node, &evaluated);
            if !holds_stack(&node) {
                continue;
            }
            let runtime = tree.runtime(&path, &evaluated.properties, &Map::new(), &[]);
            match tree.expand(&path, &evaluated.properties, &runtime) {
                Ok(Opened::Open) => waiting.push(path.nested()),
                Ok(Opened::Unknown) => {}
                Err(refused) => findings.extend(refused),
            }
        }
    }
    findings
}

/// Whether a nested stack is in a resource.
fn holds_stack(node: &Node) -> bool {
    match node.kind {
        Kind::Template => true,
        Kind::Type(kind) => matches!(kind.shape, Shape::Nested(_)),
    }
}

/// See [`Tree::form`].
pub(crate) fn form(tree: &Tree) -> Diagnostics {
    let root = StackPath::root();
    let Some(scope) = tree.scope(&root) else { return Diagnostics::default() };
    let parts = |name: &str| Some((scope.entry(name)?, scope.resource(name)?));
    let resources = scope.order.iter().filter_map(|path| parts(path.name()));
    Diagnostics(
        resources
            .flat_map(|(entry, resource)| [entry.faults.0.clone(), names(scope, entry, resource).0].concat())
            .collect(),
    )
}

/// Properties that a resource's type or template does not have, by their names alone.
fn names(scope: &Scope, entry: &Entry, resource: &Resource) -> Diagnostics {
    let known: Vec<&str> = match (&entry.nested, entry.node.kind) {
        (Some((_, template)), _) => template.parameters.keys().map(|name| &**name).collect(),
        (None, Kind::Type(kind)) if build::takes_anything(kind) => return Diagnostics::default(),
        (None, Kind::Type(kind)) => kind.properties.iter().map(|property| property.name).collect(),
        (None, Kind::Template) => return Diagnostics::default(),
    };
    let given: Vec<&Key> = match resource.properties.as_ref().map(|expr| &expr.kind) {
        Some(ExprKind::Map(entries)) => entries.iter().map(|(key, _)| key).collect(),
        Some(ExprKind::Literal(value)) => value.as_map().into_iter().flat_map(Map::keys).collect(),
        Some(ExprKind::List(_) | ExprKind::Call(_) | ExprKind::Invalid(_)) | None => Vec::new(),
    };
    let surplus = given.into_iter().map(Key::as_str).filter(|name| !known.contains(name));
    let findings = surplus.map(|name| Finding::unknown(name, known.iter().copied())).collect();
    tree::property_findings(scope, resource, findings)
}

/// See [`Tree::unavailable`].
pub(crate) fn unavailable(tree: &Tree, path: &ResourcePath) -> Option<Diagnostic> {
    let scope = tree.scope(&path.stack())?;
    let (entry, resource) = (scope.entry(path.name())?, scope.resource(path.name())?);
    let Kind::Type(kind) = entry.node.kind else { return None };
    if !matches!(kind.shape, Shape::Placeholder(_)) {
        return None;
    }
    let service = kind.name.split("::").nth(1).unwrap_or_default().to_lowercase();
    let (name, reason) = (kind.name, "Service endpoint not in service catalog.");
    let message = format!("HEAT-E99001 Service {service} is not available for resource type {name}, reason: {reason}");
    let place = format!("{}.{}", scope.template.version.words().resources, resource.name);
    let finding = fault::plain(codes::TYPE_UNAVAILABLE, "ResourceTypeUnavailable", message);
    Some(build::in_file(scope, finding.at(place, resource.type_span)))
}
