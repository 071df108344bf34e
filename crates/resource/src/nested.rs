//! Types that are nested stacks: their properties decide a template.

use crate::flow::Check;
use crate::live::Live;
use model::ResourcePath;
use model::value::{Map, Value};
use std::time::Duration;

/// A part of an attribute: its value, and how many of the further path elements were used up.
pub type Part = Option<(Value, usize)>;

/// The pure functions of a type that is a nested stack.
#[derive(Debug)]
pub struct Nested {
    /// The template for properties (already with defaults; some may be unknown) and the kept runtime data (removal lists, capacity).
    pub expand: fn(&Value, &Map) -> Expansion,
    /// An attribute (never `show`): path of the resource, its properties and runtime data, the names of its members, what is live, the
    /// attribute's name and the further path elements of the `get_attr`. The second part of the answer is how many of those were used up.
    pub attribute: fn(&Member<'_>, &str, &[Value]) -> Part,
    /// What `get_resource` gives; `None` for the physical id (the nested stack's id).
    pub reference: Option<fn(&Member<'_>) -> Value>,
    /// Runtime data after a change of properties: removal policies become a list of removed members. The properties are the wanted ones,
    /// the runtime data and the members are those before the change; on a first create both are empty.
    pub runtime: fn(&Member<'_>) -> Map,
    /// Checks of properties beyond the table: the first fault. Parts may be unknown.
    pub validate: Option<Check>,
    /// How the work on the members is divided, for types with a policy about it; `None` for all at once.
    pub batches: Option<fn(&Batching<'_>) -> Option<Batches>>,
}

/// What decides how the work on the members of a group is divided.
#[derive(Clone, Copy, Debug)]
pub struct Batching<'a> {
    /// The `update_policy` section, with defaults.
    pub policy: &'a Value,
    /// Whether the group itself is being made.
    pub is_new: bool,
    /// The properties of the group that change.
    pub changed: &'a [&'a str],
    /// How many members the group has now.
    pub existing: usize,
    /// How many it is to have.
    pub wanted: usize,
    /// The members that something is done with, in the order of the template.
    pub members: &'a [Share],
}

/// What is done with a member, as far as it matters for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The group did not have it.
    New,
    /// Another object takes its place, and it serves until then.
    Beside,
    /// It is changed, and may not serve meanwhile.
    InPlace,
}

/// Work divided into batches that come one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batches {
    /// The members of each batch: places in [`Batching::members`], each once.
    pub batches: Vec<Vec<usize>>,
    /// How much time passes between two batches.
    pub pause: Duration,
}

/// What an attribute of a nested type may look at.
pub struct Member<'a> {
    /// The resource.
    pub path: &'a ResourcePath,
    /// Its properties.
    pub properties: &'a Value,
    /// Its runtime data.
    pub runtime: &'a Map,
    /// The names of the resources in the nested stack, in order.
    pub members: &'a [String],
    /// What is live.
    pub live: &'a dyn Live,
}

/// What a nested type's properties lead to.
#[derive(Clone, Debug, PartialEq)]
pub enum Expansion {
    /// This template (a HOT document) with these parameters.
    Template {
        /// The document.
        document: Value,
        /// Parameter values.
        parameters: Map,
    },
    /// The shape depends on values that are not known yet; they are in the properties.
    Unknown,
    /// The properties cannot be expanded: why.
    Invalid(String),
}
