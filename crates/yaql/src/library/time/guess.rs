//! Reading a point in time that says its form itself: `2020-01-02T03:04:05Z`, `2 Jan 2020 3pm`, `01/02/2020`, `20200102`, as the
//! reader of dates does that Heat's YAQL uses. What a text leaves out is that of the day on which it is read.

use super::calendar::Parts;
use super::text::{MONTHS, WEEKDAYS};
use crate::error::{Error, Result};

/// Words between the parts.
const JUMPS: [&str; 18] =
    [" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th"];

/// The point in time and its offset; `today` is the date of now.
pub(super) fn read(text: &str, today: Parts) -> Result<(i64, i32)> {
    let parser = |message: String| Error::failed("ParserError", message);
    let mut guess = Guess { tokens: tokens(text), ..Guess::default() };
    guess.all().ok_or_else(|| parser(format!("Unknown string format: {text}")))?;
    if guess.date.is_empty() && guess.hour.is_none() && guess.weekday.is_none() && guess.second.is_none() {
        return Err(parser(format!("String does not contain a date: {text}")));
    }
    let offset = guess.offset.unwrap_or(0);
    let mut parts = guess.parts(today).ok_or_else(|| parser(format!("Unknown string format: {text}")))?;
    if guess.date.is_empty() || (guess.date.len() < 3 && !guess.has_day) {
        // A date without its day takes the last one that the month has.
        while parts.day > 28 && parts.point(0).is_err() {
            parts.day -= 1;
        }
    }
    let mut at = parts.point(offset).map_err(|error| parser(format!("{}: {text}", error.message)))?;
    if let Some(weekday) = guess.weekday.filter(|_| guess.date.is_empty()) {
        at += (weekday - parts.weekday()).rem_euclid(7) * super::calendar::DAY;
    }
    Ok((at, offset))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(String),
    Word(String),
    Sign(char),
}

/// Numbers (with a fraction), words, and single signs.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let letters: Vec<char> = text.trim().chars().collect();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let run = |test: fn(&char) -> bool| letters.iter().skip(at).take_while(|c| test(c)).count();
        let is_digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() {
            let mut length = run(char::is_ascii_digit);
            let dots =
                letters.iter().skip(at).take_while(|c| c.is_ascii_digit() || **c == '.').filter(|c| **c == '.').count();
            let of_date = at.checked_sub(1).and_then(|before| letters.get(before)) == Some(&'.');
            if dots == 1 && !of_date && matches!(letters.get(at + length), Some('.' | ',')) && is_digit(at + length + 1)
            {
                length += 1 + letters.iter().skip(at + length + 1).take_while(|c| c.is_ascii_digit()).count();
            }
            found.push(Token::Number(letters.iter().skip(at).take(length).collect()));
            at += length;
        } else if letter.is_alphabetic() {
            let length = run(|c| c.is_alphabetic());
            found.push(Token::Word(letters.iter().skip(at).take(length).collect()));
            at += length;
        } else {
            found.push(Token::Sign(if letter.is_whitespace() { ' ' } else { *letter }));
            at += 1;
        }
    }
    found
}

#[derive(Default)]
struct Guess {
    tokens: Vec<Token>,
    at: usize,
    /// Year, month and day in the order in which they stand.
    date: Vec<i64>,
    /// Which of them is a month's name, and which is a year for its length.
    month: Option<usize>,
    year: Option<usize>,
    has_day: bool,
    weekday: Option<i64>,
    hour: Option<i64>,
    minute: i64,
    second: Option<i64>,
    micro: i64,
    offset: Option<i32>,
    /// Whether a zone's name came before the offset: `GMT+3` means "my time and three hours are GMT".
    turned: bool,
    afternoon: Option<bool>,
}

fn name(names: &[&str], word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let known = |name: &&str| {
        let name = name.to_lowercase();
        word == name || (word.len() == 3 && name.starts_with(&word)) || (word == "sept" && name == "september")
    };
    names.iter().position(known).and_then(|place| i64::try_from(place).ok())
}

