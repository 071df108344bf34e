//! What every part of an engine works with: the ports, the catalogue, the source of identifiers, and the configuration.
//!
//! Not here: any runtime. The clock is the store's ([`store::Store::now`]), randomness is drawn from [`Context::ids`], and waking the
//! worker is a callback, so that the simulator can drive the same code in virtual time.

use async_trait::async_trait;
use catalog::Catalog;
use definition::Limits;
use model::failure::{Failure, FailureKind};
use model::request::{Reply, Request};
use model::stack::Stack;
use model::value::Map;
use model::{EngineId, IdSource};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::Store;
use uuid::Uuid;

/// The port to the clouds.
#[async_trait]
pub trait Cloud: Send + Sync {
    /// Makes one call for a stack's project. Errors come classified.
    async fn call(&self, stack: &Stack, request: &Request) -> Result<Reply, Failure>;
}

/// No cloud: every call is refused.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCloud;

#[async_trait]
impl Cloud for NoCloud {
    async fn call(&self, _stack: &Stack, request: &Request) -> Result<Reply, Failure> {
        let message = format!("no cloud is configured for {} ({})", request.service, request.summary());
        Err(Failure::new(FailureKind::Auth, "ServiceUnavailable", message))
    }
}

/// What can be chosen about an engine.
#[derive(Clone, Debug)]
pub struct Config {
    /// What definitions are accepted.
    pub limits: Limits,
    /// The host's name, for the list of engines.
    pub host: String,
    /// The process's name, for the list of engines.
    pub binary: String,
    /// How long an engine's claims hold after its last report.
    pub lease: Duration,
    /// How many steps are claimed at once.
    pub batch: u32,
    /// How often a call that was answered "busy" is tried again before the step fails.
    pub busy_retries: u32,
    /// How long after a refused delete a leftover is tried again by the sweeper.
    pub leftover_retry: Duration,
    /// How long a request waits for looks at objects; what was not seen by then is left to an engine. Zero: no request waits.
    pub look_patience: Duration,
    /// How many events are kept of each stack when an operation is accepted (`max_events_per_stack`); zero keeps all.
    pub max_events: u32,
    /// Most living stacks in a project (`max_stacks_per_tenant`); negative for no limit.
    pub max_stacks: i64,
    /// What holds for every stack.
    pub site: Site,
}

/// What an operator says of types for every stack: an environment beneath all others.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The resource registry.
    pub registry: Map,
    /// The templates that it names.
    pub files: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            host: "localhost".to_owned(),
            binary: "carnot-engine".to_owned(),
            lease: Duration::from_secs(30),
            batch: 64,
            busy_retries: 5,
            leftover_retry: Duration::from_secs(300),
            look_patience: Duration::from_secs(10),
            max_events: 1000,
            max_stacks: 512,
            site: Site::default(),
        }
    }
}

/// The ports and the configuration.
pub struct Context {
    /// The database.
    pub store: Arc<dyn Store>,
    /// The resource types.
    pub catalog: Catalog,
    /// The clouds.
    pub cloud: Arc<dyn Cloud>,
    /// Where identifiers and entropy come from.
    pub ids: Mutex<Box<dyn IdSource>>,
    /// What was chosen.
    pub config: Config,
    /// Called when there is new work: a hint, never the truth.
    pub wake: Box<dyn Fn() + Send + Sync>,
}

impl Context {
    /// Draws an identifier: `ctx.draw(StackId::draw)`.
    pub fn draw<T>(&self, draw: fn(&mut dyn IdSource) -> T) -> T {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        draw(ids.as_mut())
    }

    /// Sixteen fresh bytes as a UUID without a type.
    pub fn uuid(&self) -> Uuid {
        self.draw(|ids| ids.next_uuid())
    }

    /// Thirty-two fresh bytes.
    pub fn entropy(&self) -> [u8; 32] {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = [0; 32];
        let (left, right) = bytes.split_at_mut(16);
        left.copy_from_slice(&ids.next_bytes());
        right.copy_from_slice(&ids.next_bytes());
        bytes
    }

    /// A name for an engine that starts now.
    pub fn engine_id(&self) -> EngineId {
        self.draw(EngineId::draw)
    }
}
