//! `carnot stack show`.

use super::Session;
use crate::out::{self, Data, Shape};
use anyhow::Result;
use client::StackRef;
use serde_json::{Map, Value as Json, json};

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Leave the outputs out, which can take long
    #[arg(long)]
    no_outputs: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Shows a stack.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let stack = session.client.stack(&stack, !args.no_outputs).await?;
    let mut fields = Map::new();
    if let Json::Object(all) = json!(stack) {
        // What one looks for first comes first.
        let first =
            ["id", "stack_name", "description", "stack_status", "stack_status_reason", "creation_time", "updated_time"];
        fields.extend(first.iter().filter_map(|key| all.get(*key).map(|value| ((*key).to_owned(), value.clone()))));
        let dull = ["links", "notification_topics", "capabilities", "template_description", "stack_user_project_id"];
        let rest = all.into_iter().filter(|(key, _)| !first.contains(&key.as_str()) && !dull.contains(&key.as_str()));
        fields.extend(rest);
    }
    Ok(out::print(&args.shape, &Data::Record(fields))?)
}

/// Shows the little that matters after a change; nothing if the stack is gone.
pub(crate) async fn brief(session: &Session, stack: &StackRef, shape: &Shape) -> Result<()> {
    let stack = session.client.stack(stack, false).await?;
    let fields = [
        ("id", json!(stack.id)),
        ("stack_name", json!(stack.stack_name)),
        ("description", json!(stack.description)),
        ("creation_time", json!(stack.creation_time)),
        ("updated_time", json!(stack.updated_time)),
        ("stack_status", json!(stack.stack_status)),
        ("stack_status_reason", json!(stack.stack_status_reason)),
    ];
    Ok(out::print(shape, &Data::record(fields))?)
}
