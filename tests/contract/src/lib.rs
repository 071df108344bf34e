//! Scenarios of `rollback` played over HTTP: one file each, the same file against Carnot or against a real Heat.
//!
//! Not here: what needs a cloud, and anything that looks inside the server.

#![expect(clippy::expect_used, reason = "this is a test program: a broken expectation ends it")]

pub mod http;
pub mod play;
pub mod scenario;
pub mod server;
pub mod tree;
