//! The custom constraints that need no service: forms of addresses and names. All others are left to whoever can ask a service.

use model::value::Value;
use std::net::{IpAddr, Ipv4Addr};

/// Constraints of Heat that need a service, the time or the zones of the system.
const ASKED_ELSEWHERE: &[&str] = &[
    "barbican.container",
    "barbican.secret",
    "blazar.reservation",
    "cinder.backup",
    "cinder.qos_specs",
    "cinder.snapshot",
    "cinder.volume",
    "cinder.vtype",
    "designate.zone",
    "expiration",
    "glance.image",
    "ironic.node",
    "ironic.portgroup",
    "keystone.domain",
    "keystone.group",
    "keystone.project",
    "keystone.region",
    "keystone.role",
    "keystone.service",
    "keystone.user",
    "magnum.cluster_template",
    "manila.share_network",
    "manila.share_snapshot",
    "manila.share_type",
    "mistral.workflow",
    "neutron.address_scope",
    "neutron.flow_classifier",
    "neutron.lbaas.listener",
    "neutron.lbaas.loadbalancer",
    "neutron.lbaas.pool",
    "neutron.lbaas.provider",
    "neutron.network",
    "neutron.port",
    "neutron.port_pair",
    "neutron.port_pair_group",
    "neutron.qos_policy",
    "neutron.router",
    "neutron.security_group",
    "neutron.segment",
    "neutron.subnet",
    "neutron.subnetpool",
    "neutron.taas.tap_flow",
    "neutron.taas.tap_service",
    "nova.flavor",
    "nova.host",
    "nova.keypair",
    "nova.network",
    "nova.server",
    "octavia.availabilityzone",
    "octavia.availabilityzoneprofile",
    "octavia.flavor",
    "octavia.flavorprofile",
    "octavia.l7policy",
    "octavia.listener",
    "octavia.loadbalancer",
    "octavia.pool",
    "test_constr",
    "timezone",
    "trove.flavor",
    "zaqar.queue",
];

/// The message if a value does not have the form that the constraint wants. What only a service can tell is not judged.
pub fn check(name: &str, value: &Value) -> Option<String> {
    let fault = match name {
        "ip_addr" => value.as_str().is_none_or(|text| !is_address(text)).then(|| "Invalid IP address".to_owned()),
        "mac_addr" => (!is_mac(&value.python_str())).then(|| "Invalid MAC address.".to_owned()),
        "net_cidr" => net_cidr(value),
        "ip_or_cidr" => ip_or_cidr(value),
        "dns_name" => dns_name(&value.python_str()),
        "rel_dns_name" => relative_name(&value.python_str()),
        "dns_domain" => domain(&value.python_str()),
        "cron_expression" => cron(&value.python_str()),
        "iso_8601" => {
            return (!is_iso_8601(&value.python_str()))
                .then(|| format!("Error validating value '{}'", value.python_str()));
        }
        "json_string" => json_string(&value.python_str()),
        other if ASKED_ELSEWHERE.contains(&other) => None,
        other => {
            return Some(format!("\"{}\" does not validate {other} (constraint not found)", value.python_str()));
        }
    }?;
    Some(format!("Error validating value '{}': {fault}", value.python_str()))
}

fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

