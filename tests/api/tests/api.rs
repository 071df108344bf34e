//! Black-box tests of the API over HTTP, and with the real clients.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "api/bad_input.rs"]
mod bad_input;
#[path = "api/clients.rs"]
mod clients;
#[path = "api/history.rs"]
mod history;
#[path = "api/language.rs"]
mod language;
#[path = "api/resource.rs"]
mod resource;
#[path = "api/stack.rs"]
mod stack;
#[path = "api/template.rs"]
mod template;
