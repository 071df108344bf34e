//! YAML 1.1 as PyYAML's safe loader resolves it, and the JSON that Heat tries first: text in, a tree with spans out.
//!
//! [`parse`] answers as Heat's `simple_parse` does, [`parse_yaml`] leaves out the JSON and does not insist on a mapping. [`Limits`] keep
//! hostile texts cheap. Also here: [`to_yaml`], a small dumper for people. Deliberately not here: what the keys of a document mean,
//! tags beyond those of the safe loader, streams of several documents.

pub mod codes;
mod compose;
mod construct;
mod dump;
mod guard;
mod json;
mod message;
mod node;
mod parse;
mod scalar;

pub use dump::to_yaml;
pub use json::parse_json;
pub use node::{Entry, Kind, Node};
pub use parse::{Limits, parse, parse_yaml};
