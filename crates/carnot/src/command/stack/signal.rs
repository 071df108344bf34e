//! `carnot stack signal`.

use super::Session;
use crate::exit::{Exit, Stop};
use anyhow::Result;
use serde_json::Value as Json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// The resource
    resource: String,
    /// What to send: JSON
    #[arg(long, value_name = "JSON")]
    data: Option<String>,
    /// What to send: a file with JSON
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    data_file: Option<String>,
}

/// Signals a resource.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let text = match (&args.data, &args.data_file) {
        (Some(data), _) => Some(data.clone()),
        (None, Some(file)) => Some(
            std::fs::read_to_string(file)
                .map_err(|error| Stop::new(Exit::Invalid, format!("cannot read {file}: {error}")))?,
        ),
        (None, None) => None,
    };
    let data: Option<Json> = match text {
        Some(text) => Some(
            serde_json::from_str(&text)
                .map_err(|error| Stop::new(Exit::Invalid, format!("the data is not JSON: {error}")))?,
        ),
        None => None,
    };
    let stack = session.find(&args.stack).await?;
    Ok(session.client.signal(&stack, &args.resource, data.as_ref()).await?)
}
