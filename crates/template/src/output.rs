//! An output of a template.

use crate::parse::Cursor;
use crate::{Expr, codes, suggest};
use model::value::Value;
use model::{Diagnostic, Span};
use std::sync::Arc;
use yaml::Entry;

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

/// Reads an output; nothing if it has no value.
pub(crate) fn read(cursor: &mut Cursor<'_>, name: &Arc<str>, entry: &Entry) -> Option<Output> {
    let node = &entry.value;
    let path = cursor.path();
    let refused = |message: String, span: Span| {
        Diagnostic::error(codes::OUTPUT, format!("Output validation error: {path}: {message}")).at(path.clone(), span)
    };
    let Some(fields) = node.as_map() else {
        let message = format!("Output definitions must be a map. Found a {} instead", node.python_type());
        cursor.push(refused(message, node.span));
        return None;
    };
    let (version, words) = (cursor.version(), cursor.version().words());
    let conditions = version.has_conditions();
    for (key, field) in fields {
        let key = key.as_str();
        let known = [words.about, words.value].contains(&key) || conditions && key == words.condition;
        if !known {
            // Heat looks at the keys of outputs only when it shows them; it takes the rest.
            let mut finding = Diagnostic::warning(
                codes::OUTPUT,
                format!("\"{key}\" is not a valid keyword inside a output definition"),
            )
            .at(format!("{path}.{key}"), field.key_span);
            finding.hint = suggest::did_you_mean(key, [words.about, words.value, words.condition]);
            cursor.push(finding);
        }
    }
    let Some(value) = node.get(words.value) else {
        let message = format!("Each output definition must contain a {} key.", words.value);
        cursor.push(refused(message, entry.key_span));
        return None;
    };
    let condition = node.get(words.condition).filter(|given| conditions && !given.is_null());
    Some(Output {
        name: name.clone(),
        span: entry.key_span,
        value: cursor.within(words.value, |cursor| cursor.expr(value)),
        description: node
            .get(words.about)
            .map(|text| text.to_value())
            .filter(|text| !matches!(text, Value::Null))
            .map(|text| text.python_str().into()),
        condition: condition.map(|given| cursor.within(words.condition, |cursor| cursor.condition(given))),
    })
}
