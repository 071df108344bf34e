//! Routers: the way out, and places on subnets.

use crate::answer::Answer;
use crate::state::{Object, State, list, text};
use crate::{Answered, port};
use serde_json::{Value as Json, json};

fn bad(why: impl std::fmt::Display) -> Answer {
    Answer::error(400, "BadRequest", format!("Bad router request: {why}."))
}

pub(crate) fn create(state: &mut State, given: &Object) -> Result<Object, Answer> {
    let mut given = given.clone();
    let wanted = given.remove("external_gateway_info");
    if let Some(gateway) = wanted.as_ref().filter(|gateway| !gateway.is_null()) {
        outer(state, gateway)?;
    }
    let defaults = json!({"name": "", "status": "ACTIVE", "admin_state_up": true, "external_gateway_info": null,
        "distributed": false, "ha": false, "availability_zone_hints": [], "routes": []});
    let router = state.add("routers", defaults, &given);
    let id = text(&router, "id").to_owned();
    gateway(state, &id, wanted.as_ref())?;
    state.get("routers", &id).cloned()
}

pub(crate) fn update(state: &mut State, id: &str, given: &Object) -> Result<(), Answer> {
    let mut given = given.clone();
    if let Some(wanted) = given.remove("external_gateway_info") {
        gateway(state, id, Some(&wanted))?;
    }
    state.put("routers", id, &given);
    Ok(())
}

fn outer<'a>(state: &State, gateway: &'a Json) -> Result<&'a str, Answer> {
    let network = gateway.get("network_id").and_then(Json::as_str).unwrap_or_default();
    let is_outer = state.get("networks", network)?.get("router:external") == Some(&json!(true));
    if is_outer { Ok(network) } else { Err(bad(format!("Network {network} is not an external network"))) }
}

/// Gives a router its way out, or takes it away: a port of the router on the outer network.
fn gateway(state: &mut State, id: &str, wanted: Option<&Json>) -> Result<(), Answer> {
    let Some(wanted) = wanted else { return Ok(()) };
    let network =
        if wanted.is_null() || wanted.get("network_id").is_none() { None } else { Some(outer(state, wanted)?) };
    let of_router =
        |port: &&Object| text(port, "device_id") == id && text(port, "device_owner") == "network:router_gateway";
    let old = state.all("ports").find(of_router).map(|port| text(port, "id").to_owned());
    if old.is_some() && state.all("floatingips").any(|ip| text(ip, "router_id") == id) && network.is_none() {
        let message = format!(
            "Gateway cannot be updated for router {id}, since a gateway to external network is required by one or more floating IPs."
        );
        return Err(Answer::error(409, "RouterExternalGatewayInUseByFloatingIp", message));
    }
    if let Some(old) = old {
        state.remove("ports", &old);
    }
    let told = match network {
        None => Json::Null,
        Some(network) => {
            let mut given = Object::new();
            given.insert("network_id".into(), json!(network));
            given.insert("device_id".into(), json!(id));
            given.insert("device_owner".into(), json!("network:router_gateway"));
            given.insert("security_groups".into(), json!([]));
            if let Some(ips) = wanted.get("external_fixed_ips") {
                given.insert("fixed_ips".into(), ips.clone());
            }
            let port = port::create(state, &given)?;
            let snat = wanted.get("enable_snat").cloned().unwrap_or(json!(true));
            json!({"network_id": network, "enable_snat": snat, "external_fixed_ips": port["fixed_ips"]})
        }
    };
    let mut given = Object::new();
    given.insert("external_gateway_info".into(), told);
    state.put("routers", id, &given);
    Ok(())
}

pub(crate) fn delete(state: &mut State, id: &str) -> Result<(), Answer> {
    let inner =
        |port: &&Object| text(port, "device_id") == id && text(port, "device_owner") == "network:router_interface";
    let ports: Vec<&str> = state.all("ports").filter(inner).map(|port| text(port, "id")).collect();
    if !ports.is_empty() {
        let message = format!("Router {id} has ports still attached: {}", ports.join(", "));
        return Err(Answer::error(409, "RouterInUse", message));
    }
    gateway(state, id, Some(&Json::Null))
}

