//! Points and lengths of time as text: `str`, `repr` and the letters of `format`.

use super::calendar::{DAY, Parts, SECOND};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(super) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// An offset in seconds as `+02:00` or `+0200`.
fn zone(offset: i32, colon: &str) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let seconds = offset.unsigned_abs();
    let rest = if seconds.is_multiple_of(60) { String::new() } else { format!("{colon}{:02}", seconds % 60) };
    format!("{sign}{:02}{colon}{:02}{rest}", seconds / 3600, seconds / 60 % 60)
}

/// `str()` of a point in time.
pub(crate) fn time_text(at: i64, offset: i32) -> String {
    let Parts { year, month, day, hour, minute, second, micro } = Parts::of(at, offset);
    let fraction = if micro == 0 { String::new() } else { format!(".{micro:06}") };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}{}", zone(offset, ":"))
}

/// `repr()` of a point in time.
pub(crate) fn time_repr(at: i64, offset: i32) -> String {
    let Parts { year, month, day, hour, minute, second, micro } = Parts::of(at, offset);
    let rest = match (second, micro) {
        (0, 0) => String::new(),
        (_, 0) => format!(", {second}"),
        _ => format!(", {second}, {micro}"),
    };
    let zone = if offset == 0 { "tzutc()".to_owned() } else { format!("tzoffset(None, {offset})") };
    format!("datetime.datetime({year}, {month}, {day}, {hour}, {minute}{rest}, tzinfo={zone})")
}

/// `str()` of a length of time.
pub(crate) fn span_text(length: i64) -> String {
    let (days, rest) = (length.div_euclid(DAY), length.rem_euclid(DAY));
    let (second, micro) = (rest / SECOND, rest % SECOND);
    let fraction = if micro == 0 { String::new() } else { format!(".{micro:06}") };
    let clock = format!("{}:{:02}:{:02}{fraction}", second / 3600, second / 60 % 60, second % 60);
    match days {
        0 => clock,
        1 | -1 => format!("{days} day, {clock}"),
        _ => format!("{days} days, {clock}"),
    }
}

/// `repr()` of a length of time.
pub(crate) fn span_repr(length: i64) -> String {
    let (days, rest) = (length.div_euclid(DAY), length.rem_euclid(DAY));
    let parts: Vec<String> = [("days", days), ("seconds", rest / SECOND), ("microseconds", rest % SECOND)]
        .iter()
        .filter(|(_, count)| *count != 0)
        .map(|(name, count)| format!("{name}={count}"))
        .collect();
    format!("datetime.timedelta({})", if parts.is_empty() { "0".to_owned() } else { parts.join(", ") })
}

/// A point in time in the form that `letters` say, each behind its `%`.
pub(super) fn formatted(at: i64, offset: i32, letters: &str) -> String {
    let parts = Parts::of(at, offset);
    let mut text = String::new();
    let mut rest = letters.chars();
    while let Some(letter) = rest.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let next = rest.next();
        let flag = next.filter(|flag| matches!(flag, '-' | '_' | '^'));
        match (if flag.is_some() { rest.next() } else { next }, flag) {
            (Some(letter), _) => match one(&parts, offset, at, letter) {
                Some(made) => text.push_str(&flagged(&made, flag)),
                None => text.extend(['%'].into_iter().chain(flag).chain([letter])),
            },
            (None, flag) => text.extend(['%'].into_iter().chain(flag)),
        }
    }
    text
}

/// Without its filling (`-`), filled with spaces (`_`) or in capitals (`^`).
fn flagged(made: &str, flag: Option<char>) -> String {
    let bare = made.trim_start_matches(['0', ' ']);
    let bare = if bare.is_empty() { made.get(made.len().saturating_sub(1)..).unwrap_or(made) } else { bare };
    match flag {
        Some('-') => bare.to_owned(),
        Some('_') => format!("{bare:>width$}", width = made.chars().count()),
        Some(_) => made.to_uppercase(),
        None => made.to_owned(),
    }
}

/// What one letter stands for; none if it stands for nothing.
fn one(parts: &Parts, offset: i32, at: i64, letter: char) -> Option<String> {
    let Parts { year, month, day, hour, minute, second, micro } = *parts;
    let name = |names: &[&str], index: i64| {
        usize::try_from(index).ok().and_then(|i| names.get(i)).map_or("", |n| *n).to_owned()
    };
    let short = |name: String| name.chars().take(3).collect::<String>();
    let half = if hour % 12 == 0 { 12 } else { hour % 12 };
    let both = |letters: &str| Some(formatted(at, offset, letters));
    Some(match letter {
        'Y' => year.to_string(),
        'C' => (year / 100).to_string(),
        'y' => format!("{:02}", year % 100),
        'm' => format!("{month:02}"),
        'd' => format!("{day:02}"),
        'e' => format!("{day:2}"),
        'H' => format!("{hour:02}"),
        'k' => format!("{hour:2}"),
        'I' => format!("{half:02}"),
        'l' => format!("{half:2}"),
        'M' => format!("{minute:02}"),
        'S' => format!("{second:02}"),
        'f' => format!("{micro:06}"),
        'p' => if hour < 12 { "AM" } else { "PM" }.to_owned(),
        'P' => if hour < 12 { "am" } else { "pm" }.to_owned(),
        'j' => format!("{:03}", parts.day_of_year()),
        'A' => name(&WEEKDAYS, parts.weekday()),
        'a' => short(name(&WEEKDAYS, parts.weekday())),
        'B' => name(&MONTHS, month - 1),
        'b' | 'h' => short(name(&MONTHS, month - 1)),
        'u' => (parts.weekday() + 1).to_string(),
        'w' => ((parts.weekday() + 1) % 7).to_string(),
        'U' => format!("{:02}", (parts.day_of_year() + 6 - (parts.weekday() + 1) % 7) / 7),
        'W' => format!("{:02}", (parts.day_of_year() + 6 - parts.weekday()) / 7),
        'G' => parts.week().0.to_string(),
        'g' => format!("{:02}", parts.week().0 % 100),
        'V' => format!("{:02}", parts.week().1),
        'z' => zone(offset, ""),
        'Z' => if offset == 0 { "UTC" } else { "" }.to_owned(),
        's' => (at.div_euclid(SECOND) + i64::from(offset)).to_string(),
        'n' => "\n".to_owned(),
        't' => "\t".to_owned(),
        '%' => "%".to_owned(),
        'F' => return both("%Y-%m-%d"),
        'D' | 'x' => return both("%m/%d/%y"),
        'T' | 'X' => return both("%H:%M:%S"),
        'R' => return both("%H:%M"),
        'r' => return both("%I:%M:%S %p"),
        'c' => return both("%a %b %e %H:%M:%S %Y"),
        _ => return None,
    })
}
