//! The commands: one file each.

pub(crate) mod completion;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod manpage;
pub(crate) mod serve;
pub(crate) mod stack;
pub(crate) mod template;
