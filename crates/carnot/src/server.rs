//! A whole server in this process: store, engine and API, started and stopped as one. Used by `serve` and by `demo`.

use crate::ambient;
use crate::config::File;
use crate::exit::{Exit, Stop};
use crate::site;
use anyhow::{Context as _, Result};
use engine::context::{Cloud, Config, Context};
use engine::service::Service;
use model::IdSource;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store_sqlite::{KeyRing, SqliteStore};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A running server.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    stop: CancellationToken,
    drain: Duration,
    api: JoinHandle<std::io::Result<()>>,
    engine: JoinHandle<()>,
}

/// Opens the database, making its directory for its owner only.
pub(crate) fn open(database: &Path, keys: Option<&Path>) -> Result<SqliteStore> {
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let keys = match keys {
        Some(file) => KeyRing::load_or_create(file)?,
        None => KeyRing::beside(database)?,
    };
    Ok(SqliteStore::open(database, keys)?)
}

impl Server {
    /// Starts one that acts on `cloud`.
    pub(crate) async fn start(listen: &str, store: SqliteStore, cloud: Arc<dyn Cloud>, options: &File) -> Result<Self> {
        let taken = || Stop::new(Exit::Failed, format!("cannot listen on {listen}"));
        let listener = TcpListener::bind(listen).await.with_context(|| taken().message)?;
        let address = listener.local_addr()?;
        let wake = Arc::new(Notify::new());
        let waker = wake.clone();
        let context = Arc::new(Context {
            store: Arc::new(store),
            catalog: catalog::Catalog::builtin(),
            cloud,
            ids: Mutex::new(Box::new(SystemIds::default())),
            config: config(options),
            wake: Box::new(move || waker.notify_one()),
        });
        let stop = CancellationToken::new();
        let app = api::App { service: Service::new(context.clone()), build: env!("CARGO_PKG_VERSION").to_owned() };
        let engine = tokio::spawn(engine::run(context, wake, stop.clone()));
        let api = tokio::spawn(api::serve(listener, app, stop.clone().cancelled_owned()));
        let drain = Duration::from_secs(options.server.drain_secs.unwrap_or(10));
        Ok(Self { address, stop, drain, api, engine })
    }

    /// Waits until it ends by itself, which it should not.
    pub(crate) async fn failed(&mut self) -> anyhow::Error {
        tokio::select! {
            api = &mut self.api => anyhow::anyhow!("the API ended: {api:?}"),
            engine = &mut self.engine => anyhow::anyhow!("the engine ended: {engine:?}"),
        }
    }

    /// Takes no new work, lets what is under way finish for a while, and ends.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        let Self { api, engine, drain, .. } = self;
        let (api_handle, engine_handle) = (api.abort_handle(), engine.abort_handle());
        let both = async {
            let _ = tokio::join!(api, engine);
        };
        tokio::select! {
            () = both => {}
            () = ambient::sleep(drain) => {
                api_handle.abort();
                engine_handle.abort();
            }
        }
    }
}

fn config(options: &File) -> Config {
    let mut config = Config { host: host(), ..Config::default() };
    let (engine, limits) = (&options.engine, &options.limits);
    set(&mut config.lease, engine.lease_secs.map(Duration::from_secs));
    set(&mut config.batch, engine.batch);
    set(&mut config.busy_retries, engine.busy_retries);
    set(&mut config.leftover_retry, engine.leftover_retry_secs.map(Duration::from_secs));
    set(&mut config.look_patience, engine.look_patience_secs.map(Duration::from_secs));
    if let Some(folder) = &engine.environment_dir {
        config.site = site::read(folder);
    }
    set(&mut config.max_stacks, limits.max_stacks);
    set(&mut config.max_events, limits.max_events);
    set(&mut config.limits.max_resources, limits.max_resources);
    set(&mut config.limits.max_depth, limits.max_depth);
    set(&mut config.limits.max_template_bytes, limits.max_template_bytes);
    set(&mut config.limits.yaql.iterators, options.yaql.limit_iterators);
    set(&mut config.limits.yaql.memory, options.yaql.memory_quota);
    config
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// The machine's name.
fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| "localhost".to_owned())
}

/// Identifiers from the operating system, fetched in blocks.
#[derive(Default)]
struct SystemIds {
    block: Vec<u8>,
}

impl IdSource for SystemIds {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no identifier is safe, and there is nothing to fall back to"
    )]
    fn next_bytes(&mut self) -> [u8; 16] {
        if self.block.len() < 16 {
            self.block.resize(4096, 0);
            getrandom::fill(&mut self.block).expect("the operating system gives random bytes");
        }
        let rest = self.block.split_off(self.block.len() - 16);
        rest.try_into().expect("sixteen bytes were split off")
    }
}
