//! An output of a template.

use crate::Expr;
use model::Span;
use std::sync::Arc;

/// An output.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Its name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Its value.
    pub value: Expr,
    /// Its description.
    pub description: Option<Arc<str>>,
    /// Whether it is wanted; as [`crate::Resource::condition`].
    pub condition: Option<Expr>,
}
