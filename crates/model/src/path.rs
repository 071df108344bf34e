//! Names of places in the tree of nested stacks: `group/0/port` is resource `port` of the stack inside member `0` of `group`.
//!
//! A resource name cannot hold a slash (the template crate refuses it, as Heat does), so the text form is unambiguous.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The path of a resource through nested stacks, from the root; never empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResourcePath(Arc<str>);

/// The path of a stack in its tree: empty for the root, else the path of the resource that it is nested in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StackPath(Arc<str>);

impl ResourcePath {
    /// A path from its text form.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The whole path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The logical name: the last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The stack that this resource is a resource of.
    pub fn stack(&self) -> StackPath {
        StackPath(self.0.rsplit_once('/').map_or("", |(stack, _)| stack).into())
    }

    /// The stack nested inside this resource, if it has one.
    pub fn nested(&self) -> StackPath {
        StackPath(self.0.clone())
    }

    /// Whether this is `other` or lies anywhere below it.
    pub fn is_within(&self, other: &ResourcePath) -> bool {
        self.nested().is_within(&other.nested())
    }
}

impl StackPath {
    /// The root stack of the tree.
    pub fn root() -> Self {
        Self("".into())
    }

    /// A path from its text form; the empty text is the root.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The whole path as text; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the root stack.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path of the resource `name` in this stack.
    pub fn resource(&self, name: &str) -> ResourcePath {
        if self.is_root() { ResourcePath(name.into()) } else { ResourcePath(format!("{}/{name}", self.0).into()) }
    }

    /// The resource of the parent stack that holds this stack; none for the root.
    pub fn holder(&self) -> Option<ResourcePath> {
        (!self.is_root()).then(|| ResourcePath(self.0.clone()))
    }

    /// How many stacks lie above this one: 0 for the root.
    pub fn depth(&self) -> usize {
        if self.is_root() { 0 } else { self.0.split('/').count() }
    }

    /// Whether this is `other` or lies anywhere below it.
    pub fn is_within(&self, other: &StackPath) -> bool {
        other.is_root() || self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

macro_rules! text_form {
    ($($name:ident)*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), &self.0)
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }
    )*};
}
text_form!(ResourcePath StackPath);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_knows_its_place() {
        let port = StackPath::root().resource("group").nested().resource("0").nested().resource("port");
        assert_eq!(port.as_str(), "group/0/port");
        assert_eq!(port.name(), "port");
        assert_eq!(port.stack().as_str(), "group/0");
        assert_eq!(port.stack().depth(), 2);
        assert!(port.is_within(&ResourcePath::new("group")));
        assert!(!ResourcePath::new("group2/x").is_within(&ResourcePath::new("group")));
        assert_eq!(StackPath::root().holder(), None);
    }
}
