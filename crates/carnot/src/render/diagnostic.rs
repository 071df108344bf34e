//! Findings about templates and files, with the line that they are about.

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Place, Renderer, Snippet};
use api_types::fault::Finding;
use client::pack::Packed;
use model::diagnostic::Severity;
use model::{Diagnostic, Diagnostics, Span};
use std::ops::Range;

/// Where a finding stands, for people.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The file's name.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// The bytes; none if nobody knows.
    pub(crate) range: Option<Range<usize>>,
}

impl Found {
    /// Line and column, from 1 and in letters, of where it begins and where it ends.
    pub(crate) fn lines(&self) -> Option<((usize, usize), (usize, usize))> {
        let range = clipped(&self.text, self.range.clone()?);
        let place = |at: usize| {
            let before = self.text.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            (before.matches('\n').count() + 1, line.chars().count() + 1)
        };
        Some((place(range.start), place(range.end)))
    }
}

/// All findings, each with its place, and a line that counts them.
pub(crate) fn all(findings: &Diagnostics, find: &dyn Fn(&Diagnostic) -> Option<Found>, colour: bool) -> String {
    let mut text = String::new();
    for finding in &findings.0 {
        text += &one(finding, find(finding), colour);
        text += "\n\n";
    }
    let count = |severity| findings.0.iter().filter(|finding| finding.severity == severity).count();
    let plural = |count: usize, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => text,
        (errors, 0) => text + &plural(errors, "error") + "\n",
        (0, warnings) => text + &plural(warnings, "warning") + "\n",
        (errors, warnings) => text + &plural(errors, "error") + ", " + &plural(warnings, "warning") + "\n",
    }
}

