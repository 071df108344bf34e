//! A typed client of the Heat API v1 and of Carnot's own calls, for any Heat-compatible endpoint.
//!
//! Answers are read leniently: a field that a server does not send has its default, one that this client does not know is kept in `rest`.
//! [`pack`] gathers a template with all the files that it names, as python-heatclient does. Not here: where endpoints and credentials come
//! from, and anything that prints.

mod action;
mod error;
mod event;
mod history;
mod output;
pub mod pack;
mod resource;
mod rollback;
mod service;
mod snapshot;
mod stack;
mod transport;
pub mod view;

pub use error::{Error, Fault, Result};
pub use event::EventQuery;
pub use resource::ResourceQuery;
pub use rollback::{Rollback, To};
pub use stack::{StackRef, StackRequest};
pub use transport::{Client, Endpoint, Query};
