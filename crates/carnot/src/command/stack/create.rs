//! `carnot stack create`.

use super::source::{Settings, Source};
use super::{Session, explained, preview, show};
use crate::out::Shape;
use crate::progress::Wait;
use anyhow::Result;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack's name
    name: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    settings: Settings,
    /// Remove everything again if the create fails
    #[arg(long)]
    enable_rollback: bool,
    /// Only show what would be made
    #[arg(long, conflicts_with = "wait")]
    dry_run: bool,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Creates a stack.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let (mut request, packed) = args.source.request().await?;
    request.stack_name = Some(args.name.clone());
    request.disable_rollback = Some(!args.enable_rollback);
    args.settings.write_to(&mut request);
    if args.dry_run {
        return preview::show(session, (&request, &packed), &args.name, &args.shape).await;
    }
    let stack = session.client.create(&request).await.map_err(|error| explained(error, &packed, &args.name))?;
    let ended = if args.wait { Wait::new(&stack).completed(session).await } else { Ok(None) };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}
