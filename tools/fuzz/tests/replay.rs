//! The corpus, replayed: every seed and every input that once failed is answered, and so are a few new ones of each target.

use anyhow::{Context, Result};
use fuzz::mutate::{Dice, mutate};
use fuzz::{corpus, target::Target};

/// New inputs of each target.
const NEW: usize = 300;

fn replay(target: Target) -> Result<()> {
    let mut seeds = corpus::seeds(target)?;
    assert!(seeds.len() > 10, "{} has seeds", target.name());
    seeds.extend(corpus::found(target)?.into_iter().map(|(_, input)| input));
    let mut dice = Dice::new(7);
    let mut outcomes = std::collections::BTreeSet::new();
    for seed in &seeds {
        outcomes.insert(target.run(seed));
    }
    for _ in 0..NEW {
        let seed = dice.pick(&seeds).context("a seed")?;
        outcomes.insert(target.run(&mutate(&mut dice, seed, &seeds)));
    }
    assert!(outcomes.len() > 5, "{} tells outcomes apart: {outcomes:?}", target.name());
    Ok(())
}

#[test]
fn documents_are_answered() -> Result<()> {
    replay(Target::Yaml)
}

#[test]
fn templates_are_answered() -> Result<()> {
    replay(Target::Template)
}

#[test]
fn queries_are_answered() -> Result<()> {
    replay(Target::Yaql)
}

#[test]
fn environments_are_answered() -> Result<()> {
    replay(Target::Environment)
}

#[test]
fn parameters_are_answered() -> Result<()> {
    replay(Target::Parameters)
}
