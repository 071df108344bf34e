//! The table of all resource types, and what follows from it alone: the API's description of a type, a provider template for it,
//! conversion and checks of properties, the difference of two sets of them.
//!
//! Deliberately not here: templates and their expressions (`definition`), what a difference costs (`plan`), calls to a cloud.

mod aodh;
mod aws;
mod barbican;
mod blazar;
mod cinder;
pub mod constraint;
mod designate;
pub mod differ;
pub mod generated;
mod glance;
mod heat;
pub mod implicit;
mod ironic;
mod keystone;
mod magnum;
mod manila;
pub mod member;
mod mistral;
mod monasca;
mod neutron;
mod nova;
mod octavia;
pub mod properties;
mod sahara;
pub mod schema;
pub mod seen;
mod senlin;
pub mod suggest;
mod swift;
mod trove;
mod vitrage;
mod zaqar;
mod zun;

pub use differ::differ;
pub use generated::{Dialect, generated_template};
pub use schema::api_schema;
pub use seen::{Seen, as_seen};
pub use suggest::suggest;

use resource::ResourceType;

/// The built-in types, by service.
const BUILT_IN: &[&[&ResourceType]] = &[
    aodh::TYPES,
    aws::TYPES,
    barbican::TYPES,
    blazar::TYPES,
    cinder::TYPES,
    designate::TYPES,
    glance::TYPES,
    heat::TYPES,
    ironic::TYPES,
    keystone::TYPES,
    magnum::TYPES,
    manila::TYPES,
    mistral::TYPES,
    monasca::TYPES,
    neutron::TYPES,
    nova::TYPES,
    octavia::TYPES,
    sahara::TYPES,
    senlin::TYPES,
    swift::TYPES,
    trove::TYPES,
    vitrage::TYPES,
    zaqar::TYPES,
    zun::TYPES,
];

/// Other names of types. One that ends with `*` stands for all that begin like it, with another beginning.
const ALIASES: &[(&str, &str)] = &[
    ("OS::Ceilometer::Alarm", "OS::Aodh::Alarm"),
    ("OS::Ceilometer::CombinationAlarm", "OS::Aodh::CombinationAlarm"),
    ("OS::Ceilometer::GnocchiAggregationByMetricsAlarm", "OS::Aodh::GnocchiAggregationByMetricsAlarm"),
    ("OS::Ceilometer::GnocchiAggregationByResourcesAlarm", "OS::Aodh::GnocchiAggregationByResourcesAlarm"),
    ("OS::Ceilometer::GnocchiResourcesAlarm", "OS::Aodh::GnocchiResourcesAlarm"),
    ("OS::Metering::Alarm", "OS::Aodh::Alarm"),
    ("OS::Quantum*", "OS::Neutron*"),
];

/// The types that a process knows. Cheap to copy; tests and the simulator add types of their own.
#[derive(Clone, Copy, Debug)]
pub struct Catalog {
    extra: &'static [&'static ResourceType],
}

impl Catalog {
    /// The built-in types.
    pub const fn builtin() -> Self {
        Self { extra: &[] }
    }

    /// The built-in types and these, which win over a built-in one of the same name.
    pub const fn with(extra: &'static [&'static ResourceType]) -> Self {
        Self { extra }
    }

    /// A type by its name, or by another name of it.
    pub fn get(&self, name: &str) -> Option<&'static ResourceType> {
        self.exactly(name).or_else(|| self.exactly(&named(name)?))
    }

    fn exactly(&self, name: &str) -> Option<&'static ResourceType> {
        self.extra.iter().chain(BUILT_IN.iter().copied().flatten()).copied().find(|t| t.name == name)
    }

    /// Every type, sorted by name.
    pub fn all(&self) -> Vec<&'static ResourceType> {
        let own = BUILT_IN.iter().copied().flatten().filter(|t| self.extra.iter().all(|e| e.name != t.name));
        let mut all: Vec<_> = self.extra.iter().chain(own).copied().collect();
        all.sort_by_key(|t| t.name);
        all
    }

    /// The type whose name is most like `name`, if any is like it.
    pub fn suggest(&self, name: &str) -> Option<&'static str> {
        suggest::suggest(name, self.all().into_iter().map(|t| t.name))
    }
}

/// The name of the type that another name is one of.
fn named(alias: &str) -> Option<String> {
    ALIASES.iter().find_map(|(from, to)| match (from.strip_suffix('*'), to.strip_suffix('*')) {
        (Some(from), Some(to)) => alias.strip_prefix(from).map(|rest| format!("{to}{rest}")),
        _ => (*from == alias).then(|| (*to).to_owned()),
    })
}
