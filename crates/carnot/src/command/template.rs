//! `carnot template …`: what can be said about a template without a server.

mod functions;
mod resolve;
mod show;
mod validate;

use crate::ambient;
use crate::command::stack;
use crate::command::stack::source::Values;
use crate::exit::{Exit, Stop};
use crate::out;
use crate::render::diagnostic;
use anyhow::Result;
use catalog::Catalog;
use client::pack::Packed;
use definition::{Evaluated, Identity, Limits, Node, Source, Tree};
use model::submission::Submission;
use model::value::{Map, Value};
use model::{Diagnostics, StackId};

/// Commands.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Check templates and environments, with all that they name; whole folders of them
    Validate(validate::Args),
    /// Show what a template is made of
    Show(Args),
    /// Show the resources that a template comes to with these parameters
    Resolve(Args),
    /// Show the functions of templates and of their queries
    Functions(functions::Args),
}

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The template: a file or URL
    template: String,
    #[command(flatten)]
    values: Values,
    #[command(flatten)]
    shape: out::Shape,
}

/// Runs the command.
pub(crate) async fn run(command: Command) -> Result<()> {
    match command {
        Command::Validate(args) => validate::run(&args),
        Command::Show(args) => show::run(&args).await,
        Command::Resolve(args) => resolve::run(&args).await,
        Command::Functions(args) => functions::run(&args),
    }
}

/// A template and all that belongs to it, as a server would get it.
struct Material {
    packed: Packed,
    submission: Submission,
}

impl Material {
    async fn gather(args: &Args) -> Result<Self> {
        let packed = stack::pack(Some(&args.template), &args.values.environments).await?;
        let (material, findings) = Self::of(packed, args.values.parameters()?);
        if findings.has_errors() { Err(material.refused(&findings)) } else { Ok(material) }
    }

    /// What was packed, with its environments merged, and what is wrong with those.
    fn of(packed: Packed, parameters: serde_json::Map<String, serde_json::Value>) -> (Self, Diagnostics) {
        let text = packed.template.clone().unwrap_or_default();
        let (parsed, _) = template::Template::parse(&text, model::SourceId(0), None);
        let last = Map::from_iter([("parameters".into(), Value::from_json(parameters.into()))]);
        let schemata = parsed.as_ref().map(|template| template.parameters.clone()).unwrap_or_default();
        let (environment, findings) =
            template::environment::merge(&packed.environment_files, &packed.files, &last, &schemata);
        let submission = Submission {
            format: Submission::FORMAT,
            template: text,
            files: packed.files.clone(),
            environment,
            environment_files: packed.environment_files.clone(),
            ..Submission::default()
        };
        (Self { packed, submission }, findings)
    }

    /// Takes parameters that have neither value nor default as unknown, and tells which: what does not depend on them can be told all the
    /// same.
    fn assume(&mut self) -> Vec<String> {
        let (parsed, _) = template::Template::parse(&self.submission.template, model::SourceId(0), None);
        let Some(template) = parsed else { return Vec::new() };
        let given = |name: &str| {
            let has = |section: &str| {
                let section = self.submission.environment.get(section).and_then(|section| section.reveal().as_map());
                section.is_some_and(|values| values.contains_key(name))
            };
            has("parameters") || has("parameter_defaults")
        };
        let needed = template.parameters.values().filter(|parameter| parameter.default.is_none());
        let missing: Vec<String> =
            needed.map(|parameter| parameter.name.to_string()).filter(|name| !given(name)).collect();
        if missing.is_empty() {
            return missing;
        }
        let parameters = self.submission.environment.get("parameters").and_then(|values| values.reveal().as_map());
        let mut parameters = parameters.cloned().unwrap_or_default();
        for name in &missing {
            parameters.insert(name.as_str(), Value::Unknown(Default::default()));
        }
        self.submission
            .environment
            .insert("parameters", Value::map(parameters.iter().map(|(k, v)| (k.clone(), v.clone()))));
        missing
    }

    /// The tree of the root stack, with parameters and conditions resolved.
    fn tree(&self) -> Result<Tree, Diagnostics> {
        let identity =
            Identity { id: StackId(Default::default()), name: "stack".to_owned(), project: "project".to_owned() };
        let source = Source {
            submission: &self.submission,
            catalog: Catalog::builtin(),
            identity: &identity,
            limits: Limits::default(),
        };
        Tree::new(source)
    }

    /// An error that shows the findings.
    fn refused(&self, findings: &Diagnostics) -> anyhow::Error {
        let shown = diagnostic::all(findings, &diagnostic::in_packed(&self.packed), ambient::stderr().colour);
        Stop::new(Exit::Invalid, format!("the template cannot be used\n\n{}", shown.trim_end())).into()
    }
}

/// Evaluates and checks every resource of the tree, opening nested stacks on the way, and tells `see` of each. Nothing exists yet:
/// whatever only a cloud knows is unknown.
fn each(tree: &mut Tree, see: &mut dyn FnMut(&Node, &Evaluated)) -> Diagnostics {
    tree.check(&resource::live::Nothing, see)
}
