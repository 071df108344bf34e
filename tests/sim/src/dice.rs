//! One seed decides everything: the dice.

use model::SeededIds;

/// Reproducible chance.
#[derive(Clone, Debug)]
pub struct Dice(SeededIds);

impl Dice {
    /// Dice whose every throw `seed` decides.
    pub fn new(seed: u64) -> Self {
        Self(SeededIds::new(seed))
    }

    /// A number below `sides`; 0 if there are none.
    pub fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides.max(1)).unwrap_or(1);
        usize::try_from(self.0.next_u64() % sides).unwrap_or(0)
    }

    /// True `percent` times out of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// A fresh seed.
    pub fn seed(&mut self) -> u64 {
        self.0.next_u64()
    }
}
