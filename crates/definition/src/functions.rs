//! The functions of templates, evaluated: one file each. How their arguments are checked beforehand is in `template/src/functions`.

mod contains;
mod digest;
mod equals;
mod get_attr;
mod get_file;
mod get_param;
mod get_resource;
mod if_else;
mod list_concat;
mod list_join;
mod logic;
mod map_merge;
mod repeat;
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

/// The first two hundred characters of a value's `repr`.
fn clipped(value: &Value) -> String {
    if value.has_secret() { "******".to_owned() } else { value.python_repr().chars().take(200).collect() }
}
