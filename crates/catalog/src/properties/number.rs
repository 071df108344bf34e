//! Python's `int()` and `float()` on texts: what Heat accepts as a number.

use model::value::Value;
use num_bigint::BigInt;

/// What `int()` makes of a text: surrounding space, a sign, and single underscores between digits are allowed.
pub fn int(text: &str) -> Option<Value> {
    let digits = plain(text.trim())?;
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(&digits);
    let whole = !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| digits.parse::<BigInt>().ok()).flatten().map(Value::big)
}

/// What `float()` makes of a text.
pub fn float(text: &str) -> Option<Value> {
    let digits = plain(text.trim())?;
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(&digits).to_ascii_lowercase();
    let named = ["inf", "infinity", "nan"].contains(&unsigned.as_str());
    let numeric = unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+' | b'-'));
    (named || numeric).then(|| digits.to_ascii_lowercase().parse().ok()).flatten().map(Value::Float)
}

/// What Heat's `str_to_num` makes of a text: a whole number if it is one, else a float.
pub fn number(text: &str) -> Option<Value> {
    int(text).or_else(|| float(text))
}

/// The text without underscores, if all of them stand between digits.
fn plain(text: &str) -> Option<String> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let characters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    for (index, character) in characters.iter().enumerate() {
        if *character == '_' {
            let before = index.checked_sub(1).and_then(|i| characters.get(i).copied());
            if !digit(before) || !digit(characters.get(index + 1).copied()) {
                return None;
            }
        } else {
            kept.push(*character);
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_as_python_reads_them() {
        for (text, number_) in [("1", 1), (" 1 ", 1), ("01", 1), ("-1", -1), ("+7", 7), ("1_000", 1000)] {
            assert_eq!(int(text), Some(Value::Int(number_)), "{text}");
        }
        for text in ["", "1.0", "a", "_1", "1__0", "1_", "0x1", "1 0", "+-1"] {
            assert_eq!(int(text), None, "{text}");
        }
        for (text, number_) in [("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("-inf", f64::NEG_INFINITY)] {
            assert_eq!(number(text), Some(Value::Float(number_)), "{text}");
        }
        for text in ["", "x", "1.5.2", "e", "--1", "infin"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
