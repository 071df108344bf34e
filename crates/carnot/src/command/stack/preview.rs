//! `carnot stack preview`: what a create would make.

use super::source::Source;
use super::{Session, explained};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use api_types::stack::Request;
use client::pack::Packed;
use serde_json::{Value as Json, json};

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The name that the stack would have
    name: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    shape: Shape,
}

/// Lists the resources that a create would make.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let (mut request, packed) = args.source.request().await?;
    request.stack_name = Some(args.name.clone());
    show(session, (&request, &packed), &args.name, &args.shape).await
}

/// Shows what a request to create a stack would make.
pub(super) async fn show(
    session: &Session,
    (request, packed): (&Request, &Packed),
    name: &str,
    shape: &Shape,
) -> Result<()> {
    let stack = session.client.preview(request).await.map_err(|error| explained(error, packed, name))?;
    let mut rows = Vec::new();
    collect(&stack["resources"], &mut rows);
    let columns =
        vec![("resource_name", "Resource Name"), ("resource_type", "Resource Type"), ("properties", "Properties")];
    Ok(out::print(shape, &Data::List { columns, rows })?)
}

/// A list within the list stands for a nested stack.
fn collect(resources: &Json, rows: &mut Vec<Vec<Json>>) {
    for resource in resources.as_array().into_iter().flatten() {
        if resource.is_array() {
            collect(resource, rows);
            continue;
        }
        let at = |key: &str| resource[key].clone();
        let parent = resource["parent_resource"].as_str().map(|parent| format!("{parent}/")).unwrap_or_default();
        let name = format!("{parent}{}", resource["resource_name"].as_str().unwrap_or_default());
        rows.push(vec![json!(name), at("resource_type"), at("properties")]);
    }
}
