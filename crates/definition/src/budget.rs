//! What evaluating may cost: no template, however it is nested, makes an engine hold or do more than this.
//!
//! What texts may hold is limited by `yaml`, queries by `yaql`. Here is what grows without them: texts and lists that functions make of
//! each other, and conditions that refer to each other.

use crate::evaluate::Site;
use crate::{codes, fault};
use model::Diagnostic;
use model::value::{Key, Value};
use std::collections::HashMap;
use std::sync::Arc;
use template::{Expr, ExprKind, Template};

/// Bytes of what one function makes.
pub(crate) const MOST: usize = 32 << 20;
/// What a value costs beside its text.
const NODE: usize = 16;
/// How often conditions may be looked up through each other, all together.
const LOOKUPS: usize = 1_000_000;
/// How many conditions may refer to each other in a row.
const CHAIN: usize = 200;

/// Refuses what is larger than a function may make.
pub(crate) fn check(site: &Site<'_>, bytes: usize) -> Result<(), Diagnostic> {
    if bytes <= MOST {
        return Ok(());
    }
    let message = format!("\"{}\" makes more than {MOST} bytes", site.name());
    Err(fault::plain(codes::BUDGET, "ValueError", message).at(&*site.call.path, site.span))
}

/// How large a value is, counted no further than a little beyond the limit.
pub(crate) fn weight(value: &Value) -> usize {
    let mut total = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        total += NODE;
        match value.reveal() {
            Value::Str(text) => total += text.len(),
            Value::List(items) => open.extend(items.iter()),
            Value::Map(map) => {
                total += map.keys().map(|key| key.as_str().len()).sum::<usize>();
                open.extend(map.values());
            }
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Unknown(_)
            | Value::Secret(_) => {}
        }
        if total > MOST {
            break;
        }
    }
    total
}

/// Refuses conditions that refer to each other in too long a row, or so often that looking them up would not end. Circles are told where
/// they are evaluated.
pub(crate) fn conditions(template: &Template) -> Result<(), Diagnostic> {
    let refers: HashMap<&str, Vec<&str>> =
        template.conditions.iter().map(|(name, expr)| (&**name, names_in(expr, template))).collect();
    // Lookups and the length of the row, of those that are known.
    let mut known: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut total = 0_usize;
    for name in template.conditions.keys() {
        let mut open: Vec<&str> = vec![name];
        while let Some(top) = open.last().copied() {
            let needs = refers.get(top).map(Vec::as_slice).unwrap_or_default();
            let next = needs.iter().find(|need| !known.contains_key(**need) && !open.contains(need));
            match next {
                Some(next) if open.len() < CHAIN => open.push(next),
                Some(_) => return Err(refused(name, "refers to too many others in a row", template)),
                None => {
                    let costs = needs.iter().filter_map(|need| known.get(need));
                    let (lookups, row) = costs.fold((1_usize, 0), |(sum, row), (lookups, length)| {
                        (sum.saturating_add(*lookups), row.max(*length))
                    });
                    known.insert(top, (lookups, row + 1));
                    open.pop();
                }
            }
        }
        let (lookups, row) = known.get(&**name).copied().unwrap_or_default();
        total = total.saturating_add(lookups);
        if row > CHAIN || total > LOOKUPS {
            return Err(refused(name, "refers to others too often", template));
        }
    }
    Ok(())
}

fn refused(name: &str, what: &str, template: &Template) -> Diagnostic {
    let message = format!("Condition validation error: The condition \"{name}\" {what}");
    let span = template.conditions.get(name).map_or(model::Span::NONE, |expr| expr.span);
    let path = format!("{}.{name}", template.version.words().conditions);
    fault::plain(codes::BUDGET, "StackValidationFailed", message).at(path, span)
}

/// Every text in an expression that is the name of a condition, as often as it occurs.
fn names_in<'t>(expr: &'t Expr, template: &'t Template) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut open: Vec<&'t Expr> = vec![expr];
    let mut see = |value: &'t Value| {
        texts(value, &mut |text| {
            if let Some((name, _)) = template.conditions.get_key_value(text) {
                found.push(&**name);
            }
        })
    };
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Literal(value) => see(value),
            ExprKind::List(items) => open.extend(items.iter()),
            ExprKind::Map(entries) => open.extend(entries.iter().map(|(_, value): &(Key, Expr)| value)),
            ExprKind::Call(call) => call.function.arguments(&mut |argument| open.push(argument)),
            ExprKind::Invalid(_) => {}
        }
    }
    found
}

/// Tells every text in a list of literals.
fn texts(value: &Value, see: &mut dyn FnMut(&Arc<str>)) {
    match value.reveal() {
        Value::Str(text) => see(text),
        Value::List(items) => items.iter().for_each(|item| texts(item, see)),
        _ => {}
    }
}
