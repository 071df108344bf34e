//! A typed client of the Heat API v1 and of Carnot's own calls, for any Heat-compatible endpoint.
//!
//! Bodies are those of `api-types`, which read a real Heat's answers too. [`pack`] gathers a template with all the files that it names, as
//! python-heatclient does. Not here: where endpoints and credentials come from, and anything that prints.

mod action;
mod error;
mod event;
mod history;
mod output;
pub mod pack;
mod resource;
mod service;
mod snapshot;
mod stack;
mod transport;

pub use error::{Error, Fault, Result};
pub use event::EventQuery;
pub use resource::ResourceQuery;
pub use stack::{Change, StackRef};
pub use transport::{Client, Endpoint, Query};
