//! What is preferred, in one function and one table: change what a rollback prefers here and nowhere else.
//!
//! Costs are compared like words: data lost first, then identities that others see change, then interruption, then calls, then how many
//! others were configured with another object, and last the order of preference among equals. Because a slot's bound object never makes a dependant differ, choosing slot by slot in dependency
//! order finds the least total where bound objects live, and never loses more than the least elsewhere (rollback.md section 6; property tests
//! compare it with an exhaustive search).

use model::plan::Action;
use std::ops::Add;

/// What a choice costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    data: u32,
    identity: u32,
    disruption: u32,
    calls: u32,
    strangers: u32,
    preference: u32,
}

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost {
            data: self.data + other.data,
            identity: self.identity + other.identity,
            disruption: self.disruption + other.disruption,
            calls: self.calls + other.calls,
            strangers: self.strangers + other.strangers,
            preference: self.preference + other.preference,
        }
    }
}

/// What is known of a choice beside its action.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// Whether an object with data of its own would be lost.
    pub(crate) loses_data: bool,
    /// Whether it is another object than the one that others were configured with.
    pub(crate) other_identity: bool,
    /// Whether claims have to be handed back.
    pub(crate) hands_over: bool,
    /// Its place among the candidates: the bound one, the current one, then the newest superseded ones, then moved ones, then retained ones.
    pub(crate) preference: u32,
}

/// Interruption and calls of each action that gives a slot its object.
fn table(action: Action) -> (u32, u32) {
    match action {
        Action::Keep | Action::Skip | Action::Accept | Action::Retain | Action::Check | Action::Rebind => (0, 0),
        Action::Restore => (0, 0),
        Action::Update => (0, 1),
        Action::UpdateDisruptive => (1, 1),
        Action::Create | Action::Delete => (0, 1),
        Action::Replace => (0, 2),
        Action::ReplaceDeleteFirst => (2, 2),
        Action::Suspend | Action::Resume | Action::Snapshot => (0, 1),
    }
}

impl Cost {
    /// The same, for an object of a slot of whose other objects so many were configured with.
    pub(crate) fn with_strangers(self, strangers: u32) -> Cost {
        Cost { strangers, ..self }
    }
}

/// The cost of giving a slot its object by `action`.
pub(crate) fn cost(action: Action, choice: Choice) -> Cost {
    let (disruption, calls) = table(action);
    Cost {
        data: choice.loses_data.into(),
        identity: choice.other_identity.into(),
        disruption,
        calls: calls + u32::from(choice.hands_over),
        strangers: 0,
        preference: choice.preference,
    }
}

#[cfg(test)]
impl Cost {
    /// What is decided slot by slot without regard to what comes later: all but calls and preferences.
    pub(crate) fn losses(self) -> (u32, u32, u32) {
        (self.data, self.identity, self.disruption)
    }

    /// All but preferences.
    pub(crate) fn worth(self) -> (u32, u32, u32, u32) {
        (self.data, self.identity, self.disruption, self.calls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(action: Action, other_identity: bool) -> Cost {
        cost(action, Choice { loses_data: false, other_identity, hands_over: false, preference: 0 })
    }

    #[test]
    fn the_same_object_is_worth_an_interruption() {
        assert!(price(Action::UpdateDisruptive, false) < price(Action::Keep, true));
        assert!(price(Action::Restore, false) < price(Action::Update, false));
        assert!(price(Action::Update, true) < price(Action::Create, true) + price(Action::Delete, false));
    }

    #[test]
    fn data_outweighs_everything() {
        let lost =
            cost(Action::Keep, Choice { loses_data: true, other_identity: false, hands_over: false, preference: 0 });
        assert!(price(Action::ReplaceDeleteFirst, true) < lost);
    }
}
