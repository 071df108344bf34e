//! What is wrong with an input, as data: a code, a place, a hint. Rendering is for the edges.

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; the input is used.
    Warning,
    /// The input is refused.
    Error,
}

/// One finding about an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code, such as `T0103`; `docs/reference/codes.md` has one line for each.
    pub code: String,
    /// Error or warning.
    pub severity: Severity,
    /// Name of Heat's exception class for this (`StackValidationFailed`, `InvalidTemplateVersion`…): it decides the
    /// error body and the HTTP status that Heat's clients see.
    pub class: String,
    /// The message as Heat words it where Heat has one; a lower-case fragment or a sentence.
    pub message: String,
    /// Where in the document: `resources.port.properties.network`; empty when the whole text is meant.
    pub path: String,
    /// Where in the text; `Span::NONE` if nowhere.
    pub span: Span,
    /// The file or URL of the text if it is not the template itself.
    pub file: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error of class `StackValidationFailed`, Heat's most common one.
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            class: "StackValidationFailed".to_owned(),
            message: message.into(),
            path: String::new(),
            span: Span::NONE,
            file: None,
            hint: None,
        }
    }

    /// A warning.
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same with Heat's exception class.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        class.clone_into(&mut self.class);
        self
    }

    /// The same at a place of the document.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, span: Span) -> Self {
        self.path = path.into();
        self.span = span;
        self
    }

    /// The same in another file than the template.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Findings in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any finding refuses the input.
    pub fn has_errors(&self) -> bool {
        self.first_error().is_some()
    }

    /// The finding that Heat would answer with: it reports one at a time.
    pub fn first_error(&self) -> Option<&Diagnostic> {
        self.0.iter().find(|d| d.severity == Severity::Error)
    }

    /// Takes over all findings of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// `Ok(value)` unless there are errors.
    pub fn into_result<T>(self, value: T) -> Result<T, Diagnostics> {
        if self.has_errors() { Err(self) } else { Ok(value) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
