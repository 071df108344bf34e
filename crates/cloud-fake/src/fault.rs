//! Faults between a client and the cloud, decided by a seed: which call, and what happens to it.

use crate::answer::Answer;
use serde_json::Value as Json;

/// What happens to a call.
pub(crate) enum Fault {
    /// It is refused before anything is done.
    Before(Answer),
    /// It is done, and answered with an error.
    After(Answer),
    /// It is done, and the answer is lost.
    Lost,
}

/// How often calls go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faults {
    /// So many of a thousand calls go wrong.
    per_mille: u32,
    dice: u64,
}

impl Faults {
    /// Never.
    pub fn none() -> Self {
        Self { per_mille: 0, dice: 0 }
    }

    /// So many of a thousand calls, which ones and how the seed decides.
    pub fn seeded(per_mille: u32, seed: u64) -> Self {
        Self { per_mille, dice: seed }
    }

    pub(crate) fn next(&mut self, method: &str) -> Option<Fault> {
        if self.roll(1000) >= u64::from(self.per_mille) {
            return None;
        }
        let error = |status| Answer { status, body: Json::Null };
        Some(match self.roll(6) {
            0 => Fault::Before(error(429)),
            1 => Fault::Before(error(503)),
            2 => Fault::Before(error(500)),
            3 => Fault::After(error(500)),
            4 if method != "GET" => Fault::After(error(504)),
            _ => Fault::Lost,
        })
    }

    /// A number below `sides`: SplitMix64, which is enough for dice.
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.dice ^ (self.dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}
