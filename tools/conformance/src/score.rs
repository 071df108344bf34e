//! Counting: cases by kind and family, and for whole templates each part of the answer.

use crate::case::Asked;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Passed and all.
type Count = (usize, usize);

/// What was counted.
#[derive(Debug, Default)]
pub struct Score {
    families: BTreeMap<(String, String), Count>,
    parts: BTreeMap<(String, String), Count>,
    exact: Count,
    later: usize,
    passed: usize,
    failed: usize,
}

impl Score {
    /// Counts a case.
    pub fn add(&mut self, asked: &Asked) {
        let passed = asked.passed();
        *if passed { &mut self.passed } else { &mut self.failed } += 1;
        let kind = if asked.kind.is_empty() { "unknown" } else { asked.kind };
        count(&mut self.families, kind, &asked.family, passed);
        let mut parts: BTreeMap<&str, bool> = BTreeMap::new();
        for judgement in &asked.judged {
            let all = parts.entry(&judgement.part).or_insert(true);
            *all &= judgement.agrees;
            self.later += usize::from(judgement.later);
            if judgement.agrees && judgement.wanted.get("error").is_some() {
                self.exact.1 += 1;
                self.exact.0 +=
                    usize::from(judgement.wanted.pointer("/error/message") == judgement.got.pointer("/error/message"));
            }
        }
        for (part, agrees) in parts {
            count(&mut self.parts, kind, part, agrees);
        }
    }

    /// Cases that did not pass.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// The counts, for people; the last line is `N passed, M failed`.
    pub fn text(&self) -> String {
        let mut text = String::from("\nby family\n");
        for ((kind, family), count) in &self.families {
            text += &line(&format!("{kind} {family}"), *count);
        }
        text += "\nby answer\n";
        for ((kind, part), count) in &self.parts {
            text += &line(&format!("{kind} {part}"), *count);
        }
        let (same, all) = self.exact;
        text += &format!("\nof {all} errors that count as the same, {same} have the same words\n");
        text += &format!("{} of Heat's errors are told by us, but not as the first\n", self.later);
        text + &format!("{} passed, {} failed\n", self.passed, self.failed)
    }

    /// The counts as JSON.
    pub fn json(&self) -> Json {
        let counts = |counts: &BTreeMap<(String, String), Count>| -> Json {
            let entry = |((kind, name), (passed, all)): (&(String, String), &Count)| json!({"kind": kind, "name": name, "passed": passed, "failed": all - passed});
            counts.iter().map(entry).collect()
        };
        json!({
            "passed": self.passed, "failed": self.failed,
            "families": counts(&self.families), "answers": counts(&self.parts),
        })
    }
}

fn count(counts: &mut BTreeMap<(String, String), Count>, kind: &str, name: &str, passed: bool) {
    let (good, all) = counts.entry((kind.to_owned(), name.to_owned())).or_default();
    *good += usize::from(passed);
    *all += 1;
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
fn line(name: &str, (passed, all): Count) -> String {
    format!("{name:<40} {passed:>6} of {all:<6} {:>6.2} %\n", 100.0 * passed as f64 / all.max(1) as f64)
}
