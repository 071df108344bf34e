//! CPU time of the language: templates read, made to a tree, every property and output resolved; beside the same work in Heat's own
//! Python classes, if asked. Neither has a cloud or a database to wait for.

mod template;

use anyhow::{Context, Result, ensure};
use catalog::Catalog;
use clap::Parser;
use definition::{Identity, Limits, Source, Tree};
use model::submission::Submission;
use model::{StackId, StackPath};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Parser)]
#[command(about = "Measure the language")]
struct Args {
    /// A Python with openstack-heat, to do the same work beside
    #[arg(long)]
    beside_heat: Option<PathBuf>,
    /// Only templates whose name contains this
    #[arg(long, default_value = "")]
    only: String,
    /// Do the work this often and tell nothing: for profilers
    #[arg(long)]
    again: Option<u32>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench-language");
    std::fs::create_dir_all(&folder)?;
    let all = template::all().into_iter().filter(|(name, _)| name.contains(&args.only)).collect::<Vec<_>>();
    for (name, text) in &all {
        std::fs::write(folder.join(name), text)?;
        answers(text).with_context(|| name.clone())?;
        for _ in 0..args.again.unwrap_or(0) {
            answers(text)?;
        }
    }
    if args.again.is_some() {
        return Ok(());
    }
    let beside = args.beside_heat.map(|python| heat(&python, &folder)).transpose()?;
    println!("{:<28} {:>8} {:>12} {:>12} {:>8}", "template", "bytes", "Carnot ms", "Heat ms", "ratio");
    for (name, text) in &all {
        let ours = measured(text)?;
        let theirs = beside.as_ref().and_then(|beside| beside.get(name)?.as_f64());
        let (shown, ratio) = theirs.map_or_else(
            || ("-".to_owned(), "-".to_owned()),
            |theirs| (format!("{:.1}", theirs * 1000.0), format!("{:.0}x", theirs * 1000.0 / ours)),
        );
        println!("{name:<28} {:>8} {ours:>12.3} {shown:>12} {ratio:>8}", text.len());
    }
    Ok(())
}

/// What both sides do: the template becomes a tree, and all that it says is resolved.
fn answers(text: &str) -> Result<()> {
    let submission = Submission { format: Submission::FORMAT, template: text.to_owned(), ..Submission::default() };
    let identity = Identity { id: StackId(Default::default()), name: "bench".to_owned(), project: "bench".to_owned() };
    let limits = Limits { max_template_bytes: 10 << 20, max_resources: 100_000, ..Limits::default() };
    let source = Source { submission: &submission, catalog: Catalog::builtin(), identity: &identity, limits };
    let mut tree = Tree::new(source).map_err(|findings| anyhow::anyhow!("{:?}", findings.first_error()))?;
    let findings = tree.check(&resource::live::Nothing, &mut |_, _| {});
    ensure!(!findings.has_errors(), "{:?}", findings.first_error());
    for (name, output) in tree.outputs(&StackPath::root(), &resource::live::Nothing) {
        output.value.map_err(|finding| anyhow::anyhow!("{name}: {finding:?}"))?;
    }
    Ok(())
}

/// Milliseconds of CPU for one time: the least of three measurements, each long enough for the clock.
fn measured(text: &str) -> Result<f64> {
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let before = cpu_ms()?;
        let mut times = 0_u32;
        loop {
            answers(text)?;
            times += 1;
            let spent = cpu_ms()? - before;
            if spent >= 300.0 {
                least = least.min(spent / f64::from(times));
                break;
            }
        }
    }
    Ok(least)
}

/// The same work in Heat's classes: file name → seconds.
fn heat(python: &Path, folder: &Path) -> Result<Json> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("beside_heat.py");
    let output = Command::new(python).args(["-W", "ignore"]).arg(script).arg(folder).output().context("Heat's side")?;
    ensure!(output.status.success(), "Heat's side: {}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// CPU time of this process so far; the kernel counts in hundredths of a second.
fn cpu_ms() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().context("stat")?.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|f| f.parse::<f64>().ok()).context("ticks");
    Ok((ticks(11)? + ticks(12)?) * 10.0)
}
