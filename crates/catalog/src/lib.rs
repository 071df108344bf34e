//! The table of all resource types.

use resource::ResourceType;

/// The types that a process knows. Cheap to copy; tests and the simulator add types of their own.
#[derive(Clone, Copy, Debug)]
pub struct Catalog {
    extra: &'static [&'static ResourceType],
}

impl Catalog {
    /// The built-in types.
    pub const fn builtin() -> Self {
        Self { extra: &[] }
    }

    /// The built-in types and these.
    pub const fn with(extra: &'static [&'static ResourceType]) -> Self {
        Self { extra }
    }

    /// A type by its exact name.
    pub fn get(&self, name: &str) -> Option<&'static ResourceType> {
        self.extra.iter().copied().find(|t| t.name == name)
    }

    /// Every type, sorted by name.
    pub fn all(&self) -> Vec<&'static ResourceType> {
        self.extra.to_vec()
    }
}
