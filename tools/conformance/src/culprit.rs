//! When two errors are the same: of one class, and about the same culprits.
//!
//! A culprit is what a message points at: text in quotes, a name in parentheses, a dotted or bracketed path, a name with `::` in it, a
//! number or other word behind a colon is none. Of these only those count that the case itself brings along (they stand in its
//! template, its files or its environment), because only those can be to blame; types of Python and words of a grammar are wording. Two
//! messages have the same culprits when each of Heat's is in ours, whole, and ours points at none that Heat's does not mention. A
//! message of Heat's without any culprit says nothing more than its class.

use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Whether an error of ours (`{"class", "message"}`) is Heat's. `input` is the text of the case.
pub(crate) fn same(wanted: &Json, got: &Json, input: &str) -> bool {
    let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    if text(wanted, "class") != text(got, "class") {
        return false;
    }
    let (wanted, got) = (text(wanted, "message"), text(got, "message"));
    if wanted == got {
        return true;
    }
    let theirs = of(&wanted, input);
    theirs.iter().all(|culprit| mentions(&got, culprit))
        && of(&got, input).iter().all(|culprit| mentions(&wanted, culprit))
}

/// The culprits of a message.
fn of(message: &str, input: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for quote in ['"', '\''] {
        // Every second piece between quotes is quoted.
        for piece in message.split(quote).skip(1).step_by(2) {
            found.insert(piece.to_owned());
        }
    }
    for piece in message.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
        found.extend(piece.split_whitespace().map(str::to_owned));
    }
    for word in message.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != ']');
        if word.contains("::") || word.contains('.') || word.contains('[') {
            // Of a path, what the author wrote are its parts.
            found.extend(word.split(['.', '[', ']', '<', '>']).map(str::to_owned));
            found.insert(word.to_owned());
        }
    }
    found.retain(|culprit| !culprit.trim().is_empty() && input.contains(culprit.as_str()));
    found
}

/// Whether a message has a culprit in it as a word of its own.
fn mentions(message: &str, culprit: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    message.match_indices(culprit).any(|(at, _)| {
        let before = message.get(..at).and_then(|text| text.chars().next_back());
        let after = message.get(at + culprit.len()..).and_then(|text| text.chars().next());
        let (first, last) = (culprit.chars().next(), culprit.chars().next_back());
        !(joins(before) && joins(first) || joins(after) && joins(last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const INPUT: &str = r#"{"resources": {"web": {"type": "OS::Heat::Nine", "properties": {"port": 7}}, "webs": {}}}"#;

    fn judged(wanted: &str, got: &str) -> bool {
        same(&json!({"class": "C", "message": wanted}), &json!({"class": "C", "message": got}), INPUT)
    }

    #[test]
    fn other_words_about_the_same_thing_are_the_same() {
        assert!(judged("The type (OS::Heat::Nine) is not there.", "no type \"OS::Heat::Nine\""));
        assert!(judged(
            "resources.web.properties.port: '7' is no text",
            "Property error: resources.web.properties.port: '7'"
        ));
        assert!(judged("'str' object has no attribute 'items'", "a mapping is wanted"));
    }

    #[test]
    fn another_culprit_or_class_is_not() {
        assert!(!judged("The reference \"web\" is wrong", "The reference \"webs\" is wrong"));
        assert!(!judged("resources.web.properties.port: no", "resources.web.properties: no"));
        assert!(!judged("Unknown Property", "Unknown Property \"port\""));
        let other = json!({"class": "D", "message": "x"});
        assert!(!same(&json!({"class": "C", "message": "x"}), &other, INPUT));
    }
}
