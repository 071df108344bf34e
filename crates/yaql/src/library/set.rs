//! Sets: made of any values that can be keys, compared, joined and taken apart.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, Key, Set};
use crate::resolve::Args;
use indexmap::IndexSet;
use std::rc::Rc;

pub(super) const TABLE: &[Row] = &[
    ("isSet", Function, "arg:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Set(_))))),
    ("set", Function, "*args:any", |eval, a| {
        let items = super::list::unrolled(eval, a.others())?;
        build(eval, items)
    }),
    ("toSet", Method, "collection:iter", |eval, a| {
        let items = eval.all(&a.item(0))?;
        build(eval, items)
    }),
    ("len", Both, "set:set", |_, a| pair(&a).map(|(s, _)| Item::count(s.items.len()))),
    ("#operator_<", Function, "left:set right:set", |_, a| compare(&a, |x, y| x.len() < y.len() && x.is_subset(y))),
    ("#operator_<=", Function, "left:set right:set", |_, a| compare(&a, IndexSet::is_subset)),
    ("#operator_>", Function, "left:set right:set", |_, a| compare(&a, |x, y| x.len() > y.len() && x.is_superset(y))),
    ("#operator_>=", Function, "left:set right:set", |_, a| compare(&a, IndexSet::is_superset)),
    ("union", Method, "left:set right:set", |eval, a| combine(eval, &a, "union", |x, y| x.union(y).cloned().collect())),
    ("intersect", Method, "left:set right:set", |eval, a| {
        combine(eval, &a, "intersection", |x, y| x.intersection(y).cloned().collect())
    }),
    ("difference", Method, "left:set right:set", difference),
    ("#operator_-", Function, "left:set right:set", difference),
    ("symmetricDifference", Method, "left:set right:set", |eval, a| {
        combine(eval, &a, "symmetric_difference", |x, y| x.symmetric_difference(y).cloned().collect())
    }),
    ("add", Method, "set:set *values:any", |eval, a| {
        no_view(&a, "union")?;
        let mut items = pair(&a)?.0.items.clone();
        for value in a.others() {
            items.insert(eval.key(value)?);
        }
        Item::set(items, false)
    }),
    ("remove", Method, "set:set *values:any", |eval, a| {
        no_view(&a, "difference")?;
        let mut items = pair(&a)?.0.items.clone();
        for value in a.others() {
            let key = eval.key(value)?;
            items.shift_remove(&key);
        }
        Item::set(items, false)
    }),
];

fn build(eval: &mut Eval<'_>, items: Vec<Item>) -> Result<Item> {
    let keys: IndexSet<Key> = items.into_iter().map(|item| eval.key(item)).collect::<Result<_>>()?;
    Item::set(keys, false)
}

/// Both arguments; the first one twice if there is no second.
fn pair(args: &Args<'_>) -> Result<(Rc<Set>, Rc<Set>)> {
    match (args.item(0), args.item(1)) {
        (Item::Set(left), Item::Set(right)) => Ok((left, right)),
        (Item::Set(left), _) => Ok((left.clone(), left)),
        _ => Err(Error::kind("a set is wanted")),
    }
}

fn compare(args: &Args<'_>, test: fn(&IndexSet<Key>, &IndexSet<Key>) -> bool) -> Result<Item> {
    pair(args).map(|(left, right)| Item::Bool(test(&left.items, &right.items)))
}

/// The view of a mapping's keys has none of the operations of sets.
fn no_view(args: &Args<'_>, name: &str) -> Result<()> {
    if pair(args)?.0.view {
        return Err(Error::failed("AttributeError", format!("'KeysView' object has no attribute '{name}'")));
    }
    Ok(())
}

fn combine(
    eval: &mut Eval<'_>,
    args: &Args<'_>,
    name: &str,
    operation: fn(&IndexSet<Key>, &IndexSet<Key>) -> IndexSet<Key>,
) -> Result<Item> {
    no_view(args, name)?;
    let (left, right) = pair(args)?;
    eval.step(args.item(0).weight() + args.item(1).weight())?;
    Item::set(operation(&left.items, &right.items), false)
}

fn difference(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    combine(eval, &args, "difference", |x, y| x.difference(y).cloned().collect())
}
