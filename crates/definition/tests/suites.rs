//! Scores against Heat's own answers, for those who have the suites (`../shared/suites`, not part of the project): run with
//! `cargo test -p definition --test suites -- --ignored --nocapture`. The mirrored cases of ours are in the other tests.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
#[expect(dead_code, reason = "every test program uses a part of it")]
mod world;

use catalog::Catalog;
use definition::{Opened, Source, Tree};
use model::incarnation::Incarnation;
use model::submission::Submission;
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, ResourcePath, StackPath};
use resource::live::Nothing;
use resource::{Live, Member, Nested, ResourceType, Rollback, Shape, Support};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use world::{identity, limits};

fn suite(name: &str) -> Option<Vec<Json>> {
    let path = format!("{}/../../../shared/suites/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).ok()?;
    let mut suite: Json = serde_json::from_str(&text).unwrap();
    Some(suite["cases"].take().as_array().unwrap().clone())
}

/// Any type with any attribute: the cases bring attributes of their own.
static ANY: ResourceType = ResourceType {
    name: "OS::Heat::TestResource",
    support: Support::ALWAYS,
    properties: &[],
    attributes: &[],
    shape: Shape::Nested(&Nested {
        expand: |_, _| resource::Expansion::Unknown,
        attribute: |_: &Member<'_>, _, _| None,
        reference: None,
        runtime: |member| member.runtime.clone(),
        validate: None,
        batches: None,
    }),
    rollback: Rollback::PLAIN,
};

/// In the place of the built-in one.
static EXTRA: &[&ResourceType] = &[&ANY];

struct Given<'a>(&'a Json);

impl Live for Given<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        Value::from_json(self.0[path.name()]["ref_id"].clone())
    }
    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        let key: Vec<Json> = [Json::from(name)].into_iter().chain(rest.iter().map(Value::to_json)).collect();
        let entries = self.0[path.name()]["attributes"].as_array()?;
        let found = entries.iter().find(|entry| match &entry[0] {
            Json::Array(parts) => *parts == key,
            single => key.len() == 1 && *single == key[0],
        })?;
        Some((Value::from_json(found[1].clone()), rest.len()))
    }
    fn exists(&self, path: &ResourcePath) -> bool {
        self.0.get(path.name()).is_some_and(|data| data["action"] != "INIT" && data["action"] != "DELETE")
    }
}

fn submission(case: &Json) -> Submission {
    let files: BTreeMap<String, String> = case["files"]
        .as_object()
        .map(|files| files.iter().map(|(k, v)| (k.clone(), v.as_str().unwrap_or_default().to_owned())).collect())
        .unwrap_or_default();
    let environment = match Value::from_json(case.get("env").cloned().unwrap_or_else(|| serde_json::json!({}))) {
        Value::Map(map) => (*map).clone(),
        _ => Map::new(),
    };
    Submission { template: case["template"].to_string(), files, environment, ..Submission::default() }
}

#[derive(Default)]
struct Score {
    cases: usize,
    agree: usize,
    class: usize,
    message: usize,
    wrong: Vec<String>,
}

impl Score {
    fn count(&mut self, id: &str, ours: Result<Value, &Diagnostic>, theirs: Result<&Json, &Json>) {
        self.cases += 1;
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                let same = Value::from_json(theirs.clone()) == ours.reveal_deep() || ours.to_json() == *theirs;
                if same {
                    self.agree += 1;
                    self.class += 1;
                    self.message += 1;
                } else {
                    self.wrong.push(format!("{id}: {} instead of {theirs}", ours.to_json()));
                }
            }
            (Err(ours), Err(theirs)) => {
                self.agree += 1;
                let (class, message) = (ours.class == theirs["class"], ours.message == theirs["message"]);
                self.class += usize::from(class);
                self.message += usize::from(class && message);
                if !class || !message {
                    self.wrong.push(format!(
                        "{id}: {} {:?} instead of {} {}",
                        ours.class, ours.message, theirs["class"], theirs["message"]
                    ));
                }
            }
            (Ok(ours), Err(theirs)) => {
                self.wrong.push(format!(
                    "{id}: {} instead of {} {}",
                    ours.to_json(),
                    theirs["class"],
                    theirs["message"]
                ));
            }
            (Err(ours), Ok(theirs)) => {
                self.wrong.push(format!("{id}: {} {:?} instead of {theirs}", ours.class, ours.message));
            }
        }
    }

    fn print(&self, name: &str) {
        for wrong in &self.wrong {
            println!("{wrong}");
        }
        let Self { cases, agree, class, message, .. } = self;
        println!("{name}: {cases} cases, right value or error {agree}, and class {class}, and message {message}");
    }
}

