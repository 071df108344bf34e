//! `carnot stack …`: what can be done with stacks, against any Heat-compatible server.

mod abandon;
mod act;
mod adopt;
mod create;
mod delete;
mod diff;
mod document;
mod events;
mod incarnations;
mod leftovers;
mod list;
mod mark;
mod operations;
mod outputs;
mod plan;
mod preview;
mod resources;
mod revisions;
mod rollback;
mod show;
mod signal;
mod snapshot;
pub(crate) mod source;
mod update;

use crate::ambient;
use crate::config::Config;
use crate::endpoint::{self, EndpointArgs};
use crate::exit::{Exit, Stop};
use crate::render::diagnostic;
use anyhow::Result;
use client::pack::Packed;
use client::{Client, StackRef};

/// Arguments of all commands.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    endpoint: EndpointArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Create a stack
    Create(create::Args),
    /// Change a stack
    Update(update::Args),
    /// Show a stack
    Show(show::Args),
    /// List stacks
    List(list::Args),
    /// Delete stacks
    Delete(delete::Args),
    /// List what happened, or follow what happens
    Events(events::Args),
    /// List the resources of a stack, or show one
    Resources(resources::Args),
    /// List the outputs of a stack, or show one
    Outputs(outputs::Args),
    /// Show what an update would do to each object
    Plan(plan::Args),
    /// Show what a create would make
    Preview(preview::Args),
    /// Go back to a revision, to the objects that still exist
    Rollback(rollback::Args),
    /// List the history of a stack, or show one revision
    Revisions(revisions::Args),
    /// Show what differs between two revisions
    Diff(diff::Args),
    /// List every object of a stack, or resolve something about one
    Incarnations(incarnations::Args),
    /// List objects that could not be removed
    Leftovers(leftovers::Args),
    /// List the operations on a stack, or show one
    Operations(operations::Args),
    /// Cancel the update under way
    Cancel(act::Cancel),
    /// Ask the cloud how the objects are
    Check(act::Args),
    /// Suspend every resource
    Suspend(act::Args),
    /// Resume every resource
    Resume(act::Args),
    /// Take, list and use snapshots
    #[command(subcommand)]
    Snapshot(snapshot::Command),
    /// Print a stack's data in the form that `adopt` takes
    Export(document::Args),
    /// Forget a stack and leave its objects; prints its data
    Abandon(abandon::Args),
    /// Create a stack of objects that exist
    Adopt(adopt::Args),
    /// Print the template
    Template(document::Args),
    /// Print the merged environment
    Environment(document::Args),
    /// Print the files that came with the template
    Files(document::Args),
    /// Signal a resource
    Signal(signal::Args),
    /// Declare a resource to be sound
    MarkHealthy(mark::Args),
    /// Declare a resource to be wrecked
    MarkUnhealthy(mark::Args),
}

/// A connection to the server.
pub(crate) struct Session {
    /// The client.
    pub(crate) client: Client,
}

impl Session {
    /// Finds a stack by name, id or `name/id`.
    pub(crate) async fn find(&self, stack: &str) -> Result<StackRef> {
        Ok(self.client.find(stack).await?)
    }
}

/// Runs the command.
pub(crate) async fn run(args: Args, config: &Config) -> Result<()> {
    let endpoint = endpoint::find(&args.endpoint, &ambient::var, &config.options.client);
    let session = &Session { client: Client::new(&endpoint)? };
    match args.command {
        Command::Create(args) => create::run(session, &args).await,
        Command::Update(args) => update::run(session, &args).await,
        Command::Show(args) => show::run(session, &args).await,
        Command::List(args) => list::run(session, &args).await,
        Command::Delete(args) => delete::run(session, &args).await,
        Command::Events(args) => events::run(session, &args).await,
        Command::Resources(args) => resources::run(session, &args).await,
        Command::Outputs(args) => outputs::run(session, &args).await,
        Command::Plan(args) => plan::run(session, &args).await,
        Command::Preview(args) => preview::run(session, &args).await,
        Command::Rollback(args) => rollback::run(session, &args).await,
        Command::Revisions(args) => revisions::run(session, &args).await,
        Command::Diff(args) => diff::run(session, &args).await,
        Command::Incarnations(args) => incarnations::run(session, &args).await,
        Command::Leftovers(args) => leftovers::run(session, &args).await,
        Command::Operations(args) => operations::run(session, &args).await,
        Command::Cancel(args) => act::cancel(session, &args).await,
        Command::Check(args) => act::run(session, &args, "check", "CHECK").await,
        Command::Suspend(args) => act::run(session, &args, "suspend", "SUSPEND").await,
        Command::Resume(args) => act::run(session, &args, "resume", "RESUME").await,
        Command::Snapshot(command) => snapshot::run(session, command).await,
        Command::Export(args) => document::export(session, &args).await,
        Command::Abandon(args) => abandon::run(session, &args).await,
        Command::Adopt(args) => adopt::run(session, &args).await,
        Command::Template(args) => document::template(session, &args).await,
        Command::Environment(args) => document::environment(session, &args).await,
        Command::Files(args) => document::files(session, &args).await,
        Command::Signal(args) => signal::run(session, &args).await,
        Command::MarkHealthy(args) => mark::run(session, &args, false).await,
        Command::MarkUnhealthy(args) => mark::run(session, &args, true).await,
    }
}

/// An error about what was sent, with the lines that it is about; one that carries a plan, after showing it.
pub(crate) fn explained(error: client::Error, packed: &Packed, stack: &str) -> anyhow::Error {
    rollback::show_refused(&error, stack);
    match error.fault() {
        Some(fault) if !fault.detail.diagnostics.is_empty() => {
            let findings = diagnostic::sent(&fault.detail.diagnostics);
            let shown = diagnostic::all(&findings, &diagnostic::in_packed(packed), ambient::stderr().colour);
            Stop::new(Exit::Invalid, format!("the server refuses the template\n\n{}", shown.trim_end())).into()
        }
        _ => error.into(),
    }
}

/// Gathers the files; findings about them point at their lines.
pub(crate) async fn pack(template: Option<&str>, environments: &[String]) -> Result<Packed> {
    client::pack::pack(template, environments).await.map_err(|error| match error {
        client::pack::Error::Invalid { url, text, findings } => {
            let shown = diagnostic::all(&findings, &diagnostic::in_text(&url, &text), ambient::stderr().colour);
            Stop::new(Exit::Invalid, format!("{url} cannot be read\n\n{}", shown.trim_end())).into()
        }
        other => client::Error::from(other).into(),
    })
}
