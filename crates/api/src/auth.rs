//! Who a request comes from. A layer decides it once and leaves an [`Identity`] with the request.
//!
//! There is one way now, [`none`]; tokens come with the `identity` crate, in the same place. Not here: what callers may do.

use axum::http::HeaderMap;

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
pub fn none(headers: &HeaderMap) -> Identity {
    let user = headers.get("x-auth-user").and_then(|value| value.to_str().ok()).filter(|user| !user.is_empty());
    Identity { user: user.unwrap_or("admin").to_owned(), project: None, admin: true }
}
