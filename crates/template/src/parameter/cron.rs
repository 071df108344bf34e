//! Cron expressions, as the library that Heat uses takes them: whether one is well formed, not when it is due.

/// The columns: least and most value.
const RANGES: [(u32, u32); 7] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (1970, 2099)];
const DAY: usize = 2;
const MONTH: usize = 3;
const WEEKDAY: usize = 4;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ALIASES: [&str; 7] = ["@midnight", "@hourly", "@daily", "@weekly", "@monthly", "@yearly", "@annually"];

/// What is wrong with an expression.
pub(super) fn check(text: &str) -> Result<(), String> {
    let lower = text.to_lowercase();
    if ALIASES.contains(&lower.as_str()) {
        return Ok(());
    }
    let columns: Vec<&str> = lower.split_ascii_whitespace().collect();
    if !(5..=7).contains(&columns.len()) {
        return Err("Exactly 5, 6 or 7 columns has to be specified for iterator expression.".to_owned());
    }
    let whole = Whole { text, columns: columns.join(" ") };
    columns
        .iter()
        .enumerate()
        .zip(RANGES)
        .try_for_each(|((place, text), range)| Column { whole: &whole, place, range }.check(text))
}

/// The expression as given, and with its columns in small letters.
struct Whole<'a> {
    text: &'a str,
    columns: String,
}

struct Column<'a> {
    whole: &'a Whole<'a>,
    place: usize,
    range: (u32, u32),
}

impl Column<'_> {
    fn check(&self, text: &str) -> Result<(), String> {
        if let Some(hashed) = Hashed::of(text) {
            return hashed.check(text, self.range);
        }
        if text.contains('?') {
            return self.question(text);
        }
        let parts: Vec<&str> = text.split(',').collect();
        parts.iter().rev().try_for_each(|part| self.part(part, parts.len()))
    }

    fn refused<T>(&self, why: &str) -> Result<T, String> {
        Err(format!("[{}] is not acceptable{why}", self.whole.text))
    }

    fn question(&self, text: &str) -> Result<(), String> {
        if text != "?" {
            return self.refused(". Question mark can not used with other characters");
        }
        if ![DAY, WEEKDAY].contains(&self.place) {
            return self.refused(". Question mark can only used in day_of_month or day_of_week");
        }
        Ok(())
    }

    fn part(&self, part: &str, parts: usize) -> Result<(), String> {
        let mut part = part;
        if self.place == WEEKDAY {
            match part.split_once('#') {
                Some((day, nth)) if !nth.is_empty() && is_number(nth) && is_word(day) => {
                    if !matches!(nth.parse(), Ok(1..=5)) {
                        return self.refused(&format!(". Invalid day_of_week value: '{nth}'"));
                    }
                    part = day;
                }
                _ => part = part.strip_prefix('l').filter(|last| is_number(last)).unwrap_or(part),
            }
        }
        if self.place == DAY
            && let Some(day) = part.strip_suffix('w').or_else(|| part.strip_prefix('w')).filter(|day| is_number(day))
        {
            return self.nearest_weekday(day, parts);
        }
        match self.range_of(part) {
            Some((low, high, step)) => self.range(&low, &high, &step),
            None => self.single(part),
        }
    }

    fn nearest_weekday(&self, day: &str, parts: usize) -> Result<(), String> {
        if !matches!(day.parse(), Ok(1..=31)) {
            let value = day.trim_start_matches('0');
            let value = if value.is_empty() { "0" } else { value };
            return self.refused(&format!(", nearest weekday day value '{value}' out of range"));
        }
        if parts > 1 {
            return self.refused(". 'W' can only be used with a single day value, not in a list or range");
        }
        Ok(())
    }

    /// `low-high/step`, also of `*/step` and `low/step`.
    fn range_of(&self, part: &str) -> Option<(String, String, String)> {
        let (least, most) = self.range;
        let (bounds, step) = match part.split_once('/') {
            Some((bounds, step)) => (bounds, Some(step)),
            None => (part, None),
        };
        let step = match step {
            Some(step) if is_number(step) => step,
            Some(_) => return None,
            None => "1",
        };
        match (bounds, bounds.split_once('-')) {
            ("*", _) if part != "*" => Some((least.to_string(), most.to_string(), step.to_owned())),
            (_, Some((low, high))) if !low.is_empty() && !high.is_empty() && !high.contains('-') => {
                Some((low.to_owned(), high.to_owned(), step.to_owned()))
            }
            (low, None) if part != low && !low.is_empty() => Some((low.to_owned(), most.to_string(), step.to_owned())),
            _ => None,
        }
    }

    fn range(&self, low: &str, high: &str, step: &str) -> Result<(), String> {
        let (text, place) = (self.whole.text, self.place);
        let high = if place == DAY && high == "l" { "31" } else { high };
        let (low, high) = (self.number(low)?, self.number(high)?);
        if step.bytes().all(|byte| byte == b'0') {
            return Err(format!("[{text}] step '0' in field {place} is not acceptable"));
        }
        let (Ok(low), Ok(high)) = (low.parse::<u64>(), high.parse::<u64>()) else {
            return Err(format!("[{text}] bands '{low}-{high}' in field {place} are not acceptable"));
        };
        if low.max(high) > u64::from(self.most()) {
            return Err(format!("{text} is out of bands"));
        }
        Ok(())
    }

    /// The greatest number that can stand there: the seventh day of the week is the first one.
    fn most(&self) -> u32 {
        if self.place == WEEKDAY { 7 } else { self.range.1 }
    }

    fn single(&self, part: &str) -> Result<(), String> {
        if part.starts_with('-') {
            return self.refused(", negative numbers not allowed");
        }
        if part == "*" {
            return Ok(());
        }
        let number = self.number(part)?;
        let fits = number.parse::<u64>().is_ok_and(|n| (u64::from(self.range.0)..=u64::from(self.most())).contains(&n));
        if fits || number == "l" { Ok(()) } else { self.refused(", out of range") }
    }

    /// A number as it stands, or that of a name.
    fn number(&self, text: &str) -> Result<String, String> {
        if is_number(text) {
            return Ok(text.to_owned());
        }
        let of = |names: &[&str]| names.iter().position(|name| *name == text);
        let found = match self.place {
            DAY if text == "l" => return Ok(text.to_owned()),
            MONTH => of(&MONTHS).map(|month| month + 1),
            WEEKDAY => of(&WEEKDAYS),
            _ => None,
        };
        match found {
            Some(number) => Ok(number.to_string()),
            None => Err(format!("[{}] is not acceptable", self.whole.columns)),
        }
    }
}

