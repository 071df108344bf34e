//! Where a step stands between two events, as its row keeps it: the verb, the type's own stage, and what is waited for.

use model::IncarnationId;
use model::hook::Hook;
use model::request::Request;
use resource::Verb;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The persisted form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stage {
    /// Number of this form.
    pub(crate) format: u16,
    /// What is being done.
    pub(crate) verb: Word,
    /// To which object: not always the one that the step names first.
    pub(crate) subject: IncarnationId,
    /// What is waited for.
    pub(crate) awaits: Awaits,
    /// Where the type's sequence stands.
    pub(crate) inner: Json,
    /// How often the cloud was busy.
    pub(crate) tries: u32,
    /// Whether a call of this sequence was not answered: then a failure does not say that nothing was made.
    #[serde(default)]
    pub(crate) doubt: bool,
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "awaits")]
pub(crate) enum Awaits {
    /// The answer to a call that may have been made.
    Call,
    /// A time.
    Time,
    /// A time, to make a call that was refused because the cloud was busy.
    Again {
        /// The call.
        request: Box<Request>,
    },
    /// A time between two batches: nothing of a type is under way.
    Pause,
    /// A signal that clears a hook; or nothing more, once it was cleared.
    Hook {
        /// The hook.
        hook: Hook,
        /// Whether it was cleared.
        cleared: bool,
    },
}

impl Awaits {
    /// Whether the step itself waits, and not a type's sequence of calls.
    pub(crate) fn is_of_step(&self) -> bool {
        match self {
            Self::Pause | Self::Hook { .. } => true,
            Self::Call | Self::Time | Self::Again { .. } => false,
        }
    }
}

/// A verb with a persisted form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    Create,
    Update,
    Delete,
    Observe,
    Adopt,
    Suspend,
    Resume,
    Snapshot,
    Signal,
}

impl Stage {
    const FORMAT: u16 = 1;

    pub(crate) fn new(verb: Verb, subject: IncarnationId, awaits: Awaits, inner: Json) -> Self {
        Self { format: Self::FORMAT, verb: Word::of(verb), subject, awaits, inner, tries: 0, doubt: false }
    }

    pub(crate) fn read(json: &Json) -> Option<Self> {
        serde_json::from_value(json.clone()).ok()
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Word {
    fn of(verb: Verb) -> Self {
        match verb {
            Verb::Create => Self::Create,
            Verb::Update => Self::Update,
            Verb::Delete => Self::Delete,
            Verb::Observe => Self::Observe,
            Verb::Adopt => Self::Adopt,
            Verb::Suspend => Self::Suspend,
            Verb::Resume => Self::Resume,
            Verb::Snapshot => Self::Snapshot,
            Verb::Signal => Self::Signal,
        }
    }

    pub(crate) fn verb(self) -> Verb {
        match self {
            Self::Create => Verb::Create,
            Self::Update => Verb::Update,
            Self::Delete => Verb::Delete,
            Self::Observe => Verb::Observe,
            Self::Adopt => Verb::Adopt,
            Self::Suspend => Verb::Suspend,
            Self::Resume => Verb::Resume,
            Self::Snapshot => Verb::Snapshot,
            Self::Signal => Verb::Signal,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Observe => "observe",
            Self::Adopt => "adopt",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Snapshot => "snapshot",
            Self::Signal => "signal",
        }
    }
}
