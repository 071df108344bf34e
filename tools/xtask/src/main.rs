//! Developer commands: `cargo xtask test`, `sim`, `fuzz`, `ci`, `tidy`, `bench`, `dev`, each a thin list of other programs' calls; and `testcloud`.

mod python;
mod run;
mod suite;
mod testcloud;

use anyhow::Result;
use clap::{Parser, Subcommand};
use run::cargo;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of Carnot")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run every test; installs what it needs
    Test {
        /// Only what needs no service and no Python: under three minutes after the build
        #[arg(long)]
        quick: bool,
    },
    /// Run the simulator; fails if any invariant broke
    Sim {
        /// How many runs
        #[arg(long, default_value_t = 1000)]
        runs: u64,
        /// The first seed
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Break the engine deliberately, to see that the simulator notices
        #[arg(long)]
        bug: Option<String>,
    },
    /// Kill the server at random moments and look for lost or doubled objects
    Kill {
        /// How many kills
        #[arg(long, default_value_t = 200)]
        runs: u64,
        /// Decides the moments
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Fuzz the languages; fails if an input crashed, hung or needed too much memory
    Fuzz {
        /// yaml, template, yaql, environment or parameters; all of them in turn by default
        #[arg(long)]
        target: Option<String>,
        /// How long, in all
        #[arg(long, default_value_t = 5)]
        minutes: u64,
        /// Decides the inputs
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// What continuous integration runs: formatting, lints, licences, all tests
    Ci,
    /// Check formatting, lints and the house rules
    Tidy,
    /// Measure: CPU time per resource, memory of an idle server
    Bench {
        /// What is measured
        #[arg(default_value = "server")]
        what: suite::Bench,
        /// `language` only: the same work in Heat's own Python classes beside; installs them under `target/heat`
        #[arg(long)]
        beside_heat: bool,
    },
    /// Serve from a debug build on a throw-away database
    Dev,
    /// A real OpenStack on loopback: install, start, look, stop
    Testcloud(testcloud::Args),
}

fn main() -> Result<()> {
    match Args::parse().command {
        Command::Test { quick: true } => suite::quick(),
        Command::Test { quick: false } => suite::all(),
        Command::Sim { runs, seed, bug } => suite::sim(runs, seed, bug.as_deref()),
        Command::Kill { runs, seed } => suite::kill(runs, seed),
        Command::Fuzz { target, minutes, seed } => suite::fuzz(target.as_deref(), minutes, seed),
        Command::Ci => {
            suite::tidy()?;
            suite::licences()?;
            suite::all()
        }
        Command::Tidy => suite::tidy(),
        Command::Bench { what, beside_heat } => suite::bench(what, beside_heat),
        Command::Dev => cargo(&["run", "--package", "carnot", "--", "serve", "--database", "target/dev.sqlite3"]),
        Command::Testcloud(args) => testcloud::main(args),
    }
}
