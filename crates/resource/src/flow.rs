//! The life of an object as a sequence of turns: what was answered goes in, what to do next comes out.

use model::Timestamp;
use model::failure::Failure;
use model::incarnation::Incarnation;
use model::observation::Observation;
use model::request::{Reply, Request};
use model::value::diff::Change;
use model::value::{Map, Value};
use serde_json::Value as Json;
use std::time::Duration;

/// What is to be done with an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Make it.
    Create,
    /// Change it in place.
    Update,
    /// Remove it.
    Delete,
    /// Ask how it is; ends with an observation.
    Observe,
    /// Find out whether an interrupted create made it: ends with a physical id or as gone.
    Adopt,
    /// Suspend it.
    Suspend,
    /// Resume it.
    Resume,
    /// Record its state.
    Snapshot,
    /// Take in a signal.
    Signal,
}

/// What a turn may look at.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The object's record.
    pub record: &'a Incarnation,
    /// The wanted properties, resolved and with defaults; for verbs other than create and update, those applied.
    pub properties: &'a Value,
    /// Identity facts to recreate (`Value::Null` if there are none): what [`Flow::identity`] gave for the lost object.
    pub identity: &'a Value,
    /// The details of a signal or the data of a snapshot; `Value::Null` otherwise.
    pub details: &'a Value,
    /// Now, in database time.
    pub now: Timestamp,
    /// Fresh randomness for this turn.
    pub entropy: [u8; 32],
}

/// What came of the last turn's wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The wait is over.
    Elapsed,
    /// The call was answered, or failed.
    Replied(Result<Reply, Failure>),
}

/// What a turn leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The object's id, if this turn learnt it: recorded at once.
    pub physical_id: Option<String>,
    /// What is to be kept with the record from now on, if it changed; generated secrets are marked.
    pub data: Option<Map>,
    /// The resource's metadata, if it changed.
    pub metadata: Option<Value>,
    /// What now.
    pub next: Next,
}

impl Turn {
    /// Only what now.
    pub fn next(next: Next) -> Self {
        Self { physical_id: None, data: None, metadata: None, next }
    }
}

/// What a turn wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Make this call, then [`Flow::resume`] with `stage` and the answer.
    Call {
        /// The call.
        request: Box<Request>,
        /// Where the sequence stands; persisted before the call.
        stage: Json,
    },
    /// Wait, then [`Flow::resume`] with `stage` and [`Answer::Elapsed`].
    Wait {
        /// How long.
        after: Duration,
        /// Where the sequence stands.
        stage: Json,
    },
    /// The verb is done, perhaps having learnt how the object is.
    Done(Option<Box<Observation>>),
    /// The verb failed.
    Failed(Failure),
}

/// What the difference between applied and wanted properties asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// Nothing.
    None,
    /// A change in place.
    Update,
    /// A change in place with interruption or side effects.
    Disrupt,
    /// Another object, because of this property.
    Replace(String),
    /// A property that must not change did.
    Refuse(String),
}

/// A type's own judgement of changed properties: record, wanted properties, top-level changes.
pub type Judge = fn(&Incarnation, &Value, &[Change]) -> Option<Difference>;

/// A type's own checks of properties: the first fault. Parts may be unknown.
pub type Check = fn(&Value) -> Result<(), Fault>;

/// The pure functions of a type with objects.
#[derive(Debug)]
pub struct Flow {
    /// The first turn of a verb.
    pub start: fn(Verb, &Inputs<'_>) -> Turn,
    /// A later turn: the stage that the last one left, and what came of its wish. After a crash the engine may call it with an
    /// in-doubt failure for a call whose answer nobody saw.
    pub resume: fn(Verb, &Json, Answer, &Inputs<'_>) -> Turn,
    /// The value of an attribute (never `show`); `None` if the object does not have it now.
    pub attribute: fn(&Incarnation, &str) -> Option<Value>,
    /// What `get_resource` gives.
    pub reference: fn(&Incarnation) -> Value,
    /// What must be kept to recreate the object's identity; `Value::Null` for nothing.
    pub identity: fn(&Incarnation) -> Value,
    /// Overrules the table's judgement of changed properties (`None`: the table judges): record, wanted properties, top-level changes.
    pub judge: Option<Judge>,
    /// Checks of properties beyond the table: the first fault. Parts may be unknown.
    pub validate: Option<Check>,
}

/// What is wrong with properties beyond what the table can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The property, and the keys in it, that the fault is in; empty when it is in their combination.
    pub path: Vec<String>,
    /// The message as Heat words it.
    pub message: String,
}

impl Fault {
    /// A fault of the properties as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into() }
    }
}
