//! What an operation is for, the states that Heat's clients see, and the classes of destruction that need consent.

use crate::id::SnapshotId;
use serde::{Deserialize, Serialize};

/// What an operation is to reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "goal")]
pub enum Goal {
    /// Converge a new stack to its first definition.
    Create,
    /// Converge a new stack, taking over the physical ids that the client gave.
    Adopt,
    /// Converge to a new definition.
    Update,
    /// Return to a revision; `None` is the empty stack.
    Rollback {
        /// The revision, by number.
        to: Option<u32>,
    },
    /// Remove everything.
    Delete,
    /// Observe everything, change nothing.
    Check,
    /// Suspend every resource.
    Suspend,
    /// Resume every resource.
    Resume,
    /// Take a snapshot of every resource.
    Snapshot {
        /// The snapshot that is filled.
        snapshot: SnapshotId,
    },
    /// Remove what no revision in use needs any more: deferred sweeps and leftovers. Clients see no action for it.
    Sweep,
    /// Converge to the definition that a snapshot holds.
    Restore {
        /// The snapshot.
        snapshot: SnapshotId,
    },
}

impl Goal {
    /// The action that Heat's clients see for it; `None` leaves the stack's state as it is.
    pub fn action(&self) -> Option<StackAction> {
        Some(match self {
            Self::Sweep => return None,
            Self::Create => StackAction::Create,
            Self::Adopt => StackAction::Adopt,
            Self::Update => StackAction::Update,
            Self::Rollback { .. } => StackAction::Rollback,
            Self::Delete => StackAction::Delete,
            Self::Check => StackAction::Check,
            Self::Suspend => StackAction::Suspend,
            Self::Resume => StackAction::Resume,
            Self::Snapshot { .. } => StackAction::Snapshot,
            Self::Restore { .. } => StackAction::Restore,
        })
    }
}

macro_rules! wire_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// The word on the wire and in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$(Self::$variant,)*];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text { $($text => Ok(Self::$variant),)* other => Err(format!("no {}: {other}", stringify!($name))) }
            }
        }
    };
}
pub(crate) use wire_enum;

wire_enum! {
    /// Heat's stack and resource actions. `Init` is only seen on resources that have not been started.
    StackAction {
        /// Not started.
        Init = "INIT",
        /// Being or been created.
        Create = "CREATE",
        /// Taken over.
        Adopt = "ADOPT",
        /// Changed.
        Update = "UPDATE",
        /// Returned to a revision.
        Rollback = "ROLLBACK",
        /// Removed.
        Delete = "DELETE",
        /// Observed.
        Check = "CHECK",
        /// Suspended.
        Suspend = "SUSPEND",
        /// Resumed.
        Resume = "RESUME",
        /// Recorded for a restore.
        Snapshot = "SNAPSHOT",
        /// Brought to a snapshot.
        Restore = "RESTORE",
    }
}

wire_enum! {
    /// Heat's statuses.
    Status {
        /// Under way.
        InProgress = "IN_PROGRESS",
        /// Reached.
        Complete = "COMPLETE",
        /// Not reached.
        Failed = "FAILED",
    }
}

wire_enum! {
    /// The classes of destruction, mildest first (rollback.md 7.6). A plan's class is that of its worst step.
    Class {
        /// Nothing that anybody would notice is destroyed.
        Safe = "safe",
        /// Interruption or side effects in place.
        Disruptive = "disruptive",
        /// A live object is replaced by another one.
        Replace = "replace",
        /// A live object is deleted before its replacement exists.
        DeleteFirst = "delete_first",
        /// Data that no revision holds is lost.
        DataLoss = "data_loss",
    }
}

wire_enum! {
    /// When the objects that no revision in use needs are removed.
    SweepPolicy {
        /// As the last phase of the operation, as Heat does.
        Immediate = "immediate",
        /// After a delay, by the engine.
        After = "after",
        /// When somebody asks for it.
        Manual = "manual",
    }
}

wire_enum! {
    /// What a rollback does with objects made after its target.
    NewResources {
        /// Delete them.
        Delete = "delete",
        /// Honour their deletion policy.
        Policy = "policy",
        /// Keep them in the cloud, unmanaged.
        Retain = "retain",
    }
}

wire_enum! {
    /// What is done about changes that others made to objects.
    Drift {
        /// Leave and report them.
        Keep = "keep",
        /// Put the wanted value back.
        Revert = "revert",
    }
}

wire_enum! {
    /// Which objects are observed before planning.
    Observe {
        /// Those about which there is doubt.
        Suspect = "suspect",
        /// Every one.
        All = "all",
    }
}

wire_enum! {
    /// What happens to independent branches after a failure.
    OnError {
        /// They go on.
        Continue = "continue",
        /// No step is started any more.
        Stop = "stop",
    }
}

wire_enum! {
    /// A template's `deletion_policy`, in one spelling.
    DeletionPolicy {
        /// Delete the object.
        Delete = "Delete",
        /// Leave it in the cloud.
        Retain = "Retain",
        /// Take a snapshot, then delete it.
        Snapshot = "Snapshot",
    }
}

/// Options of an operation: those of `rollback.md` 7.3 that outlive the request. Missing fields take the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Classes that are allowed although they lie above the limit.
    pub allow: Vec<Class>,
    /// Slot paths that are not touched.
    pub skip: Vec<String>,
    /// Slot paths or incarnation ids that are let go instead of deleted.
    pub retain: Vec<String>,
    /// What becomes of objects made after the target.
    pub new_resources: NewResources,
    /// What becomes of changes by others.
    pub drift: Drift,
    /// What is observed.
    pub observe: Observe,
    /// What a failure stops.
    pub on_error: OnError,
    /// Whether it continues a failed rollback.
    pub resume: bool,
    /// How long calls of the operation before may still answer, in seconds.
    pub wait_inflight_secs: u32,
    /// Whether blocked deletes fail the operation.
    pub strict_cleanup: bool,
    /// Whether every property is compared with what the cloud says (Heat's `converge`).
    pub converge: bool,
    /// Types of which the cloud makes no more objects until some are gone. Learnt while running, not asked for.
    pub exhausted: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            skip: Vec::new(),
            retain: Vec::new(),
            new_resources: NewResources::Delete,
            drift: Drift::Keep,
            observe: Observe::Suspect,
            on_error: OnError::Continue,
            resume: false,
            wait_inflight_secs: 60,
            strict_cleanup: false,
            converge: false,
            exhausted: Vec::new(),
        }
    }
}

impl Options {
    /// Whether what others changed is put back.
    pub fn reverts_drift(&self) -> bool {
        self.drift == Drift::Revert || self.converge
    }
}
