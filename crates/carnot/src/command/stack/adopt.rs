//! `carnot stack adopt`.

use super::source::{Settings, Source};
use super::{Session, explained, show};
use crate::exit::{Exit, Stop};
use crate::out::Shape;
use crate::progress::Wait;
use anyhow::Result;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack's name
    name: String,
    /// The data of an abandoned or exported stack
    #[arg(long, value_name = "FILE")]
    adopt_file: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    settings: Settings,
    /// Let everything go again if the adopt fails
    #[arg(long)]
    enable_rollback: bool,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Creates a stack of objects that exist.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let data = std::fs::read_to_string(&args.adopt_file)
        .map_err(|error| Stop::new(Exit::Invalid, format!("cannot read {}: {error}", args.adopt_file)))?;
    let (mut request, packed) = args.source.request().await?;
    request.stack_name = Some(args.name.clone());
    request.adopt_stack_data = Some(data);
    request.disable_rollback = Some(!args.enable_rollback);
    args.settings.write_to(&mut request);
    let stack = session.client.create(&request).await.map_err(|error| explained(error, &packed, &args.name))?;
    let wait = Wait { action: "ADOPT", ..Wait::new(&stack) };
    let ended = if args.wait { wait.completed(session).await } else { Ok(None) };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}
