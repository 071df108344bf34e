//! `carnot stack update`.

use super::source::{Settings, Source};
use super::{Session, explained, show};
use crate::out::Shape;
use crate::progress::Wait;
use anyhow::Result;
use clap::ValueEnum;
use client::Change;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    settings: Settings,
    /// Start from the stack's own template, environment and parameters
    #[arg(long)]
    existing: bool,
    /// With --existing: return this parameter to its default; can be given several times
    #[arg(long = "clear-parameter", value_name = "NAME")]
    clear_parameters: Vec<String>,
    /// Whether a failure is rolled back by itself
    #[arg(long, value_enum, default_value_t)]
    rollback: Rollback,
    /// Compare every property with what the cloud says
    #[arg(long)]
    converge: bool,
    /// Allow a class of destruction beyond the stack's limit; can be given several times (Carnot only)
    #[arg(long, value_name = "CLASS")]
    allow: Vec<String>,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Whether a failure is rolled back.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Rollback {
    /// It is
    Enabled,
    /// It is not
    Disabled,
    /// As the stack says
    #[default]
    Keep,
}

/// Updates a stack.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let (mut request, packed) = args.source.request().await?;
    args.settings.write_to(&mut request);
    request.clear_parameters.clone_from(&args.clear_parameters);
    request.converge = args.converge.then_some(true);
    request.allow.clone_from(&args.allow);
    request.disable_rollback = match args.rollback {
        Rollback::Enabled => Some(false),
        Rollback::Disabled => Some(true),
        Rollback::Keep => None,
    };
    let change = if args.existing { Change::Existing } else { Change::Whole };
    let wait = if args.wait { Some(Wait::before(session, &stack, "UPDATE").await?) } else { None };
    session.client.update(&stack, change, &request).await.map_err(|error| explained(error, &packed, &stack.name))?;
    let ended = match wait {
        Some(wait) => wait.completed(session).await,
        None => Ok(None),
    };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}
