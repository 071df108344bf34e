//! `carnot stack template`, `environment`, `files` and `export`: documents as they are.

use super::Session;
use crate::out::{self, Data, Format, Shape};
use anyhow::Result;
use serde_json::{Value as Json, json};

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    #[command(flatten)]
    shape: Shape,
}

/// Prints the template.
pub(crate) async fn template(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    print(&args.shape, session.client.template(&stack).await?)
}

/// Prints the environment.
pub(crate) async fn environment(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    print(&args.shape, session.client.environment(&stack).await?)
}

/// Prints the files.
pub(crate) async fn files(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    print(&args.shape, json!(session.client.files(&stack).await?))
}

/// Prints the data of the stack.
pub(crate) async fn export(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let data = session.client.export(&stack).await?;
    out::print(&json_unless_chosen(&args.shape), &Data::Document(data))?;
    Ok(())
}

/// A document is printed whole, unless fields of it were asked for.
fn print(shape: &Shape, document: Json) -> Result<()> {
    let data = if shape.columns.is_empty() { Data::Document(document) } else { Data::of(document) };
    Ok(out::print(shape, &data)?)
}

/// What is made to be read by `adopt` is JSON.
pub(super) fn json_unless_chosen(shape: &Shape) -> Shape {
    let format = if shape.format == Format::Table { Format::Json } else { shape.format };
    Shape { format, columns: shape.columns.clone() }
}
