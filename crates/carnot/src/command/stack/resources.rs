//! `carnot stack resources`.

use super::Session;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Shape};
use crate::progress;
use anyhow::Result;
use client::ResourceQuery;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Show this resource
    resource: Option<String>,
    /// How many levels of nested stacks
    #[arg(short = 'n', long, value_name = "LEVELS", default_value_t = 0)]
    nested_depth: u32,
    /// Only resources with this property: `status=FAILED`, `type=OS::Heat::Value`; can be given several times
    #[arg(long = "filter", value_name = "KEY=VALUE")]
    filters: Vec<String>,
    #[command(flatten)]
    shape: Shape,
}

/// Lists resources or shows one.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    if let Some(name) = &args.resource {
        let resource = session.client.resource(&stack, name).await?;
        return Ok(out::print(&args.shape, &Data::of(json!(resource)))?);
    }
    let mut query = ResourceQuery { nested_depth: args.nested_depth, ..ResourceQuery::default() };
    for filter in &args.filters {
        let wrong = || Stop::new(Exit::Usage, format!("{filter} is not of the form KEY=VALUE"));
        let (key, value) = filter.split_once('=').ok_or_else(wrong)?;
        query.filters.push((key.to_owned(), value.to_owned()));
    }
    let mut columns = vec![
        ("resource_name", "Resource Name"),
        ("physical_resource_id", "Physical Resource ID"),
        ("resource_type", "Resource Type"),
        ("resource_status", "Resource Status"),
        ("updated_time", "Updated Time"),
    ];
    if args.nested_depth > 0 {
        columns.push(("stack_name", "Stack Name"));
    }
    let resources = session.client.resources(&stack, &query).await?;
    let rows = resources.iter().map(|resource| {
        let mut row = vec![
            json!(resource.resource_name),
            json!(resource.physical_resource_id),
            json!(resource.resource_type),
            json!(resource.resource_status),
            json!(resource.updated_time),
        ];
        if args.nested_depth > 0 {
            row.push(json!(progress::stack_of(&resource.links)));
        }
        row
    });
    let rows = rows.collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
