//! Dates and times of ISO 8601, as far as Heat's reader takes them: which day they name, or why they name none.

/// A day: year, month, day of the month.
pub(super) type Day = (u32, u32, u32);

/// The day that a text names; its time of day and its zone are checked only.
pub(super) fn read(text: &str) -> Result<Day, String> {
    let unreadable = || format!("Unable to parse date string '{text}'");
    let (date, time) = split(text).ok_or_else(unreadable)?;
    let day = day(date).ok_or_else(unreadable)?;
    let clock = time.map(|time| clock(time).ok_or_else(unreadable)).transpose()?.unwrap_or_default();
    let (year, month, of_month) = day;
    if !(1..=12).contains(&month) {
        return Err("month must be in 1..12".to_owned());
    }
    if year == 0 {
        return Err("year 0 is out of range".to_owned());
    }
    if of_month == 0 || of_month > days(year, month) {
        return Err("day is out of range for month".to_owned());
    }
    for (part, name, most) in [(clock.0, "hour", 23), (clock.1, "minute", 59), (clock.2, "second", 59)] {
        if part > most {
            return Err(format!("{name} must be in 0..{most}"));
        }
    }
    Ok(day)
}

/// The date and the time of day.
fn split(text: &str) -> Option<(&str, Option<&str>)> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    Some(text.split_once(['T', ' ']).map_or((text, None), |(date, time)| (date, Some(time))))
}

fn number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] if year.len() == 4 => Some((number(year, 4..=4)?, 1, 1)),
        [whole] if whole.len() == 6 || whole.len() == 8 => {
            let (year, rest) = whole.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            let day = if day.is_empty() { 1 } else { number(day, 2..=2)? };
            Some((number(year, 4..=4)?, number(month, 2..=2)?, day))
        }
        [year, month] => Some((number(year, 4..=4)?, number(month, 1..=2)?, 1)),
        [year, month, day] => Some((number(year, 4..=4)?, number(month, 1..=2)?, number(day, 1..=2)?)),
        _ => None,
    }
}

/// Hour, minute and second.
fn clock(text: &str) -> Option<(u32, u32, u32)> {
    let zone = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(zone)?;
    let zone_fits = match zone.strip_prefix(['+', '-']) {
        None => matches!(zone, "" | "Z"),
        Some(offset) => {
            let digits = offset.replace(':', "");
            number(&digits, 2..=2).is_some() || number(&digits, 4..=4).is_some()
        }
    };
    if !zone_fits {
        return None;
    }
    let (whole, fraction) = clock.split_once(['.', ',']).map_or((clock, None), |(whole, rest)| (whole, Some(rest)));
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let plain = whole.replace(':', "");
    let fits = if whole.contains(':') { whole.split(':').all(|part| part.len() == 2) } else { true };
    let part = |from: usize| match plain.get(from..from + 2) {
        Some(digits) => number(digits, 2..=2),
        None => (plain.len() == from || plain.len() < from).then_some(0),
    };
    let parts = (part(0)?, part(2)?, part(4)?);
    (fits && matches!(plain.len(), 2 | 4 | 6)).then_some(parts)
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_refused_as_heat_does() {
        for text in
            ["2099", "2099-01", "2099-1-1", "20200101T000000Z", "2020-01-01 00:00:00", "2099-01-01T10:00:00.123"]
        {
            assert!(read(text).is_ok(), "{text}");
        }
        for (text, told) in [
            ("2999-13-01", "month must be in 1..12"),
            ("20991301", "month must be in 1..12"),
            ("2999-01-01T25:00:00", "hour must be in 0..23"),
            ("2099-02-30", "day is out of range for month"),
            ("2099-01-01T00:00:60Z", "second must be in 0..59"),
        ] {
            assert_eq!(read(text), Err(told.to_owned()), "{text}");
        }
        for text in ["", "now", "PT5M", "1999-W01", " 2020-01-01", "2020-01-01T1:00", "2020-01-01T00:00:00+2"] {
            assert_eq!(read(text), Err(format!("Unable to parse date string '{text}'")), "{text}");
        }
    }
}
