//! `carnot stack incarnations`.

use super::Session;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use api_types::incarnation::Incarnation;
use clap::ValueEnum;
use serde_json::json;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Show this object: its own id, or its id in the cloud
    object: Option<String>,
    /// Do this about the object
    #[arg(long, value_enum, value_name = "ACTION", requires = "object")]
    action: Option<Action>,
    /// Only objects in this phase
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    #[command(flatten)]
    shape: Shape,
}

/// What can be done about an object by hand.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Action {
    /// Take it as existing, if that is in doubt
    Adopt,
    /// Let it go, untouched
    Retain,
    /// Try its removal again
    RetryDelete,
    /// Declare it sound
    MarkHealthy,
}

impl Action {
    fn word(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Retain => "retain",
            Self::RetryDelete => "retry_delete",
            Self::MarkHealthy => "mark_healthy",
        }
    }
}

/// Lists objects, shows one, or does something about one.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let objects = session.client.incarnations(&stack, args.phase.as_deref()).await?;
    let Some(wanted) = &args.object else {
        return Ok(out::print(&args.shape, &list(&objects))?);
    };
    let is = |object: &&Incarnation| object.id == *wanted || object.physical_resource_id.as_ref() == Some(wanted);
    let missing = || Stop::new(Exit::NotFound, format!("{} has no object {wanted}", stack.name));
    let mut object = objects.iter().find(is).cloned().ok_or_else(missing)?;
    if let Some(action) = args.action {
        object = session.client.act_on_incarnation(&stack, &object.id, action.word()).await?;
    }
    Ok(out::print(&args.shape, &Data::of(json!(object)))?)
}

fn list(objects: &[Incarnation]) -> Data {
    let columns = vec![
        ("path", "Resource"),
        ("resource_type", "Type"),
        ("physical_resource_id", "Physical Resource ID"),
        ("phase", "Phase"),
        ("current", "Current"),
        ("health", "Health"),
        ("created_in", "Revision"),
        ("id", "ID"),
    ];
    let row = |object: &Incarnation| {
        vec![
            json!(object.path),
            json!(object.resource_type),
            json!(object.physical_resource_id),
            json!(object.phase),
            json!(object.current),
            json!(object.health),
            json!(object.created_in),
            json!(object.id),
        ]
    };
    Data::List { columns, rows: objects.iter().map(row).collect() }
}
