//! The engine: it carries plans out, and serves the requests that lead to plans.
//!
//! Decisions are made in `plan` and `converge`; what they ask for is done here, over the ports of [`context::Context`].
//! The core knows no runtime and no clock but the store's: the simulator drives it in virtual time, `run` in tokio.

pub mod context;
pub mod planning;
pub mod service;
mod shell;
pub mod worker;

pub use context::{Cloud, Config, Context, NoCloud, Site};
pub use shell::run;
pub use worker::Worker;
