//! Who a request comes from. A layer decides it once and leaves an [`Identity`] with the request.
//!
//! There is one way now, [`none`]; tokens come with the `identity` crate, in the same place. Not here: what callers may do.

use crate::fault::Fault;
use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use std::net::IpAddr;

/// Who asks, as the authentication found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The user's name.
    pub user: String,
    /// The only project that may be addressed; `None` where any may.
    pub project: Option<String>,
    /// Whether all projects may be seen at once.
    pub admin: bool,
}

/// No authentication, for loopback only: the user is whoever the header says, every project is open.
///
/// A browser on this machine also reaches loopback, and runs pages of anybody: what bears the marks of a foreign page is refused.
pub(crate) fn none(headers: &HeaderMap) -> Result<Identity, Fault> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign_host = text(HOST).is_some_and(|host| !is_local(host));
    let foreign_page = headers.contains_key(ORIGIN)
        && !text(ORIGIN).and_then(|origin| origin.split_once("://")).is_some_and(|(_, host)| is_local(host));
    if foreign_host || foreign_page {
        let message =
            "Without authentication only this machine is served, under the names localhost, 127.0.0.1 and [::1].";
        return Err(Fault::new("Forbidden", "not_local", message));
    }
    let user = headers.get("x-auth-user").and_then(|value| value.to_str().ok()).filter(|user| !user.is_empty());
    Ok(Identity { user: user.unwrap_or("admin").to_owned(), project: None, admin: true })
}

/// Whether a name, with or without a port, is this machine's alone.
fn is_local(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap())).collect();
        none(&headers).is_ok()
    }

    #[test]
    fn foreign_pages_are_refused() {
        for host in ["127.0.0.1:8004", "localhost:8004", "[::1]:8004", "x.localhost"] {
            assert!(asked(&[("host", host)]), "{host}");
        }
        assert!(asked(&[("host", "127.0.0.1"), ("origin", "http://localhost:3000")]));
        assert!(!asked(&[("host", "evil.example:8004")]));
        assert!(!asked(&[("host", "127.0.0.1"), ("origin", "http://evil.example")]));
        assert!(!asked(&[("host", "127.0.0.1"), ("origin", "null")]));
    }
}
