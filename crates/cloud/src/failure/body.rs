//! The bodies of error answers: every service of OpenStack has its own form, and a proxy before it another one.

use serde_json::Value as Json;

/// How much of a body that is no known form is kept.
const SHOWN: usize = 500;

/// What a body says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The service's own word for the error: `NetworkInUse`, `conflictingRequest`, `Not Found`.
    pub kind: Option<String>,
    /// Its sentence.
    pub message: String,
    /// Whether a service of OpenStack said it, and not a proxy or a crashed process in its place.
    pub by_service: bool,
}

/// Reads a body.
pub(super) fn parse(text: &str, status: u16) -> Told {
    let told = serde_json::from_str::<Json>(text).ok().as_ref().and_then(json);
    told.unwrap_or_else(|| {
        let plain = plain(text);
        let message = if plain.is_empty() { format!("HTTP {status} without an explanation") } else { plain };
        Told { kind: None, message, by_service: false }
    })
}

fn json(body: &Json) -> Option<Told> {
    let map = body.as_object()?;
    if let Some(error) = map.get("NeutronError") {
        return neutron(error);
    }
    if let Some(error) = map.get("error").filter(|error| error.is_object()) {
        return told(error, &["title", "code"], &["message"]);
    }
    if let Some(error) = map.get("errors").and_then(|errors| errors.get(0)) {
        return told(error, &["code", "title"], &["detail", "title"]);
    }
    for (message, kind) in
        [("faultstring", "faultcode"), ("error_message", "faultcode"), ("message", "type"), ("description", "title")]
    {
        if map.contains_key(message) {
            return told(body, &[kind, "title", "code"], &[message]);
        }
    }
    let mut entries = map.iter();
    match (entries.next(), entries.next()) {
        // Nova's and Cinder's: one key that names the fault.
        (Some((name, fault)), None) => {
            told(fault, &[], &["message"]).map(|told| Told { kind: Some(name.clone()), ..told })
        }
        _ => None,
    }
}

fn neutron(error: &Json) -> Option<Told> {
    let told = match error {
        Json::String(message) => Told { kind: None, message: message.clone(), by_service: true },
        error => told(error, &["type"], &["message"])?,
    };
    let detail = error.get("detail").and_then(Json::as_str).filter(|detail| !detail.is_empty());
    let message = detail.map_or_else(|| told.message.clone(), |detail| format!("{}\n{detail}", told.message));
    Some(Told { message, ..told })
}

fn told(error: &Json, kinds: &[&str], messages: &[&str]) -> Option<Told> {
    let text = |keys: &[&str]| {
        keys.iter().find_map(|key| error.get(key).and_then(Json::as_str)).filter(|text| !text.is_empty())
    };
    let message = plain(text(messages)?);
    Some(Told { kind: text(kinds).map(ToOwned::to_owned), message, by_service: true })
}

/// Text without markup, in one line where the markup had several, and not too long.
fn plain(text: &str) -> String {
    if !text.contains('<') {
        return text.trim().chars().take(SHOWN * 4).collect();
    }
    let body = text.rfind("<body").and_then(|start| text.get(start..)).unwrap_or(text);
    let mut inside = false;
    let mut shown = String::new();
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                shown.push(' ');
            }
            _ if inside => {}
            c => shown.push(c),
        }
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_taken_off() {
        let page = "<html><head><title>503</title></head><body><h1>503 Service Unavailable</h1>\nNo server is there.\n</body></html>";
        let told = parse(page, 503);
        assert_eq!(told.message, "503 Service Unavailable No server is there.");
        assert!(!told.by_service);
        assert_eq!(parse("", 502).message, "HTTP 502 without an explanation");
        let glance =
            r#"{"message": "Image x not found.<br /><br />\n\n\n", "code": "404 Not Found", "title": "Not Found"}"#;
        assert_eq!(parse(glance, 404).message, "Image x not found.");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_told(text in ".{0,200}", status in 400u16..600) {
            prop_assert!(!parse(&text, status).message.trim().is_empty() || text.trim().is_empty() || text.contains('<'));
        }
    }
}
