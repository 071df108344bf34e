//! Floating IPs: addresses of an outer network that lead to ports.

use crate::answer::Answer;
use crate::state::{Object, State, list, text};
use crate::{port, router};
use serde_json::{Value as Json, json};

pub(crate) fn create(state: &mut State, given: &Object) -> Result<Object, Answer> {
    let network = text(given, "floating_network_id").to_owned();
    let outer = state.get("networks", &network)?;
    if outer.get("router:external") != Some(&json!(true)) {
        let message = format!("Bad floatingip request: Network {network} is not a valid external network.");
        return Err(Answer::error(400, "BadRequest", message));
    }
    let leads = leads(state, &network, given, "")?;
    // The address is held by a port of the outer network, which belongs to nobody.
    let mut wanted = Object::new();
    wanted.insert("network_id".into(), json!(network));
    wanted.insert("device_owner".into(), json!("network:floatingip"));
    wanted.insert("security_groups".into(), json!([]));
    let ip = given.get("floating_ip_address").filter(|ip| !ip.is_null());
    let subnet = given.get("subnet_id").filter(|subnet| !subnet.is_null());
    if ip.is_some() || subnet.is_some() {
        let mut fixed = Object::new();
        fixed.extend(ip.map(|ip| ("ip_address".into(), ip.clone())));
        fixed.extend(subnet.map(|subnet| ("subnet_id".into(), subnet.clone())));
        wanted.insert("fixed_ips".into(), json!([fixed]));
    }
    let holder = port::create(state, &wanted)?;
    let address = list(&holder, "fixed_ips").first().and_then(|ip| ip.get("ip_address")).cloned();
    let mut given = given.clone();
    given.remove("subnet_id");
    given.insert("floating_ip_address".into(), address.unwrap_or(Json::Null));
    given.extend(leads);
    let floating = state.add("floatingips", json!({"status": "DOWN", "dns_name": "", "dns_domain": ""}), &given);
    let mut device = Object::new();
    device.insert("device_id".into(), floating["id"].clone());
    state.put("ports", text(&holder, "id"), &device);
    Ok(floating)
}

/// Port, inner address and router of a floating IP that is to lead to a port, or to none.
fn leads(state: &State, outer: &str, given: &Object, own: &str) -> Result<Object, Answer> {
    let mut leads = Object::new();
    let port = text(given, "port_id").to_owned();
    if port.is_empty() {
        for key in ["port_id", "fixed_ip_address", "router_id"] {
            leads.insert(key.into(), Json::Null);
        }
        return Ok(leads);
    }
    let ips = list(state.get("ports", &port)?, "fixed_ips");
    let wanted = given.get("fixed_ip_address").and_then(Json::as_str);
    let is = |ip: &&Json| wanted.is_none_or(|wanted| ip.get("ip_address").and_then(Json::as_str) == Some(wanted));
    let Some(ip) = ips.iter().find(is) else {
        let message =
            format!("Bad floatingip request: Port {port} does not have fixed ip {}.", wanted.unwrap_or_default());
        return Err(Answer::error(400, "BadRequest", message));
    };
    let entry = |key: &str| ip.get(key).and_then(Json::as_str).unwrap_or_default();
    let (subnet, inner) = (entry("subnet_id"), entry("ip_address"));
    let Some(router) = router::between(state, subnet, outer) else {
        let message = format!(
            "External network {outer} is not reachable from subnet {subnet}.  Therefore, cannot associate Port {port} with a Floating IP."
        );
        return Err(Answer::error(404, "ExternalGatewayForFloatingIPNotFound", message));
    };
    let taken = |other: &&Object| {
        text(other, "id") != own && text(other, "port_id") == port && text(other, "fixed_ip_address") == inner
    };
    if let Some(other) = state.all("floatingips").find(taken) {
        let (address, id) = (text(other, "floating_ip_address"), text(other, "id"));
        let message = format!(
            "Cannot associate floating IP {address} ({id}) with port {port} using fixed IP {inner}, as that fixed IP already has a floating IP on external network {outer}."
        );
        return Err(Answer::error(409, "FloatingIPPortAlreadyAssociated", message));
    }
    for (key, value) in [("port_id", port.as_str()), ("fixed_ip_address", inner), ("router_id", &router)] {
        leads.insert(key.into(), json!(value));
    }
    Ok(leads)
}

pub(crate) fn update(state: &mut State, id: &str, given: &Object) -> Result<(), Answer> {
    let outer = text(state.get("floatingips", id)?, "floating_network_id").to_owned();
    let mut given = given.clone();
    if given.contains_key("port_id") {
        let leads = leads(state, &outer, &given, id)?;
        given.extend(leads);
    }
    state.put("floatingips", id, &given);
    Ok(())
}

/// A port goes: what led to it leads nowhere.
pub(crate) fn leave(state: &mut State, port: &str) {
    let leading: Vec<String> =
        state.all("floatingips").filter(|ip| text(ip, "port_id") == port).map(|ip| text(ip, "id").to_owned()).collect();
    for id in leading {
        let mut nowhere = Object::new();
        for key in ["port_id", "fixed_ip_address", "router_id"] {
            nowhere.insert(key.into(), Json::Null);
        }
        state.put("floatingips", &id, &nowhere);
    }
}

/// A floating IP goes, with the port that held its address.
pub(crate) fn delete(state: &mut State, id: &str) {
    let holder = state
        .all("ports")
        .find(|port| text(port, "device_id") == id && text(port, "device_owner") == "network:floatingip");
    if let Some(holder) = holder.map(|port| text(port, "id").to_owned()) {
        state.remove("ports", &holder);
    }
}
