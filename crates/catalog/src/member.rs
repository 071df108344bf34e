//! Attributes that all nested stacks have in common: those of their members.

use model::ResourcePath;
use model::value::{Key, Map, Value};
use resource::Member;
use std::sync::Arc;

/// `refs`: the reference ids of all members.
pub fn references(member: &Member<'_>) -> Value {
    Value::list(member.members.iter().map(|name| member.live.reference(&path(member, name))))
}

/// `refs_map`: reference ids by name.
pub fn references_by_name(member: &Member<'_>) -> Value {
    Value::map(member.members.iter().map(|name| (name.as_str(), member.live.reference(&path(member, name)))))
}

/// `resource.NAME` and `resource.NAME.ATTRIBUTE`, of which `rest` may hold the attribute: the value, and how much of `rest` was used.
/// `None` if there is no such member, or it has no such attribute.
pub fn of_one(member: &Member<'_>, key: &str, rest: &[Value]) -> Option<(Value, usize)> {
    let (name, inside) = key.split_once('.').map_or((key, None), |(name, inside)| (name, Some(inside)));
    if !member.members.iter().any(|known| known == name) {
        return None;
    }
    let path = path(member, name);
    match (inside, rest.split_first()) {
        (Some(attribute), _) => member.live.attribute(&path, attribute, rest),
        (None, None) => Some((member.live.reference(&path), 0)),
        (None, Some((attribute, rest))) => {
            let (value, used) = member.live.attribute(&path, &attribute.python_str(), rest)?;
            Some((value, used + 1))
        }
    }
}

/// `attributes`: an attribute of every member by name; `rest` is the attribute and the path in it, and is used up.
pub fn of_each_by_name(member: &Member<'_>, rest: &[Value]) -> Option<(Value, usize)> {
    let (attribute, inside) = rest.split_first()?;
    let values: Map = member
        .members
        .iter()
        .map(|name| (Key::from(name.as_str()), selected(member, name, &attribute.python_str(), inside)))
        .collect();
    Some((Value::Map(Arc::new(values)), rest.len()))
}

/// Any attribute of the members, as a list; the path is used up.
pub fn of_each(member: &Member<'_>, attribute: &str, rest: &[Value]) -> (Value, usize) {
    let values = member.members.iter().map(|name| selected(member, name, attribute, rest));
    (Value::list(values), rest.len())
}

/// An attribute of a member with the path in it; null where there is nothing.
fn selected(member: &Member<'_>, name: &str, attribute: &str, rest: &[Value]) -> Value {
    let Some((value, used)) = member.live.attribute(&path(member, name), attribute, rest) else {
        return Value::Null;
    };
    rest.get(used..).unwrap_or_default().iter().fold(value, |value, key| step(&value, key))
}

/// One step into a value; null where it does not lead anywhere. A secret's parts are secret.
pub fn step(value: &Value, key: &Value) -> Value {
    match (value, key.reveal()) {
        (Value::Secret(inner), _) => step(inner, key).into_secret(),
        (Value::Unknown(_), _) => value.clone(),
        (_, Value::Unknown(_)) => key.clone(),
        (Value::Map(map), Value::Str(name)) => map.get(name).cloned().unwrap_or_default(),
        (Value::Map(map), Value::Int(number)) => {
            map.at(&Key::Other("int", number.to_string().into())).cloned().unwrap_or_default()
        }
        (Value::List(items), Value::Int(index)) => {
            let from_end = i64::try_from(items.len()).ok().and_then(|length| index.checked_add(length));
            let index = if *index < 0 { from_end } else { Some(*index) };
            index.and_then(|i| usize::try_from(i).ok()).and_then(|i| items.get(i)).cloned().unwrap_or_default()
        }
        (Value::Str(text), Value::Int(index)) => {
            let character = usize::try_from(*index).ok().and_then(|index| text.chars().nth(index));
            character.map_or(Value::Null, |c| Value::str(c.to_string()))
        }
        (_, _) => Value::Null,
    }
}

fn path(member: &Member<'_>, name: &str) -> ResourcePath {
    member.path.nested().resource(name)
}
