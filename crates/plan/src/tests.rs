//! Tests of the planner from the inside: choices can be forced, and what they cost can be read.

mod brute;
mod mutants;
mod size;
mod world;

use crate::cost::Cost;
use model::ResourcePath;
use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static FORCED: RefCell<HashMap<ResourcePath, usize>> = RefCell::default();
    static PRICED: RefCell<Vec<(ResourcePath, usize, Cost)>> = RefCell::default();
}

/// The choices that the next plan is forced to.
pub(crate) fn forced() -> HashMap<ResourcePath, usize> {
    FORCED.with_borrow(Clone::clone)
}

/// Takes down what the choices of a plan cost.
pub(crate) fn price(priced: &[(ResourcePath, usize, Cost)]) {
    PRICED.with_borrow_mut(|all| *all = priced.to_vec());
}

/// Forces the plans that follow.
fn force(choices: HashMap<ResourcePath, usize>) {
    FORCED.with_borrow_mut(|forced| *forced = choices);
}

/// What the last plan cost.
fn total() -> Cost {
    PRICED.with_borrow(|all| all.iter().fold(Cost::default(), |sum, (_, _, cost)| sum + *cost))
}
