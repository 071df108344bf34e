//! The functions of templates, evaluated: one file each. How their arguments are checked beforehand is in `template/src/functions`.

mod base64;
mod contains;
mod digest;
mod equals;
mod filter;
mod find_in_map;
mod get_attr;
mod get_file;
mod get_param;
mod get_resource;
mod if_else;
mod list_concat;
mod list_join;
mod logic;
mod make_url;
mod map_merge;
mod map_replace;
mod member_list;
mod reference;
mod repeat;
mod resource_facade;
mod select;
mod split;
mod str_replace;
mod yaql;

use crate::evaluate::{Maybe, Site};
use model::value::{Key, Value};
use template::Function;

/// The value of a call; only an `if` can be left out.
pub(crate) fn call(site: &Site<'_>) -> Maybe {
    match &site.call.function {
        Function::If { condition, then, otherwise } => {
            return if_else::evaluate(site, condition, then, otherwise.as_ref());
        }
        Function::GetParam { args } => get_param::evaluate(site, args),
        Function::GetResource { name } => get_resource::evaluate(site, name),
        Function::GetAttr { resource, attribute, path, then_select } => {
            get_attr::evaluate(site, resource, attribute.as_ref(), path, *then_select)
        }
        Function::Ref { name, resources } => reference::evaluate(site, name, *resources),
        Function::FindInMap { map, key, value } => find_in_map::evaluate(site, map, key, value),
        Function::GetAzs { .. } => Ok(site.eval.live.availability_zones()),
        Function::Select { index, from } => select::evaluate(site, index, from),
        Function::Split { delimiter, text } => split::pair(site, delimiter, text),
        Function::Base64 { text } => base64::evaluate(site, text),
        Function::MemberListToMap { key, value, list } => member_list::evaluate(site, key, value, list),
        Function::ResourceFacade { part } => resource_facade::evaluate(site, part),
        Function::StrSplit { args } => split::evaluate(site, args),
        Function::MapReplace { args } => map_replace::evaluate(site, args),
        Function::Filter { values, list } => filter::evaluate(site, values, list),
        Function::MakeUrl { parts } => make_url::evaluate(site, parts),
        Function::GetFile { name } => get_file::evaluate(site, name),
        Function::StrReplace { template, params, mode } => str_replace::evaluate(site, template, params, *mode),
        Function::ListJoin { delimiter, lists, multiple } => list_join::evaluate(site, delimiter, lists, *multiple),
        Function::ListConcat { lists, unique } => list_concat::evaluate(site, lists, *unique),
        Function::MapMerge { maps } => map_merge::evaluate(site, maps),
        Function::Repeat { template, for_each, maps, permutations } => {
            repeat::evaluate(site, template, for_each, *maps, *permutations)
        }
        Function::Equals { left, right } => equals::evaluate(site, left, right),
        Function::Not { condition } => logic::not(site, condition),
        Function::And { conditions } => logic::and(site, conditions),
        Function::Or { conditions } => logic::or(site, conditions),
        Function::Contains { value, sequence } => contains::evaluate(site, value, sequence),
        Function::Digest { args } => digest::evaluate(site, args),
        Function::Yaql { expression, parsed, data } => {
            yaql::evaluate(site, expression, parsed.as_deref(), data.as_ref())
        }
    }
    .map(Some)
}

/// The text of a value as Python's `json.dumps(sort_keys=True)` writes it.
fn sorted_json(value: &Value) -> String {
    sorted(value).python_json()
}

fn sorted(value: &Value) -> Value {
    match value.reveal() {
        Value::List(items) => Value::list(items.iter().map(sorted)),
        Value::Map(map) => {
            let mut entries: Vec<(&Key, &Value)> = map.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
            Value::map(entries.into_iter().map(|(key, value)| (key.clone(), sorted(value))))
        }
        other => other.clone(),
    }
}

/// A value as the key of a mapping; none for what Python does not hash, or what is not known.
fn key_of(value: &Value) -> Option<Key> {
    match value.reveal() {
        Value::Str(text) => Some(Key::Str(text.clone())),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) => {
            Some(Key::Other(value.python_type(), value.python_str().into()))
        }
        Value::List(_) | Value::Map(_) | Value::Unknown(_) | Value::Secret(_) => None,
    }
}

/// The item at Python's index, also from the end.
fn at(items: &[Value], index: i64) -> Option<&Value> {
    let length = i64::try_from(items.len()).ok()?;
    let place = if index < 0 { index.checked_add(length)? } else { index };
    items.get(usize::try_from(place).ok()?)
}

/// The first two hundred characters of a value's `repr`.
fn clipped(value: &Value) -> String {
    if value.has_secret() { "******".to_owned() } else { value.python_repr().chars().take(200).collect() }
}
