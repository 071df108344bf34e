//! The way to an OpenStack cloud: whose credentials, which address, one call, and what an error means.
//!
//! What decides is pure and apart: [`config`] (files and variables), [`auth`] (identity, scope, token), [`catalog`] (addresses),
//! [`discovery`] (versions), [`failure`] (the taxonomy of errors), [`retry`], [`redact`]. What acts is thin: [`Session`] holds a token, sends
//! what a [`model::request::Request`] describes and gives back an answer or a classified failure. Not here: what is called when
//! (`catalog`'s types), who waits for it (`engine`), and the credentials of requesters.

pub mod auth;
pub mod catalog;
pub mod config;
pub mod discovery;
pub mod failure;
mod gate;
pub mod redact;
pub mod retry;
pub mod service;
mod session;
mod transport;

pub use config::Config;
pub use session::Session;
pub use transport::OpenError;
