//! Numbers: arithmetic, comparison, conversion.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::Item;
use crate::number::{self, Operation, calculate};
use crate::resolve::Args;
use num_bigint::BigInt;
use std::cmp::Ordering;

pub(super) const TABLE: &[Row] = &[
    ("#operator_+", Function, "left:num right:num", |_, a| calculate(Operation::Add, &a.item(0), &a.item(1))),
    ("#operator_-", Function, "left:num right:num", |_, a| calculate(Operation::Subtract, &a.item(0), &a.item(1))),
    ("#operator_*", Function, "left:num right:num", |_, a| calculate(Operation::Multiply, &a.item(0), &a.item(1))),
    ("#operator_/", Function, "left:num right:num", |_, a| calculate(Operation::Divide, &a.item(0), &a.item(1))),
    ("#operator_mod", Function, "left:num right:num", |_, a| calculate(Operation::Modulo, &a.item(0), &a.item(1))),
    ("#unary_operator_+", Function, "op:num", |_, a| Ok(a.item(0))),
    ("#unary_operator_-", Function, "op:num", |_, a| negative(&a.item(0))),
    ("#operator_<", Function, "left:num right:num", |_, a| order(&a, Ordering::is_lt)),
    ("#operator_<=", Function, "left:num right:num", |_, a| order(&a, Ordering::is_le)),
    ("#operator_>", Function, "left:num right:num", |_, a| order(&a, Ordering::is_gt)),
    ("#operator_>=", Function, "left:num right:num", |_, a| order(&a, Ordering::is_ge)),
    ("abs", Function, "op:num", |_, a| match a.item(0) {
        Item::Float(number) => Ok(Item::Float(number.abs())),
        item if number::compare(&item, &Item::Int(0)) == Some(Ordering::Less) => negative(&item),
        item => Ok(item),
    }),
    ("int", Function, "value:any", |_, a| int(&a.item(0))),
    ("float", Function, "value:any", |_, a| float(&a.item(0))),
    ("random", Function, "", |eval, _| Ok(Item::Float(chance(eval)))),
    ("random", Function, "from:any to:any", |eval, a| {
        let (from, to) = (a.int(0)?, a.int(1)?);
        if from > to {
            return Err(Error::value(format!("empty range for randrange() ({from}, {to}, {})", to - from + 1)));
        }
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "any number of the range will do"
        )]
        let picked = (chance(eval) * (to.saturating_sub(from) as f64)) as i64;
        Ok(Item::Int(from.saturating_add(picked)))
    }),
    ("bitwiseAnd", Function, "left:int right:int", |_, a| bits(&a, |x, y| x & y)),
    ("bitwiseOr", Function, "left:int right:int", |_, a| bits(&a, |x, y| x | y)),
    ("bitwiseXor", Function, "left:int right:int", |_, a| bits(&a, |x, y| x ^ y)),
    ("bitwiseNot", Function, "arg:int", |_, a| Ok(whole(&a, 0).map_or(Item::Null, |x| Item::big(!x)))),
    ("shiftBitsRight", Function, "value:int bitsNumber:int", |eval, a| shift(eval, &a, false)),
    ("shiftBitsLeft", Function, "value:int bitsNumber:int", |eval, a| shift(eval, &a, true)),
    ("max", Function, "a:any b:any", |eval, a| {
        let larger = eval.call_values("#operator_>", vec![a.item(1), a.item(0)], a.context)?.truthy();
        Ok(a.item(usize::from(larger)))
    }),
    ("min", Function, "a:any b:any", |eval, a| {
        let larger = eval.call_values("#operator_>", vec![a.item(1), a.item(0)], a.context)?.truthy();
        Ok(a.item(usize::from(!larger)))
    }),
    ("pow", Function, "a:num b:num c:num?=null", power),
    ("sign", Function, "num:num", |_, a| {
        Ok(Item::Int(number::compare(&a.item(0), &Item::Int(0)).map_or(0, |order| order as i64)))
    }),
    ("round", Function, "number:num ndigits:int=0", round),
    ("isInteger", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Int(_) | Item::Big(_))))),
    ("isNumber", Function, "value:any", |_, a| {
        Ok(Item::Bool(matches!(a.item(0), Item::Int(_) | Item::Big(_) | Item::Float(_))))
    }),
];

fn order(args: &Args<'_>, test: fn(Ordering) -> bool) -> Result<Item> {
    Ok(Item::Bool(number::compare(&args.item(0), &args.item(1)).is_some_and(test)))
}

fn negative(item: &Item) -> Result<Item> {
    match item {
        Item::Float(number) => Ok(Item::Float(-number)),
        other => calculate(Operation::Subtract, &Item::Int(0), other),
    }
}

fn int(item: &Item) -> Result<Item> {
    match item {
        Item::Null => Ok(Item::Int(0)),
        Item::Float(number) if number.is_nan() => Err(Error::value("cannot convert float NaN to integer")),
        Item::Float(number) if number.is_infinite() => {
            Err(Error::failed("OverflowError", "cannot convert float infinity to integer"))
        }
        Item::Float(number) => Ok(number::truncated(*number)),
        Item::Str(text) => {
            let digits = text.trim();
            let joined = !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
            let number =
                if joined && digits.len() <= 4300 { digits.replace('_', "").parse::<BigInt>().ok() } else { None };
            number
                .map(Item::big)
                .ok_or_else(|| Error::value(format!("invalid literal for int() with base 10: {}", item.repr())))
        }
        other => number::big(other).map(Item::big).ok_or_else(|| {
            let message = "int() argument must be a string, a bytes-like object or a real number, not";
            Error::kind(format!("{message} '{}'", other.type_name()))
        }),
    }
}

