//! Reachability in a plan's graph, for plans that are small enough to ask about every pair.

use model::plan::Step;

/// The largest plan for which every pair is looked at: beyond it only the order in the list is checked.
const LIMIT: usize = 2000;

/// For each step, all that come after it.
pub(crate) struct Reach {
    words: usize,
    after: Vec<u64>,
    known: bool,
}

impl Reach {
    pub(crate) fn new(steps: &[Step]) -> Self {
        let words = steps.len().div_ceil(64);
        let known = steps.len() <= LIMIT;
        let mut reach = Self { words, after: if known { vec![0; words * steps.len()] } else { Vec::new() }, known };
        if known {
            // Edges lead forward, so going backwards meets every successor first.
            for (n, step) in steps.iter().enumerate().rev() {
                for next in step.next.iter().map(|next| *next as usize).filter(|next| *next > n && *next < steps.len())
                {
                    reach.join(n, next);
                }
            }
        }
        reach
    }

    fn join(&mut self, step: usize, next: usize) {
        for word in 0..self.words {
            let later = self.after.get(next * self.words + word).copied().unwrap_or_default();
            if let Some(own) = self.after.get_mut(step * self.words + word) {
                *own |= later;
            }
        }
        if let Some(own) = self.after.get_mut(step * self.words + next / 64) {
            *own |= 1 << (next % 64);
        }
    }

    /// Whether `then` can only run after `first`.
    pub(crate) fn orders(&self, first: u32, then: u32) -> bool {
        let (first, then) = (first as usize, then as usize);
        if !self.known {
            return first < then;
        }
        self.after.get(first * self.words + then / 64).is_some_and(|word| word >> (then % 64) & 1 == 1)
    }
}
