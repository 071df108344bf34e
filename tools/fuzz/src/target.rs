//! What is fuzzed: each target takes any text and answers with words that tell outcomes apart.

use catalog::Catalog;
use definition::{Identity, Limits, Source, Tree};
use model::submission::Submission;
use model::value::Map;
use model::{Diagnostics, SourceId, StackId, Timestamp, Value};
use std::collections::BTreeMap;
use template::{Environment, Template};

/// A language or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Target {
    /// Documents, and writing them again
    Yaml,
    /// Templates of both kinds: parsed, resolved, checked, their outputs
    Template,
    /// Queries
    Yaql,
    /// Environment files and their merging
    Environment,
    /// Parameters: their schemata and values
    Parameters,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 5] =
        [Target::Yaml, Target::Template, Target::Yaql, Target::Environment, Target::Parameters];

    /// Its name, and that of its corpus.
    pub fn name(self) -> &'static str {
        match self {
            Target::Yaml => "yaml",
            Target::Template => "template",
            Target::Yaql => "yaql",
            Target::Environment => "environment",
            Target::Parameters => "parameters",
        }
    }

    /// Runs it on an input.
    pub fn run(self, input: &str) -> String {
        match self {
            Target::Yaml => documents(input),
            Target::Template => whole(input, &Map::new()),
            Target::Yaql => query(input),
            Target::Environment => environments(input),
            Target::Parameters => values(input),
        }
    }
}

/// Parts of an input that is more than one document.
fn parts(input: &str) -> Vec<String> {
    input.split("\n%%%\n").map(str::to_owned).collect()
}

fn codes(findings: &Diagnostics) -> String {
    findings.0.iter().take(3).map(|finding| finding.code.as_str()).collect::<Vec<_>>().join(" ")
}

fn documents(input: &str) -> String {
    let (node, findings) = yaml::parse(input, SourceId(0), None, yaml::Limits::default());
    let (other, _) = yaml::parse_yaml(input, SourceId(0), yaml::Limits::default());
    if let Some(node) = other {
        let value = node.to_value();
        let written = yaml::to_yaml(&value);
        // What is written again is read again, if it is not too large then.
        let _ = yaml::parse_yaml(&written, SourceId(0), yaml::Limits::default());
    }
    format!("{} {}", node.map_or("none", |node| node.python_type()), codes(&findings))
}

fn whole(template: &str, environment: &Map) -> String {
    let mut submission = Submission {
        format: Submission::FORMAT,
        template: template.to_owned(),
        environment: environment.clone(),
        files: BTreeMap::from([("nested.yaml".to_owned(), NESTED.to_owned()), ("text".to_owned(), "a $b".to_owned())]),
        ..Submission::default()
    };
    submission.sent_at(Timestamp(1_577_934_245_000_000));
    let identity = Identity { id: StackId(Default::default()), name: "fuzz".to_owned(), project: "fuzz".to_owned() };
    let source =
        Source { submission: &submission, catalog: Catalog::builtin(), identity: &identity, limits: Limits::default() };
    let _ = Tree::sketch(source);
    match Tree::new(source) {
        Err(findings) => format!("refused {}", codes(&findings)),
        Ok(mut tree) => {
            let findings = tree.check(&resource::live::Nothing, &mut |_, _| {});
            let outputs = tree.outputs(&model::StackPath::root(), &resource::live::Nothing);
            let told: Vec<String> =
                outputs.values().filter_map(|output| output.value.as_ref().err()).map(|f| f.code.clone()).collect();
            format!("resolved {} {}", codes(&findings), told.join(" "))
        }
    }
}

/// A file that templates of the corpus nest.
const NESTED: &str =
    "heat_template_version: 2016-10-14\nparameters: {p: {default: 1}}\noutputs: {o: {value: {get_param: p}}}\n";

fn query(input: &str) -> String {
    let data = data();
    let answer = yaql::parse(input)
        .and_then(|parsed| yaql::evaluate(&parsed, &data, &yaql::Limits::default(), Timestamp(1_577_934_245_000_000)));
    match answer {
        Ok(value) => value.python_type().to_owned(),
        Err(error) => {
            let start: String = error.message.chars().take(24).filter(|c| !c.is_numeric()).collect();
            format!("{} {start}", error.class)
        }
    }
}

/// What queries of the corpus ask of.
fn data() -> Value {
    let list = |items: &[i64]| Value::list(items.iter().copied().map(Value::Int).collect::<Vec<_>>());
    Value::map([
        ("l", list(&[3, 1, 2])),
        ("m", Value::map([("x", Value::Int(1)), ("y", Value::Null)])),
        ("s", Value::str("abc")),
        ("n", Value::Float(1.5)),
        ("ll", Value::list(vec![list(&[1, 2]), list(&[])])),
    ])
}

fn environments(input: &str) -> String {
    let parts = parts(input);
    let names: Vec<String> = (0..parts.len()).map(|index| format!("e{index}.yaml")).collect();
    let files: BTreeMap<String, String> = names.iter().cloned().zip(parts).collect();
    let (schemata, _) = Template::parse(SCHEMATA, SourceId(0), None);
    let schemata = schemata.map(|template| template.parameters).unwrap_or_default();
    let (map, mut findings) = template::environment::merge(&names, &files, &Map::new(), &schemata);
    let (environment, more) = Environment::from_map(&map);
    findings.extend(more);
    let _ = environment.to_map();
    let _ = environment.nested("a");
    let _ = environment.registry.lookup("OS::Heat::None", Some("a"));
    let _ = (environment.registry.hooks("a"), environment.registry.restrictions("a"));
    format!("{} {}", map.len(), codes(&findings))
}

const SCHEMATA: &str = "heat_template_version: 2016-10-14\nparameters: {s: {type: string}, l: {type: comma_delimited_list}, j: {type: json}}\n";

/// A template's parameters, and behind `%%%` an environment with their values.
fn values(input: &str) -> String {
    let parts = parts(input);
    let template = parts.first().map(String::as_str).unwrap_or_default();
    let given = parts.get(1).map(String::as_str).unwrap_or_default();
    let (map, findings) = Environment::parse(given, SourceId(1), "env");
    format!("{} {}", codes(&findings), whole(template, &map.unwrap_or_default()))
}
