//! Mappings: made, looked into, changed and merged.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Dict, Item, Key};
use crate::resolve::Args;
use indexmap::IndexMap;
use std::rc::Rc;

pub(super) const TABLE: &[Row] = &[
    ("#map dict", Function, "! *args:pair", |eval, a| {
        let entries = rules(eval, a.others())?;
        Item::dict(entries, true)
    }),
    ("dict", Function, "! items:iter", from_items),
    ("toDict", Method, "collection:iter keySelector:lambda valueSelector:lambda=none", to_dict),
    ("#indexer", Function, "dict:dict key:any", |eval, a| {
        let key = eval.key(a.item(1))?;
        let message = key.item().repr();
        dict(&a, 0)?.entries.get(&key).cloned().ok_or_else(|| Error::failed("KeyError", message))
    }),
    ("#indexer", Function, "dict:dict key:any default:any", get),
    ("get", Method, "dict:dict key:any default:any=null", get),
    ("set", Method, "! dict:dict key:any value:any", |eval, a| {
        let mut entries = dict(&a, 0)?.entries.clone();
        entries.insert(eval.key(a.item(1))?, a.item(2));
        Item::dict(entries, true)
    }),
    ("set", Method, "! dict:dict replacements:dict", |_, a| merged(&a, true)),
    ("set", Method, "! dict:dict *args:pair", |eval, a| {
        let mut entries = dict(&a, 0)?.entries.clone();
        entries.extend(rules(eval, a.others())?);
        Item::dict(entries, true)
    }),
    ("keys", Method, "dict:dict", |_, a| Item::set(dict(&a, 0)?.entries.keys().cloned().collect(), true)),
    ("values", Method, "dict:dict", |_, a| Item::values(dict(&a, 0)?.entries.values().cloned().collect())),
    ("items", Method, "dict:dict", |_, a| {
        let pair = |(key, value): (&Key, &Item)| Item::tuple(vec![key.item().clone(), value.clone()]);
        Item::items(dict(&a, 0)?.entries.iter().map(pair).collect::<Result<_>>()?)
    }),
    ("containsKey", Method, "dict:dict key:any", |eval, a| {
        let key = eval.key(a.item(1))?;
        Ok(Item::Bool(dict(&a, 0)?.entries.contains_key(&key)))
    }),
    ("containsValue", Method, "dict:dict value:any", |eval, a| {
        let wanted = a.item(1);
        for value in dict(&a, 0)?.entries.values() {
            if eval.same(value, &wanted)? {
                return Ok(Item::Bool(true));
            }
        }
        Ok(Item::Bool(false))
    }),
    ("#operator_+", Function, "left:dict right:dict", |_, a| merged(&a, true)),
    ("isDict", Function, "arg:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Dict(_))))),
    ("len", Both, "dict:dict", |_, a| Ok(Item::count(dict(&a, 0)?.entries.len()))),
    ("delete", Method, "dict:dict *keys:any", |eval, a| without(eval, &a, a.others())),
    ("deleteAll", Method, "dict:dict keys:iter", |eval, a| {
        let keys = eval.all(&a.item(1))?;
        without(eval, &a, keys)
    }),
    (
        "mergeWith",
        Method,
        "dict:dict another:dict listMerger:lambda=none itemMerger:lambda=none maxLevels:int=0",
        |eval, a| {
            let levels = a.int(4)?;
            merge(eval, &a, &*dict(&a, 0)?, &*dict(&a, 1)?, levels)
        },
    ),
];

fn dict(args: &Args<'_>, index: usize) -> Result<Rc<Dict>> {
    match args.item(index) {
        Item::Dict(dict) => Ok(dict),
        other => Err(Error::kind(format!("a mapping is wanted, not a '{}'", other.type_name()))),
    }
}

fn rules(eval: &mut Eval<'_>, rules: Vec<Item>) -> Result<IndexMap<Key, Item>> {
    let mut entries = IndexMap::new();
    for rule in rules {
        if let Item::Rule(rule) = rule {
            entries.insert(eval.key(rule.0.clone())?, rule.1.clone());
        }
    }
    Ok(entries)
}

fn from_items(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let mut source = eval.cursor(&args.item(0))?;
    let mut entries = IndexMap::new();
    while let Some(item) = source.next(eval)? {
        let mut pair = eval.cursor(&item)?;
        let key = pair.next(eval)?.ok_or_else(|| Error::stop(""))?;
        let value = pair.next(eval)?.ok_or_else(|| Error::stop(""))?;
        entries.insert(eval.key(key)?, value);
        eval.reserve(table_bytes(entries.len()))?;
    }
    Item::dict(entries, true)
}

/// What Python needs for a mapping of so many entries with keys of any kind.
pub(super) fn table_bytes(count: usize) -> usize {
    match count {
        0 => 64,
        1..=5 => 224,
        6..=10 => 352,
        11..=21 => 640,
        22..=42 => 1176,
        43..=85 => 2272,
        86..=170 => 4696,
        _ => 9312,
    }
}

fn to_dict<'a>(eval: &mut Eval<'a>, args: Args<'a>) -> Result<Item> {
    let (key, value) = (args.wanted(1)?, args.lambda(2));
    let mut source = eval.cursor(&args.item(0))?;
    let mut entries = IndexMap::new();
    while let Some(item) = source.next(eval)? {
        let key = eval.apply(&key, std::slice::from_ref(&item))?;
        let value = match &value {
            Some(value) => eval.apply(value, &[item])?,
            None => item,
        };
        let key = eval.key(key)?;
        entries.insert(key, value);
        eval.reserve(table_bytes(entries.len()))?;
    }
    Item::dict(entries, false)
}

