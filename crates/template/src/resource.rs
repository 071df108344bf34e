//! A resource of a template.

use crate::Expr;
use model::Span;
use std::sync::Arc;

/// A resource as the template describes it; every section unevaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its logical name.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub type_name: Arc<str>,
    /// Where the type stands.
    pub type_span: Span,
    /// Its properties: [`crate::ExprKind::Map`] (each property with its own span) or a call; `None` without the section.
    pub properties: Option<Expr>,
    /// Its metadata.
    pub metadata: Option<Expr>,
    /// Names that it depends on, with their places.
    pub depends_on: Vec<(Arc<str>, Span)>,
    /// Its deletion policy: text in one of the version's spellings (see [`crate::Version::deletion_policy`]), or a call.
    pub deletion_policy: Option<Expr>,
    /// Its update policy: a mapping or a call.
    pub update_policy: Option<Expr>,
    /// The object of somebody else that it stands for: text or a call.
    pub external_id: Option<Expr>,
    /// Whether it is wanted: a truth value, the name of a condition (literal text), or a call.
    pub condition: Option<Expr>,
    /// Its description.
    pub description: Option<Arc<str>>,
}
