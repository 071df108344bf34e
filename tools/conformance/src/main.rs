//! `cargo run --release -p conformance -- PATH…`: suites and corpora of Heat's answers, asked of our language.

use anyhow::Result;
use clap::Parser;
use conformance::case::{self, Asked};
use conformance::score::Score;
use conformance::source;
use serde_json::{Value as Json, json};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Deep templates need room; a stack that is too small would end the program.
const STACK: usize = 256 << 20;

#[derive(Parser)]
#[command(about = "Asks recorded cases of Heat's, and tells where we answer otherwise")]
struct Args {
    /// Suites, corpora (also compressed), or folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only this family, or all families of this kind
    #[arg(long)]
    family: Option<String>,
    /// Only cases whose id has this in it
    #[arg(long)]
    id: Option<String>,
    /// One JSON object for each failing case, and one for the counts
    #[arg(long)]
    json: bool,
    /// Letters of an answer that are printed
    #[arg(long, default_value_t = 400)]
    width: usize,
}

fn main() -> Result<ExitCode> {
    let args = Args::parse();
    let mut cases = Vec::new();
    for path in &args.paths {
        cases.extend(source::read(path)?);
    }
    let family = |case: &Json| args.family.as_deref().is_none_or(|f| case::family(case) == f || case::kind(case) == f);
    let id = |case: &Json| args.id.as_deref().is_none_or(|id| case::id(case).contains(id));
    cases.retain(|case| family(case) && id(case));
    // A panic is told as the answer of its case.
    std::panic::set_hook(Box::new(|_| ()));
    let mut score = Score::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for asked in all(&cases) {
        score.add(&asked);
        if !asked.passed() {
            out.write_all(if args.json { record(&asked) } else { text(&asked, args.width) }.as_bytes())?;
        }
    }
    if args.json {
        writeln!(out, "{}", score.json())?;
    }
    let text = score.text();
    let shown = if args.json { text.lines().last().unwrap_or_default() } else { text.trim_end() };
    writeln!(out, "{shown}")?;
    out.flush()?;
    Ok(if score.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Asks all cases, several at once, and gives the answers in the order of the cases.
fn all(cases: &[Json]) -> Vec<Asked> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(cases.len()));
    let work = || {
        while let Some((place, case)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|p| Some((p, cases.get(p)?)))
        {
            let asked = case::ask(case);
            answers.lock().unwrap_or_else(PoisonError::into_inner).push((place, asked));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let started = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            if started.is_err() {
                break;
            }
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, asked)| asked).collect()
}

fn text(asked: &Asked, width: usize) -> String {
    let brief = |json: &Json| {
        let text = json.to_string();
        if text.chars().count() <= width { text } else { text.chars().take(width).chain(" …".chars()).collect() }
    };
    let mut text = format!("{}\n", asked.id);
    for judgement in asked.judged.iter().filter(|judgement| !judgement.agrees) {
        let (wanted, got) = (brief(&judgement.wanted), brief(&judgement.got));
        text += &format!("  {}\n    expected {wanted}\n    got      {got}\n", judgement.part);
    }
    text
}

fn record(asked: &Asked) -> String {
    let wrong = asked.judged.iter().filter(|judgement| !judgement.agrees);
    let wrong: Json = wrong.map(|j| json!({"part": j.part, "expected": j.wanted, "got": j.got})).collect();
    format!("{}\n", json!({"id": asked.id, "kind": asked.kind, "family": asked.family, "wrong": wrong}))
}