impl Guess {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn sign(&self, ahead: usize) -> Option<char> {
        match self.peek(ahead) {
            Some(Token::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    fn number(&self, ahead: usize) -> Option<String> {
        match self.peek(ahead) {
            Some(Token::Number(digits)) => Some(digits.clone()),
            _ => None,
        }
    }

    /// Reads all tokens; none if one has no place.
    fn all(&mut self) -> Option<()> {
        while let Some(token) = self.tokens.get(self.at).cloned() {
            match token {
                Token::Number(digits) => self.of_number(&digits)?,
                Token::Word(word) => self.of_word(&word)?,
                Token::Sign(sign @ ('+' | '-')) if self.hour.is_some() && self.number(1).is_some() => {
                    self.of_offset(sign)?;
                }
                Token::Sign(sign) if JUMPS.contains(&sign.to_string().as_str()) => self.at += 1,
                Token::Sign(_) => return None,
            }
        }
        Some(())
    }

    fn push(&mut self, digits: &str) -> Option<()> {
        if digits.len() > 2 {
            self.year = Some(self.date.len());
        }
        self.date.push(digits.parse().ok()?);
        (self.date.len() <= 3).then_some(())
    }

    fn of_number(&mut self, digits: &str) -> Option<()> {
        let whole = digits.split(['.', ',']).next().unwrap_or(digits).to_owned();
        let fraction = digits.get(whole.len() + 1..).map(str::to_owned);
        let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse::<i64>().ok());
        let label = match self.peek(1) {
            Some(Token::Word(word)) => Some((word.to_lowercase(), 1)),
            Some(Token::Sign(' ')) => match self.peek(2) {
                Some(Token::Word(word)) => Some((word.to_lowercase(), 2)),
                _ => None,
            },
            _ => None,
        };
        let unit = label.as_ref().and_then(|(word, far)| Some((unit(word)?, *far)));
        let half = label.as_ref().and_then(|(word, far)| Some((afternoon(word)?, *far)));
        match (whole.len(), &fraction) {
            (2 | 4, None)
                if self.date.len() == 3
                    && self.hour.is_none()
                    && self.sign(1) != Some(':')
                    && unit.is_none()
                    && half.is_none() =>
            {
                self.hour = pair(0);
                self.minute = pair(2).unwrap_or(0);
            }
            (6, None) if self.date.is_empty() && self.sign(1) != Some(':') => {
                for at in [0, 2, 4] {
                    self.push(digits.get(at..at + 2)?)?;
                }
            }
            (6, _) if self.sign(1) != Some(':') => {
                (self.hour, self.minute, self.second) = (pair(0), pair(2)?, pair(4));
                self.micro = micros(fraction.as_deref());
            }
            (8 | 12 | 14, None) => {
                self.push(digits.get(..4)?)?;
                self.push(digits.get(4..6)?)?;
                self.push(digits.get(6..8)?)?;
                if whole.len() > 8 {
                    (self.hour, self.minute) = (pair(8), pair(10)?);
                    self.second = pair(12).or(self.second);
                }
            }
            _ => return self.of_short(digits, &whole, fraction.as_deref(), unit, half),
        }
        self.at += 1;
        Some(())
    }

    /// A number whose neighbours say what it is.
    fn of_short(
        &mut self,
        digits: &str,
        whole: &str,
        fraction: Option<&str>,
        unit: Option<(u8, usize)>,
        half: Option<(bool, usize)>,
    ) -> Option<()> {
        if let Some((unit, far)) = unit {
            let value = whole.parse().ok()?;
            match unit {
                0 => self.hour = Some(value),
                1 => self.minute = value,
                _ => (self.second, self.micro) = (Some(value), micros(fraction)),
            }
            self.at += far + 1;
            return Some(());
        }
        if self.sign(1) == Some(':') && fraction.is_none() {
            self.hour = whole.parse().ok();
            let minutes = self.number(2)?;
            self.minute = minutes.split('.').next()?.parse().ok()?;
            self.at += 3;
            if self.sign(0) == Some(':') {
                let seconds = self.number(1)?;
                let (whole, fraction) =
                    seconds.split_once(['.', ',']).map_or((seconds.as_str(), None), |(w, f)| (w, Some(f)));
                (self.second, self.micro) = (whole.parse().ok(), micros(fraction));
                self.at += 2;
            }
            return Some(());
        }
        if let Some(sign) = self.sign(1).filter(|sign| "-/.".contains(*sign)).filter(|_| fraction.is_none()) {
            self.push(whole)?;
            self.at += 2;
            for _ in 0..2 {
                match self.peek(0).cloned() {
                    Some(Token::Number(next)) => self.push(&next)?,
                    Some(Token::Word(word)) => {
                        self.month = Some(self.date.len());
                        self.date.push(name(&MONTHS, &word)? + 1);
                    }
                    _ => return Some(()),
                }
                self.at += 1;
                if self.sign(0) != Some(sign) {
                    return Some(());
                }
                self.at += 1;
            }
            return Some(());
        }
        if let Some((later, far)) = half {
            (self.hour, self.afternoon) = (whole.parse().ok(), Some(later));
            self.at += far + 1;
            return Some(());
        }
        for part in digits.split('.') {
            self.push(part)?;
        }
        self.at += 1;
        Some(())
    }

    fn of_word(&mut self, word: &str) -> Option<()> {
        self.at += 1;
        if let Some(month) = name(&MONTHS, word) {
            self.month = Some(self.date.len());
            self.date.push(month + 1);
        } else if let Some(weekday) = name(&WEEKDAYS, word) {
            self.weekday = Some(weekday);
        } else if let Some(later) = afternoon(&word.to_lowercase()) {
            self.afternoon = Some(later);
            self.hour?;
        } else if JUMPS.contains(&word.to_lowercase().as_str()) {
            // `T` between date and clock, `3rd`…
        } else if self.hour.is_some() && word.len() <= 5 && word.chars().all(|c| c.is_ascii_uppercase()) {
            self.offset = self.offset.or(Some(0));
            self.turned = self.sign(0).is_some_and(|sign| "+-".contains(sign));
        } else if self.hour.is_some() && matches!(word, "z" | "utc" | "gmt") {
            self.offset = Some(0);
        } else {
            return None;
        }
        (self.date.len() <= 3).then_some(())
    }

    fn of_offset(&mut self, sign: char) -> Option<()> {
        let digits = self.number(1)?;
        self.at += 2;
        let (hours, minutes) = match (digits.len(), self.sign(0), self.number(1)) {
            (_, Some(':'), Some(minutes)) => {
                self.at += 2;
                (digits.clone(), minutes)
            }
            (4, ..) => (digits.get(..2)?.to_owned(), digits.get(2..)?.to_owned()),
            (1 | 2, ..) => (digits.clone(), "0".to_owned()),
            _ => return None,
        };
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        self.offset = (seconds < 86_400).then_some(if (sign == '-') == self.turned { seconds } else { -seconds });
        self.offset.map(drop)
    }

    /// The parts; what is left out is today's.
    fn parts(&mut self, today: Parts) -> Option<Parts> {
        let (year, month, day) = self.ordered()?;
        let year = year.map(|year| {
            let century = today.year / 100 * 100;
            match year {
                0..100 if self.year.is_none() => {
                    let near = year + century;
                    if near >= today.year + 50 {
                        near - 100
                    } else if near < today.year - 50 {
                        near + 100
                    } else {
                        near
                    }
                }
                year => year,
            }
        });
        self.has_day = day.is_some();
        let mut hour = self.hour.unwrap_or(0);
        match self.afternoon {
            Some(_) if !(0..=12).contains(&hour) => return None,
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => {}
        }
        Some(Parts {
            year: year.unwrap_or(today.year),
            month: month.unwrap_or(today.month),
            day: day.unwrap_or(today.day),
            hour,
            minute: self.minute,
            second: self.second.unwrap_or(0),
            micro: self.micro,
        })
    }

    /// Which number is the year, the month and the day.
    fn ordered(&self) -> Option<(Option<i64>, Option<i64>, Option<i64>)> {
        Some(match (self.date.as_slice(), self.month) {
            ([], _) => (None, None, None),
            ([one], Some(_)) => (None, Some(*one), None),
            ([one], None) if *one > 31 => (Some(*one), None, None),
            ([one], None) => (None, None, Some(*one)),
            ([month, other], Some(0)) | ([other, month], Some(_)) => {
                if *other > 31 {
                    (Some(*other), Some(*month), None)
                } else {
                    (None, Some(*month), Some(*other))
                }
            }
            ([a, b], None) if *a > 31 => (Some(*a), Some(*b), None),
            ([a, b], None) if *b > 31 => (Some(*b), Some(*a), None),
            ([a, b], None) if *a > 12 => (None, Some(*b), Some(*a)),
            ([a, b], None) => (None, Some(*a), Some(*b)),
            ([month, b, c], Some(0)) if *b > 31 => (Some(*b), Some(*month), Some(*c)),
            ([month, b, c], Some(0)) => (Some(*c), Some(*month), Some(*b)),
            ([a, month, c], Some(1)) if *a > 31 => (Some(*a), Some(*month), Some(*c)),
            ([a, month, c], Some(1)) => (Some(*c), Some(*month), Some(*a)),
            ([a, b, month], Some(_)) if *b > 31 => (Some(*b), Some(*month), Some(*a)),
            ([a, b, month], Some(_)) => (Some(*a), Some(*month), Some(*b)),
            ([a, b, c], None) if *a > 31 || self.year == Some(0) => (Some(*a), Some(*b), Some(*c)),
            ([a, b, c], None) if *a > 12 => (Some(*c), Some(*b), Some(*a)),
            ([a, b, c], None) => (Some(*c), Some(*a), Some(*b)),
            _ => return None,
        })
    }
}

/// Hours are 0, minutes 1, seconds 2.
fn unit(word: &str) -> Option<u8> {
    match word {
        "h" | "hour" | "hours" => Some(0),
        "m" | "minute" | "minutes" => Some(1),
        "s" | "second" | "seconds" => Some(2),
        _ => None,
    }
}

fn afternoon(word: &str) -> Option<bool> {
    match word {
        "am" | "a" => Some(false),
        "pm" | "p" => Some(true),
        _ => None,
    }
}

fn micros(fraction: Option<&str>) -> i64 {
    let digits: String = format!("{:0<6}", fraction.unwrap_or("")).chars().take(6).collect();
    digits.parse().unwrap_or(0)
}
