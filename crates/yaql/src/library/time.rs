//! Points in time and lengths of time. `now()` is the moment that the evaluation was given, and every clock stands in UTC: a template's
//! value must not depend on where and when it is looked at.

mod calendar;
mod form;
mod guess;
mod text;

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::{no_match, unknown};
use crate::item::Item;
use crate::number;
use crate::resolve::Args;
use calendar::{DAY, Parts, SECOND, checked, overflow};
pub(crate) use text::{span_repr, span_text, time_repr, time_text};

pub(super) const TABLE: &[Row] = &[
    (
        "datetime",
        Function,
        "year:int month:int day:int hour:int=0 minute:int=0 second:int=0 microsecond:int=0 offset:span=none",
        |_, a| {
            let parts = Parts {
                year: a.int(0)?,
                month: a.int(1)?,
                day: a.int(2)?,
                hour: a.int(3)?,
                minute: a.int(4)?,
                second: a.int(5)?,
                micro: a.int(6)?,
            };
            let offset = zone(&a, 7)?;
            parts.point(offset).map(|at| Item::Time(at, offset))
        },
    ),
    ("datetime", Function, "timestamp:num offset:span=none", |_, a| {
        let offset = zone(&a, 1)?;
        from_seconds(&a.item(0), offset)
    }),
    ("datetime", Function, "string:str format:str?=null", |eval, a| {
        // Reading a text takes far longer than a step.
        eval.step(200)?;
        let form = a.optional_text(1).filter(|form| !form.is_empty());
        let read = match form {
            Some(form) => form::read(&a.text(0), &form),
            None => guess::read(&a.text(0), Parts::of(eval.now.0, 0)),
        };
        read.map(|(at, offset)| Item::Time(at, offset))
    }),
    (
        "timespan",
        Function,
        "days:int=0 hours:int=0 minutes:int=0 seconds:whole=0 milliseconds:whole=0 microseconds:whole=0",
        |_, a| {
            let mut total: i128 = 0;
            for (index, unit) in [DAY, 3600 * SECOND, 60 * SECOND, SECOND, 1000, 1].iter().enumerate() {
                total += i128::from(a.int(index)?) * i128::from(*unit);
            }
            span(i64::try_from(total).ok())
        },
    ),
    ("now", Function, "offset:span?=none", |eval, a| {
        let offset = zone(&a, 0)?;
        Ok(Item::Time(eval.now.0, offset))
    }),
    ("localtz utctz", Function, "", |_, _| Ok(Item::Span(0))),
    ("isDatetime", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Time(..))))),
    ("isTimespan", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Span(_))))),
    ("format", Method, "dt:time format:str", |eval, a| {
        let Item::Time(at, offset) = a.item(0) else { return Ok(Item::Null) };
        let made = text::formatted(at, offset, &a.text(1));
        eval.reserve(made.len())?;
        Ok(Item::str(made))
    }),
    (
        "replace",
        Method,
        "dt:time year:int?=null month:int?=null day:int?=null hour:int?=null minute:int?=null second:int?=null \
         microsecond:int?=null offset:span?=null",
        replace,
    ),
    ("#operator_+", Function, "dt:time ts:span", |_, a| moved(&a, 0, 1, 1)),
    ("#operator_+", Function, "ts:span dt:time", |_, a| moved(&a, 1, 0, 1)),
    ("#operator_-", Function, "dt:time ts:span", |_, a| moved(&a, 0, 1, -1)),
    ("#operator_-", Function, "dt1:time dt2:time", |_, a| span(point(&a, 0).checked_sub(point(&a, 1)))),
    ("#operator_+", Function, "ts1:span ts2:span", |_, a| span(point(&a, 0).checked_add(point(&a, 1)))),
    ("#operator_-", Function, "ts1:span ts2:span", |_, a| span(point(&a, 0).checked_sub(point(&a, 1)))),
    ("#operator_*", Function, "ts:span n:num", |_, a| scaled(number::Operation::Multiply, &a, 0, 1)),
    ("#operator_*", Function, "n:num ts:span", |_, a| scaled(number::Operation::Multiply, &a, 1, 0)),
    ("#operator_/", Function, "ts:span n:num", |_, a| match number::float(&a.item(1)) {
        Some(0.0) => Err(divided_by_zero(if matches!(a.item(1), Item::Float(_)) { "float " } else { "" })),
        divisor => from_micros(&Item::Float(micros_as_float(point(&a, 0)) / divisor.unwrap_or(1.0))),
    }),
    ("#operator_/", Function, "ts1:span ts2:span", |_, a| match point(&a, 1) {
        0 => Err(divided_by_zero("float ")),
        divisor => Ok(Item::Float(micros_as_float(point(&a, 0)) / micros_as_float(divisor))),
    }),
    ("#unary_operator_-", Function, "ts:span", |_, a| span(point(&a, 0).checked_neg())),
    ("#unary_operator_+", Function, "ts:span", |_, a| Ok(a.item(0))),
    ("#operator_<", Function, "dt1:time dt2:time", |_, a| Ok(Item::Bool(point(&a, 0) < point(&a, 1)))),
    ("#operator_<=", Function, "dt1:time dt2:time", |_, a| Ok(Item::Bool(point(&a, 0) <= point(&a, 1)))),
    ("#operator_>", Function, "dt1:time dt2:time", |_, a| Ok(Item::Bool(point(&a, 0) > point(&a, 1)))),
    ("#operator_>=", Function, "dt1:time dt2:time", |_, a| Ok(Item::Bool(point(&a, 0) >= point(&a, 1)))),
    ("#operator_<", Function, "ts1:span ts2:span", |_, a| Ok(Item::Bool(point(&a, 0) < point(&a, 1)))),
    ("#operator_<=", Function, "ts1:span ts2:span", |_, a| Ok(Item::Bool(point(&a, 0) <= point(&a, 1)))),
    ("#operator_>", Function, "ts1:span ts2:span", |_, a| Ok(Item::Bool(point(&a, 0) > point(&a, 1)))),
    ("#operator_>=", Function, "ts1:span ts2:span", |_, a| Ok(Item::Bool(point(&a, 0) >= point(&a, 1)))),
];

