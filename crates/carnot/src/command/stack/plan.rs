//! `carnot stack plan`: what an update would do.

use super::source::Source;
use super::{Session, explained};
use crate::ambient;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Format, Shape, Style};
use crate::render;
use anyhow::Result;
use api_types::plan::Plan;
use client::Change;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    #[command(flatten)]
    source: Source,
    /// Start from the stack's own template, environment and parameters
    #[arg(long)]
    existing: bool,
    /// Compare every property with what the cloud says
    #[arg(long)]
    converge: bool,
    /// List every object, however many stay as they are
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Shows the plan of an update.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let (mut request, packed) = args.source.request().await?;
    request.converge = args.converge.then_some(true);
    let change = if args.existing { Change::Existing } else { Change::Whole };
    let answer = session.client.preview_update(&stack, change, &request, true).await;
    let answer = answer.map_err(|error| explained(error, &packed, &stack.name))?;
    let Some(plan) = answer.get("plan").filter(|plan| plan.is_object()) else {
        // A real Heat has no plans: its lists of resources are what there is.
        return Ok(out::print(&args.shape, &Data::Document(answer))?);
    };
    let plan: Plan = serde_json::from_value(plan.clone())?;
    print(&plan, &stack.name, args.full, &args.shape)
}

/// Prints a plan as data.
pub(crate) fn print(plan: &Plan, stack: &str, full: bool, shape: &Shape) -> Result<()> {
    if shape.format == Format::Table {
        if !shape.columns.is_empty() {
            return Err(Stop::new(Exit::Usage, "a plan has no columns: choose another format with -f").into());
        }
        let style = Style { colour: ambient::stdout().colour };
        out::data(&render::plan::plan(plan, render::plan::Printing { stack, style, full }));
        return Ok(());
    }
    Ok(out::print(shape, &Data::of(serde_json::to_value(plan)?))?)
}
