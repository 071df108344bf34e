//! The router, asked without a network.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "api/common.rs"]
mod common;
#[path = "api/openapi.rs"]
mod openapi;
#[path = "api/requests.rs"]
mod requests;
#[path = "api/routes.rs"]
mod routes;
