//! One run of a whole template: what `POST /validate` says, whether a create is accepted, dependencies, resolved properties, outputs.

use crate::judge::Judge;
use crate::kind::function;
use crate::{given, shown};
use definition::{Tree, describe};
use model::value::Map;
use model::{Diagnostics, StackPath};
use resource::live::Nothing;
use resource::{Property, PropertyKind};
use serde_json::{Map as JsonMap, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use template::Environment;

/// A template with all that is sent along.
pub(crate) struct Whole<'a> {
    /// The template: its text, or an object.
    pub(crate) template: &'a Json,
    /// Files by name.
    pub(crate) files: BTreeMap<String, String>,
    /// The environment.
    pub(crate) environment: Map,
}

/// Compares all that a recorded run tells. `expect` has the fields of a run.
pub(crate) fn ask(whole: &Whole<'_>, expect: &Json, judge: &mut Judge<'_>) {
    let catalog = catalog::Catalog::builtin();
    let identity = given::identity("oracle", "11111111-2222-3333-4444-555555555555");
    if let Some(wanted) = expect.get("validate_api") {
        let submission = given::submission(whole.template, whole.files.clone(), whole.environment.clone());
        answer(wanted, validated(given::source(&submission, catalog, &identity)), judge);
    }
    let mut environment = whole.environment.clone();
    if let Some(used) = expect.get("params_used") {
        environment.insert("parameters", shown::taken(used));
    }
    let submission = given::submission(whole.template, whole.files.clone(), environment);
    let tree = Tree::new(given::source(&submission, catalog, &identity));
    let error = |stage: &str| expect.get(stage).filter(|answer| answer.get("error").is_some());
    if let Some(wanted) = error("template").or(error("stack")) {
        return refusal("stack", wanted, &tree, judge);
    }
    let Some(full) = expect.get("validate_full") else { return };
    let checked = tree.clone().and_then(|mut tree| {
        let mut findings = tree.check(&Nothing, &mut |_, _| ());
        findings.0.retain(|finding| !elsewhere(expect, &finding.path));
        findings.into_result(())
    });
    refusal("validate_full", full, &checked, judge);
    let refused = full.get("error").is_some();
    match &tree {
        Ok(tree) => accepted(tree, expect, judge),
        // What is refused has no dependencies and no properties.
        Err(_) if refused => {}
        Err(findings) => {
            for part in ["deps_explicit", "resources", "outputs"] {
                judge.compare(part, expect.get(part).unwrap_or(&Json::Null), &shown::first(findings));
            }
        }
    }
}

fn refusal<T>(part: &str, wanted: &Json, got: &Result<T, Diagnostics>, judge: &mut Judge<'_>) {
    let none = Diagnostics::default();
    judge.refusal(part, wanted, &shown::outcome(got), got.as_ref().err().unwrap_or(&none));
}

/// Whether a path leads into a resource that Heat's record does not judge to the end, because a service would have been asked.
fn elsewhere(expect: &Json, path: &str) -> bool {
    let names = expect.get("client_dependent").and_then(Json::as_array).into_iter().flatten();
    let mut names = names.filter_map(|entry| entry.get(0).and_then(Json::as_str).or_else(|| entry.as_str()));
    let inside = path.split_once('.').map_or("", |(_, rest)| rest);
    names.any(|name| inside.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '<'])))
}

/// What the service does for `POST /validate`.
fn validated(source: definition::Source<'_>) -> Result<Json, Diagnostics> {
    let tree = Tree::sketch(source)?;
    tree.form().into_result(())?;
    let environment = Environment::from_map(&source.submission.environment).0;
    Ok(describe::answer(&tree, &environment, false))
}

