//! The contract of a resource type: constant tables and pure hooks, with no input or output of their own.
//!
//! A type describes its properties and attributes, and one of four shapes of life ([`Shape`]). What it wants from a cloud it returns as
//! data ([`Next`]); the engine makes the call, persists the stage before it, and hands the answer back, so that another engine can go on
//! after a crash. Not here: the table of all types (`catalog`), templates, planning.

pub mod flow;
pub mod live;
pub mod nested;
pub mod schema;

pub use flow::{Answer, Check, Difference, Fault, Flow, Inputs, Next, Turn, Verb};
pub use live::Live;
pub use nested::{Batches, Batching, Expansion, Member, Nested, Share};
pub use schema::{Attribute, Constraint, OnChange, Property, PropertyKind, Support, SupportStatus};

use model::incarnation::{Claim, Incarnation};
use model::value::Value;

/// A resource type.
#[derive(Debug)]
pub struct ResourceType {
    /// Its name: `OS::Heat::RandomString`.
    pub name: &'static str,
    /// Heat's support status.
    pub support: Support,
    /// Its properties, in the order of Heat's schema.
    pub properties: &'static [Property],
    /// Its attributes; `show` is added to every type by the catalogue.
    pub attributes: &'static [Attribute],
    /// How it lives.
    pub shape: Shape,
    /// What the planner must know to go back.
    pub rollback: Rollback,
}

/// How a type lives.
#[derive(Debug)]
pub enum Shape {
    /// Objects, in a cloud or in our own store, by a sequence of calls and waits.
    Flow(&'static Flow),
    /// A nested stack whose template the properties decide.
    Nested(&'static Nested),
    /// A type that is known by its tables alone: a retired one, or one of a service that is not there. Nothing can be made of it,
    /// but its properties can be checked, also beyond the table.
    Placeholder(Option<Check>),
}

/// Facts about a type that decide what a rollback costs.
#[derive(Debug)]
pub struct Rollback {
    /// Whether objects hold data that is lost with them.
    pub holds_data: bool,
    /// Whether attributes are a function of the properties and the kept data alone, so that a planner can tell them beforehand
    /// ([`Flow::attribute`] is asked about a record that has the wanted properties).
    pub predictable: bool,
    /// Whether a new object can be given the identity facts of a lost one (generated values, addresses): see [`Flow::identity`].
    pub restorable: bool,
    /// Properties that cannot be changed back once they were changed.
    pub irreversible: &'static [&'static str],
    /// Exclusive claims of an object with these properties.
    pub claims: fn(&Value) -> Vec<Claim>,
    /// The properties of an object with these properties that has given these claims up: how it is told to. `None` for types whose claims
    /// are free as soon as nobody insists on them.
    pub release: Option<Release>,
}

/// Properties without claims: see [`Rollback::release`].
pub type Release = fn(&Value, &[Claim]) -> Value;

impl Rollback {
    /// No data, no claims, nothing predictable.
    pub const PLAIN: Rollback = Rollback {
        holds_data: false,
        predictable: false,
        restorable: false,
        irreversible: &[],
        claims: no_claims,
        release: None,
    };
}

/// The claims of a type that makes none.
pub fn no_claims(_properties: &Value) -> Vec<Claim> {
    Vec::new()
}

/// What `get_resource` gives for an object, for types without a rule of their own: the physical id, else the logical name.
pub fn physical_id_or_name(record: &Incarnation) -> Value {
    Value::str(record.physical_id.clone().unwrap_or_else(|| record.path.name().to_owned()))
}
