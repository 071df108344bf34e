//! `carnot demo`: a stack, an update that fails, the rollback's plan, and the way back, on a real server over real HTTP.
//!
//! Exit status 0 means that after the rollback every resource had the same physical object as before the update, and every output the
//! same value.

use crate::ambient;
use crate::cloud;
use crate::command::stack::{self, Session};
use crate::config::File;
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Paint, Shape, Style};
use crate::progress::{self, Wait};
use crate::render;
use crate::server::{self, Server};
use anyhow::{Context, Result};
use api_types::action::Rollback;
use api_types::event::Event;
use api_types::stack::Request;
use client::{Change, Client, Endpoint, ResourceQuery, StackRef};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The template of the demo and the one that it nests.
const FILES: [(&str, &str); 2] = [
    ("app.yaml", include_str!("../../../../examples/app.yaml")),
    ("app/database.yaml", include_str!("../../../../examples/app/database.yaml")),
];

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Keep the database and the templates, and tell where they are
    #[arg(long)]
    keep: bool,
}

/// Runs the demo.
pub(crate) async fn run(args: &Args) -> Result<()> {
    let folder = Folder::new(args.keep)?;
    for (name, text) in FILES {
        let path = folder.path.join(name);
        let parent = path.parent().unwrap_or(&folder.path);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, text))
            .context("cannot write the examples")?;
    }
    let store = server::open(&folder.path.join("demo.db"), None)?;
    let server = Server::start("127.0.0.1:0", store, cloud::none(), &File::default()).await?;
    let url = format!("http://{}/v1/demo", server.address);
    let session = Session { client: Client::new(&Endpoint { url: url.clone(), token: None })? };
    let story = Story { session, template: folder.path.join("app.yaml").display().to_string() };
    out::data(&format!("Carnot listens on {url}, with a database in {}.\n", folder.path.display()));
    let told = story.tell().await;
    server.stop().await;
    told
}

/// What happens, in order.
struct Story {
    session: Session,
    template: String,
}

/// What a stack is, as far as nobody may lose it.
#[derive(Debug, PartialEq)]
struct Picture {
    /// Resource → physical id, through all nested stacks.
    ids: BTreeMap<String, String>,
    /// Output → value.
    outputs: BTreeMap<String, Json>,
}

impl Story {
    async fn tell(&self) -> Result<()> {
        heading("1. A stack is created: a nested stack, a group, and a gate");
        let stack = self.create().await?;
        let before = self.picture(&stack).await?;

        heading(
            "2. An update to release two replaces the passwords and the workers, drops a worker, and fails at the gate",
        );
        self.update(&stack).await?;

        heading("3. What a rollback would do");
        let mut rollback = Rollback { dry_run: true, ..Rollback::default() };
        let plan = self.session.client.rollback(&stack, &rollback).await?.plan.context("the server sent no plan")?;
        let style = Style { colour: ambient::stdout().colour };
        out::data(&render::plan::plan(&plan, render::plan::Printing { stack: &stack.name, style, full: true }));

        heading("4. Exactly that plan is carried out");
        rollback = Rollback { plan_id: Some(plan.id), message: Some("the demo".to_owned()), ..Rollback::default() };
        let wait = self.wait(&stack, "ROLLBACK").await?;
        self.session.client.rollback(&stack, &rollback).await?;
        wait.completed(&self.session).await?;

        heading("5. Before and after");
        let after = self.picture(&stack).await?;
        compare(&before, &after)
    }

    async fn create(&self) -> Result<StackRef> {
        let mut request = self.request(&[("release", "one")]).await?;
        request.stack_name = Some("demo".to_owned());
        request.disable_rollback = Some(true);
        let stack = self.session.client.create(&request).await?;
        Wait { tell: Some(tell), ..Wait::new(&stack) }.completed(&self.session).await?;
        Ok(stack)
    }

    /// Updates the stack so that it fails; that it does is part of the story.
    async fn update(&self, stack: &StackRef) -> Result<()> {
        let request = self.request(&[("release", "two"), ("worker_count", "2"), ("broken", "true")]).await?;
        let mut wait = self.wait(stack, "UPDATE").await?;
        self.session.client.update(stack, Change::Whole, &request).await?;
        let ended = wait.end(&self.session).await?.and_then(|stack| stack.stack_status).unwrap_or_default();
        if ended == "UPDATE_FAILED" {
            return Ok(());
        }
        Err(Stop::new(Exit::Failed, format!("the update should have failed, and it is {ended}")).into())
    }

    async fn request(&self, parameters: &[(&str, &str)]) -> Result<Request> {
        let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let mut request = Request { parameters, ..Request::default() };
        stack::pack(Some(&self.template), &[]).await?.write_to(&mut request);
        Ok(request)
    }

    async fn wait(&self, stack: &StackRef, action: &'static str) -> Result<Wait> {
        Ok(Wait { tell: Some(tell), ..Wait::before(&self.session, stack, action).await? })
    }

    async fn picture(&self, stack: &StackRef) -> Result<Picture> {
        let query = ResourceQuery { nested_depth: 5, ..ResourceQuery::default() };
        let resources = self.session.client.resources(stack, &query).await?;
        let place = |resource: &api_types::resource::Resource| match &resource.parent_resource {
            Some(parent) => format!("{parent}/{}", resource.resource_name),
            None => resource.resource_name.clone(),
        };
        let outputs = self.session.client.stack(stack, true).await?.outputs.unwrap_or_default();
        Ok(Picture {
            ids: resources.iter().map(|resource| (place(resource), resource.physical_resource_id.clone())).collect(),
            outputs: outputs
                .into_iter()
                .map(|output| (output.output_key, output.output_value.unwrap_or_default()))
                .collect(),
        })
    }
}

/// Prints both pictures; fails unless they are the same.
fn compare(before: &Picture, after: &Picture) -> Result<()> {
    let names: std::collections::BTreeSet<&String> = before.ids.keys().chain(after.ids.keys()).collect();
    let row = |name: &&String| {
        let (old, new) = (before.ids.get(*name), after.ids.get(*name));
        vec![json!(name), json!(old), json!(new), json!(if old == new { "yes" } else { "NO" })]
    };
    let columns = vec![
        ("resource", "Resource"),
        ("before", "Physical id before"),
        ("after", "Physical id after"),
        ("same", "Same"),
    ];
    out::print(&Shape::default(), &Data::List { columns, rows: names.iter().map(row).collect() })?;
    if before.ids.is_empty() || before.ids != after.ids {
        return Err(Stop::new(Exit::Failed, "some resource has another object than before").into());
    }
    if before.outputs != after.outputs {
        return Err(Stop::new(Exit::Failed, "some output has another value than before").into());
    }
    out::data("\nEvery resource has the object that it had before the update, and every output its value.\n");
    Ok(())
}

fn heading(text: &str) {
    let style = Style { colour: ambient::stdout().colour };
    out::data(&format!("\n{}\n\n", style.paint(Paint::Bold, text)));
}

/// What ended is told; what began is left out.
fn tell(event: &Event) {
    if !event.resource_status.ends_with("_IN_PROGRESS") {
        let style = Style { colour: ambient::stdout().colour };
        out::data(&format!("  {}\n", progress::line(event, style)));
    }
}

/// A directory that goes away with the demo.
struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    fn new(keep: bool) -> Result<Self> {
        let name = format!("carnot-demo-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        make(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self { path, keep })
    }
}

fn make(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}