/// The first error of the first stage that has one.
fn refusal<'a>(expect: &'a Json, stages: &[&str]) -> Option<&'a Json> {
    stages.iter().find_map(|stage| expect[stage].get("error"))
}

#[test]
#[ignore = "needs ../shared/suites"]
fn functions() {
    let (Some(functions), Some(queries)) = (suite("functions"), suite("yaql")) else { return };
    let mut score = Score::default();
    for case in functions.into_iter().chain(queries) {
        if case.get("unstable").is_some() || case.get("parent").is_some() {
            continue;
        }
        let cfn = case["template"].get("Outputs").is_some();
        let outputs = &case["template"][if cfn { "Outputs" } else { "outputs" }];
        let id = format!("{} {outputs}", case["id"].as_str().unwrap());
        let submission = submission(&case);
        let mut who = identity();
        if let Some(name) = case["stack_name"].as_str() {
            name.clone_into(&mut who.name);
        } else {
            "suite_stack".clone_into(&mut who.name);
        }
        let source =
            Source { submission: &submission, catalog: Catalog::with(EXTRA), identity: &who, limits: limits() };
        let expect = &case["expect"];
        let data = case.get("resource_data").cloned().unwrap_or_default();
        let live = Given(&data);
        let theirs = match refusal(expect, &["parse", "resolve"]) {
            Some(error) => Err(error),
            None if expect["output"] == "disabled" => Ok(&Json::Null),
            None => Ok(&expect["result"]),
        };
        // Heat makes the stack first and misses parameters only when they are asked for.
        let tree = Tree::new(source);
        let tree = if theirs.is_ok() { tree.or_else(|_| Tree::sketch(source)) } else { tree };
        match tree {
            Err(findings) => score.count(&id, Err(findings.first_error().unwrap()), theirs),
            Ok(tree) => {
                let outputs = tree.outputs(&StackPath::root(), &live);
                match outputs.get("out").map(|out| &out.value) {
                    None => score.count(&id, Ok(Value::Null), theirs),
                    Some(Ok(value)) => score.count(&id, Ok(value.clone()), theirs),
                    Some(Err(finding)) => score.count(&id, Err(finding), theirs),
                }
            }
        }
    }
    score.print("functions");
}

/// Evaluates everything in a tree, nested stacks too.
fn walk(tree: &mut Tree, stack: &StackPath) -> Result<(), Diagnostics> {
    for path in tree.order(stack).unwrap_or_default().to_vec() {
        let evaluated = tree.evaluate(&path, &Nothing)?;
        tree.validate(&path, &evaluated).into_result(())?;
        let nested = match tree.node(&path).unwrap().kind {
            definition::Kind::Template => true,
            definition::Kind::Type(kind) => matches!(kind.shape, Shape::Nested(_)),
        };
        if nested {
            let runtime = tree.runtime(&path, &evaluated.properties, &Map::new(), &[] as &[&Incarnation]);
            if tree.expand(&path, &evaluated.properties, &runtime)? == Opened::Open {
                walk(tree, &path.nested())?;
            }
        }
    }
    Ok(())
}

#[test]
#[ignore = "needs ../shared/suites"]
fn structure() {
    let Some(cases) = suite("structure") else { return };
    let mut score = Score::default();
    let mut skipped = 0;
    let mut typed = (0, 0);
    for mut case in cases {
        let text = case["template"].to_string();
        let other = ["OS::Neutron", "OS::Nova", "OS::Cinder", "AWS::", "OS::Zaqar", "OS::Swift", "OS::Mistral"];
        let family = case["family"].as_str().unwrap().to_owned();
        let foreign = other.iter().any(|name| text.contains(name))
            || family == "props"
            || family == "asg"
            || family == "implicit";
        if foreign {
            skipped += 1;
            continue;
        }
        let id = format!("{} {}", case["id"].as_str().unwrap(), text.chars().take(250).collect::<String>());
        let used = case["expect"]["params_used"].clone();
        if used.is_object() {
            case["env"]["parameters"] = used;
        }
        let submission = submission(&case);
        let who = identity();
        let source = Source { submission: &submission, catalog: Catalog::builtin(), identity: &who, limits: limits() };
        let expect = &case["expect"];
        let theirs = match refusal(expect, &["parse", "template", "stack", "validate_full"]) {
            Some(error) => Err(error),
            None => Ok(&Json::Null),
        };
        let ours = Tree::new(source).and_then(|mut tree| walk(&mut tree, &StackPath::root()));
        if let (Ok(()), Ok(tree)) = (&ours, Tree::new(source)) {
            typed_as_heat(&id, &tree, expect, &mut typed);
        }
        match &ours {
            Ok(()) => score.count(&id, Ok(Value::Null), theirs),
            Err(findings) => score.count(&id, Err(findings.first_error().unwrap()), theirs),
        }
    }
    score.print("structure");
    println!("skipped {skipped}; typed properties and dependencies: {} of {}", typed.1, typed.0);
}

