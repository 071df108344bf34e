//! `carnot stack snapshot …`.

use super::{Session, show};
use crate::out::{self, Data, Shape};
use crate::progress::Wait;
use anyhow::Result;
use api_types::snapshot::Snapshot;
use serde_json::json;

/// Commands.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Take a snapshot
    Take(Take),
    /// List snapshots
    List(List),
    /// Show a snapshot
    Show(One),
    /// Delete a snapshot
    Delete(One),
    /// Bring the stack to the state of a snapshot
    Restore(Restore),
}

/// Arguments of `take`.
#[derive(clap::Args)]
pub(crate) struct Take {
    /// The stack: name or id
    stack: String,
    /// The snapshot's name
    #[arg(long)]
    name: Option<String>,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Arguments of `list`.
#[derive(clap::Args)]
pub(crate) struct List {
    /// The stack: name or id
    stack: String,
    #[command(flatten)]
    shape: Shape,
}

/// Arguments of `show` and `delete`.
#[derive(clap::Args)]
pub(crate) struct One {
    /// The stack: name or id
    stack: String,
    /// The snapshot's id
    snapshot: String,
    #[command(flatten)]
    shape: Shape,
}

/// Arguments of `restore`.
#[derive(clap::Args)]
pub(crate) struct Restore {
    /// The stack: name or id
    stack: String,
    /// The snapshot's id
    snapshot: String,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Runs the command.
pub(crate) async fn run(session: &Session, command: Command) -> Result<()> {
    match command {
        Command::Take(args) => take(session, &args).await,
        Command::List(args) => {
            let stack = session.find(&args.stack).await?;
            let snapshots = session.client.snapshots(&stack).await?;
            Ok(out::print(&args.shape, &list(&snapshots))?)
        }
        Command::Show(args) => {
            let stack = session.find(&args.stack).await?;
            let snapshot = session.client.snapshot(&stack, &args.snapshot).await?;
            Ok(out::print(&args.shape, &Data::of(json!(snapshot)))?)
        }
        Command::Delete(args) => {
            let stack = session.find(&args.stack).await?;
            Ok(session.client.delete_snapshot(&stack, &args.snapshot).await?)
        }
        Command::Restore(args) => restore(session, &args).await,
    }
}

async fn take(session: &Session, args: &Take) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let wait = if args.wait { Some(Wait::before(session, &stack, "SNAPSHOT").await?) } else { None };
    let mut snapshot = session.client.take_snapshot(&stack, args.name.as_deref()).await?;
    if let Some(wait) = wait {
        wait.completed(session).await?;
        snapshot = session.client.snapshot(&stack, &snapshot.id).await?;
    }
    let fields = [
        ("id", json!(snapshot.id)),
        ("name", json!(snapshot.name)),
        ("status", json!(snapshot.status)),
        ("status_reason", json!(snapshot.status_reason)),
        ("creation_time", json!(snapshot.creation_time)),
    ];
    Ok(out::print(&args.shape, &Data::record(fields))?)
}

async fn restore(session: &Session, args: &Restore) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let wait = if args.wait { Some(Wait::before(session, &stack, "RESTORE").await?) } else { None };
    session.client.restore_snapshot(&stack, &args.snapshot).await?;
    let ended = match wait {
        Some(wait) => wait.completed(session).await,
        None => Ok(None),
    };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}

fn list(snapshots: &[Snapshot]) -> Data {
    let columns = vec![
        ("id", "ID"),
        ("name", "Name"),
        ("status", "Status"),
        ("status_reason", "Status Reason"),
        ("creation_time", "Creation Time"),
    ];
    let row = |snapshot: &Snapshot| {
        vec![
            json!(snapshot.id),
            json!(snapshot.name),
            json!(snapshot.status),
            json!(snapshot.status_reason),
            json!(snapshot.creation_time),
        ]
    };
    Data::List { columns, rows: snapshots.iter().map(row).collect() }
}
