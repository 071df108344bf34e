//! `carnot template validate`: files and whole trees of them, each checked by itself, several at once.
//!
//! Not here: what a finding looks like (`render::diagnostic`, `sarif`), and the checks themselves (`template`, `definition`).

mod check;
mod find;
mod report;
mod sarif;

use crate::ambient;
use crate::command::stack::source::Values;
use crate::exit::{Exit, Stop};
use crate::out;
use anyhow::Result;
use check::Checked;
use find::Target;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// From how many files on the progress is shown.
const MANY: usize = 20;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Templates and environments, and folders of them; a template can be a URL
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    #[command(flatten)]
    values: Values,
    /// The form of the findings: text goes to stderr, the others to stdout
    #[arg(short = 'f', long, value_enum, default_value_t = Form::Text, value_name = "FORM")]
    format: Form,
}

/// Forms of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people, with the lines
    Text,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

/// Checks everything; the exit status says whether anything is wrong.
pub(super) fn run(args: &Args) -> Result<()> {
    let passed = ambient::watch();
    let targets = find::targets(&args.paths)?;
    let parameters = args.values.parameters()?;
    let known = find::types(&targets);
    let bar = bar(targets.len());
    let checked = all(&targets, &|target| {
        let checked = check::one(target, &args.values, &parameters, &known);
        bar.inc(1);
        checked
    });
    bar.finish_and_clear();
    let report = report::Report::new(checked, passed());
    match args.format {
        Form::Text => out::note(&report.text(ambient::stderr().colour)),
        Form::Json => out::data(&format!("{:#}\n", report.json())),
        Form::Sarif => out::data(&format!("{:#}\n", sarif::log(&report))),
    }
    match report.errors() {
        0 => Ok(()),
        _ => Err(Stop::new(Exit::Invalid, report.verdict()).into()),
    }
}

/// Checks several at once, and gives the answers in the order of the targets.
fn all(targets: &[Target], check: &(dyn Fn(&Target) -> Result<Checked> + Sync)) -> Vec<Checked> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(targets.len()));
    let work = || {
        while let Some((place, target)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|place| Some((place, targets.get(place)?)))
        {
            let checked = check(target).unwrap_or_else(|error| Checked::failed(target, &format!("{error:#}")));
            answers.lock().unwrap_or_else(PoisonError::into_inner).push((place, checked));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, checked)| checked).collect()
}

/// The progress of many files, where somebody watches.
fn bar(files: usize) -> ProgressBar {
    if files < MANY || !ambient::stderr().terminal {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos} of {len} files {wide_bar}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}
