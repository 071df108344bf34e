//! `carnot stack list`.

use super::Session;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use client::Query;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Also deleted stacks
    #[arg(long)]
    deleted: bool,
    /// Also nested stacks
    #[arg(long)]
    nested: bool,
    /// Stacks of all projects
    #[arg(long)]
    all_projects: bool,
    /// Only stacks with this property: `status=FAILED`, `name=web`; can be given several times
    #[arg(long = "property", value_name = "KEY=VALUE")]
    properties: Vec<String>,
    /// Only stacks with all of these tags, separated by commas
    #[arg(long, value_name = "TAGS")]
    tags: Option<String>,
    /// Order: a key, and `:asc` or `:desc` behind it
    #[arg(long, value_name = "KEY[:DIRECTION]")]
    sort: Option<String>,
    /// At most so many
    #[arg(long, value_name = "COUNT")]
    limit: Option<u32>,
    /// Start behind the stack with this id
    #[arg(long, value_name = "ID")]
    marker: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

impl Args {
    fn query(&self) -> Result<Query> {
        let mut query = Query::new();
        let mut set = |key: &str, value: &str| query.push((key.to_owned(), value.to_owned()));
        for (key, wanted) in
            [("show_deleted", self.deleted), ("show_nested", self.nested), ("global_tenant", self.all_projects)]
        {
            if wanted {
                set(key, "True");
            }
        }
        for property in &self.properties {
            let wrong = || Stop::new(Exit::Usage, format!("{property} is not of the form KEY=VALUE"));
            let (key, value) = property.split_once('=').ok_or_else(wrong)?;
            set(key, value);
        }
        if let Some(sort) = &self.sort {
            let (key, direction) = sort.split_once(':').unwrap_or((sort, "asc"));
            set("sort_keys", key);
            set("sort_dir", direction);
        }
        for (key, value) in [("tags", &self.tags), ("marker", &self.marker)] {
            if let Some(value) = value {
                set(key, value);
            }
        }
        if let Some(limit) = self.limit {
            set("limit", &limit.to_string());
        }
        Ok(query)
    }
}

/// Lists stacks.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stacks = session.client.stacks(&args.query()?).await?;
    let mut columns = vec![
        ("id", "ID"),
        ("stack_name", "Stack Name"),
        ("stack_status", "Stack Status"),
        ("creation_time", "Creation Time"),
        ("updated_time", "Updated Time"),
    ];
    if args.nested {
        columns.push(("parent", "Parent"));
    }
    if args.all_projects {
        columns.insert(2, ("project", "Project"));
    }
    let rows = stacks.iter().map(|stack| {
        let all = json!(stack);
        columns.iter().map(|(key, _)| all.get(*key).cloned().unwrap_or_default()).collect()
    });
    let rows = rows.collect();
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
