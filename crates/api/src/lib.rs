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

use engine::service::Service;

/// What every handler works with. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Answers the requests.
    pub service: Service,
    /// The version that `build_info` tells.
    pub build: String,
}

/// All routes, with authentication `none`: for loopback only.
pub fn router(app: App) -> axum::Router {
    layer::wrap(front::router(app), auth::none)
}
