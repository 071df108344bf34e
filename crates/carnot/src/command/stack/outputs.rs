//! `carnot stack outputs`.

use super::Session;
use crate::out::{self, Data, Shape};
use anyhow::Result;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Show this output
    output: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

/// Lists outputs with their values, or shows one.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    if let Some(key) = &args.output {
        let output = session.client.output(&stack, key).await?;
        return Ok(out::print(&args.shape, &Data::of(json!(output)))?);
    }
    let stack = session.client.stack(&stack, true).await?;
    let columns = vec![("output_key", "Output"), ("output_value", "Value"), ("description", "Description")];
    let row = |output: &api_types::output::Output| {
        let value = match &output.output_error {
            Some(error) => json!(error),
            None => json!(output.output_value),
        };
        vec![json!(output.output_key), value, json!(output.description)]
    };
    let rows = stack.outputs.unwrap_or_default().iter().map(row).collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
