//! Numbers out of values and texts, as Python's `int()` and `float()` read them.

use model::value::Value;
use model::value::text::python_quoted;
use num_bigint::BigInt;

/// A number, or what Python says instead.
pub(super) fn number(value: &Value) -> Result<Value, String> {
    match value.reveal() {
        Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) => Ok(value.reveal().clone()),
        Value::Str(text) => of_text(text),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Unknown(_) | Value::Secret(_) => Err(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            value.python_type()
        )),
    }
}

/// Python's `int()`: the number, or the class and message of its exception.
pub fn int(value: &Value) -> Result<Value, (&'static str, String)> {
    let invalid =
        |text: &str| ("ValueError", format!("invalid literal for int() with base 10: {}", python_quoted(text)));
    match number(value).map_err(|message| match value.as_str() {
        Some(text) => invalid(text),
        None => ("TypeError", message),
    })? {
        Value::Float(_) if value.as_str().is_some() => Err(invalid(value.as_str().unwrap_or_default())),
        Value::Float(float) if float.is_nan() => Err(("ValueError", "cannot convert float NaN to integer".to_owned())),
        Value::Float(float) => {
            whole(float).ok_or_else(|| ("OverflowError", "cannot convert float infinity to integer".to_owned()))
        }
        Value::Bool(truth) => Ok(Value::Int(i64::from(truth))),
        number => Ok(number),
    }
}

/// The whole part of a float.
fn whole(float: f64) -> Option<Value> {
    format!("{:.0}", float.trunc()).parse::<BigInt>().ok().map(Value::big)
}

fn of_text(text: &str) -> Result<Value, String> {
    let ascii: String = text.trim().chars().map(ascii_digit).collect();
    let plain = without_underscores(&ascii);
    let digits = plain.as_deref().map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
    if let (Some(plain), Some(digits)) = (&plain, digits) {
        const MAX_DIGITS: usize = 4300;
        if !digits.is_empty()
            && digits.len() <= MAX_DIGITS
            && digits.bytes().all(|b| b.is_ascii_digit())
            && let Ok(number) = plain.strip_prefix('+').unwrap_or(plain).parse::<BigInt>()
        {
            return Ok(Value::big(number));
        }
        let letters = digits.to_ascii_lowercase();
        let word = matches!(letters.as_str(), "inf" | "infinity" | "nan");
        let floats = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+');
        if (word || digits.bytes().all(floats))
            && let Ok(number) = plain.parse::<f64>()
        {
            return Ok(Value::Float(number));
        }
    }
    Err(format!("could not convert string to float: {}", python_quoted(text)))
}

/// Python reads the digits of every script.
fn ascii_digit(c: char) -> char {
    const ZEROS: &[u32] =
        &[0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xff10];
    let code = u32::from(c);
    let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10));
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// Underscores may stand between digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let fits = |at: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let wrong = bytes.iter().enumerate().any(|(at, byte)| *byte == b'_' && !fits(at));
    (!wrong).then(|| text.replace('_', ""))
}

/// A number as a float, for comparing.
#[expect(
    clippy::cast_precision_loss,
    reason = "limits of parameters are small; Python is exact beyond 2**53, we are not"
)]
pub(super) fn float(value: &Value) -> Option<f64> {
    match value.reveal() {
        Value::Int(number) => Some(*number as f64),
        Value::Big(number) => number.to_string().parse().ok(),
        Value::Float(number) => Some(*number),
        Value::Bool(truth) => Some(if *truth { 1.0 } else { 0.0 }),
        Value::Null | Value::Str(_) | Value::List(_) | Value::Map(_) | Value::Unknown(_) | Value::Secret(_) => None,
    }
}

/// Whether a number is smaller than another; whole numbers are compared exactly.
pub(super) fn less(a: &Value, b: &Value) -> bool {
    let whole = |value: &Value| match value.reveal() {
        Value::Int(number) => Some(BigInt::from(*number)),
        Value::Big(number) => Some((**number).clone()),
        _ => None,
    };
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a < b,
        _ => float(a).zip(float(b)).is_some_and(|(a, b)| a < b),
    }
}
