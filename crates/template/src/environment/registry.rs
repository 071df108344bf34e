//! The resource registry of an environment: which type or template a type name stands for, hooks, and what must not be done.
//!
//! Heat's stock registry is not here: what no entry maps is a type of the catalogue.

use super::{Hook, Restriction, Target};
use crate::codes;
use indexmap::IndexMap;
use model::value::{Key, Map, Value};
use model::{Diagnostic, Diagnostics, Span};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

/// Which type or template a type name stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// Type name (a pattern if it ends with `*`) → type name (likewise), file name or URL.
    types: IndexMap<Arc<str>, Arc<str>>,
    /// Name of a resource (a pattern for hooks and restrictions) → what is said of it.
    resources: IndexMap<Arc<str>, Entry>,
    /// What stands in the place of an entry without being one; kept for showing.
    other_resources: Map,
    /// What else stands there; kept for showing.
    others: Map,
}

/// What is said of a resource.
#[derive(Clone, Debug, Default, PartialEq)]
struct Entry {
    types: IndexMap<Arc<str>, Arc<str>>,
    /// As given, for showing.
    hooks: Option<Value>,
    restrictions: Option<Value>,
    others: Map,
}

/// How many aliases lead from one to the next at most.
const MAX_ALIASES: usize = 50;

fn is_template(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".template")
}

impl Registry {
    /// The registry of a `resource_registry` section.
    pub fn from_value(section: &Value) -> (Registry, Diagnostics) {
        let mut registry = Registry::default();
        let mut findings = Diagnostics::default();
        match section.reveal() {
            Value::Null => {}
            Value::Map(map) => registry.load(map, &mut findings),
            other => {
                let message = format!("'{}' object has no attribute 'items'", other.python_type());
                findings.push(refused(message, "resource_registry", "AttributeError"));
            }
        }
        (registry, findings)
    }

    fn load(&mut self, map: &Map, findings: &mut Diagnostics) {
        for (key, value) in map.iter() {
            let name: Arc<str> = key.as_str().into();
            match value.reveal() {
                Value::Map(inner) if &*name == "resources" => {
                    for (resource, said) in inner.iter() {
                        self.load_resource(resource, said, findings);
                    }
                }
                Value::Null => forget(&mut self.types, &name),
                Value::Str(text) => {
                    self.types.insert(name, text.clone());
                }
                Value::Map(_) => {
                    self.others.insert(key.clone(), value.clone());
                }
                other => {
                    let message = format!("'{}' object has no attribute 'support_status'", other.python_type());
                    findings.push(refused(message, &format!("resource_registry.{name}"), "AttributeError"));
                }
            }
        }
    }

    fn load_resource(&mut self, resource: &Key, said: &Value, findings: &mut Diagnostics) {
        let path = format!("resource_registry.resources.{}", resource.as_str());
        let Some(map) = said.as_map() else {
            // Heat keeps a text that stands here and never looks at it.
            if !said.is_null() {
                self.other_resources.insert(resource.clone(), said.clone());
            }
            return;
        };
        let entry = self.resources.entry(resource.as_str().into()).or_default();
        for (key, value) in map.iter() {
            match (key.as_str(), value.reveal()) {
                ("hooks", given) if !given.is_null() => {
                    if let Err(message) =
                        check_words(given, Hook::ALL, "hook type", "resource breakpoint", "hook types")
                    {
                        findings.push(refused(message, &format!("{path}.hooks"), "InvalidBreakPointHook"));
                    }
                    entry.hooks = Some(given.clone());
                }
                ("restricted_actions", given) if !given.is_null() => {
                    let checked = check_words(
                        given,
                        Restriction::ALL,
                        "restricted_action type",
                        "resource",
                        "restricted_action types",
                    );
                    if let Err(message) = checked {
                        let path = format!("{path}.restricted_actions");
                        findings.push(refused(message, &path, "InvalidRestrictedAction"));
                    }
                    entry.restrictions = Some(given.clone());
                }
                (name, Value::Null) => forget(&mut entry.types, name),
                (name, Value::Str(text)) => {
                    entry.types.insert(name.into(), text.clone());
                }
                _ => {
                    entry.others.insert(key.clone(), value.clone());
                }
            }
        }
    }

