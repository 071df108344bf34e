//! The process that runs the inputs. It tells each before it runs it, so that whoever watches knows it if the process ends.

use anyhow::{Result, anyhow};
use fuzz::corpus;
use fuzz::mutate::{Dice, mutate};
use fuzz::target::Target;
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

/// The stack that the threads of a server have.
const STACK: usize = 2 << 20;
/// Inputs before the process makes room for a fresh one.
const INPUTS: u32 = 20_000;
/// Most inputs that are kept for their outcomes.
const POOL: usize = 2000;
/// Most memory that a process may have needed at any time, in kilobytes.
pub(crate) const MOST_KB: u32 = 256 * 1024;
/// How the process ends when it needed more.
pub(crate) const TOO_LARGE: i32 = 3;

/// Runs inputs that are made of the corpus.
pub(crate) fn many(target: Target, seed: u64) -> Result<()> {
    let mut pool = corpus::seeds(target)?;
    pool.extend(corpus::found(target)?.into_iter().map(|(_, input)| input));
    on_small_stack(move || {
        let mut dice = Dice::new(seed);
        let mut outcomes = HashSet::new();
        for _ in 0..INPUTS {
            let Some(seed) = dice.pick(&pool).cloned() else { return Ok(()) };
            let input = mutate(&mut dice, &seed, &pool);
            tell(&input)?;
            let outcome = target.run(&input);
            if outcomes.len() < POOL && outcomes.insert(outcome) {
                pool.push(input);
            }
            if peak_kb() > MOST_KB {
                std::process::exit(TOO_LARGE);
            }
        }
        Ok(())
    })
}

/// Runs one input and tells what became of it.
pub(crate) fn one(target: Target, file: &Path) -> Result<()> {
    let input = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
    on_small_stack(move || {
        println!("{}", target.run(&input));
        println!("{} kB", peak_kb());
        if peak_kb() > MOST_KB {
            std::process::exit(TOO_LARGE);
        }
        Ok(())
    })
}

fn on_small_stack(work: impl FnOnce() -> Result<()> + Send + 'static) -> Result<()> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    thread.join().map_err(|_| anyhow!("an input made it panic"))?
}

/// The length of the input, the memory needed so far, the input.
fn tell(input: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(&u32::try_from(input.len())?.to_le_bytes())?;
    out.write_all(&peak_kb().to_le_bytes())?;
    out.write_all(input.as_bytes())?;
    Ok(out.flush()?)
}

/// The most memory that this process had at any time.
fn peak_kb() -> u32 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}
