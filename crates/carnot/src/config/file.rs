//! The form of `carnot.toml`. Every key may be missing; the defaults are where the options are used.

use serde::Deserialize;
use std::path::PathBuf;

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: Option<$type>,)* }

        impl $name {
            /// The keys, in order.
            #[cfg(test)]
            const KEYS: &[&str] = &[$(stringify!($field),)*];

            /// The same where `over` says nothing.
            fn overlaid(self, over: Self) -> Self {
                Self { $($field: over.$field.or(self.$field),)* }
            }
        }
    };
}

section! {
    /// The API's side of `carnot serve`.
    Server {
        /// Address and port. Default `127.0.0.1:8004`.
        listen: String,
        /// Who may call. Default `none`, on loopback only.
        authentication: Authentication,
        /// How long a stop waits for calls under way, in seconds. Default 10.
        drain_secs: u64,
    }
}

section! {
    /// The database.
    Database {
        /// The SQLite file. Default `$XDG_STATE_HOME/carnot/carnot.db`.
        path: PathBuf,
        /// The keys that secrets are sealed with. Default the database's name with `.keys` behind it.
        key_file: PathBuf,
    }
}

section! {
    /// The engine.
    Engine {
        /// How long its claims hold after its last report, in seconds. Default 30.
        lease_secs: u64,
        /// How many steps are claimed at once. Default 64.
        batch: u32,
        /// How often a busy call is tried again. Default 5.
        busy_retries: u32,
        /// After how long a refused delete is tried again, in seconds. Default 300.
        leftover_retry_secs: u64,
        /// How long a request waits for looks at objects before it leaves them to the engine, in seconds. Default 10.
        look_patience_secs: u64,
        /// The folder of environment files whose resource registries hold for every stack. Default none.
        environment_dir: PathBuf,
    }
}

section! {
    /// What stacks are made on.
    Cloud {
        /// Its name in `clouds.yaml`. Default none: only types that need no cloud.
        name: String,
    }
}

section! {
    /// What is accepted.
    Limits {
        /// Living stacks in a project; negative for no limit. Default 512.
        max_stacks: i64,
        /// Events that are kept of each stack; 0 for all. Default 1000.
        max_events: u32,
        /// Resources in a tree. Default 1000.
        max_resources: usize,
        /// Depth of nesting. Default 5.
        max_depth: usize,
        /// Bytes of a template. Default 524288.
        max_template_bytes: usize,
    }
}

section! {
    /// What a query of a template may use.
    Yaql {
        /// How many items a collection may have. Default 200.
        limit_iterators: usize,
        /// How many bytes one value may have. Default 10000.
        memory_quota: usize,
    }
}

section! {
    /// The log, on stderr.
    Log {
        /// What is logged, in the form of `RUST_LOG`. Default `info` for servers, `warn` for all else.
        filter: String,
        /// How. Default `text`.
        format: LogFormat,
    }
}

section! {
    /// The commands that talk to a server.
    Client {
        /// The endpoint's URL. Default `http://127.0.0.1:8004`.
        endpoint: String,
        /// The project, if the URL names none. Default `default`.
        project: String,
    }
}

/// Who may call the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Authentication {
    /// Everybody who reaches it.
    None,
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct File {
    /// `[server]`
    pub(crate) server: Server,
    /// `[database]`
    pub(crate) database: Database,
    /// `[engine]`
    pub(crate) engine: Engine,
    /// `[cloud]`
    pub(crate) cloud: Cloud,
    /// `[limits]`
    pub(crate) limits: Limits,
    /// `[yaql]`
    pub(crate) yaql: Yaql,
    /// `[log]`
    pub(crate) log: Log,
    /// `[client]`
    pub(crate) client: Client,
}

/// Every section and its keys.
#[cfg(test)]
pub(super) const KEYS: &[(&str, &[&str])] = &[
    ("server", Server::KEYS),
    ("database", Database::KEYS),
    ("engine", Engine::KEYS),
    ("cloud", Cloud::KEYS),
    ("limits", Limits::KEYS),
    ("yaql", Yaql::KEYS),
    ("log", Log::KEYS),
    ("client", Client::KEYS),
];

impl File {
    /// The same where `over` says nothing.
    pub(super) fn overlaid(self, over: Self) -> Self {
        Self {
            server: self.server.overlaid(over.server),
            database: self.database.overlaid(over.database),
            engine: self.engine.overlaid(over.engine),
            cloud: self.cloud.overlaid(over.cloud),
            limits: self.limits.overlaid(over.limits),
            yaql: self.yaql.overlaid(over.yaql),
            log: self.log.overlaid(over.log),
            client: self.client.overlaid(over.client),
        }
    }

    /// Reads a table.
    pub(super) fn try_from_table(table: toml::Table) -> Result<Self, toml::de::Error> {
        table.try_into()
    }
}
