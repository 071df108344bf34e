//! Typed identifiers, and the source they are drawn from: identifiers are never made from ambient randomness.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl $name {
            /// Draws a fresh identifier.
            pub fn draw(ids: &mut dyn IdSource) -> Self {
                Self(ids.next_uuid())
            }
        }
    )*};
}

typed_id! {
    /// A stack, root or nested; Heat's stack id.
    StackId;
    /// One physical object of a resource.
    IncarnationId;
    /// A plan being carried out.
    OperationId;
    /// An immutable plan.
    PlanId;
    /// One engine process, drawn anew at each start.
    EngineId;
    /// A Heat event.
    EventId;
    /// A snapshot of a stack.
    SnapshotId;
}

/// Where identifiers come from: the operating system in the program, a seed in tests and simulation.
pub trait IdSource: Send {
    /// Sixteen fresh bytes.
    fn next_bytes(&mut self) -> [u8; 16];

    /// A fresh version 4 UUID.
    fn next_uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.next_bytes()).into_uuid()
    }
}

/// A reproducible source (SplitMix64): the same seed draws the same identifiers.
#[derive(Clone, Debug)]
pub struct SeededIds(u64);

impl SeededIds {
    /// A source whose whole sequence is decided by `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits of the sequence.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl IdSource for SeededIds {
    fn next_bytes(&mut self) -> [u8; 16] {
        let high = u128::from(self.next_u64()) << 64;
        (high | u128::from(self.next_u64())).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_identifiers() {
        let draw = |seed| {
            let mut ids = SeededIds::new(seed);
            (StackId::draw(&mut ids), PlanId::draw(&mut ids))
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }
}
