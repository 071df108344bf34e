//! `carnot stack delete`.

use super::Session;
use crate::ambient;
use crate::exit::{Exit, Stop};
use crate::out;
use crate::progress::Wait;
use anyhow::Result;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stacks: names or ids
    #[arg(required = true)]
    stacks: Vec<String>,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Wait until they are gone, and show what happens
    #[arg(short, long)]
    wait: bool,
}

/// Deletes stacks. All are found before the first one is touched.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let mut stacks = Vec::new();
    for stack in &args.stacks {
        stacks.push(session.find(stack).await?);
    }
    if !args.yes && ambient::can_ask() {
        let names: Vec<_> = stacks.iter().map(|stack| stack.name.as_str()).collect();
        if !out::ask(&format!("Delete {} with all their objects?", names.join(", "))) {
            return Err(Stop::new(Exit::Declined, "nothing was deleted").into());
        }
    }
    for stack in &stacks {
        let wait = if args.wait { Some(Wait::before(session, stack, "DELETE").await?) } else { None };
        session.client.delete(stack).await?;
        if let Some(wait) = wait {
            wait.completed(session).await?;
        }
    }
    Ok(())
}
