//! Dependencies that no template says: a port needs the subnets of its network to be there before it asks for an address.
//!
//! Decided over the properties as a template gives them, where a reference to a resource is a value that is not known yet: two properties
//! that refer to the same resource are the same. Not here: circles (`definition` leaves out what would close one).

use crate::neutron;
use model::value::Value;
use resource::ResourceType;

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

/// Whether a type can depend on others without saying so.
pub fn concerns(kind: &ResourceType) -> bool {
    neutron::implicit::concerns(kind.name)
}

/// Which of `all` the resource `of` needs without saying so. `needs` are those that it does say.
pub fn needed<'a>(of: &Member<'a>, needs: &[Member<'a>], all: &[Member<'a>]) -> Vec<usize> {
    let is_needed = |other: &Member<'a>| neutron::implicit::needs(of, needs, other, all);
    all.iter().enumerate().filter(|(_, other)| is_needed(other)).map(|(at, _)| at).collect()
}
