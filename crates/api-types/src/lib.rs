//! The JSON that clients and servers exchange: the bodies of Heat's REST API v1 with its key sets, and those that Carnot adds.
//!
//! One noun a file. Every type reads and writes; fields that Heat does not have are additive and left out when empty, and a reader
//! ignores what it does not know, so that the same types speak with a real Heat. Not here: HTTP, routes, what any of it means.

pub mod action;
pub mod event;
pub mod fault;
pub mod incarnation;
pub mod info;
pub mod link;
pub mod operation;
pub mod output;
pub mod plan;
pub mod resource;
pub mod resource_type;
pub mod revision;
pub mod snapshot;
pub mod software;
pub mod stack;
pub mod template;

pub use fault::Fault;
pub use link::Link;
