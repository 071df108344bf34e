//! Randomness stretched from passed entropy: SHA-256 in counter mode.

use sha2::{Digest, Sha256};

/// A stream of random numbers that the entropy decides.
pub(crate) struct Stream {
    seed: [u8; 32],
    block: u64,
    left: Vec<u64>,
}

impl Stream {
    /// The stream of this entropy.
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self { seed, block: 0, left: Vec::new() }
    }

    fn word(&mut self) -> u64 {
        loop {
            if let Some(word) = self.left.pop() {
                return word;
            }
            let mut hash = Sha256::new();
            hash.update(self.seed);
            hash.update(self.block.to_be_bytes());
            self.block += 1;
            let digest: [u8; 32] = hash.finalize().into();
            let (words, _) = digest.as_chunks::<8>();
            self.left.extend(words.iter().map(|word| u64::from_be_bytes(*word)));
        }
    }

    /// A number below `bound`, each as likely as the others; 0 if there is none.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let Ok(wide @ 1..) = u64::try_from(bound) else { return 0 };
        // Numbers beyond the last whole multiple of the bound would favour the small ones.
        let limit = u64::MAX - u64::MAX % wide;
        loop {
            let word = self.word();
            if word < limit {
                return usize::try_from(word % wide).unwrap_or(0);
            }
        }
    }

    /// A number from 0 up to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of `items`.
    pub(crate) fn choose<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len())).copied()
    }

    /// Puts `items` in a random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
