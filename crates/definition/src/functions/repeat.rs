//! `repeat`: a template once for each item, or each combination of items.

use crate::budget;
use crate::evaluate::{Site, items, unknown_of};
use model::Diagnostic;
use model::value::{Key, Map, Value};
use std::sync::Arc;
use template::Expr;

/// How many items the results of one call can be made of: a few lists of a hundred items multiply.
const MOST: usize = 1_000_000;

pub(super) fn evaluate(
    site: &Site<'_>,
    template: &Expr,
    for_each: &Expr,
    maps: bool,
    permutations: bool,
) -> Result<Value, Diagnostic> {
    let for_each = site.eval.value(for_each)?;
    let template = site.eval.value(template)?;
    if matches!(for_each.reveal(), Value::Unknown(_)) {
        return Ok(for_each);
    }
    let Some(map) = for_each.as_map() else {
        let kind = for_each.python_type();
        return Err(site.fault("AttributeError", format!("'{kind}' object has no attribute 'items'")));
    };
    if map.is_empty() {
        return Err(site.fault("ValueError", "not enough values to unpack (expected 2, got 0)"));
    }
    if let Some(unknown) = unknown_of(map.values()) {
        return Ok(unknown);
    }
    let secret = matches!(for_each, Value::Secret(_));
    let mut names = Vec::new();
    let mut lists = Vec::new();
    for (key, value) in map.iter() {
        let value = if secret { value.clone().into_secret() } else { value.clone() };
        names.push(key);
        lists.push(list(site, &value, maps && permutations)?);
    }
    let rounds = if permutations { combinations(site, &lists)? } else { side_by_side(site, map.values(), &lists)? };
    budget::check(site, rounds.saturating_mul(budget::weight(&template)))?;
    let mut results = Vec::with_capacity(rounds);
    let mut total = 0_usize;
    for number in 0..rounds {
        let round = if permutations {
            combination(&lists, number)
        } else {
            lists.iter().filter_map(|list| list.get(number).cloned()).collect()
        };
        let result = replaced(site, &template, &names, &round)?;
        total = total.saturating_add(budget::weight(&result));
        budget::check(site, total)?;
        results.push(result);
    }
    Ok(Value::list(results))
}

/// The items to go through: those of a list, the keys of a mapping where that is allowed, none for null.
fn list(site: &Site<'_>, value: &Value, maps: bool) -> Result<Vec<Value>, Diagnostic> {
    let secret = matches!(value, Value::Secret(_));
    match value.reveal() {
        Value::Null => Ok(Vec::new()),
        Value::List(_) => Ok(items(value).unwrap_or_default()),
        Value::Map(map) if maps => Ok(map
            .keys()
            .map(|key| {
                let key = Value::str(key.as_str());
                if secret { key.into_secret() } else { key }
            })
            .collect()),
        _ => {
            let wanted = if maps { "lists or maps" } else { "lists" };
            let name = site.name();
            let message = format!("The values of the \"for_each\" argument to \"{name}\" must be {wanted}");
            Err(site.fault("TypeError", message))
        }
    }
}

/// How many combinations there are.
fn combinations(site: &Site<'_>, lists: &[Vec<Value>]) -> Result<usize, Diagnostic> {
    let count = lists.iter().try_fold(1_usize, |count, list| count.checked_mul(list.len()));
    count
        .filter(|count| count.checked_mul(lists.len()).is_some_and(|items| items <= MOST))
        .ok_or_else(|| site.fault("ValueError", format!("\"{}\" has too many combinations", site.name())))
}

/// One of the combinations, the last list turning fastest.
fn combination(lists: &[Vec<Value>], number: usize) -> Vec<Value> {
    let mut rest = number;
    let mut round: Vec<Value> = lists
        .iter()
        .rev()
        .filter_map(|list| {
            let place = rest.checked_rem(list.len())?;
            rest /= list.len();
            list.get(place).cloned()
        })
        .collect();
    round.reverse();
    round
}

/// How often the lists have items that go together: the first ones, the second ones…
fn side_by_side<'v>(
    site: &Site<'_>,
    given: impl Iterator<Item = &'v Value>,
    lists: &[Vec<Value>],
) -> Result<usize, Diagnostic> {
    let mut lengths = given.zip(lists).filter(|(given, _)| !given.is_null()).map(|(_, list)| list.len());
    let first = lengths.next();
    if lengths.any(|length| Some(length) != first) {
        let name = site.name();
        let message = format!("For {name}, the length of for_each values should be equal if no nested loop.");
        return Err(site.fault("ValueError", message));
    }
    Ok(lists.iter().map(Vec::len).min().unwrap_or(0))
}

/// The template with every name replaced, also in keys.
fn replaced(site: &Site<'_>, template: &Value, names: &[&Key], round: &[Value]) -> Result<Value, Diagnostic> {
    match template {
        Value::Str(text) => {
            let new = in_text(site, text, names, round)?;
            Ok(new.map_or_else(|| template.clone(), Told::into_value))
        }
        Value::List(items) => {
            let items: Result<Vec<Value>, _> = items.iter().map(|item| replaced(site, item, names, round)).collect();
            Ok(Value::list(items?))
        }
        Value::Map(map) => in_map(site, map, names, round),
        Value::Secret(inner) => Ok(replaced(site, inner, names, round)?.into_secret()),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Unknown(_) => {
            Ok(template.clone())
        }
    }
}

/// A text in which something was replaced, and whether by a secret.
struct Told {
    text: String,
    secret: bool,
}

impl Told {
    fn into_value(self) -> Value {
        let value = Value::str(self.text);
        if self.secret { value.into_secret() } else { value }
    }
}

/// The text with every name replaced; none if none is in it.
fn in_text(site: &Site<'_>, text: &str, names: &[&Key], round: &[Value]) -> Result<Option<Told>, Diagnostic> {
    let mut told: Option<Told> = None;
    for (name, item) in names.iter().zip(round) {
        let Some(item_text) = item.as_str() else {
            let kind = item.python_type();
            return Err(site.fault("TypeError", format!("replace() argument 2 must be str, not {kind}")));
        };
        let so_far = told.as_ref().map_or(text, |told| &told.text);
        if so_far.contains(name.as_str()) {
            let places = so_far.matches(name.as_str()).count();
            budget::check(site, so_far.len().saturating_add(places.saturating_mul(item_text.len())))?;
            let secret = told.as_ref().is_some_and(|told| told.secret) || item.has_secret();
            told = Some(Told { text: so_far.replace(name.as_str(), item_text), secret });
        }
    }
    Ok(told)
}

fn in_map(site: &Site<'_>, map: &Map, names: &[&Key], round: &[Value]) -> Result<Value, Diagnostic> {
    let mut keys = Vec::with_capacity(map.len());
    let (mut secret, mut changed) = (false, false);
    for key in map.keys() {
        let told = if key.is_text() { in_text(site, key.as_str(), names, round)? } else { None };
        secret |= told.as_ref().is_some_and(|told| told.secret);
        changed |= told.is_some();
        keys.push(told.map_or_else(|| key.clone(), |told| Key::from(told.text)));
    }
    let values = map.values().map(|value| replaced(site, value, names, round));
    let made = if changed {
        Value::map(keys.into_iter().zip(values).map(|(key, value)| Ok((key, value?))).collect::<Result<Vec<_>, _>>()?)
    } else {
        // The same keys: a copy needs no new look at them.
        let mut same = map.clone();
        for (place, value) in same.values_mut().zip(values) {
            *place = value?;
        }
        Value::Map(Arc::new(same))
    };
    Ok(if secret { made.into_secret() } else { made })
}
