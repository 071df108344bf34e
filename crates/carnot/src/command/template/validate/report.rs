//! What was found in all files: as text, as JSON, and in numbers.

use super::check::Checked;
use crate::render::diagnostic::{self, Found};
use model::Diagnostic;
use model::diagnostic::Severity;
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::time::Duration;

/// Everything that was found.
#[derive(Debug)]
pub(super) struct Report {
    /// The findings, in the order of the files; what is wrong in a file that several others use is told once.
    pub(super) findings: Vec<(Diagnostic, Option<Found>)>,
    notes: Vec<String>,
    files: usize,
    bad: usize,
    elapsed: Duration,
}

impl Report {
    /// The report of these files.
    pub(super) fn new(checked: Vec<Checked>, elapsed: Duration) -> Self {
        let files = checked.len();
        let bad = |one: &&Checked| one.findings.iter().any(|(finding, _)| finding.severity == Severity::Error);
        let bad = checked.iter().filter(bad).count();
        let note = |one: &Checked| {
            let names = one.missing.join(", ");
            let file = if files == 1 { String::new() } else { format!("{}: ", one.target.name) };
            (!names.is_empty())
                .then(|| format!("note: {file}no value is given for {names}: what depends on it is not checked"))
        };
        // In a folder, templates without values are the rule.
        let notes = checked.iter().filter(|one| !one.target.found).filter_map(note).collect();
        let findings = once(checked.into_iter().flat_map(|one| one.findings).collect());
        Self { findings, notes, files, bad, elapsed }
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|(finding, _)| finding.severity == severity).count()
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The last words about files that are wrong.
    pub(super) fn verdict(&self) -> String {
        match (self.files, self.bad) {
            (1, _) => "the template cannot be used".to_owned(),
            (files, 1) => format!("1 of {files} files cannot be used"),
            (files, bad) => format!("{bad} of {files} files cannot be used"),
        }
    }

    /// For people.
    pub(super) fn text(&self, colour: bool) -> String {
        let mut text = String::new();
        for (finding, found) in &self.findings {
            text += &diagnostic::one(finding, found.clone(), colour);
            text += "\n\n";
        }
        for note in &self.notes {
            text += &format!("{note}\n");
        }
        let (files, errors, warnings) = (self.files, self.errors(), self.count(Severity::Warning));
        let plural =
            |count: usize, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
        let milliseconds = self.elapsed.as_millis();
        text + &format!(
            "{}, {}, {} in {milliseconds} ms",
            plural(files, "file"),
            plural(errors, "error"),
            plural(warnings, "warning")
        )
    }

    /// For programs.
    pub(super) fn json(&self) -> Json {
        let findings: Vec<Json> = self.findings.iter().map(|(finding, found)| entry(finding, found.as_ref())).collect();
        json!({
            "findings": findings,
            "files": self.files,
            "errors": self.errors(),
            "warnings": self.count(Severity::Warning),
            "milliseconds": u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX),
        })
    }
}

fn entry(finding: &Diagnostic, found: Option<&Found>) -> Json {
    let lines = found.and_then(Found::lines);
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "file": found.map(|found| found.name.as_str()),
        "line": lines.map(|(start, _)| start.0),
        "column": lines.map(|(start, _)| start.1),
        "end_line": lines.map(|(_, end)| end.0),
        "end_column": lines.map(|(_, end)| end.1),
        "severity": level,
        "code": finding.code,
        "class": finding.class,
        "message": finding.message,
        "path": finding.path,
        "hint": finding.hint,
    })
}

/// The findings without repetition. A place that was reached on several ways is told as seen from its own file, or on the shortest.
fn once(findings: Vec<(Diagnostic, Option<Found>)>) -> Vec<(Diagnostic, Option<Found>)> {
    type Place = (String, String, Option<std::ops::Range<usize>>, String);
    let mut kept: Vec<(Diagnostic, Option<Found>)> = Vec::new();
    let mut places: HashMap<Place, usize> = HashMap::new();
    for (finding, found) in findings {
        let range = found.as_ref().and_then(|found| found.range.clone());
        let name = found.as_ref().map(|found| found.name.clone()).unwrap_or_default();
        // Without a place only the words tell findings apart.
        let words = if range.is_some() { String::new() } else { finding.message.clone() };
        let next = kept.len();
        let at = *places.entry((finding.code.clone(), name, range, words)).or_insert(next);
        match kept.get_mut(at) {
            None => kept.push((finding, found)),
            Some(known) if finding.path.len() < known.0.path.len() => *known = (finding, found),
            Some(_) => {}
        }
    }
    kept
}
