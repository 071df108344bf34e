//! Dependencies that no template says: a port needs the subnets of its network to be there before it asks for an address.
//!
//! Decided over the properties as a template gives them, where a reference to a resource is a value that is not known yet: two properties
//! that refer to the same resource are the same. Not here: circles (`definition` leaves out what would close one), and the rows
//! themselves, which stand with the services.

use crate::{aws, neutron, nova};
use model::value::Value;
use resource::ResourceType;

/// All that any type needs without saying so, by service.
const NEEDS: &[&[Need]] = &[aws::implicit::NEEDS, neutron::implicit::NEEDS, nova::implicit::NEEDS];

/// A resource of a stack, as far as this is about it.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its type.
    pub kind: &'a ResourceType,
    /// Its properties; parts may be unknown.
    pub properties: &'a Value,
    /// Its reference, as others see it in their properties.
    pub reference: &'a Value,
}

impl<'a> Member<'a> {
    /// What its properties have at a path; nothing for null.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&'a Value> {
        path.iter().try_fold(self.properties, |value, name| value.get(name).filter(|value| !value.is_null()))
    }
}

/// That one type needs another without saying so.
pub(crate) struct Need {
    of: &'static str,
    other: &'static str,
    when: When,
}

/// Which resources of the other type are needed.
enum When {
    /// Those that have the same at a path of their properties as is at a path of ours.
    Same(&'static [&'static str], &'static [&'static str]),
    /// Those for which this is so.
    So(fn(&Pair<'_>) -> bool),
}

/// Two resources, and what may have to be looked at to tell whether the one needs the other.
pub(crate) struct Pair<'a> {
    /// The one that may need the other.
    pub(crate) of: &'a Member<'a>,
    /// What it says that it needs.
    pub(crate) needs: &'a [Member<'a>],
    /// The one that may be needed.
    pub(crate) other: &'a Member<'a>,
    /// All that may be needed by anything.
    pub(crate) others: &'a [Member<'a>],
}

impl Need {
    /// Needed are those that have the same in a property.
    pub(crate) const fn same(
        of: &'static str,
        ours: &'static [&'static str],
        other: &'static str,
        theirs: &'static [&'static str],
    ) -> Need {
        Need { of, other, when: When::Same(ours, theirs) }
    }

    /// Needed are those for which something is so.
    pub(crate) const fn when(of: &'static str, other: &'static str, is_so: fn(&Pair<'_>) -> bool) -> Need {
        Need { of, other, when: When::So(is_so) }
    }

    fn holds(&self, pair: &Pair<'_>) -> bool {
        match self.when {
            When::Same(ours, theirs) => pair.of.at(ours).zip(pair.other.at(theirs)).is_some_and(|(a, b)| a == b),
            When::So(is_so) => is_so(pair),
        }
    }
}

/// Whether a type can depend on others without saying so.
pub fn concerns(kind: &ResourceType) -> bool {
    rows().any(|need| need.of == kind.name)
}

/// Whether others can depend on a type without saying so.
pub fn is_wanted(kind: &ResourceType) -> bool {
    rows().any(|need| need.other == kind.name)
}

/// Which of `others` (those that are wanted) the resource `of` needs without saying so. `needs` are those that it does say.
pub fn needed<'a>(of: &Member<'a>, needs: &[Member<'a>], others: &[Member<'a>]) -> Vec<usize> {
    let rows: Vec<&Need> = rows().filter(|need| need.of == of.kind.name).collect();
    let is_needed = |other: &Member<'a>| {
        let pair = Pair { of, needs, other, others };
        rows.iter().any(|need| need.other == other.kind.name && need.holds(&pair))
    };
    others.iter().enumerate().filter(|(_, other)| is_needed(other)).map(|(at, _)| at).collect()
}

fn rows() -> impl Iterator<Item = &'static Need> {
    NEEDS.iter().copied().flatten()
}
