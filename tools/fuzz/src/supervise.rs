//! Watching the process that runs the inputs: a crash, a hang or too much memory ends it, and the input that it ran last is kept.

use crate::worker::TOO_LARGE;
use anyhow::{Context, Result};
use fuzz::corpus;
use fuzz::target::Target;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// How much CPU time one input may take, in hundredths of a second.
const MOST_CPU: u64 = 500;
/// Address space of the process in kilobytes: what stops it if it asks for very much at once.
const ADDRESSES_KB: u64 = 1024 * 1024;

/// An input, and the most memory that the process had needed before it.
type Told = (String, u32);

#[derive(Default)]
struct Figures {
    inputs: u64,
    peak_kb: u32,
    cpu: u64,
    failures: u64,
}

/// Fuzzes a target for a time; tells how many inputs failed.
pub(crate) fn fuzz(target: Target, seed: u64, seconds: u64) -> Result<u64> {
    let start = now();
    let mut figures = Figures::default();
    let mut round = seed.wrapping_mul(1_000_000);
    while start.elapsed() < Duration::from_secs(seconds) {
        watch(target, round, &mut figures, start + Duration::from_secs(seconds))?;
        round += 1;
    }
    let Figures { inputs, peak_kb, cpu, failures } = figures;
    println!(
        "{:<12} {inputs:>9} inputs, {:>5} s of CPU in {:>5} s, at most {:>4} MB, {failures} failed",
        target.name(),
        cpu / 100,
        start.elapsed().as_secs(),
        peak_kb / 1024
    );
    Ok(failures)
}

#[expect(clippy::disallowed_methods, reason = "fuzzing goes on for a time")]
fn now() -> Instant {
    Instant::now()
}

/// Runs one process until it ends or the time is over.
fn watch(target: Target, seed: u64, figures: &mut Figures, until: Instant) -> Result<()> {
    let mut child = start(target, seed)?;
    let told = listen(&mut child)?;
    let mut last: Option<Told> = None;
    let mut idle_since: Option<u64> = None;
    let why = loop {
        match told.recv_timeout(Duration::from_secs(1)) {
            Ok(next) => {
                figures.inputs += 1;
                figures.peak_kb = figures.peak_kb.max(next.1);
                last = Some(next);
                idle_since = None;
            }
            Err(RecvTimeoutError::Disconnected) => {
                let spent = cpu(&child);
                let status = child.wait()?;
                figures.cpu += spent;
                break match status.code() {
                    Some(0) => None,
                    Some(TOO_LARGE) => Some("memory"),
                    _ => Some("crash"),
                };
            }
            Err(RecvTimeoutError::Timeout) => {
                let spent = cpu(&child);
                if spent.saturating_sub(*idle_since.get_or_insert(spent)) > MOST_CPU {
                    figures.cpu += spent;
                    child.kill()?;
                    child.wait()?;
                    break Some("hang");
                }
            }
        }
        if now() > until {
            figures.cpu += cpu(&child);
            child.kill()?;
            child.wait()?;
            break None;
        }
    };
    if let (Some(why), Some((input, _))) = (why, last) {
        let kept = corpus::keep(target, why, &input)?;
        // A process that ran many inputs may have needed more memory than this one input does.
        if why == "memory" && one(target, &kept)? {
            std::fs::remove_file(kept)?;
            return Ok(());
        }
        figures.failures += 1;
        println!("{} {why}: {}", target.name(), kept.display());
    }
    Ok(())
}

/// Starts the process with limits.
fn start(target: Target, seed: u64) -> Result<Child> {
    let program = std::env::current_exe()?;
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -v {ADDRESSES_KB}; ulimit -c 0; exec \"$0\" \"$@\"")).arg(program);
    command.args(["worker", target.name(), &seed.to_string()]).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().context("sh")
}

/// Whether one input alone does no harm.
fn one(target: Target, file: &std::path::Path) -> Result<bool> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    let status = command.args(["one", target.name()]).arg(file).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    Ok(status.success())
}

/// What the process tells, as it comes.
fn listen(child: &mut Child) -> Result<Receiver<Told>> {
    let mut out = std::io::BufReader::new(child.stdout.take().context("an output")?);
    let (sender, receiver) = sync_channel(64);
    std::thread::spawn(move || {
        let mut head = [0; 8];
        while out.read_exact(&mut head).is_ok() {
            let [a, b, c, d, e, f, g, h] = head;
            let mut input = vec![0; usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(0)];
            if out.read_exact(&mut input).is_err() {
                break;
            }
            let peak = u32::from_le_bytes([e, f, g, h]);
            if sender.send((String::from_utf8_lossy(&input).into_owned(), peak)).is_err() {
                break;
            }
        }
    });
    Ok(receiver)
}

/// The CPU time of a process so far, in hundredths of a second.
fn cpu(child: &Child) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
    ticks(11) + ticks(12)
}
