//! Tables of properties and attributes, as Heat's schemas describe them.

use serde_json::Value as Json;

/// One property.
#[derive(Debug)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: PropertyKind,
    /// Whether it must be given.
    pub required: bool,
    /// What a changed value does to a live object.
    pub on_change: OnChange,
    /// Its default, as JSON text; `None` for no default.
    pub default: Option<&'static str>,
    /// What values must satisfy.
    pub constraints: &'static [Constraint],
    /// Heat's support status.
    pub support: Support,
    /// Whether values are secret.
    pub secret: bool,
    /// The property that took its place: a value given here is that one's.
    pub alias_of: Option<&'static str>,
}

impl Property {
    /// An optional property without default or constraints, whose change asks for another object (Heat's default too).
    pub const fn new(name: &'static str, kind: PropertyKind) -> Self {
        Self {
            name,
            kind,
            required: false,
            on_change: OnChange::Replace,
            default: None,
            constraints: &[],
            support: Support::ALWAYS,
            secret: false,
            alias_of: None,
        }
    }

    /// The schema of the items of a list, which have no name.
    pub const fn item(kind: PropertyKind) -> Self {
        Self::new("", kind)
    }

    /// The same, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with what a changed value does.
    #[must_use]
    pub const fn on_change(mut self, on_change: OnChange) -> Self {
        self.on_change = on_change;
        self
    }

    /// The same with a default, as JSON text.
    #[must_use]
    pub const fn default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// The same with constraints.
    #[must_use]
    pub const fn constraints(mut self, constraints: &'static [Constraint]) -> Self {
        self.constraints = constraints;
        self
    }

    /// The same as another name of `property`.
    #[must_use]
    pub const fn alias_of(mut self, property: &'static str) -> Self {
        self.alias_of = Some(property);
        self
    }

    /// The same with a support status.
    #[must_use]
    pub const fn support(mut self, support: Support) -> Self {
        self.support = support;
        self
    }
}

/// The type of a property, with the schema of what is inside.
#[derive(Debug)]
pub enum PropertyKind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A mapping; with a schema, of these entries only.
    Map(&'static [Property]),
    /// A list; with a schema, of such items (one property without a name).
    List(&'static [Property]),
    /// Anything.
    Any,
}

/// What a changed value does to a live object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnChange {
    /// It is changed in place (`update_allowed`).
    Update,
    /// It is changed in place with interruption or side effects.
    Disrupt,
    /// Another object is made.
    Replace,
    /// It is refused (`immutable`).
    Refuse,
}

/// A constraint of a property.
#[derive(Debug)]
pub enum Constraint {
    /// A number within bounds, both inclusive.
    Range {
        /// The least.
        min: Option<f64>,
        /// The greatest.
        max: Option<f64>,
    },
    /// A length within bounds, both inclusive.
    Length {
        /// The least.
        min: Option<u64>,
        /// The greatest.
        max: Option<u64>,
    },
    /// One of these, as JSON texts.
    AllowedValues(&'static [&'static str]),
    /// Text that a regular expression (Python's, anchored at the start) matches.
    AllowedPattern(&'static str),
    /// `offset + n × step`.
    Modulo {
        /// The step.
        step: i64,
        /// The offset.
        offset: i64,
    },
    /// A constraint by name, such as `net_cidr` or `neutron.network`.
    Custom(&'static str),
}

/// One attribute.
#[derive(Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Heat's type word (`string`, `list`, `map`, `integer`, `boolean`) if the schema has one.
    pub kind: Option<&'static str>,
    /// Heat's support status.
    pub support: Support,
}

impl Attribute {
    /// An attribute.
    pub const fn new(name: &'static str, kind: Option<&'static str>) -> Self {
        Self { name, kind, support: Support::ALWAYS }
    }

    /// The same, supported since `version`.
    #[must_use]
    pub const fn since(mut self, version: &'static str) -> Self {
        self.support = Support::since(version);
        self
    }
}

/// Heat's support status of a type, a property or an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// The status.
    pub status: SupportStatus,
    /// Since which version.
    pub version: Option<&'static str>,
    /// What Heat says about it.
    pub message: Option<&'static str>,
    /// The status before.
    pub previous: Option<&'static Support>,
}

impl Support {
    /// Supported since `version`.
    pub const fn since(version: &'static str) -> Self {
        Self { status: SupportStatus::Supported, version: Some(version), message: None, previous: None }
    }

    /// Supported, for ever.
    pub const ALWAYS: Support =
        Support { status: SupportStatus::Supported, version: None, message: None, previous: None };
}

/// Heat's support statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportStatus {
    /// In use.
    Supported,
    /// Still there, not for long.
    Deprecated,
    /// Never promised.
    Unsupported,
    /// Gone from lists.
    Hidden,
}

impl SupportStatus {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "SUPPORTED",
            Self::Deprecated => "DEPRECATED",
            Self::Unsupported => "UNSUPPORTED",
            Self::Hidden => "HIDDEN",
        }
    }
}

/// The default of a property as JSON; `None` without one, and for a table that is malformed (a test reads every table).
pub fn default_json(property: &Property) -> Option<Json> {
    property.default.and_then(|text| serde_json::from_str(text).ok())
}
