//! `test-sim --runs N --seed S [--bug B]`: runs N seeds from S on; exit 0 only if nothing broke.

use clap::Parser;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use test_sim::{Bug, run};

#[derive(Parser)]
#[command(about = "Simulated runs of the engine; every invariant after every commit")]
struct Args {
    /// How many runs.
    #[arg(long, default_value_t = 1000)]
    runs: u64,
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// An engine that is broken on purpose.
    #[arg(long)]
    bug: Option<Bug>,
    /// Tells what happens in each run.
    #[arg(long)]
    verbose: bool,
    /// How many threads.
    #[arg(long, default_value_t = 2)]
    threads: u64,
    /// Goes on after a failing seed.
    #[arg(long)]
    keep_going: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let (next, commits, calls, broken) =
        (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..args.threads.max(1) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let stop = !args.keep_going && broken.lock().is_ok_and(|list| !list.is_empty());
                    if number >= args.runs || stop {
                        return;
                    }
                    let seed = args.seed.wrapping_add(number);
                    let report = run(seed, args.bug, args.verbose);
                    commits.fetch_add(report.looks, Ordering::Relaxed);
                    calls.fetch_add(report.calls, Ordering::Relaxed);
                    report.log.iter().for_each(|line| println!("{line}"));
                    if !report.found.is_empty()
                        && let Ok(mut list) = broken.lock()
                    {
                        list.push((seed, report.found));
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().unwrap_or_default();
    for (seed, found) in &broken {
        for violation in found {
            println!("seed {seed}: {violation}");
        }
        let bug = args.bug.and_then(|bug| clap::ValueEnum::to_possible_value(&bug));
        let bug = bug.map(|bug| format!(" --bug {}", bug.get_name())).unwrap_or_default();
        println!("replay: cargo run -p test-sim -- --runs 1 --seed {seed}{bug} --verbose");
    }
    let runs = next.load(Ordering::Relaxed).min(args.runs);
    println!(
        "{runs} runs, {} commits checked, {} calls, {} broken",
        commits.load(Ordering::Relaxed),
        calls.load(Ordering::Relaxed),
        broken.len()
    );
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
