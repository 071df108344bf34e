//! Query parameters, as strictly as Heat takes them.

use crate::fault::Fault;

/// The parameters in the order of the query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(pub(crate) Vec<(String, String)>);

impl Query {
    /// The last value of a parameter that is there and not empty.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        let last = self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        last.filter(|value| !value.is_empty())
    }

    /// Every value of a parameter.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// Whether any of these parameters is there.
    pub(crate) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.one(name).is_some())
    }

    /// True or false.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Fault> {
        self.one(name).map(|value| parse_bool(name, value)).transpose()
    }

    /// A whole number, zero included.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u32>, Fault> {
        self.one(name).map(|value| parse_int(name, value)).transpose()
    }

    /// Tags, separated by commas.
    pub(crate) fn tags(&self, name: &str) -> Result<Vec<String>, Fault> {
        self.one(name).map_or_else(|| Ok(Vec::new()), parse_tags)
    }
}

/// True or false in any case, nothing else.
pub(crate) fn parse_bool(name: &str, value: &str) -> Result<bool, Fault> {
    match value.to_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Fault::bad_request(
            "not_a_boolean",
            format!("Unrecognized value \"{value}\" for \"{name}\", acceptable values are: true, false."),
        )),
    }
}

/// A whole number that is not negative, in its shortest spelling. What does not fit is as good as without limit.
pub(crate) fn parse_int(name: &str, value: &str) -> Result<u32, Fault> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let shortest = digits == "0" || !digits.starts_with('0');
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || !shortest || value == "-0" {
        return Err(Fault::bad_request("not_an_integer", format!("Only integer is acceptable by '{name}'.")));
    }
    if value.starts_with('-') {
        return Err(Fault::bad_request(
            "negative",
            format!("Value '{value}' is invalid for '{name}' which only accepts non-negative integer."),
        ));
    }
    Ok(value.parse().unwrap_or(u32::MAX))
}

/// Tags, separated by commas, none longer than 80 characters.
pub(crate) fn parse_tags(text: &str) -> Result<Vec<String>, Fault> {
    let tags: Vec<String> = text.split(',').map(str::to_owned).collect();
    match tags.iter().find(|tag| tag.chars().count() > 80) {
        Some(long) => {
            Err(Fault::bad_request("tag_too_long", format!("Invalid tag, \"{long}\" is longer than 80 characters")))
        }
        None => Ok(tags),
    }
}

/// Splits filter words such as `CREATE_FAILED`, `FAILED` into actions and statuses, as Heat does; words without a status are
/// passed over.
pub(crate) fn split_states(words: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut actions, mut statuses) = (Vec::new(), Vec::new());
    for word in words {
        let found = ["COMPLETE", "FAILED", "IN_PROGRESS"].iter().find_map(|s| word.rfind(s));
        if let Some(at) = found {
            let (action, status) = word.split_at(at);
            statuses.push(status.to_owned());
            if action.len() > 1 {
                actions.push(action.trim_end_matches('_').to_owned());
            }
        }
    }
    (actions, statuses)
}

/// Known words of an enum; `None` if words were given and none of them is known: then nothing matches.
pub(crate) fn known<T: std::str::FromStr>(words: &[String]) -> Option<Vec<T>> {
    let found: Vec<T> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if found.is_empty() && !words.is_empty() { None } else { Some(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_python_takes_them() {
        for good in ["0", "1", "4294967296"] {
            assert!(parse_int("limit", good).is_ok(), "{good}");
        }
        for bad in ["", "-", "-1", "01", "1.5", "+1", " 1", "ten", "-0"] {
            assert!(parse_int("limit", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn states_are_split() {
        let words = ["CREATE_FAILED".to_owned(), "IN_PROGRESS".to_owned(), "NONSENSE".to_owned()];
        assert_eq!(
            split_states(&words),
            (vec!["CREATE".to_owned()], vec!["FAILED".to_owned(), "IN_PROGRESS".to_owned()])
        );
    }
}
