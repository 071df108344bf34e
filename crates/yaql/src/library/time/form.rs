//! Reading a point in time by a form such as `%d.%m.%Y`, as Python's `strptime` does: the form becomes a pattern.

use super::calendar::{DAY, Parts, date, days};
use super::text::{MONTHS, WEEKDAYS};
use crate::error::{Error, Result};
use fancy_regex::{Captures, RegexBuilder};
use model::value::text::python_quoted;

/// The point in time and its offset.
pub(super) fn read(text: &str, form: &str) -> Result<(i64, i32)> {
    let pattern = pattern(form, form)?;
    let refused =
        || Error::value(format!("time data {} does not match format {}", python_quoted(text), python_quoted(form)));
    let regex = RegexBuilder::new(&format!("(?i)^(?:{pattern})")).backtrack_limit(100_000).build();
    let regex = regex.map_err(|_| Error::failed("error", format!("redefinition of a group in {form}")))?;
    let found = regex.captures(text).ok().flatten().ok_or_else(refused)?;
    let end = found.get(0).map_or(0, |whole| whole.end());
    if let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
        return Err(Error::value(format!("unconverted data remains: {rest}")));
    }
    point(&found)
}

/// The pattern of a form.
fn pattern(form: &str, whole: &str) -> Result<String> {
    let mut made = String::new();
    let mut letters = form.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            while letters.next_if(|c| c.is_whitespace()).is_some() {}
            made.push_str(r"\s+");
        } else if letter == '%' {
            let Some(letter) = letters.next() else {
                return Err(Error::value(format!("stray % in format {}", python_quoted(whole))));
            };
            made.push_str(&directive(letter, whole)?);
        } else {
            if r"\.^$*+?(){}[]|".contains(letter) {
                made.push('\\');
            }
            made.push(letter);
        }
    }
    Ok(made)
}

fn directive(letter: char, whole: &str) -> Result<String> {
    let group = |pattern: &str| Ok(format!("(?P<{letter}>{pattern})"));
    let names = |names: &[&str], short: bool| {
        let names: Vec<&str> =
            names.iter().map(|name| if short { name.get(..3).unwrap_or(name) } else { *name }).collect();
        group(&names.join("|"))
    };
    match letter {
        'd' => group(r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]"),
        'f' => group(r"[0-9]{1,6}"),
        'H' => group(r"2[0-3]|[0-1]\d|\d"),
        'I' => group(r"1[0-2]|0[1-9]|[1-9]"),
        'j' => group(r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]"),
        'm' => group(r"1[0-2]|0[1-9]|[1-9]"),
        'M' => group(r"[0-5]\d|\d"),
        'S' => group(r"6[0-1]|[0-5]\d|\d"),
        'U' | 'W' => group(r"5[0-3]|[0-4]\d|\d"),
        'w' => group("[0-6]"),
        'y' => group(r"\d\d"),
        'Y' => group(r"\d\d\d\d"),
        'z' => group(r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)"),
        'Z' => group("utc|gmt"),
        'p' => group("am|pm"),
        'A' => names(&WEEKDAYS, false),
        'a' => names(&WEEKDAYS, true),
        'B' => names(&MONTHS, false),
        'b' => names(&MONTHS, true),
        'c' => pattern("%a %b %d %H:%M:%S %Y", whole),
        'x' => pattern("%m/%d/%y", whole),
        'X' => pattern("%H:%M:%S", whole),
        '%' => Ok("%".to_owned()),
        bad => Err(Error::value(format!("'{bad}' is a bad directive in format {}", python_quoted(whole)))),
    }
}

fn point(found: &Captures<'_, str>) -> Result<(i64, i32)> {
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let number = |name: &str| text(name).and_then(|digits| digits.trim().parse::<i64>().ok());
    let named = |name: &str, names: &[&str]| {
        let wanted = text(name)?.to_lowercase();
        let place = names.iter().position(|known| known.to_lowercase().starts_with(&wanted))?;
        i64::try_from(place).ok()
    };
    let short = number("y").map(|year| if year <= 68 { year + 2000 } else { year + 1900 });
    let mut parts = Parts { year: number("Y").or(short).unwrap_or(1900), month: 1, day: 1, ..Parts::default() };
    let month = number("m").or_else(|| named("B", &MONTHS).or(named("b", &MONTHS)).map(|place| place + 1));
    match (month, number("d"), number("j")) {
        (None, None, Some(day)) => {
            (parts.year, parts.month, parts.day) = date(days(parts.year, 1, 1) + day - 1);
        }
        (month, day, _) => (parts.month, parts.day) = (month.unwrap_or(1), day.unwrap_or(1)),
    }
    let half =
        number("I").map(|hour| hour % 12 + 12 * i64::from(text("p").is_some_and(|p| p.eq_ignore_ascii_case("pm"))));
    parts.hour = number("H").or(half).unwrap_or(0);
    parts.minute = number("M").unwrap_or(0);
    parts.second = number("S").unwrap_or(0);
    let fraction = text("f").map(|digits| format!("{digits:0<6}"));
    parts.micro = fraction.and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let offset = text("z").map_or(0, offset);
    let at = parts.point(offset)?;
    if i64::from(offset).abs() * 1_000_000 >= DAY {
        return Err(Error::value("offset must be strictly between -24 and 24 hours"));
    }
    Ok((at, offset))
}

/// `+0200`, `+02:00`, `Z` in seconds.
pub(super) fn offset(text: &str) -> i32 {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse::<i32>().ok()).unwrap_or(0);
    let seconds = pair(0) * 3600 + pair(2) * 60 + pair(4);
    if text.starts_with('-') { -seconds } else { seconds }
}
