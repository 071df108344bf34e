//! What versions a service offers, and which microversion is asked for.
//!
//! Pure. Services tell their versions in four forms: a list under `versions`, a list under `versions.values` (Keystone), one `version`, and
//! a bare list. Paths of calls name the version themselves, so discovery decides only about microversions and about what `doctor` tells.

use serde_json::Value as Json;
use std::fmt;

/// A microversion: `2.90`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Microversion {
    /// Before the point.
    pub major: u32,
    /// Behind it.
    pub minor: u32,
}

impl Microversion {
    /// Reads `2.90`.
    pub fn read(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? })
    }
}

impl fmt::Display for Microversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// One version of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name: `v2.1`.
    pub id: String,
    /// `CURRENT`, `SUPPORTED`, `stable`…
    pub status: String,
    /// The least microversion.
    pub least: Option<Microversion>,
    /// The greatest microversion.
    pub greatest: Option<Microversion>,
}

/// Reads a document of versions.
pub fn read(document: &Json) -> Vec<Version> {
    let versions = document.get("versions").or_else(|| document.get("version")).unwrap_or(document);
    let versions = versions.get("values").unwrap_or(versions);
    match versions {
        Json::Array(versions) => versions.iter().filter_map(one).collect(),
        version => one(version).into_iter().collect(),
    }
}

fn one(version: &Json) -> Option<Version> {
    let text = |key: &str| version.get(key).and_then(Json::as_str).filter(|text| !text.is_empty());
    Some(Version {
        id: text("id")?.to_owned(),
        status: text("status").unwrap_or_default().to_owned(),
        least: text("min_version").and_then(Microversion::read),
        greatest: text("max_version").or_else(|| text("version")).and_then(Microversion::read),
    })
}

/// Checks that a wanted microversion is offered by the version that a path names.
pub fn check(versions: &[Version], path: &str, wanted: &str) -> Result<(), String> {
    let Some(wanted) = Microversion::read(wanted) else {
        return Err(format!("{wanted} is no microversion"));
    };
    let named = path.split('/').find(|segment| crate::catalog::is_version(segment));
    let of_path = |version: &&Version| named.is_none_or(|named| version.id == named);
    let ranges: Vec<(Microversion, Microversion)> =
        versions.iter().filter(of_path).filter_map(|version| Some((version.least?, version.greatest?))).collect();
    if ranges.iter().any(|(least, greatest)| (*least..=*greatest).contains(&wanted)) {
        return Ok(());
    }
    let has: Vec<String> = ranges.iter().map(|(least, greatest)| format!("{least} to {greatest}")).collect();
    let has = if has.is_empty() { "none".to_owned() } else { has.join(", ") };
    Err(format!("microversion {wanted} is needed, the service offers {has}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_form_of_document_is_read() {
        let nova = json!({"versions": [
            {"id": "v2.0", "status": "SUPPORTED", "version": "", "min_version": ""},
            {"id": "v2.1", "status": "CURRENT", "version": "2.100", "min_version": "2.1"}]});
        assert_eq!(read(&nova).len(), 2);
        let keystone = json!({"versions": {"values": [{"id": "v3.14", "status": "stable"}]}});
        assert_eq!(read(&keystone)[0].id, "v3.14");
        let one = json!({"version": {"id": "v2.1", "version": "2.100", "min_version": "2.1"}});
        assert_eq!(read(&one)[0].greatest, Some(Microversion { major: 2, minor: 100 }));
        assert_eq!(read(&json!({"error": "no"})), []);
        assert!(check(&read(&nova), "/v2.1/servers", "2.90").is_ok());
        assert!(check(&read(&nova), "/v2.0/servers", "2.90").is_err());
        let refused = check(&read(&nova), "/v2.1/servers", "2.101").unwrap_err();
        assert!(refused.contains("2.1 to 2.100"), "{refused}");
    }
}
