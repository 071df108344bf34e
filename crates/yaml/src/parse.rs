//! The ways in: Heat's `simple_parse`, and YAML alone.

use crate::compose::compose;
use crate::message::in_template;
use crate::node::{Kind, Node};
use crate::{codes, json};
use indexmap::IndexMap;
use model::{Diagnostic, Diagnostics, SourceId, Span};
use std::sync::Arc;

/// How large a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the text.
    pub bytes: usize,
    /// Nested lists and mappings.
    pub depth: usize,
    /// Nodes, each use of an alias counting all that it stands for.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 200, nodes: 2_000_000 }
    }
}

/// Reads a template's text as Heat does: JSON if it is that, else YAML; it must be a mapping, and an empty text is an empty one. `name`
/// is the URL or file name for messages (`None`: the root stack's template). No node if there is an error among the findings.
pub fn parse(text: &str, source: SourceId, name: Option<&str>, limits: Limits) -> (Option<Node>, Diagnostics) {
    if let Some(refused) = too_large(text, limits) {
        return (None, refused.into());
    }
    let mut findings = Diagnostics::default();
    let read = match json::parse(text, source, limits, &mut findings) {
        json::Outcome::Read(node) => Ok(node),
        json::Outcome::Refused(diagnostic) => Err(diagnostic),
        json::Outcome::NotJson => {
            findings.0.clear();
            compose(text, source, limits, &mut findings).map_err(|refused| in_template(refused, name))
        }
    };
    let node = match read {
        Ok(node) => node,
        Err(diagnostic) => {
            findings.push(diagnostic);
            return (None, findings);
        }
    };
    match node.kind {
        Kind::Map(_) => (Some(node), findings),
        Kind::Scalar(ref value) if value.is_null() && !is_json_null(text) => (Some(empty(node.span)), findings),
        Kind::Scalar(_) | Kind::List(_) => {
            findings.push(
                Diagnostic::error(codes::NOT_A_MAPPING, "The template is not a JSON object or YAML mapping.")
                    .class("ValueError")
                    .at("", node.span),
            );
            (None, findings)
        }
    }
}

/// Reads a text as YAML, whatever it holds; messages are as PyYAML words them. An empty text is null.
pub fn parse_yaml(text: &str, source: SourceId, limits: Limits) -> (Option<Node>, Diagnostics) {
    if let Some(refused) = too_large(text, limits) {
        return (None, refused.into());
    }
    let mut findings = Diagnostics::default();
    match compose(text, source, limits, &mut findings) {
        Ok(node) => (Some(node), findings),
        Err(refused) => {
            findings.push(refused);
            (None, findings)
        }
    }
}

/// Heat takes an empty document for an empty mapping only when YAML says so; the JSON text `null` is refused.
fn is_json_null(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\n', '\r']) == "null"
}

fn empty(span: Span) -> Node {
    Node { span, kind: Kind::Map(Arc::new(IndexMap::new())) }
}

fn too_large(text: &str, limits: Limits) -> Option<Diagnostic> {
    (text.len() > limits.bytes).then(|| {
        let message =
            format!("Template size ({} bytes) exceeds maximum allowed size ({} bytes).", text.len(), limits.bytes);
        Diagnostic::error(codes::TOO_LARGE, message).class("RequestLimitExceeded")
    })
}
