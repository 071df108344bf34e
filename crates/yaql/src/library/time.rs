//! Points in time and lengths of time. `now()` is refused: a template's value must not depend on a clock.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::{Eval, no_match, unknown};
use crate::item::Item;
use crate::number;
use crate::resolve::Args;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

pub(super) const TABLE: &[Row] = &[
    (
        "datetime",
        Function,
        "year:int month:int day:int hour:int=0 minute:int=0 second:int=0 microsecond:int=0 offset:span?=null",
        |_, a| {
            let date = days(a.int(0)?, a.int(1)?, a.int(2)?)?;
            let (hour, minute, second) = (a.int(3)?, a.int(4)?, a.int(5)?);
            clock(date, hour, minute, second, a.int(6)?, 0).map(|(at, offset)| Item::Time(at, offset))
        },
    ),
    ("datetime", Function, "timestamp:num offset:span?=null", |_, a| {
        let seconds = number::float(&a.item(0)).unwrap_or(0.0);
        micros(seconds * 1e6).map(|at| Item::Time(at, 0))
    }),
    ("datetime", Function, "string:str format:str?=null", |_, a| read(&a.text(0))),
    (
        "timespan",
        Function,
        "days:num=0 hours:num=0 minutes:num=0 seconds:num=0 milliseconds:num=0 microseconds:num=0",
        |_, a| {
            let units = [86_400e6, 3_600e6, 60e6, 1e6, 1e3, 1.0];
            let total: f64 =
                units.iter().enumerate().map(|(i, unit)| unit * number::float(&a.item(i)).unwrap_or(0.0)).sum();
            micros(total).map(Item::Span)
        },
    ),
    ("now", Function, "offset:span?=null", |_, _| {
        Err(Error::failed("ValueError", "now() is not supported: a template must not depend on a clock"))
    }),
    ("isDatetime", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Time(..))))),
    ("isTimespan", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Span(_))))),
    ("format", Method, "dt:time format:str", format),
    ("#operator_+", Function, "left:time right:span", |_, a| moved(&a, 0, 1, 1)),
    ("#operator_+", Function, "left:span right:time", |_, a| moved(&a, 1, 0, 1)),
    ("#operator_-", Function, "left:time right:span", |_, a| moved(&a, 0, 1, -1)),
    ("#operator_-", Function, "left:time right:time", |_, a| span(point(&a, 0).checked_sub(point(&a, 1)))),
    ("#operator_+", Function, "left:span right:span", |_, a| span(point(&a, 0).checked_add(point(&a, 1)))),
    ("#operator_-", Function, "left:span right:span", |_, a| span(point(&a, 0).checked_sub(point(&a, 1)))),
    ("#operator_*", Function, "left:span right:num", |_, a| scaled(&a, 0, 1)),
    ("#operator_*", Function, "left:num right:span", |_, a| scaled(&a, 1, 0)),
    ("#operator_<", Function, "left:time right:time", |_, a| Ok(Item::Bool(point(&a, 0) < point(&a, 1)))),
    ("#operator_<=", Function, "left:time right:time", |_, a| Ok(Item::Bool(point(&a, 0) <= point(&a, 1)))),
    ("#operator_>", Function, "left:time right:time", |_, a| Ok(Item::Bool(point(&a, 0) > point(&a, 1)))),
    ("#operator_>=", Function, "left:time right:time", |_, a| Ok(Item::Bool(point(&a, 0) >= point(&a, 1)))),
    ("#operator_<", Function, "left:span right:span", |_, a| Ok(Item::Bool(point(&a, 0) < point(&a, 1)))),
    ("#operator_<=", Function, "left:span right:span", |_, a| Ok(Item::Bool(point(&a, 0) <= point(&a, 1)))),
    ("#operator_>", Function, "left:span right:span", |_, a| Ok(Item::Bool(point(&a, 0) > point(&a, 1)))),
    ("#operator_>=", Function, "left:span right:span", |_, a| Ok(Item::Bool(point(&a, 0) >= point(&a, 1)))),
];

fn point(args: &Args<'_>, index: usize) -> i64 {
    match args.item(index) {
        Item::Time(at, _) | Item::Span(at) => at,
        _ => 0,
    }
}

fn overflow() -> Error {
    Error::failed("OverflowError", "date value out of range")
}

fn micros(number: f64) -> Result<i64> {
    let rounded = number.round_ties_even();
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    if rounded.abs() < 9e18 { Ok(rounded as i64) } else { Err(overflow()) }
}

fn span(length: Option<i64>) -> Result<Item> {
    length.map(Item::Span).ok_or_else(overflow)
}

fn moved(args: &Args<'_>, time: usize, span: usize, sign: i64) -> Result<Item> {
    let offset = match args.item(time) {
        Item::Time(_, offset) => offset,
        _ => 0,
    };
    let at = point(args, span).checked_mul(sign).and_then(|by| point(args, time).checked_add(by));
    at.map(|at| Item::Time(at, offset)).ok_or_else(overflow)
}

#[expect(clippy::cast_precision_loss, reason = "as Python scales")]
fn scaled(args: &Args<'_>, span: usize, factor: usize) -> Result<Item> {
    let factor = number::float(&args.item(factor)).unwrap_or(1.0);
    micros(point(args, span) as f64 * factor).map(Item::Span)
}

