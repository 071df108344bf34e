//! Parameters: their schema, and how values are converted and checked.

pub(crate) mod constraint;
mod cron;
mod custom;
mod date;
pub(crate) mod group;
mod number;
pub(crate) mod schema;
mod value;
mod zone;

use indexmap::IndexMap;
use model::Span;
use model::value::Value;
use std::sync::Arc;

pub use custom::check as custom_fault;
pub use number::int as python_int;

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// `string`
    String,
    /// `number`
    Number,
    /// `comma_delimited_list`
    List,
    /// `json`
    Json,
    /// `boolean`
    Boolean,
}

impl ParameterKind {
    /// The word for it in templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::List => "comma_delimited_list",
            Self::Json => "json",
            Self::Boolean => "boolean",
        }
    }

    /// The word for it in CloudFormation templates, and in answers of the API.
    pub fn cfn_word(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Number => "Number",
            Self::List => "CommaDelimitedList",
            Self::Json => "Json",
            Self::Boolean => "Boolean",
        }
    }

    /// All kinds.
    pub(crate) const ALL: [ParameterKind; 5] = [Self::String, Self::Number, Self::List, Self::Json, Self::Boolean];
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub kind: ParameterKind,
    /// The word for its type in the language of its template.
    pub word: &'static str,
    /// Its label, as it stands there.
    pub label: Option<Value>,
    /// Its description.
    pub description: Option<Arc<str>>,
    /// Its default, not converted.
    pub default: Option<Value>,
    /// Whether its value must not be shown.
    pub hidden: bool,
    /// Whether it must not change.
    pub immutable: bool,
    /// Its tags.
    pub tags: Vec<Arc<str>>,
    /// What its values must fulfil.
    pub constraints: Vec<Constraint>,
}

/// What a value must fulfil.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// The rule.
    pub kind: ConstraintKind,
    /// The message of the template's author.
    pub description: Option<Arc<str>>,
}

/// The rule of a constraint.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintKind {
    /// Characters, items or entries.
    Length {
        /// At least.
        min: Option<Value>,
        /// At most.
        max: Option<Value>,
    },
    /// A number.
    Range {
        /// At least.
        min: Option<Value>,
        /// At most.
        max: Option<Value>,
    },
    /// A number of a row.
    Modulo {
        /// The distance.
        step: Value,
        /// The remainder.
        offset: Value,
    },
    /// One of these.
    AllowedValues(Vec<Value>),
    /// Matches a regular expression from the start.
    AllowedPattern(Arc<str>),
    /// Something that a service knows (`nova.flavor`) or that has a form (`net_cidr`).
    Custom(Arc<str>),
}

impl Parameter {
    /// The names of its custom constraints, for which services must be asked.
    pub fn custom_constraints(&self) -> impl Iterator<Item = &str> {
        self.constraints.iter().filter_map(|constraint| match &constraint.kind {
            ConstraintKind::Custom(name) => Some(&**name),
            ConstraintKind::Length { .. }
            | ConstraintKind::Range { .. }
            | ConstraintKind::Modulo { .. }
            | ConstraintKind::AllowedValues(_)
            | ConstraintKind::AllowedPattern(_) => None,
        })
    }
}

/// Parameters that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterGroup {
    /// Its label.
    pub label: Option<Arc<str>>,
    /// Its description.
    pub description: Option<Arc<str>>,
    /// The names.
    pub parameters: Vec<Arc<str>>,
}

/// Parameters by name.
pub type Parameters = IndexMap<Arc<str>, Parameter>;
