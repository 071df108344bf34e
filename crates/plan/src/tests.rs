//! Hooks of the tests of the planner: forcing choices and reading prices.

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

/// What the choices of a plan cost.
pub(crate) fn price(priced: &[(ResourcePath, usize, Cost)]) {
    PRICED.with_borrow_mut(|all| *all = priced.to_vec());
}
