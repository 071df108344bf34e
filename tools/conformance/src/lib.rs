//! Heat's own answers against ours: reads suites and corpora, asks the same questions through the functions that the engine uses, and
//! tells where the answers differ.
//!
//! Deliberately not here: any evaluation of its own. What a case asks is asked of `yaml`, `template` and `definition`.

pub mod case;
mod culprit;
mod given;
pub mod judge;
mod kind;
pub mod score;
mod shown;
pub mod source;
