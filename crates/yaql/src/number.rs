//! Numbers as Python has them: whole ones of any size beside floats, true as 1.

use crate::error::{Error, Result};
use crate::item::Item;
use num_bigint::{BigInt, Sign};
use std::cmp::Ordering;

/// A whole number; true and false count.
pub(crate) fn big(item: &Item) -> Option<BigInt> {
    match item {
        Item::Bool(truth) => Some(BigInt::from(u8::from(*truth))),
        Item::Int(number) => Some(BigInt::from(*number)),
        Item::Big(number) => Some((**number).clone()),
        _ => None,
    }
}

/// Any number as a float.
pub(crate) fn float(item: &Item) -> Option<f64> {
    match item {
        Item::Float(number) => Some(*number),
        Item::Bool(truth) => Some(f64::from(u8::from(*truth))),
        #[expect(clippy::cast_precision_loss, reason = "as Python converts")]
        Item::Int(number) => Some(*number as f64),
        Item::Big(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// The whole number that a float is; none if it has a fraction.
pub(crate) fn whole(item: &Item) -> Option<Item> {
    match item {
        Item::Float(number) if number.is_finite() && number.fract() == 0.0 => Some(truncated(*number)),
        _ => None,
    }
}

/// A finite float without its fraction.
pub(crate) fn truncated(number: f64) -> Item {
    format!("{:.0}", number.trunc()).parse().map_or(Item::Int(0), Item::big)
}

/// The order of two numbers; none if one is not a number.
pub(crate) fn compare(left: &Item, right: &Item) -> Option<Ordering> {
    if let (Item::Int(a), Item::Int(b)) = (left, right) {
        return Some(a.cmp(b));
    }
    match (big(left), big(right)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        (Some(a), None) => compare_mixed(&a, float(right)?),
        (None, Some(b)) => compare_mixed(&b, float(left)?).map(Ordering::reverse),
        (None, None) => float(left)?.partial_cmp(&float(right)?),
    }
}

fn compare_mixed(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let floor = big(&truncated(b.floor()))?;
    let fraction = b > b.floor();
    Some(match a.cmp(&floor) {
        Ordering::Equal if fraction => Ordering::Less,
        order => order,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// `left operation right`.
pub(crate) fn calculate(operation: Operation, left: &Item, right: &Item) -> Result<Item> {
    if let (Some(a), Some(b)) = (big(left), big(right)) {
        return whole_operation(operation, &a, &b);
    }
    let (Some(a), Some(b)) = (float(left), float(right)) else {
        return Err(Error::kind("unsupported operand types"));
    };
    let zero = |message: &str| Err(Error::failed("ZeroDivisionError", message));
    Ok(Item::Float(match operation {
        Operation::Add => a + b,
        Operation::Subtract => a - b,
        Operation::Multiply => a * b,
        Operation::Divide if b == 0.0 => return zero("float division by zero"),
        Operation::Divide => a / b,
        Operation::Modulo if b == 0.0 => return zero("float modulo"),
        Operation::Modulo => {
            let rest = a % b;
            if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest }
        }
    }))
}

fn whole_operation(operation: Operation, a: &BigInt, b: &BigInt) -> Result<Item> {
    let zero = b.sign() == Sign::NoSign;
    Ok(Item::big(match operation {
        Operation::Add => a + b,
        Operation::Subtract => a - b,
        Operation::Multiply => a * b,
        Operation::Divide | Operation::Modulo if zero => {
            let message = "integer division or modulo by zero";
            let message = if operation == Operation::Divide { message } else { "integer modulo by zero" };
            return Err(Error::failed("ZeroDivisionError", message));
        }
        Operation::Divide => floor_division(a, b).0,
        Operation::Modulo => floor_division(a, b).1,
    }))
}

/// The quotient rounded down, and what is left.
pub(crate) fn floor_division(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (a / b, a % b);
    let opposite = (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    if rest.sign() != Sign::NoSign && opposite { (quotient - 1, rest + b) } else { (quotient, rest) }
}