/// Compares the properties of each resource, converted and with defaults, and what it requires.
fn typed_as_heat(id: &str, tree: &Tree, expect: &Json, count: &mut (usize, usize)) {
    let live = Shaped(&expect["resource_data"]);
    for (name, theirs) in expect["resources"].as_object().into_iter().flatten() {
        let path = StackPath::root().resource(name);
        let (Some(node), Some(typed)) = (tree.node(&path), theirs.get("properties_typed")) else { continue };
        let Ok(evaluated) = tree.evaluate(&path, &live) else { continue };
        let mut ours = evaluated.properties.to_json();
        if let Some(map) = ours.as_object_mut() {
            map.retain(|_, value| !value.is_null());
        }
        let mut requires: Vec<&str> = node.requires.iter().map(ResourcePath::name).collect();
        requires.sort_unstable();
        count.0 += 1;
        if ours == *typed && serde_json::json!(requires) == expect["deps_explicit"][name] {
            count.1 += 1;
        } else {
            println!("{id} {name}: {ours} {requires:?} instead of {typed} {}", expect["deps_explicit"][name]);
        }
    }
}

/// Attributes by name, whole.
struct Shaped<'a>(&'a Json);

impl Live for Shaped<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        Value::from_json(self.0[path.name()]["ref_id"].clone())
    }
    fn attribute(&self, path: &ResourcePath, name: &str, _rest: &[Value]) -> Option<(Value, usize)> {
        self.0[path.name()]["attributes"].get(name).map(|value| (Value::from_json(value.clone()), 0))
    }
    fn exists(&self, _path: &ResourcePath) -> bool {
        true
    }
}

#[test]
#[ignore = "needs ../shared/suites"]
fn parameters() {
    let Some(cases) = suite("params") else { return };
    let mut score = Score::default();
    let mut api = (0, 0);
    for case in cases {
        if case.get("unstable").is_some() {
            continue;
        }
        let schema = case["template"].get("parameters").unwrap_or(&case["template"]["Parameters"]);
        let id = format!("{} {schema} {}", case["id"].as_str().unwrap(), case["env"]);
        let submission = submission(&case);
        let who = identity();
        let source = Source { submission: &submission, catalog: Catalog::builtin(), identity: &who, limits: limits() };
        let expect = &case["expect"];
        let theirs = match refusal(expect, &["parse", "template", "schema", "validate"]) {
            Some(error) => Err(error),
            None => Ok(&expect["values"]),
        };
        match Tree::new(source) {
            Err(findings) => score.count(&id, Err(findings.first_error().unwrap()), theirs),
            Ok(tree) => {
                let values = tree.parameters(&StackPath::root()).unwrap();
                let own = values.iter().filter(|(name, _)| !name.contains("::"));
                let ours = Value::map(own.map(|(name, value)| (name.as_str(), value.clone())));
                score.count(&id, Ok(ours), theirs);
            }
        }
        if let (Some(theirs), Ok(tree)) = (expect["api"].as_object(), Tree::sketch(source)) {
            let template = tree.template(&StackPath::root()).unwrap();
            for (name, theirs) in theirs {
                api.0 += 1;
                let given = submission.environment.get("parameters").and_then(|p| p.get(name));
                let default = submission.environment.get("parameter_defaults").and_then(|p| p.get(name));
                let ours = definition::describe::parameter(&template.parameters[name.as_str()], default, given);
                if ours == *theirs {
                    api.1 += 1;
                } else {
                    println!("api {id}: {ours} instead of {theirs}");
                }
            }
        }
    }
    score.print("parameters");
    println!("api: {} of {}", api.1, api.0);
}
