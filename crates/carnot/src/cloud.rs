//! The cloud that a server acts on: which one, as whom, and the way from an engine's call to it.
//!
//! Every stack acts as the one configured user; a chain of calls carries the id of the stack's operation, so that it can be found in the
//! services' logs and in Carnot's by one word. Not here: what a call is and what an error means (`cloud`).

use crate::ambient;
use crate::exit::{Exit, Stop};
use anyhow::Result;
use async_trait::async_trait;
use cloud::config::Env;
use cloud::{Session, config};
use engine::context::{Cloud, NoCloud};
use model::failure::Failure;
use model::request::{Reply, Request};
use model::stack::Stack;
use std::sync::Arc;

/// One user of one cloud.
struct OneUser {
    session: Session,
}

#[async_trait]
impl Cloud for OneUser {
    async fn call(&self, stack: &Stack, request: &Request) -> Result<Reply, Failure> {
        let id = stack.operation.map(|operation| format!("req-{operation}")).unwrap_or_default();
        self.session.call(request, &id).await
    }
}

/// No cloud, for servers that need none.
pub(crate) fn none() -> Arc<dyn Cloud> {
    Arc::new(NoCloud)
}

/// The cloud that is called `name` in `clouds.yaml`. One that cannot be reached now is not refused: its stacks fail with what is wrong, and
/// can be tried again.
pub(crate) async fn named(name: &str) -> Result<Arc<dyn Cloud>> {
    let mut env: Env = ambient::vars("OS_").into_iter().collect();
    for name in ["HOME", "XDG_CONFIG_HOME"] {
        env.extend(ambient::var(name).map(|value| (name.to_owned(), value)));
    }
    let here = std::env::current_dir().unwrap_or_default();
    let config = config::load(Some(name), &env, &here).map_err(|error| {
        let stop = Stop::new(Exit::Usage, error.to_string());
        stop.hint("clouds.yaml is looked for here, in ~/.config/openstack and in /etc/openstack, or OS_CLIENT_CONFIG_FILE names it")
    })?;
    let session = Session::open(config).map_err(|error| Stop::new(Exit::Usage, format!("cloud {name}: {error}")))?;
    match session.token().await {
        Ok(token) => {
            tracing::info!(cloud = name, user = %token.user_name, project = ?token.project_id, "acting on a cloud")
        }
        Err(failure) => tracing::warn!(cloud = name, %failure, "the cloud does not let us in now"),
    }
    Ok(Arc::new(OneUser { session }))
}
