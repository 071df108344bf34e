//! What an environment says of single resources: the hooks at which operations stop, and what must not be done.
//!
//! It is asked by path, without opening any stack: a delete has no definition to open.

use crate::Tree;
use model::hook::{Hook, Restriction};
use model::submission::Submission;
use model::{ResourcePath, StackPath};
use std::borrow::Cow;
use std::sync::Arc;
use template::{Environment, Registry};

/// What an environment says of the resources in one stack.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    environment: Arc<Environment>,
}

impl Marks {
    /// What a submission says of the resources of its root stack. What is wrong in it says nothing.
    pub fn of(submission: &Submission) -> Self {
        Self { environment: Arc::new(Environment::from_map(&submission.environment).0) }
    }

    /// Whether nothing is said of any resource.
    pub fn is_empty(&self) -> bool {
        self.environment.registry.is_plain()
    }

    /// What is said of the resources of a stack below this one.
    #[must_use]
    pub fn within(&self, stack: &StackPath) -> Self {
        let mut environment = Cow::Borrowed(&*self.environment);
        for holder in stack.as_str().split('/').filter(|_| !stack.is_root()) {
            environment = Cow::Owned(environment.nested(holder));
        }
        Self { environment: Arc::new(environment.into_owned()) }
    }

    /// The hooks on a resource of the stack.
    pub fn hooks(&self, name: &str) -> Vec<Hook> {
        self.registry().hooks(name)
    }

    /// What must not be done to a resource of the stack.
    pub fn restrictions(&self, name: &str) -> Vec<Restriction> {
        self.registry().restrictions(name)
    }

    fn registry(&self) -> &Registry {
        &self.environment.registry
    }
}

impl Tree {
    /// What the environment says of the resources of the root stack.
    pub fn marks(&self) -> Marks {
        let root = self.scope(&StackPath::root());
        root.map(|scope| Marks { environment: Arc::clone(&scope.environment) }).unwrap_or_default()
    }

    /// What must not be done to a resource of an open stack.
    pub fn restrictions(&self, path: &ResourcePath) -> Vec<Restriction> {
        let scope = self.scope(&path.stack());
        scope.map(|scope| scope.environment.registry.restrictions(path.name())).unwrap_or_default()
    }
}
