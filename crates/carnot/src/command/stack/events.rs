//! `carnot stack events`.

use super::Session;
use crate::ambient;
use crate::out::{self, Data, Format, Shape, Style};
use crate::progress;
use anyhow::Result;
use api_types::event::Event;
use client::{EventQuery, StackRef};
use serde_json::json;
use std::time::Duration;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Only of this resource
    #[arg(long, value_name = "NAME")]
    resource: Option<String>,
    /// How many levels of nested stacks
    #[arg(short = 'n', long, value_name = "LEVELS", default_value_t = 0)]
    nested_depth: u32,
    /// Only those behind the event with this id
    #[arg(long, value_name = "ID")]
    marker: Option<String>,
    /// At most so many
    #[arg(long, value_name = "COUNT")]
    limit: Option<u32>,
    /// Go on with what happens, until stopped
    #[arg(short = 'F', long)]
    follow: bool,
    #[command(flatten)]
    shape: Shape,
}

/// Lists or follows events.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let query = EventQuery {
        resource: args.resource.clone(),
        nested_depth: args.nested_depth,
        marker: args.marker.clone(),
        limit: args.limit,
        ..EventQuery::default()
    };
    if args.follow {
        return follow(session, &stack, query, args.shape.format).await;
    }
    let events = session.client.events(&stack, &query).await?;
    let columns = vec![
        ("event_time", "Event Time"),
        ("stack_name", "Stack Name"),
        ("resource_name", "Resource Name"),
        ("resource_status", "Resource Status"),
        ("resource_status_reason", "Resource Status Reason"),
        ("physical_resource_id", "Physical Resource ID"),
        ("id", "ID"),
    ];
    let row = |event: &Event| {
        vec![
            json!(event.event_time),
            json!(progress::stack_of(&event.links)),
            json!(event.resource_name),
            json!(event.resource_status),
            json!(event.resource_status_reason),
            json!(event.physical_resource_id),
            json!(event.id),
        ]
    };
    let rows = events.iter().map(row).collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}

/// Prints a line an event until nobody reads them any more.
async fn follow(session: &Session, stack: &StackRef, mut query: EventQuery, format: Format) -> Result<()> {
    let style = Style { colour: ambient::stdout().colour };
    while !out::closed() {
        let events = session.client.events(stack, &query).await?;
        for event in &events {
            out::data(&match format {
                Format::Json => format!("{}\n", json!(event)),
                Format::Table | Format::Yaml | Format::Value => progress::line(event, style) + "\n",
            });
        }
        if let Some(last) = events.last() {
            query.marker = Some(last.id.clone());
        }
        ambient::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}
