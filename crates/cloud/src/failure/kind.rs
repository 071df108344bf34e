//! The class of a refusal. Status alone does not tell: Neutron answers 409 for "in use", "duplicate" and "quota" alike, Nova tells an
//! exhausted quota as 403, Cinder a volume that is attached as 400.

use super::{Call, Refusal, Told, class, words};
use crate::service;
use model::failure::FailureKind;

/// The class.
pub(super) fn of(call: &Call<'_>, refusal: &Refusal<'_>, told: &Told) -> FailureKind {
    match refusal.status {
        401 => return FailureKind::Auth,
        429 => return FailureKind::Busy,
        500.. => return broken_server(call, refusal, told),
        _ => {}
    }
    let own = match service::canonical(call.service) {
        "network" => network(call, told),
        "compute" => compute(refusal.status, told),
        "block-storage" => volume(call, told),
        "load-balancer" => balancer(refusal.status, told),
        "identity" => identity(refusal.status, told),
        _ => None,
    };
    own.unwrap_or_else(|| general(call, refusal, told))
}

/// What holds for every service.
fn general(call: &Call<'_>, refusal: &Refusal<'_>, told: &Told) -> FailureKind {
    let quota = is_quota(told);
    match refusal.status {
        400 | 403 | 409 | 413 if quota => FailureKind::Quota,
        403 => FailureKind::Auth,
        404 | 410 => missing(call, told),
        408 | 423 | 425 => FailureKind::Busy,
        // Somebody changed the object between our look and our call.
        412 => FailureKind::Busy,
        413 if refusal.retry_after => FailureKind::Busy,
        409 if is_in_use(&told.message) => in_use(call, told),
        409 => FailureKind::Duplicate { claim: None },
        _ => FailureKind::Invalid,
    }
}

/// A server that failed, or something in its place. What refuses before it works says so; all else may have had its effect.
fn broken_server(call: &Call<'_>, refusal: &Refusal<'_>, told: &Told) -> FailureKind {
    match (refusal.status, told.kind.as_deref()) {
        (501 | 505, _) => FailureKind::Invalid,
        (503, Some("NoNetworkAvailable")) => FailureKind::Quota,
        (503, _) if refusal.retry_after || told.by_service => FailureKind::Busy,
        // The token could not be checked: keystonemiddleware's words.
        (503, _) if told.message.contains("Keystone service is temporarily unavailable") => FailureKind::Busy,
        _ if call.idempotent => FailureKind::Busy,
        _ => FailureKind::InDoubt,
    }
}

/// A 404: the object that was addressed, or another one that the body named. Only the first says something about the object.
fn missing(call: &Call<'_>, told: &Told) -> FailureKind {
    let addressed = words::ids(class::path_only(call.path));
    let named = words::ids(&told.message);
    let last = class::path_only(call.path).rsplit('/').next().unwrap_or_default();
    let by_name = named.is_empty() || told.message.split_whitespace().any(|word| word == last);
    let of_path = by_name && call.method != "POST" || named.iter().any(|id| addressed.contains(id));
    if of_path { FailureKind::Gone } else { FailureKind::Invalid }
}

fn is_quota(told: &Told) -> bool {
    let text = told.message.to_ascii_lowercase();
    let kind = told.kind.as_deref().unwrap_or_default().to_ascii_lowercase();
    text.contains("quota")
        || kind.contains("quota")
        || text.contains("resource limit")
        || text.contains("limit exceeded")
}

fn is_in_use(message: &str) -> bool {
    let text = message.to_ascii_lowercase();
    ["in use", "in-use", "being used", "still has", "has dependent", "is referenced"]
        .iter()
        .any(|part| text.contains(part))
}

/// In use, by those whom the message names: behind the word that announces them, else anywhere beside the object itself.
fn in_use(call: &Call<'_>, told: &Told) -> FailureKind {
    let addressed = words::ids(class::path_only(call.path));
    let announced = told.message.rsplit_once("required by ").map(|(_, who)| who.trim().trim_end_matches('.'));
    let mut by = words::ids(announced.unwrap_or(&told.message));
    by.retain(|id| !addressed.contains(id));
    let by = if by.is_empty() { announced.map(ToOwned::to_owned) } else { Some(by.join(", ")) };
    FailureKind::InUse { by }
}

fn duplicate(kind: &str, key: Option<String>) -> FailureKind {
    FailureKind::Duplicate { claim: key.map(|key| format!("{kind}({key})")) }
}

