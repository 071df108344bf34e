//! `carnot stack mark-healthy` and `mark-unhealthy`.

use super::Session;
use anyhow::Result;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// The resource
    resource: String,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

/// Declares how a resource is.
pub(crate) async fn run(session: &Session, args: &Args, unhealthy: bool) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    Ok(session.client.mark(&stack, &args.resource, unhealthy, &args.reason).await?)
}
