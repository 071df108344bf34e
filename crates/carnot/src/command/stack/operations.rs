//! `carnot stack operations`.

use super::{Session, plan};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use api_types::operation::Operation;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Show this operation
    operation: Option<String>,
    /// With an operation: show its plan
    #[arg(long, requires = "operation")]
    plan: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Lists operations, shows one, or shows its plan.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    if let Some(id) = &args.operation {
        let operation = session.client.operation(&stack, id).await?;
        if let Some(id) = operation.plan_id.as_ref().filter(|_| args.plan) {
            let shown = session.client.plan(&stack, id).await?;
            return plan::print(&shown, &stack.name, true, &args.shape);
        }
        return Ok(out::print(&args.shape, &Data::of(json!(operation)))?);
    }
    let operations = session.client.operations(&stack).await?;
    let columns = vec![
        ("id", "ID"),
        ("goal", "Goal"),
        ("phase", "Phase"),
        ("revision", "Revision"),
        ("failure", "Failure"),
        ("created_at", "Created"),
        ("finished_at", "Finished"),
    ];
    let row = |operation: &Operation| {
        vec![
            json!(operation.id),
            json!(operation.goal),
            json!(operation.phase),
            json!(operation.revision),
            json!(operation.failure.as_ref().map(|failure| &failure.message)),
            json!(operation.created_at),
            json!(operation.finished_at),
        ]
    };
    let rows = operations.iter().map(row).collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