/// Days since 1970 of a date.
fn days(year: i64, month: i64, day: i64) -> Result<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => {
            if leap {
                29
            } else {
                28
            }
        }
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if !(1..=9999).contains(&year) {
        return Err(Error::value(format!("year {year} is out of range")));
    }
    if !(1..=12).contains(&month) {
        return Err(Error::value("month must be in 1..12"));
    }
    if !(1..=length).contains(&day) {
        return Err(Error::value("day is out of range for month"));
    }
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    Ok(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year, month and day of a count of days since 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

fn clock(days: i64, hour: i64, minute: i64, second: i64, micro: i64, offset: i32) -> Result<(i64, i32)> {
    for (value, most, name) in
        [(hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"), (micro, 999_999, "microsecond")]
    {
        if !(0..=most).contains(&value) {
            return Err(Error::value(format!("{name} must be in 0..{most}")));
        }
    }
    let seconds = hour * 3600 + minute * 60 + second - i64::from(offset);
    Ok((days * DAY + seconds * SECOND + micro, offset))
}

/// `2020-01-02T03:04:05.6Z` and shorter forms of it.
fn read(text: &str) -> Result<Item> {
    let refused = || Error::failed("ParserError", format!("Unknown string format: {text}"));
    let number = |text: &str| text.trim().parse::<i64>().map_err(|_| refused());
    let (day, rest) = text.trim().split_once(['T', ' ']).unwrap_or((text.trim(), ""));
    let mut date = day.splitn(3, ['-', '/']).map(number);
    let mut part = || date.next().unwrap_or(Ok(1));
    let days = days(part()?, part()?, part()?)?;
    let (time, zone) = match rest.find(['Z', '+', '-']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let offset = match zone.strip_prefix(['+', '-']) {
        Some(digits) => {
            let digits = digits.replace(':', "");
            let (hours, minutes) = digits.split_at_checked(2).unwrap_or((&digits, ""));
            let minutes = if minutes.is_empty() { 0 } else { number(minutes)? };
            let seconds = number(hours)?.clamp(0, 99) * 3600 + minutes.clamp(0, 99) * 60;
            i32::try_from(if zone.starts_with('-') { -seconds } else { seconds }).unwrap_or(0)
        }
        None => 0,
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = time.split(':').map(|part| if part.is_empty() { Ok(0) } else { number(part) });
    let mut part = || parts.next().unwrap_or(Ok(0));
    let (hour, minute, second) = (part()?, part()?, part()?);
    let micro = number(&format!("{fraction:0<6}").chars().take(6).collect::<String>())?;
    clock(days, hour, minute, second, micro, offset).map(|(at, offset)| Item::Time(at, offset))
}

/// The parts of a point in time where it was made: year, month, day, hour, minute, second, microsecond.
fn parts(at: i64, offset: i32) -> [i64; 7] {
    let local = at.saturating_add(i64::from(offset) * SECOND);
    let (year, month, day) = date(local.div_euclid(DAY));
    let rest = local.rem_euclid(DAY);
    let second = rest / SECOND;
    [year, month, day, second / 3600, second / 60 % 60, second % 60, rest % SECOND]
}

pub(crate) fn time_text(at: i64, offset: i32) -> String {
    let [year, month, day, hour, minute, second, micro] = parts(at, offset);
    let fraction = if micro == 0 { String::new() } else { format!(".{micro:06}") };
    let sign = if offset < 0 { '-' } else { '+' };
    let zone = offset.unsigned_abs() / 60;
    let (hours, minutes) = (zone / 60, zone % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{fraction}{sign}{hours:02}:{minutes:02}")
}

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

fn format(_: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let Item::Time(at, offset) = args.item(0) else { return Ok(Item::Null) };
    let [year, month, day, hour, minute, second, micro] = parts(at, offset);
    let mut text = String::new();
    let format = args.text(1);
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        text.push_str(&match letters.next() {
            Some('Y') => year.to_string(),
            Some('y') => format!("{:02}", year % 100),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            Some('H') => format!("{hour:02}"),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('f') => format!("{micro:06}"),
            Some('F') => format!("{year}-{month:02}-{day:02}"),
            Some('T') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('%') | None => "%".to_owned(),
            Some(other) => format!("%{other}"),
        });
    }
    Ok(Item::str(text))
}

/// `value.name` where the value is no mapping and no collection.
#[expect(clippy::cast_precision_loss, reason = "as Python divides")]
pub(crate) fn property(value: &Item, name: &str) -> Result<Item> {
    let called = format!("#property#{name}");
    let of_time = ["year", "month", "day", "hour", "minute", "second", "microsecond"];
    let of_span = [
        ("days", DAY),
        ("hours", 3600 * SECOND),
        ("minutes", 60 * SECOND),
        ("seconds", SECOND),
        ("milliseconds", 1000),
        ("microseconds", 1),
    ];
    let index = of_time.iter().position(|known| *known == name);
    let unit = of_span.iter().find(|(known, _)| *known == name);
    match (value, index, unit) {
        (Item::Time(at, offset), Some(index), _) => {
            Ok(parts(*at, *offset).get(index).copied().map_or(Item::Null, Item::Int))
        }
        (Item::Span(length), _, Some(("microseconds", _))) => Ok(Item::Int(*length)),
        (Item::Span(length), _, Some((_, unit))) => Ok(Item::Float(*length as f64 / *unit as f64)),
        (Item::Time(at, _), None, _) => match name {
            "timestamp" => Ok(Item::Float(*at as f64 / 1e6)),
            "weekday" => Ok(Item::Int((at.div_euclid(DAY) + 3).rem_euclid(7))),
            "offset" => Ok(Item::Span(0)),
            "utc" => Ok(Item::Time(*at, 0)),
            "date" => Ok(Item::Time(at - at.rem_euclid(DAY), 0)),
            "time" => Ok(Item::Span(at.rem_euclid(DAY))),
            _ => Err(unknown(&called)),
        },
        (_, None, None) if !matches!(name, "timestamp" | "weekday" | "offset" | "utc" | "date" | "time") => {
            Err(unknown(&called))
        }
        _ => Err(no_match(&called)),
    }
}
