//! `str()` and `repr()` of values, as Python writes them.

use crate::item::{Item, ListKind};
use model::value::text::{python_float, python_quoted};

impl Item {
    /// Python's `str()`.
    pub(crate) fn text(&self) -> String {
        match self {
            Item::Str(text) => text.to_string(),
            Item::Time(at, offset) => crate::library::time_text(*at, *offset),
            Item::Span(length) => crate::library::span_text(*length),
            other => other.repr(),
        }
    }

    /// Python's `repr()`.
    pub(crate) fn repr(&self) -> String {
        let joined = |items: &[Item]| items.iter().map(Item::repr).collect::<Vec<_>>().join(", ");
        match self {
            Item::Null => "None".to_owned(),
            Item::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
            Item::Int(number) => number.to_string(),
            Item::Big(number) => number.to_string(),
            Item::Float(number) => python_float(*number),
            Item::Str(text) => python_quoted(text),
            Item::List(list) => match (list.kind, list.items.as_slice()) {
                (ListKind::Tuple, [one]) => format!("({},)", one.repr()),
                (ListKind::Tuple, items) => format!("({})", joined(items)),
                (ListKind::List, items) => format!("[{}]", joined(items)),
                (ListKind::Values, items) => format!("ValuesView([{}])", joined(items)),
                (ListKind::Items, items) => format!("ItemsView([{}])", joined(items)),
            },
            Item::Dict(dict) => {
                let entries =
                    dict.entries.iter().map(|(key, value)| format!("{}: {}", key.item().repr(), value.repr()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Item::Set(set) => {
                let items: Vec<_> = set.items.iter().map(|key| key.item().repr()).collect();
                let name = if set.view { "KeysView" } else { "frozenset" };
                if items.is_empty() { format!("{name}()") } else { format!("{name}({{{}}})", items.join(", ")) }
            }
            Item::Regex(pattern) => {
                let names = [('i', "re.IGNORECASE"), ('m', "re.MULTILINE"), ('s', "re.DOTALL")];
                let flags: Vec<&str> =
                    names.iter().filter(|(flag, _)| pattern.flags.contains(*flag)).map(|(_, name)| *name).collect();
                let flags = if flags.is_empty() { String::new() } else { format!(", {}", flags.join("|")) };
                format!("re.compile({}{flags})", python_quoted(&pattern.source))
            }
            Item::Time(at, offset) => crate::library::time_repr(*at, *offset),
            Item::Span(length) => crate::library::span_repr(*length),
            Item::Iter(_) | Item::Memo(_) | Item::Order(_) | Item::Context(_) | Item::Rule(_) => {
                format!("<{} object>", self.type_name())
            }
        }
    }
}
