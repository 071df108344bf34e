//! `make_url: {scheme, username, password, host, port, path, query, fragment}`. Values are checked when it is evaluated, and here as far
//! as they stand in the template.

use super::Function;
use crate::parse::{Cursor, Fault};
use crate::{Expr, ExprKind, suggest};
use model::value::{Key, Map, Value};
use yaml::Node;

/// The parts of a URL, in the order in which Heat checks them.
pub const PARTS: [&str; 8] = ["scheme", "username", "password", "host", "port", "path", "query", "fragment"];

/// The arguments as Heat prints them: calls as it names them.
type Fields = indexmap::IndexMap<Key, Expr>;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let fields =
        cursor.fields(args).ok_or_else(|| Fault::kind(format!("The arguments to \"{name}\" must be a map")).late())?;
    let odd: Vec<&str> = fields.keys().map(Key::as_str).filter(|key| !PARTS.contains(key)).collect();
    if let Some(first) = odd.first() {
        let hint = suggest::did_you_mean(first, PARTS);
        return Err(Fault::value(format!("Invalid arguments to \"{name}\": {}", odd.join(", "))).late().hinted(hint));
    }
    let known = literal_part(&fields);
    check(name, &known, &whole(&fields)).map_err(|(_, message)| Fault::value(message).late())?;
    let parts = fields.into_iter().map(|(key, value)| (key.as_str().into(), value)).collect();
    Ok(Function::MakeUrl { parts })
}

/// The arguments that are known before anything is evaluated: one that is checked no further ends the check as in Heat.
fn literal_part(fields: &Fields) -> Map {
    let known = |(key, expr): (&Key, &Expr)| match &expr.kind {
        ExprKind::Literal(value) => Some((key.clone(), value.clone())),
        ExprKind::List(_) => Some((key.clone(), Value::list([]))),
        // Heat looks no further than to a mapping.
        ExprKind::Map(_) => Some((key.clone(), Value::Map(Map::new().into()))),
        ExprKind::Call(_) | ExprKind::Invalid(_) => {
            (key.as_str() == "query").then(|| (key.clone(), Value::Map(Map::new().into())))
        }
    };
    fields.iter().filter_map(known).collect()
}

fn whole(fields: &Fields) -> Value {
    Value::map(fields.iter().map(|(key, expr)| (key.clone(), expr.as_literal().cloned().unwrap_or_default())))
}

/// Checks arguments: the class and the message of Heat's exception. What stands after a query is not checked, as in Heat. `all` is shown in
/// messages.
pub fn check(name: &str, args: &Map, all: &Value) -> Result<(), (&'static str, String)> {
    for part in PARTS {
        let Some(value) = args.get(part) else { continue };
        match part {
            "query" => {
                if value.as_map().is_none() {
                    return Err(("TypeError", format!("The \"{part}\" argument to \"{name}\" must be a map")));
                }
                return Ok(());
            }
            "port" => port(name, value, all)?,
            _ if value.as_str().is_none() => {
                return Err(("TypeError", format!("The \"{part}\" argument to \"{name}\" must be a string")));
            }
            _ => {}
        }
    }
    Ok(())
}

fn port(name: &str, value: &Value, all: &Value) -> Result<(), (&'static str, String)> {
    let number = crate::parameter::python_int(value).map_err(|(class, message)| match class {
        "ValueError" => {
            let (shown, all) = (value.masked().python_str(), all.masked().python_repr());
            (class, format!("Invalid URL port \"{shown}\" for {name} called with {all}"))
        }
        _ => (class, message),
    })?;
    let fits = number.as_int().is_some_and(|port| (1..=65535).contains(&port));
    if fits {
        return Ok(());
    }
    Err(("ValueError", format!("Invalid URL port {}, must be in range 1-65535", number.python_str())))
}
