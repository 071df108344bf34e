//! Small worlds for tests.

use definition::{Identity, Limits};
use model::StackId;

/// A root stack.
pub(crate) fn identity() -> Identity {
    Identity {
        id: "11111111-2222-3333-4444-555555555555".parse::<StackId>().unwrap(),
        name: "oracle".to_owned(),
        project: "test_tenant_id".to_owned(),
    }
}

/// Heat's limits.
pub(crate) fn limits() -> Limits {
    Limits::default()
}

use catalog::Catalog;
use definition::{Opened, Source, Tree};
use model::submission::Submission;
use model::value::{Map, Value};
use model::{Diagnostics, ResourcePath};
use resource::Live;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A submission of a template with parameters and files.
pub(crate) fn submission(template: &str, environment: &serde_json::Value, files: &[(&str, &str)]) -> Submission {
    let environment = match Value::from_json(environment.clone()) {
        Value::Map(map) => Arc::unwrap_or_clone(map),
        _ => Map::new(),
    };
    let files: BTreeMap<String, String> = files.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Submission { template: template.to_owned(), environment, files, ..Submission::default() }
}

/// The tree of a submission.
pub(crate) fn tree_of(submission: &Submission) -> Result<Tree, Diagnostics> {
    let identity = identity();
    Tree::new(Source { submission, catalog: Catalog::builtin(), identity: &identity, limits: limits() })
}

/// The tree of a template alone.
pub(crate) fn tree(template: &str) -> Result<Tree, Diagnostics> {
    tree_of(&submission(template, &serde_json::json!({}), &[]))
}

/// Evaluates and opens everything below a stack.
pub(crate) fn open_all(tree: &mut Tree, stack: &model::StackPath, live: &dyn Live) -> Result<(), Diagnostics> {
    for path in tree.order(stack).unwrap_or_default().to_vec() {
        let evaluated = tree.evaluate(&path, live)?;
        tree.validate(&path, &evaluated).into_result(())?;
        let nested = match tree.node(&path).unwrap().kind {
            definition::Kind::Template => true,
            definition::Kind::Type(kind) => matches!(kind.shape, resource::Shape::Nested(_)),
        };
        if nested {
            let runtime = tree.runtime(&path, &evaluated.properties, &Map::new(), &[]);
            if tree.expand(&path, &evaluated.properties, &runtime)? == Opened::Open {
                open_all(tree, &path.nested(), live)?;
            }
        }
    }
    Ok(())
}

/// Everything exists: references are `id-PATH`, attributes `PATH:NAME`, except those of resources named here.
pub(crate) struct Known<'a>(pub(crate) &'a [&'a str]);

impl Live for Known<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        if self.0.contains(&path.as_str()) {
            Value::unknown(path.clone(), "")
        } else {
            Value::str(format!("id-{path}"))
        }
    }
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        if self.0.contains(&path.as_str()) {
            return Some((Value::unknown(path.clone(), name), rest.len()));
        }
        Some((Value::str(format!("{path}:{name}")), 0))
    }
    fn exists(&self, _path: &ResourcePath) -> bool {
        true
    }
    fn stack(&self, path: &ResourcePath) -> Option<(String, String)> {
        Some((format!("oracle-{}-x", path.name()), format!("stack-of-{path}")))
    }
}
