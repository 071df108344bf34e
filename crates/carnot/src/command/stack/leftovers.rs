//! `carnot stack leftovers`.

use super::Session;
use crate::out::{self, Data, Shape};
use anyhow::Result;
use api_types::incarnation::Incarnation;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Try to remove all of them again
    #[arg(long)]
    retry: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Lists owned, unwanted objects whose removal is blocked.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let mut objects = session.client.incarnations(&stack, None).await?;
    objects.retain(|object| object.leftover);
    if args.retry {
        for object in &objects {
            session.client.act_on_incarnation(&stack, &object.id, "retry_delete").await?;
        }
    }
    let columns = vec![
        ("path", "Resource"),
        ("resource_type", "Type"),
        ("physical_resource_id", "Physical Resource ID"),
        ("blocked_by", "Blocked By"),
        ("id", "ID"),
    ];
    let row = |object: &Incarnation| {
        vec![
            json!(object.path),
            json!(object.resource_type),
            json!(object.physical_resource_id),
            json!(object.delete_blocked_by.as_ref().map(|failure| &failure.message)),
            json!(object.id),
        ]
    };
    let rows = objects.iter().map(row).collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
