//! The names and sentences of Heat's client libraries, which are what people see in status reasons and look for in search engines.

use super::{Refusal, Told};
use crate::service;

/// The error types of Neutron that its client library has a class for; every other is known by its status only.
const NEUTRON: &[&str] = &[
    "NetworkNotFound",
    "PortNotFound",
    "StateInvalid",
    "NetworkInUse",
    "PortInUse",
    "IpAddressInUse",
    "IpAddressAlreadyAllocated",
    "InvalidIpForNetwork",
    "InvalidIpForSubnet",
    "OverQuota",
    "IpAddressGenerationFailure",
    "MacAddressInUse",
    "HostNotCompatibleWithFixedIps",
    "ExternalIpAddressExhausted",
];

/// The exception's name.
pub(super) fn of(service: &str, status: u16, told: &Told) -> String {
    let name = match service::canonical(service) {
        "network" => {
            if let Some(kind) = told.kind.as_deref().filter(|kind| NEUTRON.contains(kind)) {
                return format!("{kind}Client");
            }
            by_status(status, &[400, 401, 403, 404, 409, 500, 503]).unwrap_or("NeutronClientException")
        }
        "image" => {
            let name = by_status(status, &[400, 401, 403, 404, 405, 409, 500, 502, 503]).unwrap_or("Exception");
            return if status == 413 { "HTTPOverLimit".to_owned() } else { format!("HTTP{name}") };
        }
        "compute" => match status {
            413 => "OverLimit",
            429 => "RateLimit",
            status => by_status(status, &[400, 401, 403, 404, 405, 406, 409]).unwrap_or("ClientException"),
        },
        "block-storage" => match status {
            413 => "OverLimit",
            status => by_status(status, &[400, 401, 403, 404, 406]).unwrap_or("ClientException"),
        },
        _ => by_status(status, &[400, 401, 403, 404, 405, 406, 409, 413, 500, 502, 503, 504]).unwrap_or("HttpError"),
    };
    name.to_owned()
}

fn by_status(status: u16, known: &[u16]) -> Option<&'static str> {
    if !known.contains(&status) {
        return None;
    }
    Some(match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        409 => "Conflict",
        413 => "RequestEntityTooLarge",
        500 => "InternalServerError",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return None,
    })
}

/// The sentence, with the request id as the library of the service writes it.
pub(super) fn message(service: &str, refusal: &Refusal<'_>, told: &Told) -> String {
    let (status, message) = (refusal.status, &told.message);
    match service::canonical(service) {
        "network" => {
            let id = refusal.request_id.map(|id| format!("\nNeutron server returns request_ids: ['{id}']"));
            format!("{message}{}", id.unwrap_or_default())
        }
        "image" => {
            let id = refusal.request_id.map(|id| format!(" (Request-ID: {id})"));
            format!("HTTP {status}: {message}{}", id.unwrap_or_default())
        }
        _ => {
            let id = refusal.request_id.map(|id| format!(" (Request-ID: {id})"));
            format!("{message} (HTTP {status}){}", id.unwrap_or_default())
        }
    }
}

/// A path without its query, which may hold names.
pub(super) fn path_only(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}
