//! What types have in common whose objects live in our own store only.

use model::failure::{Failure, FailureKind};
use model::observation::Observation;
use model::value::Value;
use resource::{Inputs, Next, Turn, Verb};
use std::time::Duration;

/// A verb that asks for nothing to be done. The object exists if its creation was recorded.
pub(crate) fn nothing_to_do(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    let observed = || {
        let exists = inputs.record.physical_id.is_some();
        if exists { Observation::healthy(inputs.now) } else { Observation::gone(inputs.now) }
    };
    Turn::next(match verb {
        Verb::Observe | Verb::Adopt => Next::Done(Some(Box::new(observed()))),
        Verb::Create | Verb::Update | Verb::Delete | Verb::Suspend | Verb::Resume | Verb::Snapshot => Next::Done(None),
        Verb::Signal => Next::Failed(Failure::new(
            FailureKind::Invalid,
            "ResourceActionNotSupported",
            format!("Resource {} can't be signaled", inputs.record.path.name()),
        )),
    })
}

/// Seconds of a property as a duration; what is no sensible number is none.
pub(crate) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO)
}

/// A number of a property.
#[expect(clippy::cast_precision_loss, reason = "seconds and factors are small")]
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value.reveal() {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        Value::Null
        | Value::Big(_)
        | Value::Str(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Unknown(_)
        | Value::Secret(_) => None,
    }
}

/// A random UUID of passed entropy, as text.
pub(crate) fn uuid_from(entropy: [u8; 32]) -> String {
    let [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, ..] = entropy;
    let number = u128::from_be_bytes([b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15]);
    // Version 4, variant 1, as RFC 9562 places them.
    let number = number & !(0xf000_u128 << 64) & !(0xc000_u128 << 48) | (0x4000_u128 << 64) | (0x8000_u128 << 48);
    let hex = format!("{number:032x}");
    let mut text = String::with_capacity(36);
    for (index, digit) in hex.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        assert_eq!(uuid_from([0; 32]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_from([255; 32]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
