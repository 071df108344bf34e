//! Findings in Heat's forms: `error: path: message`, and how they look from the stack around.

use model::{Diagnostic, Diagnostics, Span};

/// A finding of class `StackValidationFailed` with Heat's parts put together; empty parts are left out.
pub(crate) fn validation(code: &str, error: &str, path: &str, message: &str, span: Span) -> Diagnostic {
    let part = |text: &str| if text.is_empty() { String::new() } else { format!("{text}: ") };
    Diagnostic::error(code, format!("{}{}{message}", part(error), part(path))).at(path, span)
}

/// A finding of an exception class with a bare message.
pub(crate) fn plain(code: &str, class: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, message).class(class)
}

/// What a finding inside of a nested stack is to those who look at the stack around: the path is prefixed with the holder's.
pub(crate) fn from_nested(inner: Diagnostics, holder: &str, file: &str) -> Diagnostics {
    let prefix = format!("resources.{holder}<{file}>");
    Diagnostics(inner.0.into_iter().map(|finding| prefixed(finding, &prefix)).collect())
}

fn prefixed(mut finding: Diagnostic, prefix: &str) -> Diagnostic {
    let own = format!("{}: ", finding.path);
    if finding.class != "StackValidationFailed" {
        finding.message = format!("{}: {prefix}: {}", finding.class, finding.message);
        "StackValidationFailed".clone_into(&mut finding.class);
    } else if !finding.path.is_empty() && finding.message.contains(&own) {
        finding.message = finding.message.replacen(&own, &format!("{prefix}.{own}"), 1);
    } else {
        finding.message = format!("{prefix}: {}", finding.message);
    }
    finding.path = if finding.path.is_empty() { prefix.to_owned() } else { format!("{prefix}.{}", finding.path) };
    finding
}
