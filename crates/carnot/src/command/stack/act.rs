//! `carnot stack check`, `suspend`, `resume` and `cancel`.

use super::{Session, show};
use crate::out::Shape;
use crate::progress::Wait;
use anyhow::Result;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Arguments of `cancel`.
#[derive(clap::Args)]
pub(crate) struct Cancel {
    /// The stack: name or id
    stack: String,
    /// Leave everything as it is instead of going back
    #[arg(long)]
    no_rollback: bool,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Starts an action.
pub(crate) async fn run(session: &Session, args: &Args, action: &str, wait: &'static str) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let wait = if args.wait { Some(Wait::before(session, &stack, wait).await?) } else { None };
    session.client.act(&stack, action).await?;
    let ended = match wait {
        Some(wait) => wait.completed(session).await,
        None => Ok(None),
    };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}

/// Cancels an update.
pub(crate) async fn cancel(session: &Session, args: &Cancel) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let (action, awaited) =
        if args.no_rollback { ("cancel_without_rollback", "UPDATE") } else { ("cancel_update", "ROLLBACK") };
    let wait = if args.wait { Some(Wait::before(session, &stack, awaited).await?) } else { None };
    session.client.act(&stack, action).await?;
    if let Some(mut wait) = wait {
        // Without a rollback the cancelled update counts as failed, which is what was asked for.
        if args.no_rollback {
            wait.end(session).await?;
        } else {
            wait.completed(session).await?;
        }
    }
    show::brief(session, &stack, &args.shape).await
}
