//! Counting days and clocks: what a date is as microseconds since 1970 and back, with the ranges and the words that Python has.

use crate::error::{Error, Result};

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const DAY: i64 = 86_400 * SECOND;
/// The first and the last microsecond of the years 1 to 9999.
const FIRST: i64 = -62_135_596_800 * SECOND;
const LAST: i64 = 253_402_300_800 * SECOND - 1;

/// A point in time where it is told: a date and a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) micro: i64,
}

pub(super) fn overflow() -> Error {
    Error::failed("OverflowError", "date value out of range")
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days since 1970 of a date that there is.
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a count of days since 1970.
pub(super) fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

impl Parts {
    /// What a point in time is at an offset of so many seconds.
    pub(super) fn of(at: i64, offset: i32) -> Parts {
        let local = at.saturating_add(i64::from(offset) * SECOND);
        let (year, month, day) = date(local.div_euclid(DAY));
        let rest = local.rem_euclid(DAY);
        let second = rest / SECOND;
        let (hour, minute) = (second / 3600, second / 60 % 60);
        Parts { year, month, day, hour, minute, second: second % 60, micro: rest % SECOND }
    }

    /// The point in time; what there is not is refused as Python refuses it.
    pub(super) fn point(&self, offset: i32) -> Result<i64> {
        let Parts { year, month, day, hour, minute, second, micro } = *self;
        let length = match month {
            2 => 28 + i64::from(leap(year)),
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
        for (value, most, name) in
            [(hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"), (micro, 999_999, "microsecond")]
        {
            if !(0..=most).contains(&value) {
                return Err(Error::value(format!("{name} must be in 0..{most}")));
            }
        }
        let seconds = hour * 3600 + minute * 60 + second - i64::from(offset);
        Ok(days(year, month, day) * DAY + seconds * SECOND + micro)
    }

    /// Monday is 0.
    pub(super) fn weekday(&self) -> i64 {
        (days(self.year, self.month, self.day) + 3).rem_euclid(7)
    }

    /// The first of January is 1.
    pub(super) fn day_of_year(&self) -> i64 {
        days(self.year, self.month, self.day) - days(self.year, 1, 1) + 1
    }

    /// The week of ISO 8601, and the year that it belongs to.
    pub(super) fn week(&self) -> (i64, i64) {
        let thursday = days(self.year, self.month, self.day) - self.weekday() + 3;
        let (year, _, _) = date(thursday);
        (year, (thursday - days(year, 1, 1)) / 7 + 1)
    }
}

/// A point in time if its date is one that Python has.
pub(super) fn checked(at: Option<i64>, offset: i32) -> Result<i64> {
    let local = at.and_then(|at| at.checked_add(i64::from(offset) * SECOND));
    match (at, local) {
        (Some(at), Some(FIRST..=LAST)) => Ok(at),
        _ => Err(overflow()),
    }
}
