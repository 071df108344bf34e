//! What network objects need of each other without saying so.

use super::words::given;
use crate::implicit::{Member, Need, Pair};
use model::value::Value;

const NETWORK: &[&str] = &["network"];
const FLOATING: &[&str] = &["floating_network"];
const GATEWAY: &[&str] = &["external_gateway_info", "network"];
const ROUTER: &[&str] = &["router"];
const ROUTER_ID: &[&str] = &["router_id"];

/// The rows.
pub(crate) const NEEDS: &[Need] = &[
    // It is not known which subnet gives the address: to the port, or to the one that a router gets with its gateway.
    Need::same("OS::Neutron::Port", NETWORK, "OS::Neutron::Subnet", NETWORK),
    Need::same("OS::Neutron::Router", GATEWAY, "OS::Neutron::Subnet", NETWORK),
    Need::same("OS::Neutron::RouterGateway", NETWORK, "OS::Neutron::Subnet", NETWORK),
    Need::same("OS::Neutron::RouterGateway", ROUTER_ID, "OS::Neutron::RouterInterface", ROUTER),
    // A next hop has to be within reach of the router.
    Need::same("OS::Neutron::ExtraRoute", ROUTER_ID, "OS::Neutron::RouterInterface", ROUTER),
    Need::same("OS::Neutron::ExtraRoute", ROUTER_ID, "OS::Neutron::RouterGateway", ROUTER_ID),
    Need::same("OS::Neutron::ExtraRouteSet", ROUTER, "OS::Neutron::RouterInterface", ROUTER),
    // An address outside needs a way from there to the port.
    Need::same("OS::Neutron::FloatingIP", FLOATING, "OS::Neutron::Router", GATEWAY),
    Need::same("OS::Neutron::FloatingIP", FLOATING, "OS::Neutron::RouterGateway", NETWORK),
    Need::when("OS::Neutron::FloatingIP", "OS::Neutron::RouterInterface", port_may_be_on),
    Need::when("OS::Neutron::FloatingIPAssociation", "OS::Neutron::RouterInterface", port_starts_on),
    Need::when("OS::Neutron::FloatingIPPortForward", "OS::Neutron::RouterInterface", port_starts_on),
];

/// The ports that a resource says it needs.
fn ports<'a>(pair: &Pair<'a>) -> impl Iterator<Item = &'a Member<'a>> {
    pair.needs.iter().filter(|need| need.kind.name == "OS::Neutron::Port")
}

fn addresses<'a>(port: &Member<'a>) -> &'a [Value] {
    port.at(&["fixed_ips"]).and_then(Value::as_list).unwrap_or_default()
}

/// Whether the first address of a port is one of the interface's subnet.
fn port_starts_on(pair: &Pair<'_>) -> bool {
    let subnet = pair.other.at(&["subnet"]);
    ports(pair).filter_map(|port| addresses(port).first()).any(|first| given(first, "subnet") == subnet)
}

/// Whether a port may have an address of the interface's subnet. What cannot be told counts as yes.
fn port_may_be_on(pair: &Pair<'_>) -> bool {
    let Some(subnet) = pair.other.at(&["subnet"]) else { return ports(pair).next().is_some() };
    ports(pair).any(|port| {
        let ips = addresses(port);
        let named: Vec<&Value> = ips.iter().filter_map(|ip| given(ip, "subnet")).collect();
        if !ips.is_empty() && named.len() == ips.len() {
            return named.contains(&subnet);
        }
        let is_it = |other: &&Member<'_>| other.kind.name == "OS::Neutron::Subnet" && other.reference == subnet;
        let of_stack = pair.others.iter().find(is_it);
        let on_network = |subnet: &Member<'_>| port.at(NETWORK).zip(subnet.at(NETWORK)).is_some_and(|(a, b)| a == b);
        named.contains(&subnet) || of_stack.is_none_or(on_network)
    })
}
