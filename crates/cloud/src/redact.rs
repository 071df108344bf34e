//! Secrets taken out of texts before anybody sees them: a server may repeat what was sent, in an error or in an address.

/// What stands in a secret's place.
const MASK: &str = "******";
/// Shorter secrets are not looked for: they would blot out ordinary words.
const SHORTEST: usize = 4;

/// The text without any of the secrets, as they are and as JSON writes them.
pub fn redact<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    let mut shown = text.to_owned();
    for secret in secrets.into_iter().filter(|secret| secret.chars().count() >= SHORTEST) {
        shown = shown.replace(secret, MASK);
        let quoted = serde_json::Value::from(secret).to_string();
        let inner = quoted.trim_matches('"');
        if inner != secret && !inner.is_empty() {
            shown = shown.replace(inner, MASK);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_secret_stays(before in "[a-z ]{0,20}", secret in "[A-Z0-9\"\\\\]{4,12}", after in "[a-z ]{0,20}") {
            let plain = redact(&format!("{before}{secret}{after}"), [secret.as_str()]);
            prop_assert!(!plain.contains(&secret));
            let json = serde_json::json!({ "x": secret }).to_string();
            let inner = serde_json::Value::from(secret.as_str()).to_string();
            prop_assert!(!redact(&json, [secret.as_str()]).contains(&inner));
        }
    }
}
