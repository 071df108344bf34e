//! Ports and the addresses that they hold.

use crate::address::{Range, between};
use crate::answer::Answer;
use crate::security;
use crate::state::{Object, State, list, text};
use serde_json::{Value as Json, json};
use std::net::IpAddr;

pub(crate) fn create(state: &mut State, given: &Object) -> Result<Object, Answer> {
    let network = text(given, "network_id").to_owned();
    state.get("networks", &network)?;
    let groups = match given.get("security_groups").filter(|groups| !groups.is_null()) {
        Some(groups) => groups.clone(),
        None => json!([security::default(state)]),
    };
    known_groups(state, &groups)?;
    let mac = match given.get("mac_address").and_then(Json::as_str) {
        Some(mac) => {
            let taken = |port: &Object| text(port, "network_id") == network && text(port, "mac_address") == mac;
            if state.all("ports").any(taken) {
                let message =
                    format!("Unable to complete operation for network {network}. The mac address {mac} is in use.");
                return Err(Answer::error(409, "MacAddressInUse", message));
            }
            mac.to_owned()
        }
        None => {
            let id = state.id();
            let digits: Vec<char> = id.chars().filter(char::is_ascii_hexdigit).take(6).collect();
            let pairs: Vec<String> = digits.chunks(2).map(|pair| pair.iter().collect()).collect();
            format!("fa:16:3e:{}", pairs.join(":"))
        }
    };
    let ips = addresses(state, &network, given.get("fixed_ips"), &[])?;
    let mut given = given.clone();
    given.insert("fixed_ips".into(), ips);
    given.insert("security_groups".into(), groups);
    given.insert("mac_address".into(), json!(mac));
    let defaults = json!({"name": "", "status": "DOWN", "admin_state_up": true, "device_id": "", "device_owner": "",
        "port_security_enabled": true, "allowed_address_pairs": [], "binding:vnic_type": "normal", "qos_policy_id": null,
        "dns_name": "", "dns_assignment": [], "propagate_uplink_status": true});
    Ok(state.add("ports", defaults, &given))
}

fn known_groups(state: &State, groups: &Json) -> Result<(), Answer> {
    for group in groups.as_array().into_iter().flatten().filter_map(Json::as_str) {
        state.get("security-groups", group)?;
    }
    Ok(())
}

pub(crate) fn update(state: &mut State, id: &str, given: &Object) -> Result<(), Answer> {
    let port = state.get("ports", id)?.clone();
    let mut given = given.clone();
    if let Some(groups) = given.get("security_groups") {
        known_groups(state, groups)?;
    }
    if let Some(wanted) = given.get("fixed_ips").cloned() {
        let own: Vec<Json> = list(&port, "fixed_ips").to_vec();
        let ips = addresses(state, text(&port, "network_id"), Some(&wanted), &own)?;
        given.insert("fixed_ips".into(), ips);
    }
    state.put("ports", id, &given);
    Ok(())
}

/// The addresses that a port gets: those that were asked for, else one of the network's first subnet of each version. `own` are free.
fn addresses(state: &State, network: &str, wanted: Option<&Json>, own: &[Json]) -> Result<Json, Answer> {
    let subnets: Vec<&Object> = state.all("subnets").filter(|s| text(s, "network_id") == network).collect();
    let Some(wanted) = wanted.and_then(Json::as_array) else {
        return match subnets.first() {
            Some(subnet) => Ok(json!([allocated(state, subnet, None, own)?])),
            None => Ok(json!([])),
        };
    };
    let mut found = Vec::new();
    for one in wanted {
        let ip = one.get("ip_address").and_then(Json::as_str);
        let subnet = match one.get("subnet_id").and_then(Json::as_str) {
            Some(id) => {
                let subnet = state.get("subnets", id)?;
                if text(subnet, "network_id") != network {
                    let why = format!(
                        "Failed to create port on network {network}, because fixed_ips included invalid subnet {id}."
                    );
                    return Err(Answer::error(400, "InvalidInput", format!("Invalid input for operation: {why}")));
                }
                subnet
            }
            None => {
                let of_ip = |s: &&&Object| {
                    let range = Range::read(text(s, "cidr"));
                    ip.and_then(|ip| ip.parse::<IpAddr>().ok()).zip(range).is_some_and(|(ip, range)| range.contains(ip))
                };
                let ip = ip.unwrap_or_default();
                subnets.iter().find(of_ip).copied().ok_or_else(|| {
                    let message =
                        format!("IP address {ip} is not a valid IP for any of the subnets on the specified network.");
                    Answer::error(400, "InvalidIpForNetwork", message)
                })?
            }
        };
        found.push(allocated(state, subnet, ip, own)?);
    }
    Ok(Json::Array(found))
}

fn allocated(state: &State, subnet: &Object, wanted: Option<&str>, own: &[Json]) -> Result<Json, Answer> {
    let id = text(subnet, "id");
    let is = |ip: &Json, address: &str| {
        ip.get("subnet_id").and_then(Json::as_str) == Some(id)
            && ip.get("ip_address").and_then(Json::as_str) == Some(address)
    };
    let taken = |address: &str| {
        !own.iter().any(|ip| is(ip, address))
            && state.all("ports").any(|port| list(port, "fixed_ips").iter().any(|ip| is(ip, address)))
    };
    if let Some(address) = wanted {
        let ip: Option<IpAddr> = address.parse().ok();
        if !ip.zip(Range::read(text(subnet, "cidr"))).is_some_and(|(ip, range)| range.contains(ip)) {
            let message = format!("IP address {address} is not a valid IP for the specified subnet.");
            return Err(Answer::error(400, "InvalidIpForSubnet", message));
        }
        if taken(address) {
            let message = format!("IP address {address} already allocated in subnet {id}");
            return Err(Answer::error(409, "IpAddressAlreadyAllocated", message));
        }
        return Ok(json!({"subnet_id": id, "ip_address": address}));
    }
    for pool in list(subnet, "allocation_pools") {
        let end = |key: &str| pool.get(key).and_then(Json::as_str).and_then(|ip| ip.parse::<IpAddr>().ok());
        let Some((start, end)) = end("start").zip(end("end")) else { continue };
        if let Some(free) = between(start, end).map(|ip| ip.to_string()).find(|ip| !taken(ip)) {
            return Ok(json!({"subnet_id": id, "ip_address": free}));
        }
    }
    let network = text(subnet, "network_id");
    let message = format!("No more IP addresses available on network {network}.");
    Err(Answer::error(409, "IpAddressGenerationFailure", message))
}

pub(crate) fn delete(state: &mut State, id: &str) -> Result<(), Answer> {
    let port = state.get("ports", id)?;
    let owner = text(port, "device_owner");
    if owner.starts_with("network:router") {
        let why = format!("has device owner {owner}");
        let message = format!("Port {id} cannot be deleted directly via the port API: {why}.");
        return Err(Answer::error(409, "ServicePortInUse", message));
    }
    crate::floating::leave(state, id);
    Ok(())
}
