//! What network objects need of each other without saying so.

use super::words::given;
use crate::implicit::Member;
use model::value::Value;

/// Whether a type has such needs.
pub(crate) fn concerns(name: &str) -> bool {
    matches!(name, "OS::Neutron::Port" | "OS::Neutron::Router" | "OS::Neutron::FloatingIP")
}

/// Whether one resource needs another; `needs` are those that it says it needs, `all` those of the stack.
pub(crate) fn needs(of: &Member<'_>, needs: &[Member<'_>], other: &Member<'_>, all: &[Member<'_>]) -> bool {
    match (of.kind.name, other.kind.name) {
        // It is not known which of them gives the address.
        ("OS::Neutron::Port", "OS::Neutron::Subnet") => same(network(of), network(other)),
        ("OS::Neutron::Router", "OS::Neutron::Subnet") => same(gateway(of), network(other)),
        ("OS::Neutron::FloatingIP", "OS::Neutron::Router") => {
            same(given(of.properties, "floating_network"), gateway(other))
        }
        ("OS::Neutron::FloatingIP", "OS::Neutron::RouterGateway") => same(
            given(of.properties, "floating_network"),
            network(other).or_else(|| given(other.properties, "network_id")),
        ),
        ("OS::Neutron::FloatingIP", "OS::Neutron::RouterInterface") => {
            let mut ports = needs.iter().filter(|need| need.kind.name == "OS::Neutron::Port");
            ports.any(|port| may_be_on(port, given(other.properties, "subnet"), all))
        }
        _ => false,
    }
}

fn network<'a>(of: &Member<'a>) -> Option<&'a Value> {
    given(of.properties, "network")
}

fn gateway<'a>(of: &Member<'a>) -> Option<&'a Value> {
    given(of.properties, "external_gateway_info").and_then(|gateway| given(gateway, "network"))
}

fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a == b)
}

/// Whether a port may have an address of a subnet. What cannot be told counts as yes.
fn may_be_on(port: &Member<'_>, subnet: Option<&Value>, all: &[Member<'_>]) -> bool {
    let Some(subnet) = subnet else { return true };
    let ips = given(port.properties, "fixed_ips").and_then(Value::as_list).unwrap_or_default();
    let named: Vec<&Value> = ips.iter().filter_map(|ip| given(ip, "subnet")).collect();
    if !ips.is_empty() && named.len() == ips.len() {
        return named.contains(&subnet);
    }
    let of_stack = all.iter().find(|other| other.kind.name == "OS::Neutron::Subnet" && other.reference == subnet);
    named.contains(&subnet) || of_stack.is_none_or(|subnet| same(network(port), network(subnet)))
}