/// One finding with its place.
pub(crate) fn one(finding: &Diagnostic, found: Option<Found>, colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = headline(&finding.message, found.as_ref().is_some_and(|found| found.range.is_some()));
    let mut title = level.primary_title(message.as_str());
    if !finding.code.is_empty() {
        title = title.id(finding.code.as_str());
    }
    let mut group = Group::with_title(title);
    let (way, own) = through(&finding.path);
    match &found {
        Some(Found { name, text, range: Some(range) }) => {
            let range = clipped(text, range.clone());
            let label = (!own.is_empty()).then_some(own);
            let annotation = AnnotationKind::Primary.span(range).label(label);
            group = group.element(Snippet::source(text.as_str()).path(name.as_str()).annotation(annotation));
        }
        Some(Found { name, range: None, .. }) => {
            group = group.element(Place::path(name.as_str()));
            if !own.is_empty() {
                group = group.element(Level::NOTE.message(format!("at {own}")));
            }
        }
        None => {}
    }
    for (holder, file) in way.iter().rev() {
        group = group.element(Level::NOTE.message(format!("{file} is nested in {holder}")));
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The resources on the way to a nested stack with the files of their templates, and the path inside: of
/// `resources.a<file:///a.yaml>.resources.b` it is `resources.a` with `a.yaml`, then `resources.b`.
fn through(path: &str) -> (Vec<(&str, &str)>, &str) {
    let mut way = Vec::new();
    let mut rest = path;
    while let Some((holder, inner)) = rest.split_once('<') {
        let Some((file, after)) = inner.split_once('>') else { break };
        let name = file.rsplit('/').next().unwrap_or(file);
        way.push((holder, if name == "nested_stack" { "what a group makes" } else { name }));
        rest = after.strip_prefix('.').unwrap_or(after);
    }
    (way, rest)
}

/// A message without the places in it (PyYAML tells them on lines of their own, further in), if the place is shown anyway.
fn headline(message: &str, placed: bool) -> String {
    if !placed {
        return message.to_owned();
    }
    message.lines().filter(|line| !line.starts_with(' ')).collect::<Vec<_>>().join(", ")
}

/// The range within the text, at letters' bounds, within its first line.
fn clipped(text: &str, range: Range<usize>) -> Range<usize> {
    let bound = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (bound(range.start), bound(range.end));
    let line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
    start..end.min(line_end).max(start)
}

/// Finds the places of findings about packed texts: by bytes, or by line and column where only those are known.
pub(crate) fn in_packed(packed: &Packed) -> impl Fn(&Diagnostic) -> Option<Found> {
    move |finding| {
        let key = finding.file.clone().unwrap_or_default();
        let origin = packed.origins.get(&key)?;
        let sent = if key.is_empty() { packed.template.as_ref()? } else { packed.files.get(&key)? };
        let range = finding.span.is_known().then(|| place(sent, finding.span)).flatten();
        let range = range.and_then(|range| origin.locate(range));
        Some(Found { name: origin.name.clone(), text: origin.text.clone(), range })
    }
}

/// Finds the places of findings about one text.
pub(crate) fn in_text(name: &str, text: &str) -> impl Fn(&Diagnostic) -> Option<Found> {
    move |finding| {
        let range = finding.span.is_known().then(|| place(text, finding.span)).flatten();
        Some(Found { name: name.to_owned(), text: text.to_owned(), range })
    }
}

/// A span's bytes; one that has only line and column (it came over the wire) takes the word that begins there.
fn place(text: &str, span: Span) -> Option<Range<usize>> {
    if span.end > span.start {
        return Some(span.start as usize..span.end as usize);
    }
    let line_start: usize = text.split_inclusive('\n').take(span.line.checked_sub(1)? as usize).map(str::len).sum();
    let line = text.get(line_start..)?.lines().next().unwrap_or_default();
    let column = span.column.saturating_sub(1) as usize;
    let start = line_start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let word = text.get(start..)?.find(|c: char| c.is_whitespace()).unwrap_or(text.len() - start);
    Some(start..start + word)
}

/// Findings as a server sends them.
pub(crate) fn sent(findings: &[Finding]) -> Diagnostics {
    let read = |finding: &Finding| {
        let position = |number: Option<u32>| number.unwrap_or(0);
        let span = Span { line: position(finding.line), column: position(finding.column), ..Span::NONE };
        let mut diagnostic = match finding.severity.as_str() {
            "warning" => Diagnostic::warning(&finding.code, finding.message.clone()),
            _ => Diagnostic::error(&finding.code, finding.message.clone()),
        };
        diagnostic = diagnostic.at(finding.path.clone(), span);
        diagnostic.file.clone_from(&finding.file);
        diagnostic.hint.clone_from(&finding.hint);
        diagnostic
    };
    Diagnostics(findings.iter().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::SourceId;

    const TEXT: &str = "heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Heat::Nine\n";

    fn span(what: &str) -> Span {
        let start = TEXT.find(what).unwrap();
        let end = u32::try_from(start + what.len()).unwrap();
        Span { source: SourceId(0), start: u32::try_from(start).unwrap(), end, line: 4, column: 11 }
    }

    fn find(finding: &Diagnostic) -> Option<Found> {
        let range = finding.span.is_known().then_some(finding.span.start as usize..finding.span.end as usize);
        Some(Found { name: "web.yaml".into(), text: TEXT.into(), range })
    }

    #[test]
    fn a_finding_points_at_its_line() {
        let finding = Diagnostic::error("D0301", "The Resource Type (OS::Heat::Nine) could not be found.")
            .at("resources.web.type", span("OS::Heat::Nine"))
            .hint("did you mean OS::Heat::None?");
        let findings = Diagnostics(vec![finding, Diagnostic::warning("T0001", "a parameter is never used")]);
        insta::assert_snapshot!(all(&findings, &find, false), @r"
        error[D0301]: The Resource Type (OS::Heat::Nine) could not be found.
         --> web.yaml:4:11
          |
        4 |     type: OS::Heat::Nine
          |           ^^^^^^^^^^^^^^ resources.web.type
          |
          = help: did you mean OS::Heat::None?

        warning[T0001]: a parameter is never used
        --> web.yaml

        1 error, 1 warning
        ");
    }

    #[test]
    fn any_span_is_survived() {
        for text in ["", "é\n", "a\r\nb", "x: |\n  y", "漢字\n\n"] {
            for (start, end) in (0..12).flat_map(|s| (0..12).map(move |e| (s, e))) {
                let place = Found { name: "f".into(), text: text.into(), range: Some(start..end) };
                let finding = Diagnostic::error("X", "wrong").at("p", Span::NONE);
                assert!(one(&finding, Some(place), false).contains("wrong"));
            }
        }
    }
}
