//! The custom constraints that need no service: forms of addresses and names. All others are left to whoever can ask a service.

use model::value::Value;
use std::net::{IpAddr, Ipv4Addr};

/// The message if a value does not have the form that the constraint wants.
pub(super) fn check(name: &str, value: &Value) -> Option<String> {
    let fault = match name {
        "ip_addr" => value.as_str().is_none_or(|text| !is_address(text)).then(|| "Invalid IP address".to_owned()),
        "mac_addr" => (!is_mac(&value.python_str())).then(|| "Invalid MAC address.".to_owned()),
        "net_cidr" => net_cidr(value),
        "ip_or_cidr" => ip_or_cidr(value),
        "dns_name" => dns_name(&value.python_str()),
        "rel_dns_name" => relative_name(&value.python_str()),
        "dns_domain" => domain(&value.python_str()),
        _ => None,
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

fn net_cidr(value: &Value) -> Option<String> {
    let text = value.python_str();
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text.as_str(), None),
    };
    let bits = |address: IpAddr| if address.is_ipv4() { 32 } else { 128 };
    let Ok(parsed) = address.parse::<IpAddr>() else {
        return Some(format!("Invalid net cidr invalid IPNetwork {text} "));
    };
    let Some(prefix) = prefix else {
        return Some(format!("'{text}' isn't a recognized IP subnet cidr, '{text}/{}' is recommended", bits(parsed)));
    };
    let length = prefix.parse::<u8>().ok().filter(|length| *length <= bits(parsed));
    let mask = || {
        prefix.parse::<Ipv4Addr>().ok().map(u32::from).filter(|mask| mask.leading_ones() + mask.trailing_zeros() == 32)
    };
    match length.or_else(|| mask().and_then(|mask| u8::try_from(mask.leading_ones()).ok())) {
        None => Some(format!("Invalid net cidr invalid IPNetwork {text} ")),
        Some(length) => {
            let network = network(parsed, length);
            (network != parsed || prefix.contains('.'))
                .then(|| format!("'{text}' isn't a recognized IP subnet cidr, '{network}/{length}' is recommended"))
        }
    }
}

fn network(address: IpAddr, length: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            Ipv4Addr::from(u32::from(address) & mask).into()
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            std::net::Ipv6Addr::from(u128::from(address) & mask).into()
        }
    }
}

fn ip_or_cidr(value: &Value) -> Option<String> {
    let Some(text) = value.as_str() else { return Some(format!("{} is not a valid IP or CIDR", value.python_str())) };
    if text.contains('/') {
        return net_cidr(value).map(|fault| {
            if fault.starts_with("Invalid net cidr") { format!("'{text}' is not a valid IP subnet") } else { fault }
        });
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
    let top = trimmed.rsplit('.').next().unwrap_or_default();
    if trimmed.contains('.') && !top.is_empty() && top.bytes().all(|b| b.is_ascii_digit()) {
        return reason(format!("TLD '{top}' must not be all numeric."));
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
