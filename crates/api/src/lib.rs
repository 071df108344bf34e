//! The REST API: Heat's v1 as its clients know it, and Carnot's own additions, over [`engine::service::Service`].
//!
//! One handler a file, below [`v1`]. Not here: wire types (`api-types`), and any decision about stacks.

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
    axum::Router::new().with_state(app)
}