/// `{ok: body}`, `{Error: text}` or `{exception: error}`; what a client of another service would have to tell is no answer. As `schema`
/// also what a form for the parameters needs of it, where Heat and we have a body: each parameter with its type, default, constraints and
/// words, and their groups.
fn answer(wanted: &Json, got: Result<Json, Diagnostics>, judge: &mut Judge<'_>) {
    let none = Diagnostics::default();
    let findings = got.as_ref().err().unwrap_or(&none);
    let class = findings.first_error().map(|finding| finding.class.clone()).unwrap_or_default();
    let shown = got.as_ref().map_or_else(shown::first, Json::clone);
    if let Some(body) = wanted.get("ok") {
        // A body goes over the wire as JSON, whose keys are texts.
        let body = shown::wire(body);
        judge.compare("validate_api", &body, &shown);
        if let Ok(ours) = &got {
            let schema = |body: &Json| json!([body.get("Parameters"), body.get("ParameterGroups")]);
            judge.compare("schema", &schema(&body), &schema(ours));
        }
    } else if let Some(text) = wanted.get("Error") {
        // The text alone goes over the wire, under a class of the API's.
        judge.refusal("validate_api", &json!({"error": {"class": class, "message": text}}), &shown, findings);
    } else if let Some(exception) = wanted.get("exception") {
        let exception = exception.get("error").unwrap_or(exception);
        judge.refusal("validate_api", &json!({"error": exception}), &shown, findings);
    }
}

fn accepted(tree: &Tree, expect: &Json, judge: &mut Judge<'_>) {
    let root = StackPath::root();
    if let (Some(wanted), Some(values)) = (expect.get("param_values"), tree.parameters(&root)) {
        let own = values.iter().filter(|(name, _)| !name.starts_with("OS::") && !name.starts_with("AWS::"));
        let got: JsonMap<_, _> = own.map(|(name, value)| (name.clone(), shown::value(value))).collect();
        judge.compare("param_values", wanted, &got.into());
    }
    if let Some(wanted) = expect.get("conditions").filter(|wanted| wanted.is_object()) {
        let got = function::truths(tree, &root);
        for (name, wanted) in wanted.as_object().into_iter().flatten() {
            judge.compare("conditions", wanted, got.get(name).unwrap_or(&Json::Null));
        }
    }
    if let Some(wanted) = expect.get("deps_explicit") {
        requirements(wanted, expect.get("deps_implicit"), tree, judge);
    }
    let data = expect.get("resource_data").cloned().unwrap_or_default();
    let live = given::Told(&data);
    resolved(tree, expect, &live, judge);
    outputs(tree, expect, &live, judge);
}

/// What each resource requires: what the template says, and what its type adds. Ours are one set, so an edge of ours that is in
/// neither of Heat's is told with those that the template says.
fn requirements(explicit: &Json, implicit: Option<&Json>, tree: &Tree, judge: &mut Judge<'_>) {
    let ours = edges(tree);
    let Some(said) = explicit.as_object().filter(|said| !said.contains_key("error")) else {
        return judge.compare("deps_explicit", explicit, &json!(ours));
    };
    let names = |needs: Option<&Json>| -> BTreeSet<String> {
        let names = needs.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
        names.map(str::to_owned).collect()
    };
    let added = |name: &str| &names(implicit.and_then(|implicit| implicit.get(name))) - &names(said.get(name));
    let wanted: JsonMap<_, _> = said.iter().map(|(name, needs)| (name.clone(), json!(names(Some(needs))))).collect();
    let got: JsonMap<_, _> = ours.iter().map(|(name, needs)| (name.clone(), json!(needs - &added(name)))).collect();
    judge.compare("deps_explicit", &wanted.into(), &got.into());
    let adding = || said.keys().filter(|name| !added(name).is_empty());
    if adding().next().is_some() {
        let wanted: JsonMap<_, _> = adding().map(|name| (name.clone(), json!(added(name)))).collect();
        let none = BTreeSet::new();
        let of_ours = |name: &String| ours.get(name).unwrap_or(&none) & &added(name);
        let got: JsonMap<_, _> = adding().map(|name| (name.clone(), json!(of_ours(name)))).collect();
        judge.compare("deps_implicit", &wanted.into(), &got.into());
    }
}

fn edges(tree: &Tree) -> BTreeMap<String, BTreeSet<String>> {
    let nodes = tree.order(&StackPath::root()).unwrap_or_default().iter().filter_map(|path| tree.node(path));
    let needs = |node: &definition::Node| node.requires.iter().map(|path| path.name().to_owned()).collect();
    nodes.map(|node| (node.path.name().to_owned(), needs(node))).collect()
}

