//! Bodies of requests: JSON objects, read as Heat reads them.
//!
//! Heat takes a body for JSON if its type says so, or says nothing, and it begins with a brace; else the handler sees no body.

use crate::App;
use crate::fault::Fault;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value as Json};

/// Bytes of a JSON body that Heat takes (`max_json_body_size`).
const LIMIT: usize = 1_048_576;

/// Bytes that are read at all, so that the answer can tell how much too long the body was.
const READ_LIMIT: usize = 32 * LIMIT;

/// The object that was sent, if one was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body(pub(crate) Option<Map<String, Json>>);

impl Body {
    /// The object; a route that needs one refuses to go without.
    pub(crate) fn required(self) -> Result<Map<String, Json>, Fault> {
        self.0.ok_or_else(|| Fault::malformed("body_not_json"))
    }
}

impl FromRequest<App> for Body {
    type Rejection = Fault;

    async fn from_request(request: Request, _state: &App) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let bytes = read(body).await?;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if bytes.is_empty() || !is_json(kind) || !bytes.starts_with(b"{") {
            return Ok(Self(None));
        }
        if bytes.len() > LIMIT {
            return Err(too_large(&format!("{} bytes", bytes.len())));
        }
        parse(&bytes).map(|object| Self(Some(object)))
    }
}

/// All that was sent, if it is not out of all proportion.
pub(crate) async fn read(body: axum::body::Body) -> Result<Bytes, Fault> {
    axum::body::to_bytes(body, READ_LIMIT).await.map_err(|_| too_large("more than can be read"))
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.is_empty() || kind.starts_with("text/plain") || kind == "JSON" || kind.eq_ignore_ascii_case("application/json")
}

fn too_large(size: &str) -> Fault {
    let message =
        format!("Request limit exceeded: JSON body size ({size}) exceeds maximum allowed size ({LIMIT} bytes).");
    Fault::new("RequestLimitExceeded", "body_too_large", message)
}

fn parse(bytes: &Bytes) -> Result<Map<String, Json>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let message = format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: invalid start byte");
        Fault::bad_request("body_not_utf8", message)
    })?;
    serde_json::from_str(text).map_err(|error| {
        let what = in_pythons_words(&error.to_string());
        let (line, column) = (error.line(), error.column());
        let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(|l| l.chars().count()).sum();
        let place = format!("line {line} column {column} (char {})", (before + column).saturating_sub(1));
        Fault::bad_request("body_not_json", format!("{what}: {place}"))
    })
}

/// Heat passes on what Python's JSON parser says.
fn in_pythons_words(error: &str) -> String {
    let what = error.split(" at line ").next().unwrap_or(error);
    let said = match what {
        "key must be a string" | "EOF while parsing an object" | "trailing comma" => {
            "Expecting property name enclosed in double quotes"
        }
        "expected value" | "EOF while parsing a value" => "Expecting value",
        "expected `:`" => "Expecting ':' delimiter",
        "expected `,` or `}`" | "expected `,` or `]`" => "Expecting ',' delimiter",
        "trailing characters" => "Extra data",
        "EOF while parsing a string" => "Unterminated string starting at",
        other => other,
    };
    said.to_owned()
}
