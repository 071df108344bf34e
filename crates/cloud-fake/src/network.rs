//! Networks and subnets.

use crate::address::Range;
use crate::answer::Answer;
use crate::state::{Object, State, list, text};
use serde_json::{Value as Json, json};

/// The outer network that every cloud has.
pub(crate) fn outer(state: &mut State) {
    let mut given = Object::new();
    for (key, value) in [("name", json!("public")), ("router:external", json!(true)), ("tenant_id", json!("admin"))] {
        given.insert(key.into(), value);
    }
    let network = state.add("networks", defaults(), &given);
    let mut given = Object::new();
    for (key, value) in [
        ("name", json!("public-subnet")),
        ("network_id", network["id"].clone()),
        ("cidr", json!("172.24.4.0/24")),
        ("ip_version", json!(4)),
    ] {
        given.insert(key.into(), value);
    }
    // It cannot be refused: nothing else is there.
    _ = create_subnet(state, &given);
}

fn defaults() -> Json {
    json!({"name": "", "status": "ACTIVE", "admin_state_up": true, "shared": false, "mtu": 1450,
           "port_security_enabled": true, "router:external": false, "qos_policy_id": null, "dns_domain": "",
           "availability_zone_hints": [], "l2_adjacency": true})
}

pub(crate) fn create(state: &mut State, given: &Object) -> Result<Object, Answer> {
    Ok(state.add("networks", defaults(), given))
}

/// Ports that the network makes for itself do not hold it.
pub(crate) fn delete(state: &mut State, id: &str) -> Result<(), Answer> {
    let ports = state.all("ports").filter(|port| text(port, "network_id") == id);
    let by: Vec<&str> = ports.map(|port| text(port, "id")).collect();
    if !by.is_empty() {
        let why = "There are one or more ports still in use on the network, id for these ports is:";
        let message = format!("Unable to complete operation on network {id}. {why} {}.", by.join(","));
        return Err(Answer::error(409, "NetworkInUse", message));
    }
    let subnets = state.all("subnets").filter(|subnet| text(subnet, "network_id") == id);
    let subnets: Vec<String> = subnets.map(|subnet| text(subnet, "id").to_owned()).collect();
    for subnet in subnets {
        state.remove("subnets", &subnet);
    }
    Ok(())
}

fn invalid(why: impl std::fmt::Display) -> Answer {
    Answer::error(400, "InvalidInput", format!("Invalid input for operation: {why}"))
}

pub(crate) fn create_subnet(state: &mut State, given: &Object) -> Result<Object, Answer> {
    let network = text(given, "network_id").to_owned();
    state.get("networks", &network)?;
    let cidr = text(given, "cidr");
    let Some(range) = Range::read(cidr) else {
        return Err(invalid(format!("'{cidr}' is not a valid IP subnet.")));
    };
    for other in state.all("subnets").filter(|other| text(other, "network_id") == network) {
        if Range::read(text(other, "cidr")).is_some_and(|other| other.overlaps(&range)) {
            return Err(invalid(format!(
                "Requested subnet with cidr: {cidr} for network: {network} overlaps with another subnet."
            )));
        }
    }
    let gateway = match given.get("gateway_ip") {
        None => json!(range.nth(1).to_string()),
        Some(gateway) => gateway.clone(),
    };
    let start = if gateway.as_str() == Some(&range.nth(1).to_string()) { range.nth(2) } else { range.nth(1) };
    let pools = json!([{"start": start.to_string(), "end": range.last().to_string()}]);
    let defaults = json!({"name": "", "enable_dhcp": true, "dns_nameservers": [], "host_routes": [],
        "allocation_pools": pools, "gateway_ip": gateway, "ip_version": 4, "ipv6_ra_mode": null,
        "ipv6_address_mode": null, "subnetpool_id": null, "segment_id": null});
    Ok(state.add("subnets", defaults, given))
}

pub(crate) fn update_subnet(state: &mut State, id: &str, given: &Object) -> Result<(), Answer> {
    if let Some(gateway) = given.get("gateway_ip").and_then(Json::as_str) {
        let used = on_subnet(state, id, &|ip| ip.get("ip_address").and_then(Json::as_str) == Some(gateway));
        if let Some(port) = used.first() {
            let message = format!("Gateway ip {gateway} for subnet {id} is in use by port {port}.");
            return Err(Answer::error(409, "GatewayIpInUse", message));
        }
    }
    state.put("subnets", id, given);
    Ok(())
}

pub(crate) fn delete_subnet(state: &mut State, id: &str) -> Result<(), Answer> {
    if on_subnet(state, id, &|_| true).is_empty() {
        return Ok(());
    }
    let why = "One or more ports have an IP allocation from this subnet.";
    Err(Answer::error(409, "SubnetInUse", format!("Unable to complete operation on subnet {id}: {why}")))
}

/// The ports that have such an address on a subnet.
fn on_subnet(state: &State, subnet: &str, such: &dyn Fn(&Json) -> bool) -> Vec<String> {
    let has = |port: &&Object| {
        list(port, "fixed_ips").iter().any(|ip| ip.get("subnet_id").and_then(Json::as_str) == Some(subnet) && such(ip))
    };
    state.all("ports").filter(has).map(|port| text(port, "id").to_owned()).collect()
}