    /// The section again, as Heat shows it.
    pub fn to_value(&self) -> Value {
        let resources = self.resources.iter().map(|(name, entry)| (name.clone(), entry.to_value()));
        let others = self.other_resources.iter().map(|(name, value)| (name.clone(), value.clone()));
        let resources = resources.map(|(name, value)| (Key::from(name), value)).chain(others);
        let mut map = Map::new();
        map.insert("resources", Value::map(resources));
        for (name, target) in &self.types {
            map.insert(name.clone(), Value::Str(target.clone()));
        }
        for (key, value) in self.others.iter() {
            map.insert(key.clone(), value.clone());
        }
        Value::Map(Arc::new(map))
    }

    /// What `type_name` stands for, for the resource `resource`.
    pub fn lookup(&self, type_name: &str, resource: Option<&str>) -> Target {
        let mut name: Arc<str> = type_name.into();
        let mut seen = BTreeSet::new();
        for _ in 0..MAX_ALIASES {
            if is_template(&name) {
                return Target::Template(name.to_string());
            }
            let Some(next) = self.step(&name, resource).filter(|next| **next != *name && !seen.contains(next)) else {
                break;
            };
            if is_template(&next) {
                return Target::Template(next.to_string());
            }
            seen.insert(name);
            name = next;
        }
        Target::Type(name.to_string())
    }

    /// One mapping: by the resource's own entry, by the exact name, by a pattern; the first one in alphabetical order.
    fn step(&self, name: &str, resource: Option<&str>) -> Option<Arc<str>> {
        let own = resource.and_then(|resource| self.resources.get(resource)).and_then(|entry| entry.types.get(name));
        if let Some(target) = own.or_else(|| self.types.get(name)) {
            return Some(target.clone());
        }
        let patterns = self.types.iter().filter_map(|(pattern, target)| {
            let prefix = pattern.strip_suffix('*')?;
            let rest = name.strip_prefix(prefix).filter(|_| name != &**target)?;
            Some((pattern, rest, target))
        });
        let (_, rest, target) = patterns.min_by_key(|(pattern, _, _)| *pattern)?;
        Some(match target.strip_suffix('*') {
            Some(prefix) => format!("{prefix}{rest}").into(),
            None => target.clone(),
        })
    }

    /// Whether nothing is said of single resources.
    pub fn is_plain(&self) -> bool {
        self.resources.is_empty()
    }

    /// The hooks on a resource.
    pub fn hooks(&self, resource: &str) -> Vec<Hook> {
        self.words(resource, |entry| entry.hooks.as_ref())
    }

    /// What must not be done to a resource.
    pub fn restrictions(&self, resource: &str) -> Vec<Restriction> {
        self.words(resource, |entry| entry.restrictions.as_ref())
    }

    fn words<T: FromStr + Ord>(&self, resource: &str, part: impl Fn(&Entry) -> Option<&Value>) -> Vec<T> {
        let matching = self.resources.iter().filter(|(pattern, _)| fits(pattern, resource));
        let given = matching.filter_map(|(_, entry)| part(entry)).flat_map(texts);
        let found: BTreeSet<T> = given.filter_map(|word| word.parse().ok()).collect();
        found.into_iter().collect()
    }

    /// The registry inside the stack that a resource holds: what was said of that resource is said of the resources in it.
    pub(super) fn nested(&self, holder: &str) -> Registry {
        let mut inner = Registry { resources: IndexMap::new(), ..self.clone() };
        let mut findings = Diagnostics::default();
        let exact = self.resources.get(holder).into_iter();
        let matching = self.resources.iter().filter(|(pattern, _)| fits(pattern, holder)).map(|(_, entry)| entry);
        for entry in matching.chain(exact) {
            for (key, value) in entry.others.iter() {
                inner.load_resource(key, value, &mut findings);
            }
        }
        inner
    }
}

