//! `carnot stack abandon`.

use super::{Session, document};
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use std::path::PathBuf;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Write the data into this file instead of printing it
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    #[command(flatten)]
    shape: Shape,
}

/// Forgets a stack. The file is opened before the stack is gone.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let Some(path) = &args.output_file else {
        let data = session.client.abandon(&stack).await?;
        return Ok(out::print(&document::json_unless_chosen(&args.shape), &Data::Document(data))?);
    };
    let unwritable = |error| Stop::new(Exit::Failed, format!("cannot write {}: {error}", path.display()));
    let mut file = std::fs::File::create(path).map_err(unwritable)?;
    let data = session.client.abandon(&stack).await?;
    let text = serde_json::to_string_pretty(&data)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|error| {
        // The only copy must not be lost.
        out::data(&text);
        unwritable(error)
    })?;
    Ok(())
}
