//! Plays the scenarios against any server: `--target heat --endpoint http://HOST:8004/v1/PROJECT --token T` asks a real Heat.

use anyhow::Result;
use clap::Parser;
use std::process::ExitCode;
use test_contract::http::Endpoint;
use test_contract::play::{Target, play};
use test_contract::scenario;

#[derive(Parser)]
struct Args {
    /// carnot or heat
    #[arg(long, default_value = "carnot")]
    target: String,
    /// The project's endpoint
    #[arg(long)]
    endpoint: String,
    /// A token for it
    #[arg(long)]
    token: Option<String>,
    /// Only scenarios with these ids
    ids: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    let args = Args::parse();
    let endpoint = Endpoint::new(&args.endpoint, args.token)?;
    let target = if args.target == "heat" { Target::Heat } else { Target::Carnot };
    let (mut passed, mut failed) = (0, 0);
    for scenario in scenario::all()? {
        if !args.ids.is_empty() && !args.ids.contains(&scenario.id) {
            continue;
        }
        match play(&endpoint, target, &scenario).await {
            Ok(outcome) => {
                passed += 1;
                let differences = outcome.differences.join("; ");
                println!("{} | {} | lost: {} | {differences}", scenario.id, outcome.state, outcome.lost.join(" "));
            }
            Err(error) => {
                failed += 1;
                println!("{} | {error:#}", scenario.id);
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
