//! Template versions, functions, and the check of a template.

pub(crate) mod functions;
pub(crate) mod validate;
pub(crate) mod versions;
