//! `Fn::MemberListToMap`: a mapping out of a list of `.member.0.Name=key` and `.member.0.Value=value`.

use crate::evaluate::{Site, tainted, unknown_of};
use indexmap::IndexMap;
use model::Diagnostic;
use model::value::Value;
use std::collections::BTreeMap;
use template::Expr;

pub(super) fn evaluate(site: &Site<'_>, key: &str, value: &str, list: &Expr) -> Result<Value, Diagnostic> {
    let list = site.eval.value(list)?;
    if let Some(unknown) = unknown_of([&list]) {
        return Ok(unknown);
    }
    let texts: Vec<Value> = match list.reveal() {
        Value::List(items) => items.to_vec(),
        Value::Map(map) => map.keys().map(|key| Value::str(key.as_str())).collect(),
        Value::Str(text) => text.chars().map(|character| Value::str(character.to_string())).collect(),
        _ => return Err(site.fault("TypeError", "Member list must be a list")),
    };
    // A later item of the same key replaces the value, not the place.
    let mut partial: IndexMap<&str, &str> = IndexMap::new();
    for (place, item) in texts.iter().enumerate() {
        let Some(text) = item.as_str() else {
            return Err(site.fault("TypeError", "Member list items must be strings"));
        };
        let Some((name, value)) = text.split_once('=') else {
            let message = format!("dictionary update sequence element #{place} has length 1; 2 is required");
            return Err(site.fault("ValueError", message));
        };
        partial.insert(name, value);
    }
    let mut members: BTreeMap<(usize, &str), IndexMap<&str, &str>> = BTreeMap::new();
    for (name, value) in partial {
        if let Some((index, field)) = member(name) {
            members.entry(index).or_default().insert(field, value);
        }
    }
    let pairs = members.values().filter_map(|member| Some((*member.get(key)?, Value::str(*member.get(value)?))));
    Ok(tainted(Value::map(pairs), [&list]))
}

/// The number (in a form that sorts like it) and the field of `.member.0.Name`.
fn member(name: &str) -> Option<((usize, &str), &str)> {
    let (index, field) = name.strip_prefix(".member.")?.split_once('.')?;
    let digits = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
    // A dot matches anything but the end of a line.
    let field = field.split('\n').next().unwrap_or_default();
    let index = index.trim_start_matches('0');
    digits.then_some(((index.len(), index), field))
}
