//! Looking at everything in a tree at once: what validation and previews without a stack do.

use crate::{Evaluated, Kind, Node, Opened, Tree};
use model::value::Map;
use model::{Diagnostics, StackPath};
use resource::{Live, Shape};

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
