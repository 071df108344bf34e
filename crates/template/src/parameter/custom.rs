//! The custom constraints that need no service: forms of addresses, names and times. All others are left to whoever can ask a service.

use super::{cron, date, zone};
use model::value::Value;
use std::net::{IpAddr, Ipv4Addr};

/// Constraints of Heat that need a service.
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
    "trove.flavor",
    "zaqar.queue",
];

/// A day that is past wherever this program runs: what expires before it has expired.
const PAST: date::Day = (2026, 11, 22);

/// The message if a value does not have the form that the constraint wants; in `Err` that of Python's `TypeError`.
pub fn check(name: &str, value: &Value) -> Result<Option<String>, String> {
    let text = value.python_str();
    let fault = match name {
        "ip_addr" => value.as_str().is_none_or(|text| !is_address(text)).then(|| "Invalid IP address".to_owned()),
        "mac_addr" => (!is_mac(&text)).then(|| "Invalid MAC address.".to_owned()),
        "net_cidr" => net_cidr(&text),
        "ip_or_cidr" => ip_or_cidr(value),
        "dns_name" => dns_name(&text),
        "rel_dns_name" => relative_name(&text),
        "dns_domain" => domain(&text),
        "cron_expression" => {
            let fault = cron::check(&text).err().filter(|_| !text.is_empty());
            fault.map(|fault| format!("Invalid CRON expression: {fault}"))
        }
        "timezone" => timezone(&text),
        "expiration" => expiration(&text),
        "iso_8601" => {
            let fits = value.as_str().is_some_and(|text| date::read(text).is_ok());
            return Ok((!fits).then(|| format!("Error validating value '{text}'")));
        }
        "json_string" => json_string(&text),
        // Heat's tests use it to sleep for a while.
        "test_constr" => return slept(value),
        other if ASKED_ELSEWHERE.contains(&other) => None,
        other => return Ok(Some(format!("\"{text}\" does not validate {other} (constraint not found)"))),
    };
    Ok(fault.map(|fault| format!("Error validating value '{text}': {fault}")))
}

/// Whether a constraint has that name.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    const OWN: &[&str] = &[
        "ip_addr",
        "mac_addr",
        "net_cidr",
        "ip_or_cidr",
        "dns_name",
        "rel_dns_name",
        "dns_domain",
        "cron_expression",
        "timezone",
        "expiration",
        "iso_8601",
        "json_string",
        "test_constr",
    ];
    OWN.iter().chain(ASKED_ELSEWHERE).copied()
}

fn slept(value: &Value) -> Result<Option<String>, String> {
    match value.reveal() {
        Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) | Value::Unknown(_) => Ok(None),
        other => Err(format!("'{}' object cannot be interpreted as an integer", other.python_type())),
    }
}

fn timezone(name: &str) -> Option<String> {
    if name.is_empty() || zone::is_known(name) {
        return None;
    }
    let fault = if name.starts_with('/') {
        format!("ZoneInfo keys may not be absolute paths, got: {name}")
    } else if name.split('/').any(|part| part == "..") {
        format!("ZoneInfo keys must refer to subdirectories of TZPATH, got: {name}")
    } else if name.split('/').any(|part| part.is_empty() || part == ".") {
        format!("ZoneInfo keys must be normalized relative paths, got: {name}")
    } else {
        format!("'No time zone found with key {name}'")
    };
    Some(format!("Invalid timezone: {fault}"))
}

/// What has expired before this program was made is refused; the rest is for whoever has a clock.
fn expiration(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let fault = match date::read(text.trim()) {
        Ok(day) if day >= PAST => return None,
        Ok(_) => "Expiration time is out of date.".to_owned(),
        Err(fault) => fault,
    };
    Some(format!("Expiration {text} is invalid: {fault}"))
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

/// An address with the length of its network's prefix.
fn is_network(text: &str) -> bool {
    let Some((address, prefix)) = text.split_once('/') else { return false };
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let plain = prefix == "0" || !prefix.starts_with('0') && prefix.bytes().all(|byte| byte.is_ascii_digit());
    plain && prefix.parse::<u8>().is_ok_and(|length| length <= most)
}

/// What can be understood as a network: parts of the address may be missing, and a mask may stand for the length.
fn is_like_a_network(text: &str) -> bool {
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let octets: Vec<&str> = address.split('.').collect();
    let short = octets.len() < 4 && octets.iter().all(|part| part.parse::<u8>().is_ok());
    let most = match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(_)) => 128,
        Ok(IpAddr::V4(_)) => 32,
        Err(_) if short => 32,
        Err(_) => return false,
    };
    let mask = |prefix: &str| {
        let bits = prefix.parse::<Ipv4Addr>().map(u32::from);
        bits.is_ok_and(|m| m.leading_ones() + m.trailing_zeros() == 32 || m.leading_zeros() + m.trailing_ones() == 32)
    };
    prefix.is_none_or(|prefix| prefix.trim().parse::<u8>().is_ok_and(|n| n <= most) || most == 32 && mask(prefix))
}

fn net_cidr(text: &str) -> Option<String> {
    if !is_like_a_network(text) {
        return Some(format!("Invalid net cidr invalid IPNetwork {text} "));
    }
    (!is_network(text)).then(|| format!("'{text}' is not a valid IP subnet"))
}

fn ip_or_cidr(value: &Value) -> Option<String> {
    let Some(text) = value.as_str() else { return Some(format!("{} is not a valid IP or CIDR", value.python_str())) };
    if text.contains('/') {
        return (!is_network(text)).then(|| format!("'{text}' is not a valid IP subnet"));
    }
    (!is_address(text)).then(|| format!("'{text}' is not a valid IP address"))
}

const FQDN_MAX: usize = 255;

fn dns_name(name: &str) -> Option<String> {
    let reason = |reason: String| Some(format!("'{name}' not in valid format. Reason: {reason}"));
    if name.is_empty() {
        return None;
    }
    let trimmed = name.strip_suffix('.').unwrap_or(name);
    if trimmed.chars().count() > FQDN_MAX {
        return reason(format!("'{trimmed}' exceeds the {FQDN_MAX} character FQDN limit"));
    }
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
    let top = trimmed.rsplit_once('.').map(|(_, top)| top).filter(|_| name.ends_with('.'));
    match top.filter(|top| top.bytes().all(|byte| byte.is_ascii_digit())) {
        Some(top) => reason(format!("TLD '{top}' must not be all numeric.")),
        None => None,
    }
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

fn json_string(text: &str) -> Option<String> {
    let fault = yaml::parse_json(text).err().filter(|_| !text.is_empty())?;
    Some(format!("JSON string {text} is invalid: {fault}"))
}
