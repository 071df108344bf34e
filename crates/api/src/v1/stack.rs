//! Stacks: found, listed, made, changed, removed, acted on.

pub(crate) mod abandon;
pub(crate) mod act;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod detail;
pub(crate) mod environment;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod lookup;
pub(crate) mod patch;
pub(crate) mod preview;
pub(crate) mod preview_patch;
pub(crate) mod preview_update;
pub(crate) mod rollback;
pub(crate) mod sent;
pub(crate) mod set;
pub(crate) mod show;
pub(crate) mod template;
pub(crate) mod update;
