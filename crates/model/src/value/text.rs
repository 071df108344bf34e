//! The text of values as Python writes them, because templates see it: `str(True)` is `True`, `1e16` is `1e+16`.

use super::{Key, Value};

impl Value {
    /// Python's `str()`: text as it is, everything else as [`Value::python_repr`] writes it.
    pub fn python_str(&self) -> String {
        match self.reveal() {
            Value::Str(text) => text.to_string(),
            other => other.python_repr(),
        }
    }

    /// Python's `repr()`.
    pub fn python_repr(&self) -> String {
        match self.reveal() {
            Value::Null => "None".to_owned(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Big(number) => number.to_string(),
            Value::Float(number) => python_float(*number),
            Value::Str(text) => python_quoted(text),
            Value::List(items) => {
                format!("[{}]", items.iter().map(Value::python_repr).collect::<Vec<_>>().join(", "))
            }
            Value::Map(map) => {
                let entry = |(key, value): (&Key, &Value)| format!("{}: {}", key_repr(key), value.python_repr());
                format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            Value::Unknown(_) => "<unknown>".to_owned(),
            Value::Secret(inner) => inner.python_repr(),
        }
    }

    /// The text that Python's `json.dumps` writes: a space after each comma and colon, everything beyond ASCII escaped.
    pub fn python_json(&self) -> String {
        match self.reveal() {
            Value::Null => "null".to_owned(),
            Value::Bool(truth) => truth.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Big(number) => number.to_string(),
            Value::Float(number) if number.is_nan() => "NaN".to_owned(),
            Value::Float(number) if number.is_infinite() => {
                if *number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
            }
            Value::Float(number) => python_float(*number),
            Value::Str(text) => json_quoted(text),
            Value::List(items) => {
                format!("[{}]", items.iter().map(Value::python_json).collect::<Vec<_>>().join(", "))
            }
            Value::Map(map) => {
                let entry = |(key, value): (&Key, &Value)| format!("{}: {}", json_key(key), value.python_json());
                format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            Value::Unknown(_) => "null".to_owned(),
            Value::Secret(inner) => inner.python_json(),
        }
    }

    /// The name of the Python type: `str`, `int`, `dict`…
    pub fn python_type(&self) -> &'static str {
        match self.reveal() {
            Value::Null => "NoneType",
            Value::Bool(_) => "bool",
            Value::Int(_) | Value::Big(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::List(_) => "list",
            Value::Map(_) => "dict",
            Value::Unknown(_) => "unknown",
            Value::Secret(inner) => inner.python_type(),
        }
    }
}

fn key_repr(key: &Key) -> String {
    match key {
        Key::Str(text) => python_quoted(text),
        Key::Other(_, text) => text.to_string(),
    }
}

fn json_key(key: &Key) -> String {
    match key {
        Key::Str(text) => json_quoted(text),
        Key::Other("bool", text) => json_quoted(&text.to_lowercase()),
        Key::Other("NoneType", _) => json_quoted("null"),
        Key::Other(_, text) => json_quoted(text),
    }
}

/// A text as JSON in ASCII.
fn json_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            c if (' '..='~').contains(&c) => quoted.push(c),
            c => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    quoted.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    quoted.push('"');
    quoted
}

/// `repr` of a float: the shortest digits that read back, in exponent form below 1e-4 and from 1e16 on.
pub fn python_float(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let size = number.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}

/// `repr` of a text: single quotes unless it holds some and no double ones.
pub fn python_quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c == quote => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if u32::from(c) < 0x20 || (0x7f..0xa0).contains(&u32::from(c)) || u32::from(c) == 0xad => {
                quoted.push_str(&format!("\\x{:02x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push(quote);
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_as_python_writes_them() {
        for (number, text) in
            [(1.0, "1.0"), (0.1, "0.1"), (1e16, "1e+16"), (1e15, "1000000000000000.0"), (1.5e-7, "1.5e-07")]
        {
            assert_eq!(python_float(number), text);
        }
    }

    #[test]
    fn json_as_python_writes_it() {
        let value = Value::from_json(serde_json::json!({"a": [1, 1.0, null, true], "é\n\"": "\u{1f600}"}));
        assert_eq!(value.python_json(), r#"{"a": [1, 1.0, null, true], "\u00e9\n\"": "\ud83d\ude00"}"#);
    }

    #[test]
    fn texts_as_python_quotes_them() {
        assert_eq!(python_quoted("it's"), "\"it's\"");
        assert_eq!(python_quoted("a'b\"c\n"), "'a\\'b\"c\\n'");
    }
}
