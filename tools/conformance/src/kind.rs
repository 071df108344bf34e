//! The kinds of cases: each asks the language one sort of question.

pub(crate) mod corpus;
pub(crate) mod environment;
pub(crate) mod function;
pub(crate) mod parameter;
pub(crate) mod registry;
mod run;
pub(crate) mod structure;
pub(crate) mod yaml;
