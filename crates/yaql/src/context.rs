//! Contexts: what `$name` means, and the functions that `def` makes. Each has a parent, which it sees through to.

use crate::evaluate::Eval;
use crate::item::Item;
use crate::parser::Node;
use std::sync::Arc;

#[derive(Default)]
pub(crate) struct Context<'a> {
    parent: Option<usize>,
    data: Vec<(Arc<str>, Item)>,
    functions: Vec<(Arc<str>, Lambda<'a>)>,
}

/// A part of an expression that a function evaluates when it wants to.
#[derive(Clone)]
pub(crate) struct Lambda<'a> {
    pub(crate) body: Body<'a>,
    pub(crate) context: usize,
}

#[derive(Clone)]
pub(crate) enum Body<'a> {
    Node(&'a Node),
    /// A value that was given in place of an expression.
    Value(Item),
}

/// `$` is `$1`, and a name without its sign gets it.
fn normal(name: &str) -> &str {
    match name.strip_prefix('$').unwrap_or(name) {
        "" => "1",
        name => name,
    }
}

impl<'a> Eval<'a> {
    pub(crate) fn child(&mut self, parent: usize) -> usize {
        self.contexts.push(Context { parent: Some(parent), ..Context::default() });
        self.contexts.len() - 1
    }

    pub(crate) fn set(&mut self, context: usize, name: &str, value: Item) {
        if let Some(context) = self.contexts.get_mut(context) {
            let name = normal(name);
            match context.data.iter_mut().find(|(known, _)| **known == *name) {
                Some((_, old)) => *old = value,
                None => context.data.push((name.into(), value)),
            }
        }
    }

    /// Sets `$1`, `$2`…; the first is number 0.
    pub(crate) fn set_numbered(&mut self, context: usize, index: usize, value: Item) {
        while self.numbers.len() <= index {
            self.numbers.push((self.numbers.len() + 1).to_string().into());
        }
        let Some(name) = self.numbers.get(index).cloned() else { return };
        if let Some(context) = self.contexts.get_mut(context) {
            match context.data.iter_mut().find(|(known, _)| *known == name) {
                Some((_, old)) => *old = value,
                None => context.data.push((name, value)),
            }
        }
    }

    /// The value of a name; null if nobody set it.
    pub(crate) fn get(&self, context: usize, name: &str) -> Item {
        let name = normal(name);
        let mut at = Some(context);
        while let Some(context) = at.and_then(|at| self.contexts.get(at)) {
            if let Some((_, value)) = context.data.iter().find(|(known, _)| **known == *name) {
                return value.clone();
            }
            at = context.parent;
        }
        Item::Null
    }

    pub(crate) fn define(&mut self, context: usize, name: Arc<str>, function: Lambda<'a>) {
        if let Some(context) = self.contexts.get_mut(context) {
            context.functions.push((name, function));
        }
    }

    /// The function that `def` made of that name.
    pub(crate) fn defined(&self, context: usize, name: &str) -> Option<Lambda<'a>> {
        let mut at = Some(context);
        while let Some(context) = at.and_then(|at| self.contexts.get(at)) {
            if let Some((_, function)) = context.functions.iter().rev().find(|(known, _)| **known == *name) {
                return Some(function.clone());
            }
            at = context.parent;
        }
        None
    }
}
