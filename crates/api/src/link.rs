//! Addresses: absolute, from the host and the version prefix that the client used.

use api_types::Link;
use axum::http::request::Parts;
use engine::service::StackIdentity;
use std::fmt::Write as _;
use std::sync::Arc;

/// What every address of an answer starts with: `http://host:port/v1`.
#[derive(Clone, Debug)]
pub(crate) struct Base(pub(crate) Arc<str>);

impl Base {
    /// The root of the server that a request was sent to: `http://host:port`.
    pub(crate) fn root(parts: &Parts) -> String {
        let host = parts.headers.get("host").and_then(|value| value.to_str().ok());
        let host = host.or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str));
        format!("http://{}", host.unwrap_or("localhost"))
    }

    /// The address of a stack.
    pub(crate) fn stack(&self, stack: &StackIdentity) -> String {
        format!(
            "{}/{}/stacks/{}/{}",
            self.0,
            quote(&stack.project, ""),
            quote(&stack.name, ""),
            quote(&stack.id.to_string(), "")
        )
    }

    /// The address of something below a stack; `path` begins with a slash.
    pub(crate) fn below(&self, stack: &StackIdentity, path: &str) -> String {
        format!("{}{}", self.stack(stack), quote(path, "/"))
    }

    /// A link to a stack.
    pub(crate) fn to_stack(&self, stack: &StackIdentity, rel: &str) -> Link {
        Link { href: self.stack(stack), rel: rel.to_owned() }
    }

    /// A link to something below a stack.
    pub(crate) fn to(&self, stack: &StackIdentity, path: &str, rel: &str) -> Link {
        Link { href: self.below(stack, path), rel: rel.to_owned() }
    }
}

/// Percent-encodes all but letters, digits, `_.-~` and the characters in `safe`, as Python's `quote` does.
pub(crate) fn quote(text: &str, safe: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"_.-~".contains(&byte) || safe.as_bytes().contains(&byte);
        if plain {
            quoted.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(quoted, "%{byte:02X}");
        }
    }
    quoted
}

/// Decodes percent signs; `None` if what comes out is not text.
pub(crate) fn unquote(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_and_back() {
        assert_eq!(quote("a b/ü~", "/"), "a%20b/%C3%BC~");
        assert_eq!(unquote("a%20b%2Fü%C3%BC%zz%4").as_deref(), Some("a b/üü%zz%4"));
        assert_eq!(unquote("%ff"), None);
    }
}