fn point(args: &Args<'_>, index: usize) -> i64 {
    match args.item(index) {
        Item::Time(at, _) | Item::Span(at) => at,
        _ => 0,
    }
}

fn divided_by_zero(kind: &str) -> Error {
    let message = if kind.is_empty() { "division by zero" } else { "float division by zero" };
    Error::failed("ZeroDivisionError", message)
}

/// An offset from UTC in seconds.
fn zone(args: &Args<'_>, index: usize) -> Result<i32> {
    match args.item(index) {
        Item::Span(length) if length.abs() >= DAY => {
            let message = "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).";
            Err(Error::value(message))
        }
        Item::Span(length) => Ok(i32::try_from(length.div_euclid(SECOND)).unwrap_or(0)),
        _ => Ok(0),
    }
}

fn span(length: Option<i64>) -> Result<Item> {
    length.map(Item::Span).ok_or_else(overflow)
}

#[expect(clippy::cast_precision_loss, reason = "as Python divides")]
fn micros_as_float(length: i64) -> f64 {
    length as f64
}

/// A length of time out of a number of microseconds.
fn from_micros(number: &Item) -> Result<Item> {
    let whole = match number {
        Item::Float(number) if number.is_nan() => return Err(Error::value("cannot convert float NaN to integer")),
        Item::Float(number) if number.is_infinite() => {
            return Err(Error::failed("OverflowError", "cannot convert float infinity to integer"));
        }
        Item::Float(number) => number::truncated(number.round_ties_even()),
        other => other.clone(),
    };
    match whole {
        Item::Int(length) => Ok(Item::Span(length)),
        _ => Err(overflow()),
    }
}

/// A point in time out of seconds since 1970.
fn from_seconds(seconds: &Item, offset: i32) -> Result<Item> {
    let float = number::float(seconds).unwrap_or(0.0);
    if float.is_nan() {
        return Err(Error::value("cannot convert float NaN to integer"));
    }
    if float.abs() >= 9.2e18 {
        return Err(Error::failed("OverflowError", "timestamp out of range for platform time_t"));
    }
    if float.abs() >= 6.7e16 {
        return Err(Error::failed("OSError", "[Errno 75] Value too large for defined data type"));
    }
    if !(-62_135_596_800.0..253_402_300_800.0).contains(&float) {
        let (year, ..) = match number::truncated((float / 86_400.0).floor()) {
            Item::Int(days) => calendar::date(days),
            _ => (0, 0, 0),
        };
        return Err(Error::value(format!("year {year} is out of range")));
    }
    let fraction = (float.fract() * 1e6).round_ties_even();
    match (number::truncated(float), number::truncated(fraction)) {
        (Item::Int(seconds), Item::Int(micros)) => {
            checked(Some(seconds * SECOND + micros), offset).map(|at| Item::Time(at, offset))
        }
        _ => Err(overflow()),
    }
}

