//! `fuzz --minutes N [--target T]`: fuzzes, each target in a process of its own, and tells what it found.

mod supervise;
mod worker;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use fuzz::target::Target;
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "Fuzz the languages")]
struct Args {
    /// What to fuzz; all of them in turn by default
    #[arg(long)]
    target: Option<Target>,
    /// How long, in all
    #[arg(long, default_value_t = 5)]
    minutes: u64,
    /// Decides the inputs
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make and run inputs, telling each on standard output: what the command itself starts
    #[command(hide = true)]
    Worker { target: Target, seed: u64 },
    /// Run one input
    One { target: Target, file: PathBuf },
}

fn main() -> Result<()> {
    let args = Args::parse();
    match args.command {
        Some(Command::Worker { target, seed }) => worker::many(target, seed),
        Some(Command::One { target, file }) => worker::one(target, &file),
        None => {
            let targets = args.target.map_or_else(|| Target::ALL.to_vec(), |target| vec![target]);
            let seconds = args.minutes * 60 / u64::try_from(targets.len())?;
            let mut failures = 0;
            for target in targets {
                failures += supervise::fuzz(target, args.seed, seconds)?;
            }
            if failures > 0 {
                bail!("{failures} inputs failed; they are kept in {}", fuzz::corpus::folder().display());
            }
            Ok(())
        }
    }
}