/// `h` and `r`, with a range and a divisor: values that are drawn.
struct Hashed<'a> {
    by_name: bool,
    bounds: Option<(&'a str, &'a str)>,
    divisor: Option<&'a str>,
}

impl<'a> Hashed<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix(['h', 'r'])?;
        let (rest, divisor) = match rest.split_once('/') {
            Some((rest, divisor)) => (rest, Some(divisor)),
            None => (rest, None),
        };
        let bounds = match rest {
            "" => None,
            _ => Some(rest.strip_prefix('(')?.strip_suffix(')')?.split_once('-')?),
        };
        let numbers = bounds.is_none_or(|(low, high)| is_number(low) && is_number(high));
        (numbers && divisor.is_none_or(is_number)).then_some(Self { by_name: text.starts_with('h'), bounds, divisor })
    }

    fn check(&self, text: &str, (least, most): (u32, u32)) -> Result<(), String> {
        if self.by_name {
            return Err("Hashed definitions must include hash_id".to_owned());
        }
        if let Some((low, high)) = self.bounds.map(|(low, high)| (low.parse::<u32>(), high.parse::<u32>())) {
            let (low, high) = (low.unwrap_or(u32::MAX), high.unwrap_or(u32::MAX));
            if low >= high {
                return Err("Range end must be greater than range begin".to_owned());
            }
            if low < least || high > most {
                return Err(format!("[{text}] is not acceptable, out of range"));
            }
        }
        if self.divisor.is_some_and(|divisor| divisor.bytes().all(|byte| byte == b'0')) {
            return Err(format!("Bad expression: {text}"));
        }
        Ok(())
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_that_heat_takes() {
        for text in [
            "* * * * *",
            "*/5 * * * *",
            "0 0 31 2 *",
            "* * * * * *",
            "* * * * * * *",
            "@daily",
            "0 0 * * sun",
            "0 0 * * 7",
            "0 0 L * *",
            "1-5,7 * * * *",
            "5-1 * * * *",
            "0 0 ? * ?",
            "r * * * *",
            "0 0 15w * *",
            "1/5 * * * *",
            "*/5,* * * * *",
            "* * * * l3",
            "* * * * 0-7",
            "* * * * mon#2",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_in_the_words_that_clients_know() {
        for (text, told) in [
            ("60 * * * *", "[60 * * * *] is not acceptable, out of range"),
            ("@reboot", "Exactly 5, 6 or 7 columns has to be specified for iterator expression."),
            ("* * * * mon#6", "[* * * * mon#6] is not acceptable. Invalid day_of_week value: '6'"),
            ("*/0 * * * *", "[*/0 * * * *] step '0' in field 0 is not acceptable"),
            ("5/0 * * * *", "[5/0 * * * *] step '0' in field 0 is not acceptable"),
            ("a * * * *", "[a * * * *] is not acceptable"),
            ("? * * * *", "[? * * * *] is not acceptable. Question mark can only used in day_of_month or day_of_week"),
            ("h * * * *", "Hashed definitions must include hash_id"),
            ("1-70 * * * *", "1-70 * * * * is out of bands"),
            ("* * * 0 *", "[* * * 0 *] is not acceptable, out of range"),
            ("-1 * * * *", "[-1 * * * *] is not acceptable, negative numbers not allowed"),
            ("* * * * * * 1960", "[* * * * * * 1960] is not acceptable, out of range"),
            (",,1 * * * *", "[,,1 * * * *] is not acceptable"),
            ("5- * * * *", "[5- * * * *] is not acceptable"),
            ("** * * * *", "[** * * * *] is not acceptable"),
            ("*/a * * * *", "[*/a * * * *] is not acceptable"),
            ("* * l-2 * *", "[* * l-2 * *] bands 'l-2' in field 2 are not acceptable"),
            ("* * * jan-foo *", "[* * * jan-foo *] is not acceptable"),
            (
                "0 0 1,15w * *",
                "[0 0 1,15w * *] is not acceptable. 'W' can only be used with a single day value, not in a list or range",
            ),
        ] {
            assert_eq!(check(text), Err(told.to_owned()), "{text}");
        }
    }
}