fn moved(args: &Args<'_>, time: usize, span: usize, sign: i64) -> Result<Item> {
    let offset = match args.item(time) {
        Item::Time(_, offset) => offset,
        _ => 0,
    };
    let at = point(args, span).checked_mul(sign).and_then(|by| point(args, time).checked_add(by));
    checked(at, offset).map(|at| Item::Time(at, offset))
}

fn scaled(operation: number::Operation, args: &Args<'_>, span: usize, factor: usize) -> Result<Item> {
    let product = number::calculate(operation, &Item::Int(point(args, span)), &args.item(factor))?;
    from_micros(&product)
}

fn replace(_: &mut crate::evaluate::Eval<'_>, args: Args<'_>) -> Result<Item> {
    let Item::Time(at, before) = args.item(0) else { return Ok(Item::Null) };
    let mut parts = Parts::of(at, before);
    let fields = [
        &mut parts.year,
        &mut parts.month,
        &mut parts.day,
        &mut parts.hour,
        &mut parts.minute,
        &mut parts.second,
        &mut parts.micro,
    ];
    for (index, field) in fields.into_iter().enumerate() {
        if !args.item(index + 1).is_null() {
            *field = args.int(index + 1)?;
        }
    }
    let offset = if args.item(8).is_null() { before } else { zone(&args, 8)? };
    parts.point(offset).map(|at| Item::Time(at, offset))
}

/// The names of the parts of points in time, and of lengths of time.
const OF_TIME: [&str; 13] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "microsecond",
    "timestamp",
    "weekday",
    "offset",
    "utc",
    "date",
    "time",
];
const OF_SPAN: [&str; 6] = ["days", "hours", "minutes", "seconds", "milliseconds", "microseconds"];

/// `value.name` where the value is no mapping and no collection.
pub(crate) fn property(value: &Item, name: &str) -> Result<Item> {
    let called = format!("#property#{name}");
    match value {
        Item::Time(at, offset) if OF_TIME.contains(&name) => of_time(*at, *offset, name),
        Item::Span(length) if OF_SPAN.contains(&name) => Ok(of_span(*length, name)),
        _ if OF_TIME.contains(&name) || OF_SPAN.contains(&name) => Err(no_match(&called)),
        _ => Err(unknown(&called)),
    }
}

fn of_time(at: i64, offset: i32, name: &str) -> Result<Item> {
    let parts = Parts::of(at, offset);
    // Heat's YAQL takes the offset off and leaves the zone as it is.
    let utc = at - i64::from(offset) * SECOND;
    let midnight = Parts { hour: 0, minute: 0, second: 0, micro: 0, ..parts };
    Ok(match name {
        "year" => Item::Int(parts.year),
        "month" => Item::Int(parts.month),
        "day" => Item::Int(parts.day),
        "hour" => Item::Int(parts.hour),
        "minute" => Item::Int(parts.minute),
        "second" => Item::Int(parts.second),
        "microsecond" => Item::Int(parts.micro),
        "weekday" => Item::Int(parts.weekday()),
        "offset" => Item::Span(i64::from(offset) * SECOND),
        "timestamp" => Item::Float(micros_as_float(checked(Some(utc), offset)?) / 1e6),
        "utc" => Item::Time(checked(Some(utc), offset)?, offset),
        "date" => Item::Time(midnight.point(offset)?, offset),
        _ => Item::Span(at - midnight.point(offset)?),
    })
}

fn of_span(length: i64, name: &str) -> Item {
    let float = micros_as_float(length);
    match name {
        "days" => Item::Float(float / 86_400e6),
        "hours" => Item::Float(float / 3_600e6),
        "minutes" => Item::Float(float / 60e6),
        "seconds" => Item::Float(float / 1e6),
        "milliseconds" => Item::Float(float / 1e3),
        _ => Item::Int(length),
    }
}