fn is_mac(text: &str) -> bool {
    let hex = |part: &str, sizes: std::ops::RangeInclusive<usize>| {
        sizes.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let parts = |by: char| text.split(by).collect::<Vec<_>>();
    let groups = |by: char, count: usize, sizes: std::ops::RangeInclusive<usize>| {
        let parts = parts(by);
        parts.len() == count && parts.iter().all(|part| hex(part, sizes.clone()))
    };
    groups(':', 6, 1..=2)
        || groups('-', 6, 1..=2)
        || groups('.', 3, 1..=4)
        || groups(':', 3, 1..=4)
        || groups('-', 2, 6..=6)
        || hex(text, 12..=12)
}

/// An address with the length of its network's prefix, or with a mask.
fn is_network(text: &str) -> bool {
    let Some((address, prefix)) = text.split_once('/') else { return false };
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let length = !prefix.is_empty()
        && prefix.bytes().all(|b| b.is_ascii_digit())
        && prefix.parse::<u8>().is_ok_and(|n| n <= most);
    let mask = |prefix: &str| {
        prefix.parse::<Ipv4Addr>().map(u32::from).is_ok_and(|m| m.leading_ones() + m.trailing_zeros() == 32)
    };
    length || address.is_ipv4() && mask(prefix)
}

fn net_cidr(value: &Value) -> Option<String> {
    let text = value.python_str();
    (!is_network(&text)).then(|| format!("'{text}' is not a valid IP subnet"))
}

fn ip_or_cidr(value: &Value) -> Option<String> {
    let Some(text) = value.as_str() else { return Some(format!("{} is not a valid IP or CIDR", value.python_str())) };
    if text.contains('/') {
        return net_cidr(value);
    }
    (!is_address(text)).then(|| format!("'{text}' is not a valid IP address"))
}

const FQDN_MAX: usize = 255;

fn dns_name(name: &str) -> Option<String> {
    let reason = |reason: String| Some(format!("'{name}' not in valid format. Reason: {reason}"));
    if name.is_empty() {
        return None;
    }
    if name.len() > FQDN_MAX {
        return reason(format!("'{name}' exceeds the {FQDN_MAX} character FQDN limit"));
    }
    let trimmed = name.strip_suffix('.').unwrap_or(name);
    for label in trimmed.split('.') {
        if label.is_empty() {
            return reason("Encountered an empty component.".to_owned());
        }
        if label.starts_with('-') || label.ends_with('-') {
            return reason(format!("Name '{label}' must not start or end with a hyphen."));
        }
        let fits =
            label.len() <= 63 && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits {
            return reason(format!(
                "Name '{label}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen."
            ));
        }
    }
    None
}

fn relative_name(name: &str) -> Option<String> {
    if name.ends_with('.') {
        return Some(format!("'{name}' is a FQDN. It should be a relative domain name."));
    }
    let length = name.chars().count();
    if length > FQDN_MAX - 3 {
        return Some(format!(
            "'{name}' contains '{length}' characters. Adding a domain name will cause it to exceed the maximum length of a FQDN of \
             '{FQDN_MAX}'."
        ));
    }
    dns_name(name)
}

fn domain(name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    dns_name(name).or_else(|| (!name.ends_with('.')).then(|| format!("'{name}' must end with '.'.")))
}

/// As far as its columns go.
fn cron(text: &str) -> Option<String> {
    let columns = text.split_whitespace().count();
    (!text.is_empty() && !text.starts_with('@') && !(5..=7).contains(&columns)).then(|| {
        "Invalid CRON expression: Exactly 5, 6 or 7 columns has to be specified for iterator expression.".to_owned()
    })
}

fn json_string(text: &str) -> Option<String> {
    let fault = yaml::parse_json(text).err().filter(|_| !text.is_empty())?;
    Some(format!("JSON string {text} is invalid: {fault}"))
}

/// A date, or a date and a time of day, with or without a zone.
fn is_iso_8601(text: &str) -> bool {
    let number = |part: &str, digits: usize, range: std::ops::RangeInclusive<u32>| {
        part.len() == digits
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|n| range.contains(&n))
    };
    let (date, time) = text.split_once(['T', ' ']).map_or((text, None), |(date, time)| (date, Some(time)));
    let parts: Vec<&str> = date.split('-').collect();
    let date_fits = match parts.as_slice() {
        [year] => number(year, 4, 1..=9999) || number(year, 8, 10101..=99_991_231),
        [year, month] => number(year, 4, 1..=9999) && number(month, 2, 1..=12),
        [year, month, day] => number(year, 4, 1..=9999) && number(month, 2, 1..=12) && number(day, 2, 1..=31),
        _ => false,
    };
    let Some(time) = time else { return date_fits };
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at_checked(zone).unwrap_or((time, ""));
    let clock: Vec<&str> = clock.split([':', '.', ',']).collect();
    let clock_fits = match clock.as_slice() {
        [hour] => number(hour, 2, 0..=24) || number(hour, 4, 0..=2400) || number(hour, 6, 0..=240_000),
        [hour, minute] => number(hour, 2, 0..=24) && number(minute, 2, 0..=59),
        [hour, minute, second, ..] => number(hour, 2, 0..=24) && number(minute, 2, 0..=59) && number(second, 2, 0..=59),
        [] => false,
    };
    let zone_fits = matches!(zone, "" | "Z")
        || zone.strip_prefix(['+', '-']).is_some_and(|zone| {
            let digits = zone.replace(':', "");
            number(&digits, 2, 0..=24) || number(&digits, 4, 0..=2400)
        });
    date_fits && clock_fits && zone_fits
}
