//! Fills the templates of configuration: `{{word}}` is a value, `{{include name}}` another template of `testcloud/shared`.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// What the words of a template mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    values: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
}

impl Words {
    /// Says what `word` means.
    pub(crate) fn set(&mut self, word: &str, value: impl Into<String>) {
        self.values.insert(word.to_owned(), value.into());
    }

    /// These words and some more.
    pub(crate) fn with(&self, more: &[(&str, &str)]) -> Self {
        let mut words = self.clone();
        for (word, value) in more {
            words.set(word, *value);
        }
        words
    }

    /// Adds a template that others may include.
    pub(crate) fn part(&mut self, name: &str, text: String) {
        self.parts.insert(name.to_owned(), text);
    }

    /// The value of one word.
    pub(crate) fn get(&self, word: &str) -> Result<&str> {
        self.values.get(word).map(String::as_str).with_context(|| format!("no word {word:?} here"))
    }

    /// `text` with every word replaced.
    pub(crate) fn fill(&self, text: &str) -> Result<String> {
        self.fill_inside(text, 0)
    }

    fn fill_inside(&self, text: &str, depth: u8) -> Result<String> {
        if depth > 4 {
            bail!("templates include each other");
        }
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (word, after) = after.split_once("}}").context("a {{ has no }}")?;
            filled.push_str(before);
            match word.trim().strip_prefix("include ") {
                Some(name) => {
                    let part = self.parts.get(name.trim()).with_context(|| format!("no part {name:?}"))?;
                    filled.push_str(self.fill_inside(part, depth + 1)?.trim_end());
                }
                None => filled.push_str(self.get(word.trim())?),
            }
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::default();
        words.set("host", "127.0.0.1");
        words.part("token", "[token]\nhost = {{host}}\n".to_owned());
        words
    }

    #[test]
    fn words_and_parts_are_filled_in() {
        assert_eq!(
            words().fill("a {{host}}:{{ host }}\n{{include token}}\n").unwrap(),
            "a 127.0.0.1:127.0.0.1\n[token]\nhost = 127.0.0.1\n"
        );
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert!(words().fill("{{hots}}").unwrap_err().to_string().contains("hots"));
        assert!(words().fill("{{include tokn}}").unwrap_err().to_string().contains("tokn"));
        assert!(words().fill("{{host").is_err());
    }

    #[test]
    fn parts_that_include_each_other_are_refused() {
        let mut words = words();
        words.part("a", "{{include b}}".to_owned());
        words.part("b", "{{include a}}".to_owned());
        assert!(words.fill("{{include a}}").is_err());
    }
}