/// Properties with defaults and in their types, where we know the type; else as the functions in them resolve. And the metadata.
fn resolved(tree: &Tree, expect: &Json, live: &given::Told<'_>, judge: &mut Judge<'_>) {
    let Some(resources) = expect.get("resources").and_then(Json::as_object) else { return };
    let (mut wanted, mut got) = (JsonMap::new(), JsonMap::new());
    for (name, theirs) in resources {
        let path = StackPath::root().resource(name);
        let Some(node) = tree.node(&path) else {
            wanted.insert(name.clone(), theirs.get("type").cloned().unwrap_or_default());
            continue;
        };
        let section = section(theirs, node);
        let Some(mut properties) = theirs.get(section).cloned() else { continue };
        if let definition::Kind::Type(kind) = node.kind {
            renamed(kind.properties, &mut properties);
        }
        let properties = without_nulls(properties);
        let metadata = theirs.get("metadata").cloned().unwrap_or_else(|| json!({}));
        // What Heat itself does not resolve (its class refuses the properties) is not compared.
        if properties.get("error").is_some() || metadata.get("error").is_some() {
            continue;
        }
        let theirs = json!({"properties": properties, "metadata": metadata});
        let ours = match tree.evaluate(&path, live) {
            Ok(evaluated) => json!({
                "properties": without_nulls(shown::value(&evaluated.properties)),
                "metadata": shown::value(&evaluated.metadata),
            }),
            Err(_) if expect.pointer("/validate_full/error").is_some() => continue,
            // A placeholder of the record that breaks a constraint: reading does not check, and making would.
            Err(findings) if findings.0.iter().all(|finding| is_placeholder(&finding.message)) => continue,
            Err(findings) => shown::first(&findings),
        };
        if !shown::same(&shown::comparable(&theirs), &ours) {
            wanted.insert(name.clone(), theirs);
            got.insert(name.clone(), ours);
        }
    }
    let agrees = wanted.is_empty();
    judge.tell("resources", wanted.into(), got.into(), agrees);
}

/// The typed properties, if Heat knows the type. What takes any properties has none.
fn section(theirs: &Json, node: &definition::Node) -> &'static str {
    match node.kind {
        definition::Kind::Type(kind) if kind.name == "OS::Heat::None" => "(nothing)",
        _ if theirs.get("properties_typed").is_some() => "properties_typed",
        // A retired type, which takes anything.
        definition::Kind::Type(_) => "(nothing)",
        definition::Kind::Template => "properties",
    }
}

/// Heat's record was made before properties under another name are moved to it; ours are moved.
fn renamed(table: &[Property], properties: &mut Json) {
    let Some(object) = properties.as_object_mut() else { return };
    for (property, target) in table.iter().filter_map(|property| Some((property, property.alias_of?))) {
        if let Some(value) = object.get_mut(property.name).filter(|value| !value.is_null()).map(Json::take) {
            object.insert(target.to_owned(), value);
        }
    }
    for property in table {
        let Some(value) = object.get_mut(property.name) else { continue };
        match (&property.kind, value) {
            (PropertyKind::Map(inner), value) => renamed(inner, value),
            (PropertyKind::List(item), Json::Array(items)) => {
                let inner = item.first().map(|item| &item.kind);
                if let Some(PropertyKind::Map(inner)) = inner {
                    items.iter_mut().for_each(|item| renamed(inner, item));
                }
            }
            _ => {}
        }
    }
}

/// Whether a message is about a value that only stands for one.
fn is_placeholder(message: &str) -> bool {
    ["'ref:", "'attr:", "'param-"].iter().any(|start| message.contains(start))
}

/// Heat's record leaves out properties that are null.
fn without_nulls(mut properties: Json) -> Json {
    if let Some(object) = properties.as_object_mut() {
        object.retain(|_, value| !value.is_null());
    }
    properties
}

fn outputs(tree: &Tree, expect: &Json, live: &given::Told<'_>, judge: &mut Judge<'_>) {
    let Some(outputs) = expect.get("outputs").and_then(Json::as_object) else { return };
    let ours = tree.outputs(&StackPath::root(), live);
    for (name, theirs) in outputs {
        let wanted = theirs.get("value").unwrap_or(theirs);
        let got = match ours.get(name).map(|output| &output.value) {
            None => Json::Null,
            Some(Ok(value)) => shown::value(value),
            Some(Err(finding)) => shown::error(finding),
        };
        judge.compare("outputs", wanted, &got);
    }
}