/// The subnet of a subnet or port in a body.
fn subnet_of(state: &State, body: &Json) -> Result<String, Answer> {
    if let Some(subnet) = body.get("subnet_id").and_then(Json::as_str) {
        state.get("subnets", subnet)?;
        return Ok(subnet.to_owned());
    }
    let port = state.get("ports", body.get("port_id").and_then(Json::as_str).unwrap_or_default())?;
    let ip = list(port, "fixed_ips").first().ok_or_else(|| bad("Router port must have at least one fixed IP"))?;
    Ok(ip.get("subnet_id").and_then(Json::as_str).unwrap_or_default().to_owned())
}

/// The router's port on a subnet.
fn place(state: &State, router: &str, subnet: &str) -> Option<String> {
    let on = |port: &&Object| {
        text(port, "device_id") == router
            && list(port, "fixed_ips").iter().any(|ip| ip.get("subnet_id").and_then(Json::as_str) == Some(subnet))
    };
    state.all("ports").find(on).map(|port| text(port, "id").to_owned())
}

pub(crate) fn add(state: &mut State, router: &str, body: &Json) -> Answered {
    state.get("routers", router)?;
    let subnet = subnet_of(state, body)?;
    if place(state, router, &subnet).is_some() {
        return Err(bad(format!("Router already has a port on subnet {subnet}")));
    }
    let told = state.get("subnets", &subnet)?.clone();
    let mut given = Object::new();
    given.insert("device_id".into(), json!(router));
    given.insert("device_owner".into(), json!("network:router_interface"));
    let port = match body.get("port_id").and_then(Json::as_str) {
        Some(port) => {
            let used = text(state.get("ports", port)?, "device_id").to_owned();
            if !used.is_empty() {
                let network = text(&told, "network_id");
                let message = format!(
                    "Unable to complete operation on port {port} for network {network}. Port already has an attached device {used}."
                );
                return Err(Answer::error(409, "PortInUse", message));
            }
            state.put("ports", port, &given);
            port.to_owned()
        }
        None => {
            let gateway = text(&told, "gateway_ip");
            if gateway.is_empty() {
                return Err(bad(format!("Subnet {subnet} does not have a gateway IP")));
            }
            given.insert("network_id".into(), told["network_id"].clone());
            given.insert("security_groups".into(), json!([]));
            given.insert("fixed_ips".into(), json!([{"subnet_id": subnet, "ip_address": gateway}]));
            text(&port::create(state, &given)?, "id").to_owned()
        }
    };
    Ok(Answer::ok(json!({"id": router, "port_id": port, "subnet_id": subnet, "subnet_ids": [subnet]})))
}

pub(crate) fn remove(state: &mut State, router: &str, body: &Json) -> Answered {
    state.get("routers", router)?;
    let subnet = subnet_of(state, body)?;
    let Some(port) = place(state, router, &subnet) else {
        let message = format!("Router {router} has no interface on subnet {subnet}");
        return Err(Answer::error(404, "RouterInterfaceNotFoundForSubnet", message));
    };
    let leads_here = |ip: &Object| {
        let inner = state.find("ports", text(ip, "port_id"));
        text(ip, "router_id") == router
            && inner.is_some_and(|port| {
                list(port, "fixed_ips").iter().any(|ip| ip.get("subnet_id").and_then(Json::as_str) == Some(&subnet))
            })
    };
    if state.all("floatingips").any(leads_here) {
        let message = format!(
            "Router interface for subnet {subnet} on router {router} cannot be deleted, as it is required by one or more floating IPs."
        );
        return Err(Answer::error(409, "RouterInterfaceInUseByFloatingIP", message));
    }
    state.remove("ports", &port);
    Ok(Answer::ok(json!({"id": router, "port_id": port, "subnet_id": subnet, "subnet_ids": [subnet]})))
}

/// The router that leads from a subnet to an outer network.
pub(crate) fn between(state: &State, subnet: &str, outer: &str) -> Option<String> {
    let leads = |router: &&Object| {
        let network = router.get("external_gateway_info").and_then(|gateway| gateway.get("network_id"));
        network.and_then(Json::as_str) == Some(outer) && place(state, text(router, "id"), subnet).is_some()
    };
    state.all("routers").find(leads).map(|router| text(router, "id").to_owned())
}