fn float(item: &Item) -> Result<Item> {
    match item {
        Item::Null => Ok(Item::Float(0.0)),
        Item::Str(text) => text
            .trim()
            .replace('_', "")
            .parse()
            .map(Item::Float)
            .map_err(|_| Error::value(format!("could not convert string to float: {}", item.repr()))),
        other => number::float(other).map(Item::Float).ok_or_else(|| {
            Error::kind(format!("float() argument must be a string or a real number, not '{}'", other.type_name()))
        }),
    }
}

/// A number from 0 to 1 that depends on nothing but what was evaluated before: an evaluation can be repeated.
fn chance(eval: &Eval<'_>) -> f64 {
    let mixed = eval.steps().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 11;
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let fraction = mixed as f64 / (1_u64 << 53) as f64;
    fraction
}

fn whole(args: &Args<'_>, index: usize) -> Option<BigInt> {
    number::big(&args.item(index))
}

fn bits(args: &Args<'_>, operation: fn(BigInt, BigInt) -> BigInt) -> Result<Item> {
    match (whole(args, 0), whole(args, 1)) {
        (Some(a), Some(b)) => Ok(Item::big(operation(a, b))),
        _ => Err(Error::kind("unsupported operand types")),
    }
}

fn shift(eval: &Eval<'_>, args: &Args<'_>, left: bool) -> Result<Item> {
    let count = args.int(1)?;
    let Ok(count) = usize::try_from(count) else { return Err(Error::value("negative shift count")) };
    let value = whole(args, 0).unwrap_or_default();
    if left {
        eval.reserve(count / 8)?;
        return Ok(Item::big(value << count));
    }
    Ok(Item::big(value >> count))
}

fn power(eval: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let (a, b, c) = (args.item(0), args.item(1), args.item(2));
    if let (Some(base), Some(exponent)) = (number::big(&a), number::big(&b)) {
        if let Some(modulus) = number::big(&c) {
            if modulus == BigInt::from(0) {
                return Err(Error::value("pow() 3rd argument cannot be 0"));
            }
            eval.step(exponent.bits() * modulus.bits() / 8)?;
            if exponent < BigInt::from(0) {
                let inverse = base.modinv(&modulus);
                let inverse = inverse.ok_or_else(|| Error::value("base is not invertible for the given modulus"))?;
                return Ok(Item::big(inverse.modpow(&-exponent, &modulus)));
            }
            return Ok(Item::big(base.modpow(&exponent, &modulus)));
        }
        if exponent >= BigInt::from(0) {
            let small = base.bits() <= 1;
            let exponent = u32::try_from(exponent).unwrap_or(u32::MAX);
            let bits = base.bits().saturating_mul(u64::from(exponent));
            if small {
                let odd = exponent % 2 == 1;
                return Ok(Item::big(if exponent == 0 {
                    BigInt::from(1)
                } else if odd {
                    base
                } else {
                    &base * &base
                }));
            }
            eval.reserve(usize::try_from(bits / 8).unwrap_or(usize::MAX))?;
            return Ok(Item::big(base.pow(exponent)));
        }
    }
    if !c.is_null() {
        return Err(Error::kind("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let (base, exponent) = (number::float(&a).unwrap_or(f64::NAN), number::float(&b).unwrap_or(f64::NAN));
    if base == 0.0 && exponent < 0.0 {
        return Err(Error::failed("ZeroDivisionError", "0.0 cannot be raised to a negative power"));
    }
    let result = base.powf(exponent);
    if base < 0.0 && exponent.is_finite() && exponent.fract() != 0.0 {
        // Python goes on with a complex number, which no function takes and no template holds.
        return Err(Error::kind("the power is no real number"));
    }
    if result.is_infinite() && base.is_finite() && exponent.is_finite() {
        return Err(Error::failed("OverflowError", "(34, 'Numerical result out of range')"));
    }
    Ok(Item::Float(result))
}

fn round(_: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let digits = args.int(1)?;
    match args.item(0) {
        Item::Float(number) if !number.is_finite() || digits > 300 => Ok(Item::Float(number)),
        Item::Float(number) if digits >= 0 => {
            // Rust rounds the exact decimal value half to even, as Python does.
            let places = usize::try_from(digits).unwrap_or(0);
            Ok(Item::Float(format!("{number:.places$}").parse().unwrap_or(number)))
        }
        Item::Float(number) => {
            let scale = 10_f64.powi(i32::try_from(-digits).unwrap_or(i32::MAX));
            let rounded = if scale.is_finite() { (number / scale).round_ties_even() * scale } else { 0.0 };
            Ok(Item::Float(rounded))
        }
        item if digits >= 0 => Ok(item),
        _ if digits < -4300 => Ok(Item::Int(0)),
        item => {
            let value = number::big(&item).unwrap_or_default();
            let scale = BigInt::from(10).pow(u32::try_from(-digits).unwrap_or(0));
            let (quotient, rest) = number::floor_division(&value, &scale);
            let up = match (&rest * 2_u8).cmp(&scale) {
                Ordering::Greater => true,
                Ordering::Equal => quotient.bit(0),
                Ordering::Less => false,
            };
            Ok(Item::big((quotient + u8::from(up)) * scale))
        }
    }
}
