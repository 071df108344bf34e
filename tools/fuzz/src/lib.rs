//! Fuzzing of the languages on the stable toolchain: inputs made of pieces of a small corpus, run in a process of its own, watched for
//! crashes, hangs and memory. There is no coverage to steer by; an input is kept for further mutation when its outcome is a new one.
//!
//! Deliberately not here: what the right answer is. The suites and the laws of each crate's own tests know that.

pub mod corpus;
pub mod mutate;
pub mod target;
