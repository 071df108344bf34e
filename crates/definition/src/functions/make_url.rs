//! `make_url`: a URL out of its parts, each escaped as it must be.

use crate::evaluate::{Site, is_true, tainted, unknown_of};
use model::Diagnostic;
use model::value::{Map, Value};
use std::fmt::Write;
use std::sync::Arc;
use template::Expr;
use template::functions::make_url::check;

/// Schemes whose URLs name a host even if it is empty.
const WITH_HOST: [&str; 25] = [
    "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero",
    "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
];

pub(super) fn evaluate(site: &Site<'_>, parts: &[(Arc<str>, Expr)]) -> Result<Value, Diagnostic> {
    let mut args = Map::new();
    for (name, expr) in parts {
        if let Some(value) = site.eval.maybe(expr)? {
            args.insert(Arc::clone(name), value);
        }
    }
    let all = Value::Map(Arc::new(args.clone()));
    if let Some(unknown) = unknown_of([&all]) {
        return Ok(unknown);
    }
    check(site.name(), &args, &all).map_err(|(class, message)| site.fault(class, message))?;
    let text = |part: &str| match args.get(part) {
        None => Ok(""),
        // What stands after a query is not checked: Python stumbles over it.
        Some(value) => value.as_str().ok_or_else(|| site.fault("TypeError", "quote_from_bytes() expected bytes")),
    };
    let scheme = text("scheme")?;
    if scheme.contains(':') {
        return Err(site.fault("ValueError", "URL \"scheme\" should not contain ':'"));
    }
    let host = host(&args, text("username")?, text("password")?, text("host")?);
    let mut url = quoted(text("path")?, "/");
    let query = args.get("query").and_then(Value::as_map).map(query).unwrap_or_default();
    let fragment = quoted(text("fragment")?, "/");
    if !host.is_empty() || WITH_HOST.contains(&scheme) && !url.starts_with("//") {
        let slash = if url.is_empty() || url.starts_with('/') { "" } else { "/" };
        url = format!("//{host}{slash}{url}");
    }
    let before = if scheme.is_empty() { String::new() } else { format!("{scheme}:") };
    let query = if query.is_empty() { query } else { format!("?{query}") };
    let fragment = if fragment.is_empty() { fragment } else { format!("#{fragment}") };
    Ok(tainted(Value::str(format!("{before}{url}{query}{fragment}")), [&all]))
}

/// Who, where and at which port.
fn host(args: &Map, username: &str, password: &str, host: &str) -> String {
    let mut text = quoted(username, "");
    if !password.is_empty() {
        text.push(':');
        text.push_str(&quoted(password, ""));
    }
    if !text.is_empty() {
        text.push('@');
    }
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let bare = quoted(bare, ":");
    text.push_str(&if bare.contains(':') { format!("[{bare}]") } else { bare });
    if let Some(port) = args.get("port").filter(|port| is_true(port)) {
        text.push(':');
        text.push_str(&port.python_str());
    }
    text
}

fn query(map: &Map) -> String {
    let field = |text: &str| quoted(text, " ").replace(' ', "+");
    let pairs = map.iter().map(|(key, value)| format!("{}={}", field(key.as_str()), field(&value.python_str())));
    pairs.collect::<Vec<_>>().join("&").replace("%2F", "/")
}

/// A text with all but letters, digits, `_.-~` and those that are safe escaped.
fn quoted(text: &str, safe: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        if byte.is_ascii_alphanumeric() || "_.-~".contains(character) || byte.is_ascii() && safe.contains(character) {
            escaped.push(character);
        } else {
            // Writing to a text cannot fail.
            _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
