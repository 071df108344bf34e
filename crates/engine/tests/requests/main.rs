//! Requests of clients, from the service down to the store: scenarios, rollbacks, refusals, what is shown.

mod refusal;
mod rollback;
mod scenarios;
mod shown;
mod world;
