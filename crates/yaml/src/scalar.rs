//! Which value a scalar means: the implicit resolver of YAML 1.1 as PyYAML has it, and the constructors of its tags.

use model::value::Value;
use num_bigint::BigInt;

/// What a plain scalar is by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Null,
    /// A truth value.
    Bool,
    /// A whole number.
    Int,
    /// A floating-point number.
    Float,
    /// `<<`
    Merge,
    /// `=`
    Value,
    /// All else; timestamps too, because Heat keeps them as texts.
    Text,
}

/// The form of a plain scalar.
pub(crate) fn form(text: &str) -> Form {
    let Some(first) = text.as_bytes().first() else { return Form::Null };
    match first {
        b'0'..=b'9' | b'-' | b'+' | b'.' if is_float(text) => Form::Float,
        b'0'..=b'9' | b'-' | b'+' if is_int(text) => Form::Int,
        b'<' if text == "<<" => Form::Merge,
        b'=' if text == "=" => Form::Value,
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => Form::Null,
        _ if bool_of_plain(text) => Form::Bool,
        _ => Form::Text,
    }
}

fn bool_of_plain(text: &str) -> bool {
    matches!(
        text,
        "yes"
            | "Yes"
            | "YES"
            | "no"
            | "No"
            | "NO"
            | "true"
            | "True"
            | "TRUE"
            | "false"
            | "False"
            | "FALSE"
            | "on"
            | "On"
            | "ON"
            | "off"
            | "Off"
            | "OFF"
    )
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn all(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(allowed)
}

fn is_digits(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_digit()) && all(text, |b| b.is_ascii_digit() || b == b'_')
}

fn is_base_60_digit(part: &str) -> bool {
    matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
}

fn is_float(text: &str) -> bool {
    let body = unsigned(text);
    if matches!(body, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let Some((whole, fraction)) = body.split_once('.') else { return false };
    let (digits, exponent) = match fraction.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (fraction, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        exponent.strip_prefix(['-', '+']).is_some_and(|digits| all(digits, |b| b.is_ascii_digit()))
    });
    let fraction_fits = digits.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    if whole.is_empty() {
        return text.len() == body.len() && is_digits(digits) && exponent_fits;
    }
    if let Some((head, rest)) = whole.split_once(':') {
        return exponent.is_none() && fraction_fits && is_digits(head) && rest.split(':').all(is_base_60_digit);
    }
    is_digits(whole) && fraction_fits && exponent_fits
}

fn is_int(text: &str) -> bool {
    let body = unsigned(text);
    if let Some(rest) = body.strip_prefix("0b") {
        return all(rest, |b| matches!(b, b'0' | b'1' | b'_'));
    }
    if let Some(rest) = body.strip_prefix("0x") {
        return all(rest, |b| b.is_ascii_hexdigit() || b == b'_');
    }
    if let Some(rest) = body.strip_prefix('0') {
        return rest.bytes().all(|b| matches!(b, b'0'..=b'7' | b'_'));
    }
    match body.split_once(':') {
        Some((head, rest)) => is_digits(head) && rest.split(':').all(is_base_60_digit),
        None => is_digits(body),
    }
}

/// What Python says when a tagged scalar does not have the form of its tag: the exception's class and its message.
#[derive(Debug)]
pub(crate) struct Unfit {
    pub(crate) class: &'static str,
    pub(crate) message: String,
}

fn unfit(class: &'static str, message: impl Into<String>) -> Unfit {
    Unfit { class, message: message.into() }
}

/// The value of a scalar tagged as a truth value.
pub(crate) fn bool_value(text: &str) -> Result<Value, Unfit> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "on" => Ok(Value::Bool(true)),
        "no" | "false" | "off" => Ok(Value::Bool(false)),
        other => Err(unfit("KeyError", model::value::text::python_quoted(other))),
    }
}

/// Python refuses to convert longer texts, because the time grows with the square.
const MAX_DIGITS: usize = 4300;

/// The value of a scalar tagged as a whole number.
pub(crate) fn int_value(text: &str) -> Result<Value, Unfit> {
    let text = text.replace('_', "");
    if text.is_empty() {
        return Err(unfit("IndexError", "string index out of range"));
    }
    let negative = text.starts_with('-');
    let body = unsigned(&text);
    let number = match body.as_bytes() {
        [] => Err(unfit("IndexError", "string index out of range")),
        [b'0'] => return Ok(Value::Int(0)),
        [b'0', b'b', ..] => radix(body.get(2..).unwrap_or_default(), 2),
        [b'0', b'x', ..] => radix(body.get(2..).unwrap_or_default(), 16),
        [b'0', ..] => radix(body, 8),
        _ if body.contains(':') => base_60(body),
        _ => radix(body, 10),
    }?;
    Ok(Value::big(if negative { -number } else { number }))
}

fn radix(digits: &str, base: u32) -> Result<BigInt, Unfit> {
    if digits.len() > MAX_DIGITS {
        return Err(unfit(
            "ValueError",
            format!(
                "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use \
                 sys.set_int_max_str_digits() to increase the limit",
                digits.len()
            ),
        ));
    }
    let fits = !digits.starts_with(['-', '+']);
    BigInt::parse_bytes(digits.as_bytes(), base).filter(|_| fits).ok_or_else(|| {
        let shown = model::value::text::python_quoted(digits);
        unfit("ValueError", format!("invalid literal for int() with base {base}: {shown}"))
    })
}

fn base_60(text: &str) -> Result<BigInt, Unfit> {
    if text.len() > MAX_DIGITS {
        return radix(text, 10);
    }
    text.split(':').try_fold(BigInt::from(0), |sum, part| Ok(sum * 60 + radix(part, 10)?))
}

/// The value of a scalar tagged as a floating-point number.
pub(crate) fn float_value(text: &str) -> Result<Value, Unfit> {
    let text = text.replace('_', "").to_lowercase();
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let body = unsigned(&text);
    let parse = |part: &str| {
        part.parse::<f64>().map_err(|_| {
            let shown = model::value::text::python_quoted(part);
            unfit("ValueError", format!("could not convert string to float: {shown}"))
        })
    };
    let number = match body {
        "" if text.is_empty() => return Err(unfit("IndexError", "string index out of range")),
        ".inf" => f64::INFINITY,
        ".nan" => f64::NAN,
        _ if body.contains(':') => body.split(':').try_fold(0.0, |sum, part| Ok(sum * 60.0 + parse(part)?))?,
        _ => parse(body)?,
    };
    Ok(Value::Float(sign * number))
}

/// The text under a scalar tagged as binary; bytes that are no text become replacement characters. What is not of the alphabet is
/// skipped, as Python does.
pub(crate) fn binary_value(text: &str) -> Result<Value, Unfit> {
    let mut bytes = Vec::new();
    let (mut bits, mut held, mut digits) = (0_u32, 0_u32, 0_usize);
    let mut padding = 0;
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                continue;
            }
            _ => continue,
        };
        digits += 1;
        bits = bits << 6 | u32::from(digit);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap_or_default());
            bits &= (1 << held) - 1;
        }
    }
    match digits % 4 {
        1 => Err(unfit(
            "ValueError",
            format!(
                "failed to decode base64 data: Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 \
                 more than a multiple of 4"
            ),
        )),
        remainder if remainder != 0 && remainder + padding < 4 => {
            Err(unfit("ValueError", "failed to decode base64 data: Incorrect padding"))
        }
        _ => Ok(Value::str(String::from_utf8_lossy(&bytes).into_owned())),
    }
}
