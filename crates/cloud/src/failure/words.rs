//! Identifiers and addresses in the sentences of services.

use std::net::IpAddr;

/// The words of a sentence, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '/' | '_')))
        .map(|word| word.trim_matches(|c| matches!(c, '.' | ':' | '/' | '-')))
        .filter(|word| !word.is_empty())
}

/// Whether a word is a UUID, with or without hyphens.
fn is_id(word: &str) -> bool {
    let hex = word.chars().filter(char::is_ascii_hexdigit).count();
    let hyphens = word.chars().filter(|c| *c == '-').count();
    hex == 32 && hex + hyphens == word.len() && (hyphens == 0 || hyphens == 4)
}

/// Every id in a text, in order, once.
pub(super) fn ids(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words(text).flat_map(|word| word.split('/')).filter(|word| is_id(word)) {
        if !found.iter().any(|id| id == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// The first IP address in a text.
pub(super) fn address(text: &str) -> Option<String> {
    words(text).find(|word| word.parse::<IpAddr>().is_ok()).map(ToOwned::to_owned)
}

/// The first network in a text: `10.0.0.0/24`.
pub(super) fn network(text: &str) -> Option<String> {
    let is_network = |word: &&str| {
        word.split_once('/').is_some_and(|(ip, bits)| ip.parse::<IpAddr>().is_ok() && bits.parse::<u8>().is_ok())
    };
    words(text).find(is_network).map(ToOwned::to_owned)
}

/// The first MAC address in a text.
pub(super) fn mac(text: &str) -> Option<String> {
    let is_mac = |word: &&str| {
        let parts: Vec<&str> = word.split(':').collect();
        parts.len() == 6 && parts.iter().all(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_hexdigit()))
    };
    words(text).find(is_mac).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sentence_names_is_found() {
        let id = "0b4ba8b9-3d60-4d3a-9f1a-3a1b6c1d2e3f";
        assert_eq!(ids(&format!("Port {id}, and {id}: still in use")), [id]);
        assert_eq!(ids("project 0123456789abcdef0123456789abcdef."), ["0123456789abcdef0123456789abcdef"]);
        assert_eq!(ids("deadbeef is too short; so is 10.0.0.1"), Vec::<String>::new());
        assert_eq!(address("IP address 10.0.0.5 already allocated"), Some("10.0.0.5".to_owned()));
        assert_eq!(address("The IP address fd00::5, is in use."), Some("fd00::5".to_owned()));
        assert_eq!(network("cidr: 10.0.0.0/24 overlaps"), Some("10.0.0.0/24".to_owned()));
        assert_eq!(mac("mac address fa:16:3e:00:00:01 is in use."), Some("fa:16:3e:00:00:01".to_owned()));
    }
}
