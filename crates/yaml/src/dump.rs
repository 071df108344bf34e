//! A value as YAML for people: block style, text plain where it reads back as the same text, quoted otherwise.

use crate::scalar::{Form, form};
use model::value::{Key, Value};
use std::fmt::Write;

/// A value as YAML text in block style that reads back equal. Secrets are written in the open, what is not known as null; mask first.
pub fn to_yaml(value: &Value) -> String {
    let mut text = String::new();
    match value.reveal() {
        Value::List(items) if !items.is_empty() => list(items, 0, &mut text),
        Value::Map(map) if !map.is_empty() => entries(map.iter(), 0, &mut text),
        other => {
            text.push_str(&inline(other, 0));
            text.push('\n');
        }
    }
    text
}

fn list(items: &[Value], indent: usize, text: &mut String) {
    for item in items {
        text.push_str(&" ".repeat(indent));
        text.push('-');
        match item.reveal() {
            Value::List(inner) if !inner.is_empty() => {
                text.push('\n');
                list(inner, indent + 2, text);
            }
            Value::Map(map) if !map.is_empty() => {
                // The first entry stands behind the dash.
                let mut block = String::new();
                entries(map.iter(), indent + 2, &mut block);
                text.push(' ');
                text.push_str(block.get(indent + 2..).unwrap_or_default());
            }
            other => {
                text.push(' ');
                text.push_str(&inline(other, indent));
                text.push('\n');
            }
        }
    }
}

fn entries<'a>(map: impl Iterator<Item = (&'a Key, &'a Value)>, indent: usize, text: &mut String) {
    for (key, value) in map {
        text.push_str(&" ".repeat(indent));
        text.push_str(&key_text(key, indent));
        text.push(':');
        match value.reveal() {
            Value::List(items) if !items.is_empty() => {
                text.push('\n');
                list(items, indent + 2, text);
            }
            Value::Map(inner) if !inner.is_empty() => {
                text.push('\n');
                entries(inner.iter(), indent + 2, text);
            }
            other => {
                text.push(' ');
                text.push_str(&inline(other, indent));
                text.push('\n');
            }
        }
    }
}

fn key_text(key: &Key, indent: usize) -> String {
    const LONG: usize = 120;
    match key {
        Key::Str(text) if text.len() > LONG => format!("? {}\n{}", quoted(text), " ".repeat(indent)),
        Key::Str(text) => text_form(text),
        Key::Other("NoneType", _) => "null".to_owned(),
        Key::Other("bool", text) => text.to_lowercase(),
        Key::Other("float", text) => text.parse().map_or_else(|_| text.to_string(), float),
        Key::Other(_, text) => text.to_string(),
    }
}

fn inline(value: &Value, indent: usize) -> String {
    match value {
        Value::Null | Value::Unknown(_) => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Big(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Str(text) => block_text(text, indent).unwrap_or_else(|| text_form(text)),
        Value::List(_) => "[]".to_owned(),
        Value::Map(_) => "{}".to_owned(),
        Value::Secret(inner) => inline(inner, indent),
    }
}

fn float(number: f64) -> String {
    let text = model::value::text::python_float(number);
    match text.as_str() {
        "inf" => ".inf".to_owned(),
        "-inf" => "-.inf".to_owned(),
        "nan" => ".nan".to_owned(),
        // YAML wants a dot in a number with an exponent.
        other => match other.split_once('e') {
            Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
            _ => other.to_owned(),
        },
    }
}

/// A text of several lines as a literal block, if nothing in it forbids that.
fn block_text(text: &str, indent: usize) -> Option<String> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let plain = |c: char| c == '\n' || (' '..='~').contains(&c) || ('\u{a0}'..='\u{2027}').contains(&c);
    let fits = text.contains('\n') && !body.is_empty() && body.chars().all(plain) && !body.starts_with([' ', '\n']);
    if !fits || body.ends_with('\n') || body.lines().any(|line| line.ends_with(' ')) {
        return None;
    }
    let pad = " ".repeat(indent + 2);
    let mut block = String::from(if text.ends_with('\n') { "|" } else { "|-" });
    for line in body.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.push_str(&pad);
            block.push_str(line);
        }
    }
    Some(block)
}

fn text_form(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text means itself when it stands there without quotes.
fn is_plain(text: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || "_./-+:@%=,()<>~*!?^$ ".contains(c);
    let edges = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '.' | '$' | '(' | ')' | '^');
    form(text) == Form::Text
        && text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '.' | '$' | '(' | '^'))
        && text.ends_with(edges)
        && text.chars().all(safe)
        && !text.contains(": ")
        && !looks_like_a_number(text)
        && !matches!(text, "..." | "y" | "Y" | "n" | "N")
        && !text.starts_with("... ")
}

/// Texts that other readers than ours might take for numbers or dates are quoted too.
fn looks_like_a_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xob.:-+_ TZ".contains(c))
}

fn quoted(text: &str) -> String {
    let printable = |c: char| {
        (' '..='~').contains(&c)
            || ('\u{a1}'..='\u{d7ff}').contains(&c) && !matches!(c, '\u{ad}' | '\u{2028}' | '\u{2029}')
    };
    if text.chars().all(printable) && !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if printable(c) => quoted.push(c),
            c => {
                let code = u32::from(c);
                let _ = if code > 0xffff { write!(quoted, "\\U{code:08x}") } else { write!(quoted, "\\u{code:04x}") };
            }
        }
    }
    quoted.push('"');
    quoted
}
