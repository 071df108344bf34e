//! `str_replace` and its strict forms: a text with parts replaced.
//!
//! Longer placeholders win, of equally long ones the first in the alphabet; what was put in is not searched again.

use super::sorted_json;
use crate::budget;
use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::{Key, Map, Value};
use std::collections::BTreeSet;
use template::Expr;
use template::functions::ReplaceMode;

pub(super) fn evaluate(
    site: &Site<'_>,
    template: &Expr,
    params: &Expr,
    mode: ReplaceMode,
) -> Result<Value, Diagnostic> {
    let template = site.eval.value(template)?;
    let params = site.eval.value(params)?;
    if let Some(unknown) = unknown_of([&template, &params]) {
        return Ok(unknown);
    }
    let Some(text) = template.as_str() else {
        return Err(site.fault("TypeError", format!("\"{}\" template must be a string", site.name())));
    };
    let Some(map) = params.as_map() else {
        return Err(site.fault("TypeError", format!("\"{}\" params must be a map", site.name())));
    };
    let pairs = pairs(site, map, mode)?;
    let mut used = BTreeSet::new();
    let replaced = replace(site, text, &pairs, &mut used)?;
    if matches!(mode, ReplaceMode::Strict | ReplaceMode::VeryStrict) {
        let unused: Vec<&str> = pairs.iter().map(|(name, _)| *name).filter(|name| !used.contains(name)).collect();
        if !unused.is_empty() {
            let names = if matches!(params, Value::Secret(_)) { "******".to_owned() } else { unused.join(",") };
            let message = format!("The following params were not found in the template: {names}");
            return Err(site.fault("ValueError", message));
        }
    }
    Ok(tainted(Value::str(replaced), [&template, &params]))
}

/// Placeholders with their texts, in the order in which they are looked for.
fn pairs<'m>(site: &Site<'_>, map: &'m Map, mode: ReplaceMode) -> Result<Vec<(&'m str, String)>, Diagnostic> {
    let mut entries: Vec<(&Key, &Value)> = map.iter().collect();
    entries.sort_by(|(a, _), (b, _)| {
        let length = |key: &Key| key.as_str().chars().count();
        length(b).cmp(&length(a)).then_with(|| a.as_str().cmp(b.as_str()))
    });
    let pair = |(key, value): (&'m Key, &Value)| {
        if !key.is_text() {
            let message = format!("\"{}\" param placeholders must be strings", site.name());
            return Err(site.fault("TypeError", message));
        }
        Ok((key.as_str(), text(site, key.as_str(), value, mode)?))
    };
    entries.into_iter().map(pair).collect()
}

/// The text that a value puts in.
fn text(site: &Site<'_>, name: &str, value: &Value, mode: ReplaceMode) -> Result<String, Diagnostic> {
    let text = match (value.reveal(), mode) {
        (Value::Null, _) => String::new(),
        (Value::List(_) | Value::Map(_), ReplaceMode::Plain) => {
            let function = site.name();
            let message = format!("\"{function}\" params must be strings or numbers, param {name} is not valid");
            return Err(site.fault("TypeError", message));
        }
        (Value::List(items), _) if items.is_empty() && mode == ReplaceMode::VeryStrict => String::new(),
        (Value::Map(map), _) if map.is_empty() && mode == ReplaceMode::VeryStrict => String::new(),
        (Value::List(_) | Value::Map(_), _) => sorted_json(value),
        (other, _) => other.python_str(),
    };
    if mode == ReplaceMode::VeryStrict && text.is_empty() {
        let function = site.name();
        return Err(site.fault(
            "ValueError",
            format!("{function} has an undefined or empty value for param {name}, must be a defined non-empty value"),
        ));
    }
    Ok(text)
}

/// The text with the first placeholder replaced, and between its places the others.
fn replace<'p>(
    site: &Site<'_>,
    text: &str,
    pairs: &'p [(&'p str, String)],
    used: &mut BTreeSet<&'p str>,
) -> Result<String, Diagnostic> {
    let Some(((name, value), others)) = pairs.split_first() else {
        return Ok(text.to_owned());
    };
    if name.is_empty() {
        return Err(site.fault("ValueError", "empty separator"));
    }
    let mut parts = Vec::new();
    for part in text.split(name) {
        parts.push(replace(site, part, others, used)?);
    }
    if parts.len() > 1 {
        used.insert(name);
    }
    let kept: usize = parts.iter().map(String::len).sum();
    budget::check(site, kept.saturating_add(value.len().saturating_mul(parts.len().saturating_sub(1))))?;
    Ok(parts.join(value))
}
