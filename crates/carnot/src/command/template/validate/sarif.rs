//! Findings in SARIF 2.1.0 (Static Analysis Results Interchange Format), which editors and code hosts read.

use super::report::Report;
use crate::render::diagnostic::Found;
use model::Diagnostic;
use model::diagnostic::Severity;
use serde_json::{Map, Value as Json, json};

/// The address of the schema that the log follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run.
pub(super) fn log(report: &Report) -> Json {
    let mut rules: Vec<&str> = report.findings.iter().map(|(finding, _)| rule(finding)).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Json> =
        report.findings.iter().map(|(finding, found)| result(finding, found.as_ref(), &rules)).collect();
    let described: Vec<Json> = rules.iter().map(|id| describe(id)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "carnot", "version": env!("CARGO_PKG_VERSION"), "rules": described}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The code of a finding; files that cannot be read have none.
fn rule(finding: &Diagnostic) -> &str {
    if finding.code.is_empty() { "unreadable" } else { &finding.code }
}

/// A rule, with what its code says where that is known here.
fn describe(id: &str) -> Json {
    let known = template::codes::CODES.iter().find(|(code, _)| *code == id);
    match known {
        Some((_, text)) => json!({"id": id, "shortDescription": {"text": text}}),
        None => json!({"id": id}),
    }
}

fn result(finding: &Diagnostic, found: Option<&Found>, rules: &[&str]) -> Json {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let mut result = json!({
        "ruleId": rule(finding),
        "ruleIndex": rules.iter().position(|id| *id == rule(finding)),
        "level": level,
        "message": {"text": format!("{}{hint}", finding.message)},
    });
    if let (Some(found), Some(object)) = (found, result.as_object_mut()) {
        object.insert("locations".to_owned(), json!([location(finding, found)]));
    }
    result
}

fn location(finding: &Diagnostic, found: &Found) -> Json {
    let mut physical = Map::from_iter([("artifactLocation".to_owned(), json!({"uri": uri(&found.name)}))]);
    if let Some((start, end)) = found.lines() {
        let region = json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1});
        physical.insert("region".to_owned(), region);
    }
    let mut location = json!({"physicalLocation": physical});
    if let (false, Some(object)) = (finding.path.is_empty(), location.as_object_mut()) {
        object.insert("logicalLocations".to_owned(), json!([{"fullyQualifiedName": finding.path}]));
    }
    location
}

/// A file's name as a reference: relative where it is, with what cannot stand in one written as its bytes.
fn uri(name: &str) -> String {
    if name.contains("://") {
        return name.to_owned();
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let encoded: String = name
        .trim_start_matches("./")
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if encoded.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::super::check::Checked;
    use super::super::find::{Kind, Target};
    use super::*;
    use std::time::Duration;

    fn checked(name: &str) -> Checked {
        let text = "heat_template_version: 2018-08-31\nresources:\n  é: {type: Nö}\n".to_owned();
        let target = Target { name: name.into(), kind: Kind::Template, found: true };
        let start = text.find("Nö").unwrap();
        let place = |range| Some(Found { name: name.into(), text: text.clone(), range });
        let findings = vec![
            (Diagnostic::error("D0201", "no such type").hint("did you mean No?"), place(Some(start..start + 3))),
            (Diagnostic::warning("T0001", "old"), place(None)),
            (Diagnostic::error("", "cannot read x"), None),
        ];
        Checked { target, findings, missing: vec![] }
    }

    /// What the schema of SARIF 2.1.0 requires of the objects that are written here.
    fn conforms(log: &Json) {
        assert_eq!(log["version"], "2.1.0");
        for run in log["runs"].as_array().expect("runs") {
            let driver = &run["tool"]["driver"];
            assert!(driver["name"].is_string());
            let rules = driver["rules"].as_array().expect("rules");
            assert!(rules.iter().all(|rule| rule["id"].is_string()));
            let mut ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
            ids.dedup();
            assert_eq!(ids.len(), rules.len(), "rules are unique");
            assert!(["utf16CodeUnits", "unicodeCodePoints"].contains(&run["columnKind"].as_str().expect("a word")));
            for result in run["results"].as_array().expect("results") {
                assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
                assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().expect("a level")));
                let index = result["ruleIndex"].as_u64().expect("an index") as usize;
                assert_eq!(rules[index]["id"], result["ruleId"]);
                for location in result.get("locations").and_then(Json::as_array).into_iter().flatten() {
                    let place = &location["physicalLocation"];
                    let uri = place["artifactLocation"]["uri"].as_str().expect("a reference");
                    assert!(uri.bytes().all(|b| b.is_ascii_graphic()), "{uri}");
                    if let Some(region) = place.get("region") {
                        let number = |key: &str| region[key].as_u64().unwrap_or(0);
                        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
                        assert!(
                            (number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn"))
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_log_has_what_the_schema_requires() {
        for name in ["web.yaml", "./a folder/wéb.yaml", "/srv/x.yaml", "https://example.org/x.yaml", "50%.yaml"] {
            let log = log(&Report::new(vec![checked(name)], Duration::ZERO));
            conforms(&log);
            assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(3));
        }
        conforms(&log(&Report::new(vec![], Duration::ZERO)));
    }

    #[test]
    fn a_place_is_told_in_lines_and_letters() {
        let log = log(&Report::new(vec![checked("web.yaml")], Duration::ZERO));
        let region = log.pointer("/runs/0/results/0/locations/0/physicalLocation/region").expect("a region");
        assert_eq!(*region, json!({"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 15}));
    }
}
