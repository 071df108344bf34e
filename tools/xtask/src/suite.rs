//! What each developer command consists of.

use crate::run::{answers, cargo, root, run};
use crate::{python, run};
use anyhow::Result;
use std::process::Command;

/// Packages whose tests start servers or real clients.
const WITH_SERVICES: [&str; 2] = ["test-api", "test-contract"];

/// Tests that need no service.
pub(crate) fn quick() -> Result<()> {
    need_compiler()?;
    let mut args = vec!["test", "--workspace"];
    for package in WITH_SERVICES {
        args.extend(["--exclude", package]);
    }
    cargo(&args)
}

/// Every test, the real clients included.
pub(crate) fn all() -> Result<()> {
    quick()?;
    let clients = python::venv()?;
    cargo(&["build", "--package", "carnot"])?;
    for package in WITH_SERVICES {
        run(Command::new("cargo").args(["test", "--package", package]).env("CARNOT_TEST_VENV", &clients))?;
    }
    kill(6, 1)
}

/// The simulator, optimised.
pub(crate) fn sim(runs: u64, seed: u64, bug: Option<&str>) -> Result<()> {
    let (runs, seed) = (runs.to_string(), seed.to_string());
    let mut args = vec!["run", "--release", "--package", "test-sim", "--", "--runs", &runs, "--seed", &seed];
    if let Some(bug) = bug {
        args.extend(["--bug", bug]);
    }
    cargo(&args)
}

/// The fuzzer, optimised, with the checks of debug builds.
pub(crate) fn fuzz(target: Option<&str>, minutes: u64, seed: u64) -> Result<()> {
    let (minutes, seed) = (minutes.to_string(), seed.to_string());
    let mut args = vec!["run", "--profile", "fuzz", "--package", "fuzz", "--", "--minutes", &minutes, "--seed", &seed];
    if let Some(target) = target {
        args.extend(["--target", target]);
    }
    cargo(&args)
}

/// What can be measured.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Bench {
    /// The server: CPU time of stacks, memory when idle
    Server,
    /// The language: templates read and resolved
    Language,
}

/// Measurements, optimised.
pub(crate) fn bench(what: Bench, beside_heat: bool) -> Result<()> {
    match what {
        Bench::Server => cargo(&["run", "--release", "--package", "benches", "--bin", "speed"]),
        Bench::Language => {
            let mut command = Command::new("cargo");
            command.args(["run", "--release", "--package", "bench-language", "--"]);
            if beside_heat {
                command.arg("--beside-heat").arg(python::heat()?.join("bin/python"));
            }
            run(&mut command)
        }
    }
}

/// Kills of a real server.
pub(crate) fn kill(runs: u64, seed: u64) -> Result<()> {
    cargo(&["build", "--package", "carnot"])?;
    let (runs, seed) = (runs.to_string(), seed.to_string());
    cargo(&["run", "--package", "test-contract", "--bin", "kill", "--", "--runs", &runs, "--seed", &seed])
}

/// Formatting, lints, house rules.
pub(crate) fn tidy() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    cargo(&["test", "--package", "test-house"])
}

/// Licences, bans and sources of every dependency.
pub(crate) fn licences() -> Result<()> {
    let tools = root().join("target/tools");
    let deny = tools.join("bin/cargo-deny");
    if !answers(&deny.to_string_lossy(), &["--version"]) {
        run(Command::new("cargo")
            .args(["install", "cargo-deny", "--version", "0.20.2", "--locked", "--root"])
            .arg(tools))?;
    }
    run(Command::new(deny).args(["check", "licenses", "bans", "sources"]))
}

/// A C compiler builds SQLite and the TLS library.
fn need_compiler() -> Result<()> {
    if answers("cc", &["--version"]) { Ok(()) } else { run::apt(&["gcc", "libc6-dev"]) }
}