fn get(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let key = eval.key(args.item(1))?;
    Ok(dict(&args, 0)?.entries.get(&key).cloned().unwrap_or_else(|| args.item(2)))
}

fn merged(args: &Args<'_>, frozen: bool) -> Result<Item> {
    let mut entries = dict(args, 0)?.entries.clone();
    entries.extend(dict(args, 1)?.entries.iter().map(|(key, value)| (key.clone(), value.clone())));
    Item::dict(entries, frozen)
}

fn without(eval: &mut Eval<'_>, args: &Args<'_>, keys: Vec<Item>) -> Result<Item> {
    let mut entries = dict(args, 0)?.entries.clone();
    for key in keys {
        let key = eval.key(key)?;
        entries.shift_remove(&key);
    }
    Item::dict(entries, false)
}

fn merge<'a>(eval: &mut Eval<'a>, args: &Args<'a>, left: &Dict, right: &Dict, levels: i64) -> Result<Item> {
    let mut entries = left.entries.clone();
    for (key, other) in &right.entries {
        eval.step(1)?;
        let Some(value) = left.entries.get(key) else {
            entries.insert(key.clone(), other.clone());
            continue;
        };
        let refused = || Err(Error::kind(format!("Cannot merge {} with {}", class(value), class(other))));
        let merged = match (value, other) {
            (Item::Dict(value), Item::Dict(other)) if levels != 1 => {
                let levels = if levels == 0 { 0 } else { levels - 1 };
                eval.deeper(|eval| merge(eval, args, value, other, levels))?
            }
            (_, Item::Dict(_)) if levels != 1 => return refused(),
            (value, other) if levels != 1 && other.is_sequence() => {
                if !value.is_sequence() {
                    return refused();
                }
                merge_lists(eval, args, value, other)?
            }
            (value, other) => match args.lambda(3) {
                Some(merger) => eval.apply(&merger, &[value.clone(), other.clone()])?,
                None => other.clone(),
            },
        };
        entries.insert(key.clone(), merged);
    }
    Item::dict(entries, false)
}

fn merge_lists<'a>(eval: &mut Eval<'a>, args: &Args<'a>, left: &Item, right: &Item) -> Result<Item> {
    if let Some(merger) = args.lambda(2) {
        return eval.apply(&merger, &[left.clone(), right.clone()]);
    }
    let mut keys = indexmap::IndexSet::new();
    for item in eval.all(left)?.into_iter().chain(eval.all(right)?) {
        keys.insert(eval.key(item)?);
    }
    Item::tuple(keys.iter().map(|key| key.item().clone()).collect())
}

fn class(item: &Item) -> String {
    match item {
        Item::Dict(dict) if dict.frozen => "<class 'yaql.language.utils.FrozenDict'>".to_owned(),
        other => format!("<class '{}'>", other.type_name()),
    }
}
