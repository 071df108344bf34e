//! Edges that no template says, added to those that it does: the types decide (`catalog::implicit`), and what would close a circle is left
//! out.

use crate::Kind;
use crate::evaluate::Eval;
use catalog::implicit::{self, Member};
use model::value::Value;
use resource::ResourceType;
use resource::live::Nothing;
use std::collections::HashMap;
use std::sync::Arc;

/// What every resource needs, by name.
type Requires = HashMap<Arc<str>, Vec<Arc<str>>>;

/// A resource with what the types look at.
struct Known<'a> {
    name: &'a Arc<str>,
    kind: &'static ResourceType,
    properties: Value,
    reference: Value,
}

impl Known<'_> {
    fn member(&self) -> Member<'_> {
        Member { kind: self.kind, properties: &self.properties, reference: &self.reference }
    }
}

/// Adds the edges of the resources in `enabled`. Properties that cannot be told are told wrong later, by those who use them.
pub(crate) fn add(shape: &Eval<'_>, enabled: &[Arc<str>], requires: &mut Requires) {
    let eval = &Eval::new(shape.tree, shape.scope, &Nothing);
    let kind = |name: &Arc<str>| match eval.scope.entry(name)?.node.kind {
        Kind::Type(kind) => Some(kind),
        Kind::Template => None,
    };
    let has = |test: fn(&ResourceType) -> bool| enabled.iter().filter_map(kind).any(test);
    if !has(implicit::concerns) || !has(implicit::is_wanted) {
        return;
    }
    let known: Vec<Known<'_>> = enabled
        .iter()
        .filter_map(|name| {
            let kind = kind(name).filter(|kind| implicit::concerns(kind) || implicit::is_wanted(kind))?;
            let (entry, resource) = (eval.scope.entry(name)?, eval.scope.resource(name)?);
            let properties = eval.tree.properties(eval, entry, resource).ok()?;
            let reference = Value::unknown(entry.node.path.clone(), "");
            Some(Known { name, kind, properties, reference })
        })
        .collect();
    let by_name: HashMap<&str, &Known<'_>> = known.iter().map(|known| (&**known.name, known)).collect();
    let wanted: Vec<&Known<'_>> = known.iter().filter(|known| implicit::is_wanted(known.kind)).collect();
    let others: Vec<Member<'_>> = wanted.iter().map(|known| known.member()).collect();
    for one in known.iter().filter(|one| implicit::concerns(one.kind)) {
        let said = requires.get(one.name).cloned().unwrap_or_default();
        let needs: Vec<Member<'_>> = said.iter().filter_map(|name| by_name.get(&**name)).map(|k| k.member()).collect();
        let needed = implicit::needed(&one.member(), &needs, &others);
        for other in needed.into_iter().filter_map(|at| wanted.get(at)) {
            if !said.contains(other.name) && !leads(requires, other.name, one.name) {
                requires.entry(Arc::clone(one.name)).or_default().push(Arc::clone(other.name));
            }
        }
    }
}

/// Whether a resource needs another, through others or not.
fn leads(requires: &Requires, from: &Arc<str>, to: &Arc<str>) -> bool {
    let (mut open, mut seen) = (vec![from], Vec::new());
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if !seen.contains(&name) {
            seen.push(name);
            open.extend(requires.get(name).into_iter().flatten());
        }
    }
    false
}
