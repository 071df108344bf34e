//! The REST API: Heat's v1 as its clients know it, and Carnot's own additions, over [`engine::service::Service`].
//!
//! A request passes the [`layer`]s, then [`front`] (versions, odd spellings of paths), then a handler: one a file, below [`v1`].
//! [`view`] turns answers into wire forms, [`fault`] refusals into Heat's error bodies. Not here: wire types (`api-types`), and any
//! decision about stacks.

pub mod auth;
mod body;
mod fault;
mod front;
mod layer;
mod link;
pub mod openapi;
mod query;
mod reply;
mod scope;
mod v1;
mod view;

use axum::serve::ListenerExt;
use engine::service::Service;
use tokio::net::TcpListener;

/// What every handler works with. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Answers the requests.
    pub service: Service,
    /// The version that `build_info` tells.
    pub build: String,
}

/// Answers requests until `stop` ends; those under way are answered first.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // Answers are small and wait for nothing: do not hold them back to fill packets.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await
}

/// All routes, with authentication `none`: for loopback only.
pub fn router(app: App) -> axum::Router {
    layer::wrap(front::router(app), auth::none)
}
