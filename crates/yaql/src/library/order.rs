//! Order: comparison beside numbers, and sorting by keys.

use super::{Row, Way::*};
use crate::context::Lambda;
use crate::error::Result;
use crate::evaluate::Eval;
use crate::item::{Item, List};
use crate::resolve::Args;
use std::cmp::Ordering;
use std::rc::Rc;

/// A collection that will be sorted when somebody looks.
pub(crate) struct Order<'a> {
    source: Item,
    keys: Vec<(Lambda<'a>, bool)>,
    sorted: Option<Rc<List>>,
}

pub(super) const TABLE: &[Row] = &[
    ("#operator_< #operator_<=", Function, "left:some right:null", |_, a| null_order(&a, Some(false))),
    ("#operator_> #operator_>=", Function, "left:some right:null", |_, a| null_order(&a, Some(true))),
    ("#operator_< #operator_<=", Function, "left:null right:some", |_, a| null_order(&a, Some(true))),
    ("#operator_> #operator_>=", Function, "left:null right:some", |_, a| null_order(&a, Some(false))),
    ("#operator_< #operator_>", Function, "left:null right:null", |_, a| null_order(&a, Some(false))),
    ("#operator_<= #operator_>=", Function, "left:null right:null", |_, a| null_order(&a, None)),
    ("#operator_<", Function, "left:str right:str", |_, a| Ok(Item::Bool(a.text(0) < a.text(1)))),
    ("#operator_<=", Function, "left:str right:str", |_, a| Ok(Item::Bool(a.text(0) <= a.text(1)))),
    ("#operator_>", Function, "left:str right:str", |_, a| Ok(Item::Bool(a.text(0) > a.text(1)))),
    ("#operator_>=", Function, "left:str right:str", |_, a| Ok(Item::Bool(a.text(0) >= a.text(1)))),
    ("orderBy", Method, "collection:iter selector:lambda", |eval, a| start(eval, &a, true)),
    ("orderByDescending", Method, "collection:iter selector:lambda", |eval, a| start(eval, &a, false)),
    ("thenBy", Method, "collection:order selector:lambda", |eval, a| then(eval, &a, true)),
    ("thenByDescending", Method, "collection:order selector:lambda", |eval, a| then(eval, &a, false)),
];

fn null_order(_: &Args<'_>, answer: Option<bool>) -> Result<Item> {
    Ok(Item::Bool(answer.unwrap_or(true)))
}

fn start<'a>(eval: &mut Eval<'a>, args: &Args<'a>, ascending: bool) -> Result<Item> {
    let keys = vec![(args.wanted(1)?, ascending)];
    eval.orders.push(Order { source: args.item(0), keys, sorted: None });
    Ok(Item::Order(eval.orders.len() - 1))
}

fn then<'a>(eval: &mut Eval<'a>, args: &Args<'a>, ascending: bool) -> Result<Item> {
    let (item, key) = (args.item(0), args.wanted(1)?);
    if let Item::Order(id) = item
        && let Some(order) = eval.orders.get_mut(id)
    {
        order.keys.push((key, ascending));
    }
    Ok(item)
}

impl<'a> Eval<'a> {
    /// The sorted items, sorted the first time they are asked for.
    pub(crate) fn sorted(&mut self, id: usize) -> Result<Rc<List>> {
        let Some((source, keys, sorted)) =
            self.orders.get(id).map(|order| (order.source.clone(), order.keys.clone(), order.sorted.clone()))
        else {
            return Err(crate::error::Error::kind("no such order"));
        };
        if let Some(sorted) = sorted {
            return Ok(sorted);
        }
        let keyed = self.all(&source)?.into_iter().map(|item| (Vec::new(), item)).collect();
        let sorted = self.merge_sort(keyed, &keys)?;
        let Item::List(sorted) = Item::tuple(sorted.into_iter().map(|(_, item)| item).collect())? else {
            return Err(crate::error::Error::kind("a tuple is a list"));
        };
        if let Some(order) = self.orders.get_mut(id) {
            order.sorted = Some(sorted.clone());
        }
        Ok(sorted)
    }

    /// A stable sort whose comparison can fail.
    fn merge_sort(&mut self, mut items: Vec<Keyed>, keys: &[(Lambda<'a>, bool)]) -> Result<Vec<Keyed>> {
        if items.len() < 2 {
            return Ok(items);
        }
        let right = items.split_off(items.len() / 2);
        let mut left = self.merge_sort(items, keys)?.into_iter().peekable();
        let mut right = self.merge_sort(right, keys)?.into_iter().peekable();
        let mut merged = Vec::new();
        while let (Some(a), Some(b)) = (left.peek_mut(), right.peek_mut()) {
            let second = self.compare(b, a, keys)? == Ordering::Less;
            merged.extend(if second { right.next() } else { left.next() });
        }
        merged.extend(left);
        merged.extend(right);
        Ok(merged)
    }

    fn compare(&mut self, left: &mut Keyed, right: &mut Keyed, keys: &[(Lambda<'a>, bool)]) -> Result<Ordering> {
        for (index, (selector, ascending)) in keys.iter().enumerate() {
            let (a, b) = (self.sort_key(left, index, selector)?, self.sort_key(right, index, selector)?);
            let order = if self.call_values("#operator_<", vec![a.clone(), b.clone()], 0)?.truthy() {
                Ordering::Less
            } else if self.call_values("#operator_>", vec![a, b], 0)?.truthy() {
                Ordering::Greater
            } else {
                continue;
            };
            return Ok(if *ascending { order } else { order.reverse() });
        }
        Ok(Ordering::Equal)
    }

    /// What an item is sorted by: found the first time that a comparison needs it.
    fn sort_key(&mut self, keyed: &mut Keyed, index: usize, selector: &Lambda<'a>) -> Result<Item> {
        if let Some(key) = keyed.0.get(index) {
            return Ok(key.clone());
        }
        let key = self.apply(selector, std::slice::from_ref(&keyed.1))?;
        keyed.0.push(key.clone());
        Ok(key)
    }
}

type Keyed = (Vec<Item>, Item);
