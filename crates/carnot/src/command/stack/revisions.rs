//! `carnot stack revisions`.

use super::Session;
use crate::out::{self, Data, Shape};
use anyhow::Result;
use api_types::revision::Revision;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Show this revision
    revision: Option<u32>,
    /// With a revision: give it this name, which keeps it from being pruned
    #[arg(long, value_name = "NAME", requires = "revision")]
    tag: Option<String>,
    /// With a revision: take this name away
    #[arg(long, value_name = "NAME", requires = "revision")]
    untag: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

/// Lists revisions, shows one, or names one.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    if let Some(number) = args.revision.map(|number| number.to_string()) {
        for (tag, set) in [(&args.tag, true), (&args.untag, false)] {
            if let Some(tag) = tag {
                session.client.tag_revision(&stack, &number, tag, set).await?;
            }
        }
        let revision = session.client.revision(&stack, &number).await?;
        return Ok(out::print(&args.shape, &Data::of(json!(revision)))?);
    }
    let revisions = session.client.revisions(&stack).await?;
    let columns = vec![
        ("number", "Revision"),
        ("head", "Head"),
        ("outcome", "Outcome"),
        ("action", "Action"),
        ("rollback_of", "Repeats"),
        ("tags", "Tags"),
        ("requester", "By"),
        ("message", "Message"),
        ("created_at", "Created"),
    ];
    let row = |revision: &Revision| {
        vec![
            json!(revision.number),
            json!(if revision.head { "*" } else { "" }),
            json!(revision.outcome),
            json!(revision.action),
            json!(revision.rollback_of),
            json!(revision.tags),
            json!(revision.requester),
            json!(revision.message),
            json!(revision.created_at),
        ]
    };
    let rows = revisions.iter().map(row).collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
