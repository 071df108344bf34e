//! `carnot stack diff`.

use super::Session;
use crate::ambient;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Format, Shape, Style};
use crate::render;
use anyhow::Result;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// The one revision [default: the one before the other]
    from: Option<u32>,
    /// The other revision [default: the newest]
    to: Option<u32>,
    #[command(flatten)]
    shape: Shape,
}

/// Shows what differs.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let (from, to) = match (args.from, args.to) {
        (Some(from), Some(to)) => (from, to),
        (from, _) => {
            let newest = session.client.revisions(&stack).await?.first().map_or(0, |revision| revision.number);
            let from = from.unwrap_or(newest.saturating_sub(1));
            if from == 0 || from == newest {
                let stop = Stop::new(Exit::NotFound, format!("{} has no two revisions to compare", stack.name));
                return Err(stop.into());
            }
            (from, newest)
        }
    };
    let diff = session.client.diff(&stack, &from.to_string(), &to.to_string()).await?;
    if args.shape.format == Format::Table {
        out::data(&render::diff::diff(&diff, Style { colour: ambient::stdout().colour }));
        return Ok(());
    }
    Ok(out::print(&args.shape, &Data::of(json!(diff)))?)
}