/// Neutron names its exceptions.
fn network(call: &Call<'_>, told: &Told) -> Option<FailureKind> {
    let text = told.message.as_str();
    let kind = told.kind.as_deref()?;
    let address = || {
        let subnet = words::ids(text).into_iter().next();
        words::address(text).map(|ip| subnet.map_or_else(|| ip.clone(), |subnet| format!("{subnet},{ip}")))
    };
    Some(match kind {
        "IpAddressInUse" | "IpAddressAlreadyAllocated" => duplicate("ip", address()),
        "MacAddressInUse" => duplicate("mac", words::mac(text)),
        "FlatNetworkInUse" => duplicate("physnet", between(text, "Physical network ", " is in use")),
        "VlanIdInUse" | "TunnelIdInUse" | "VxlanNetworkInUse" | "GeneveNetworkInUse" => duplicate("physnet", None),
        "FloatingIPPortAlreadyAssociated" => duplicate("fip", between(text, "with port ", " using")),
        "SecurityGroupRuleExists" | "SecurityGroupRulesExists" => {
            FailureKind::Duplicate { claim: words::ids(text).pop().map(|id| format!("rule({id})")) }
        }
        "NeutronDbObjectDuplicateEntry" | "RouterInterfaceAttachmentConflict" => FailureKind::Duplicate { claim: None },
        "InvalidInput" if text.contains("overlaps with another subnet") => duplicate("cidr", words::network(text)),
        "BadRequest" if text.contains("Router already has a port on subnet") => {
            duplicate("router-port", words::ids(text).pop())
        }
        "OverQuota" | "QuotaExceeded" | "QuotaResourceUnknown" => FailureKind::Quota,
        "IpAddressGenerationFailure" | "IpAddressGenerationFailureAllSubnets" | "ExternalIpAddressExhausted" => {
            FailureKind::Quota
        }
        "PolicyNotAuthorized" | "AdminRequired" | "NotAuthorized" => FailureKind::Auth,
        // Lost races inside Neutron, which it says so about after its own retries.
        "RetryRequest" | "StaleDataError" | "RevisionNumberConstraintFailed" | "L3PortInUse" if call.idempotent => {
            FailureKind::Busy
        }
        "RouterInterfaceNotFound" | "RouterInterfaceNotFoundForSubnet" => FailureKind::Gone,
        kind if kind.ends_with("NotFound") && is_detachment(call) => FailureKind::Gone,
        kind if is_in_use_kind(kind) => in_use(call, told),
        _ => return None,
    })
}

/// A router interface without its router, subnet or port is gone as well.
fn is_detachment(call: &Call<'_>) -> bool {
    class::path_only(call.path).ends_with("/remove_router_interface")
}

fn is_in_use_kind(kind: &str) -> bool {
    kind.ends_with("InUse")
        || kind.contains("InUseBy")
        || matches!(
            kind,
            "SecurityGroupInUse" | "ServicePortInUse" | "DefaultSecurityGroupInUse" | "CannotDeleteDefaultRule"
        )
}

/// Nova says most in words.
fn compute(status: u16, told: &Told) -> Option<FailureKind> {
    let text = told.message.as_str();
    match status {
        409 if ["task_state", "is locked", "vm_state building"].iter().any(|part| text.contains(part)) => {
            Some(FailureKind::Busy)
        }
        409 if text.contains("vm_state") => Some(FailureKind::Invalid),
        409 if text.contains("already exists") => Some(duplicate("name", quoted(text))),
        400 | 409 if text.contains("is still in use") => Some(duplicate("attach", words::ids(text).into_iter().next())),
        _ => None,
    }
}

/// Cinder tells states of volumes as bad requests.
fn volume(call: &Call<'_>, told: &Told) -> Option<FailureKind> {
    let text = told.message.as_str();
    if !text.starts_with("Invalid volume") && !text.starts_with("Invalid snapshot") {
        return None;
    }
    let now = ["currently", "status is"].iter().find_map(|word| text.rsplit_once(word));
    let status = now.map(|(_, status)| status);
    let passing =
        ["creating", "attaching", "detaching", "deleting", "extending", "downloading", "uploading", "backing-up"];
    if status.is_some_and(|status| passing.iter().any(|word| status.contains(word))) {
        return Some(FailureKind::Busy);
    }
    let used =
        ["in-use", "attached", "snapshots", "dependent", "belong to a group"].iter().any(|word| text.contains(word));
    (used && call.method != "GET").then(|| in_use(call, told))
}

/// Keystone tells which name is taken.
fn identity(status: u16, told: &Told) -> Option<FailureKind> {
    let (_, rest) = told.message.split_once("Duplicate entry found with name ").filter(|_| status == 409)?;
    Some(duplicate("name", rest.split(" at ").next().map(ToOwned::to_owned)))
}

/// Octavia locks a whole tree while it changes a part.
fn balancer(status: u16, told: &Told) -> Option<FailureKind> {
    (status == 409 && told.message.contains("is immutable")).then_some(FailureKind::Busy)
}

/// What stands between two parts of a sentence.
fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(what, _)| what.to_owned())
}

fn quoted(text: &str) -> Option<String> {
    text.split('\'').nth(1).map(ToOwned::to_owned)
}
