//! Whether a call is sent again at once, and after how long.
//!
//! Pure. Only what cannot have had an effect, or has the same effect twice, is sent again; and only a few times, within seconds: a cloud
//! that stays busy is the state machine's business, which waits without holding anything. The jitter is a function of the call, so that a
//! run can be repeated, and differs between calls that fail at the same moment.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// How often a call is sent at most.
pub const TRIES: u32 = 3;
/// The first pause, before jitter.
const FIRST: Duration = Duration::from_millis(200);
/// No longer pause than this is made here.
const LONGEST: Duration = Duration::from_secs(2);

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// No connection: nothing was sent.
    NotSent,
    /// It was sent, and nothing came back.
    NoAnswer,
    /// An error was answered, perhaps with the time to wait.
    Refused {
        /// HTTP status.
        status: u16,
        /// The answer's `Retry-After`.
        after: Option<Duration>,
    },
}

/// The pause before the next try; `None` if there is to be none.
pub fn pause(tries: u32, idempotent: bool, tried: Tried, seed: impl Hash) -> Option<Duration> {
    if tries >= TRIES {
        return None;
    }
    let asked = match tried {
        Tried::NotSent => None,
        Tried::NoAnswer if idempotent => None,
        Tried::Refused { status: 429, after } => after,
        Tried::Refused { status: 502..=504, after } if idempotent => after,
        Tried::NoAnswer | Tried::Refused { .. } => return None,
    };
    let pause = asked.unwrap_or(FIRST * 2u32.saturating_pow(tries.saturating_sub(1)));
    if pause > LONGEST {
        return None;
    }
    Some(pause + pause.mul_f64(fraction(tries, seed)))
}

/// A number from 0 to 1 that the call decides.
fn fraction(tries: u32, seed: impl Hash) -> f64 {
    let mut hasher = DefaultHasher::new();
    (tries, seed).hash(&mut hasher);
    f64::from((hasher.finish() >> 32) as u32) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tried() -> impl Strategy<Value = Tried> {
        prop_oneof![
            Just(Tried::NotSent),
            Just(Tried::NoAnswer),
            (400u16..600, proptest::option::of(0u64..100))
                .prop_map(|(status, after)| Tried::Refused { status, after: after.map(Duration::from_secs) })
        ]
    }

    proptest! {
        #[test]
        fn nothing_that_may_have_had_an_effect_is_repeated(tries in 1..5u32, tried in tried(), seed: u64) {
            if let Some(pause) = pause(tries, false, tried, seed) {
                let harmless = matches!(tried, Tried::NotSent | Tried::Refused { status: 429, .. });
                prop_assert!(harmless && tries < TRIES && pause <= LONGEST * 2);
            }
        }

        #[test]
        fn a_refusal_that_is_final_is_not_repeated(status in 400u16..502, tries in 1..3u32) {
            prop_assume!(status != 429);
            prop_assert_eq!(pause(tries, true, Tried::Refused { status, after: None }, 0), None);
        }
    }

    #[test]
    fn calls_that_fail_together_come_back_apart() {
        let pauses: std::collections::BTreeSet<_> =
            (0..100).map(|seed| pause(1, true, Tried::NoAnswer, seed)).collect();
        assert!(pauses.len() > 90);
    }
}