impl Entry {
    fn to_value(&self) -> Value {
        let mut map = Map::new();
        for (name, target) in &self.types {
            map.insert(name.clone(), Value::Str(target.clone()));
        }
        for (key, value) in self.others.iter() {
            map.insert(key.clone(), value.clone());
        }
        if let Some(hooks) = &self.hooks {
            map.insert("hooks", hooks.clone());
        }
        if let Some(restrictions) = &self.restrictions {
            map.insert("restricted_actions", restrictions.clone());
        }
        Value::Map(Arc::new(map))
    }
}

fn forget(types: &mut IndexMap<Arc<str>, Arc<str>>, name: &str) {
    match name.strip_suffix('*') {
        Some(prefix) => types.retain(|other, _| !other.starts_with(prefix)),
        None => {
            types.shift_remove(name);
        }
    }
}

fn refused(message: String, path: &str, class: &str) -> Diagnostic {
    Diagnostic::error(codes::REGISTRY, message).class(class).at(path, Span::NONE)
}

fn texts(value: &Value) -> Vec<&str> {
    match value.as_str() {
        Some(text) => vec![text],
        None => value.as_list().unwrap_or_default().iter().filter_map(Value::as_str).collect(),
    }
}

fn check_words<T: FromStr + Display>(
    given: &Value,
    known: &[T],
    what: &str,
    of: &str,
    kinds: &str,
) -> Result<(), String> {
    let words = texts(given);
    let whole = given.as_list().map_or(1, <[Value]>::len) == words.len();
    if whole && words.iter().all(|word| word.parse::<T>().is_ok()) {
        return Ok(());
    }
    let all: Vec<_> = known.iter().map(|known| format!("'{known}'")).collect();
    Err(format!("Invalid {what} \"{}\" for {of}, acceptable {kinds} are: ({})", given.python_str(), all.join(", ")))
}

/// Whether a name fits a shell pattern: `*`, `?` and `[…]`.
fn fits(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        let step = pattern.get(p..).and_then(|rest| one(rest, name.get(n).copied()));
        if pattern.get(p) == Some(&'*') {
            star = Some((p + 1, n));
            p += 1;
        } else if let Some(width) = step {
            p += width;
            n += 1;
        } else if let Some((after, from)) = star {
            star = Some((after, from + 1));
            (p, n) = (after, from + 1);
        } else {
            return false;
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|c| *c == '*')
}

/// How much of the pattern stands for this one character; `None` if it does not fit.
fn one(pattern: &[char], character: Option<char>) -> Option<usize> {
    let character = character?;
    match pattern.first()? {
        '*' => None,
        '?' => Some(1),
        '[' => {
            let body = pattern.get(1..)?;
            let negated = body.first() == Some(&'!');
            let body = if negated { body.get(1..)? } else { body };
            let Some(end) = body.iter().skip(1).position(|c| *c == ']').map(|at| at + 1) else {
                return (character == '[').then_some(1);
            };
            let set = body.get(..end)?;
            let hit = set.contains(&character)
                || set.windows(3).any(|w| matches!(w, [from, '-', to] if (*from..=*to).contains(&character)));
            (hit != negated).then_some(end + 2 + usize::from(negated))
        }
        literal => (*literal == character).then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_a_shell() {
        for (pattern, name) in [
            ("*", ""),
            ("a*", "abc"),
            ("a?c", "abc"),
            ("*b*", "abc"),
            ("[ab]c", "bc"),
            ("[!x]c", "bc"),
            ("[a-c]", "b"),
            ("a[", "a["),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("a", "ab"), ("?", ""), ("[!b]c", "bc"), ("*x", "abc"), ("[a-c]", "d")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
