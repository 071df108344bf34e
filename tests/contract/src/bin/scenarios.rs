//! Plays the scenarios against any server; `--target heat --endpoint http://HOST:8004/v1/PROJECT --token T` asks a real Heat.

use anyhow::Result;
use clap::Parser;
use std::process::ExitCode;
use test_contract::http::Endpoint;
use test_contract::play::{Outcome, Target, play};
use test_contract::scenario::{self, Scenario};

#[derive(Parser)]
struct Args {
    /// carnot, heat (the old template is sent again) or heat-automatic (updates roll back by themselves)
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
    let target = match args.target.as_str() {
        "carnot" => Target::Carnot,
        "heat" => Target::HeatByHand,
        "heat-automatic" => Target::HeatAutomatic,
        other => anyhow::bail!("no target {other}"),
    };
    let (mut passed, mut failed) = (0, 0);
    for scenario in scenario::all()? {
        if !args.ids.is_empty() && !args.ids.contains(&scenario.id) {
            continue;
        }
        match play(&endpoint, target, &scenario).await {
            Ok(outcome) if !as_recorded(target, &scenario, &outcome) => {
                failed += 1;
                println!("{} | {} | lost: {} | not as recorded", scenario.id, outcome.state, outcome.lost.join(" "));
            }
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

/// Whether a Heat answered what the file says that Heat answers. Carnot's promises are in the steps themselves.
fn as_recorded(target: Target, scenario: &Scenario, outcome: &Outcome) -> bool {
    let recorded = match target {
        Target::Carnot => return true,
        Target::HeatByHand => &scenario.heat["by_hand"],
        Target::HeatAutomatic => &scenario.heat["automatic"],
    };
    let lost: Vec<&str> = recorded["lost"].as_array().into_iter().flatten().filter_map(|l| l.as_str()).collect();
    recorded["status"] == outcome.state.as_str() && lost == outcome.lost
}
