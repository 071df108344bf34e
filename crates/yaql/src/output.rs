//! The value of a template that an evaluation's result is: tuples, sets and iterators become lists.

use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, ListKind};
use model::value::text::python_float;
use model::value::{Key, Value};

/// What a client of the evaluation gets.
pub(crate) fn value(eval: &mut Eval<'_>, item: &Item) -> Result<Value> {
    eval.deeper(|eval| {
        eval.step(1)?;
        Ok(match item {
            Item::Null => Value::Null,
            Item::Bool(truth) => Value::Bool(*truth),
            Item::Int(number) => Value::Int(*number),
            Item::Big(number) => Value::Big(number.clone()),
            Item::Float(number) => Value::Float(*number),
            Item::Str(text) => Value::Str(text.clone()),
            Item::Dict(dict) => {
                let limit = eval.limits.iterators;
                if dict.entries.len() > limit {
                    return Err(Error::too_large(limit));
                }
                let mut entries = Vec::new();
                for (name, inner) in &dict.entries {
                    key_value(eval, name.item())?;
                    entries.push((key(name.item()), value(eval, inner)?));
                }
                Value::map(entries)
            }
            Item::Set(set) => {
                if set.items.len() <= eval.limits.iterators {
                    set.items.iter().try_for_each(|key| key_value(eval, key.item()))?;
                }
                list(eval, item)?
            }
            // A set of pairs, which become lists, which no set can hold.
            Item::List(view) if view.kind == ListKind::Items && !view.items.is_empty() => {
                return Err(Error::kind("unhashable type: 'list'"));
            }
            Item::List(_) | Item::Iter(_) | Item::Memo(_) | Item::Order(_) => list(eval, item)?,
            Item::Time(..) | Item::Span(_) => Value::str(item.text()),
            Item::Regex(_) | Item::Context(_) | Item::Rule(_) => {
                let message = format!("The expression gives no value but a {}", item.type_name());
                return Err(Error::kind(message));
            }
        })
    })
}

fn list(eval: &mut Eval<'_>, item: &Item) -> Result<Value> {
    let limited = eval.limited(item.clone())?;
    let mut cursor = eval.cursor(&limited)?;
    let mut items = Vec::new();
    while let Some(inner) = cursor.next(eval)? {
        items.push(value(eval, &inner)?);
    }
    Ok(Value::list(items))
}

/// Tuples, iterators and mappings are keys while an expression is evaluated, but no longer when they become lists and dictionaries.
fn key_value(eval: &mut Eval<'_>, item: &Item) -> Result<()> {
    let kind = match item {
        Item::List(_) | Item::Iter(_) | Item::Memo(_) | Item::Order(_) => "list",
        Item::Dict(_) => "dict",
        Item::Set(_) => "set",
        _ => return Ok(()),
    };
    // What is wrong inside comes first.
    value(eval, item)?;
    Err(Error::kind(format!("unhashable type: '{kind}'")))
}

fn key(item: &Item) -> Key {
    match item {
        Item::Str(text) => Key::Str(text.clone()),
        Item::Int(number) => Key::Other("int", number.to_string().into()),
        Item::Big(number) => Key::Other("int", number.to_string().into()),
        Item::Float(number) => Key::Other("float", python_float(*number).into()),
        Item::Bool(_) => Key::Other("bool", item.text().into()),
        Item::Null => Key::Other("NoneType", "None".into()),
        other => Key::Str(other.text().into()),
    }
}
