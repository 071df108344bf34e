//! What a client can see of a whole tree of stacks, and how two such views differ.

use crate::http::Endpoint;
use anyhow::{Context, Result};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// One resource as clients see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// `physical_resource_id`.
    pub physical_id: String,
    /// `resource_type`.
    pub kind: String,
    /// `CREATE_COMPLETE` and the like.
    pub state: String,
    /// All attributes.
    pub attributes: Json,
}

/// A tree at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The stack's state.
    pub state: String,
    /// Path → resource.
    pub resources: BTreeMap<String, Seen>,
    /// The stack's outputs by key.
    pub outputs: BTreeMap<String, Json>,
    /// Parameters, tags, time-out, as the stack shows them.
    pub settings: Json,
}

impl View {
    /// Looks at the stack `name/id`.
    pub async fn take(endpoint: &Endpoint, stack: &str) -> Result<Self> {
        let shown = endpoint.get(&format!("/stacks/{stack}")).await?["stack"].clone();
        let outputs = shown["outputs"].as_array().cloned().unwrap_or_default();
        let word = |json: &Json, key: &str| json[key].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            state: word(&shown, "stack_status"),
            resources: resources(endpoint, stack).await?,
            outputs: outputs.iter().map(|o| (word(o, "output_key"), o["output_value"].clone())).collect(),
            settings: settings(&shown),
        })
    }

    /// Paths whose object is another one than `before`, or missing.
    pub fn lost(&self, before: &View) -> Vec<String> {
        let same = |(path, seen): &(&String, &Seen)| {
            self.resources.get(*path).is_some_and(|now| now.physical_id == seen.physical_id)
        };
        before.resources.iter().filter(|entry| !same(entry)).map(|(path, _)| path.clone()).collect()
    }

    /// Every difference that a client would notice, as sentences; states may be any that ended well.
    pub fn differences(&self, before: &View) -> Vec<String> {
        let mut found = Vec::new();
        for (path, seen) in &before.resources {
            match self.resources.get(path) {
                None => found.push(format!("{path} is missing")),
                Some(now) => {
                    if now.physical_id != seen.physical_id {
                        found.push(format!("{path} is {} and was {}", now.physical_id, seen.physical_id));
                    }
                    if !now.state.ends_with("_COMPLETE") || now.state.starts_with("INIT") {
                        found.push(format!("{path} is {}", now.state));
                    }
                    if now.kind != seen.kind || now.attributes != seen.attributes {
                        found.push(format!("{path} has attributes {} and had {}", now.attributes, seen.attributes));
                    }
                }
            }
        }
        found.extend(
            self.resources.keys().filter(|p| !before.resources.contains_key(*p)).map(|p| format!("{p} is new")),
        );
        if self.outputs != before.outputs {
            found.push(format!("outputs are {:?} and were {:?}", self.outputs, before.outputs));
        }
        if self.settings != before.settings {
            found.push(format!("settings are {} and were {}", self.settings, before.settings));
        }
        found
    }
}

fn settings(shown: &Json) -> Json {
    let mut parameters = shown["parameters"].clone();
    if let Some(map) = parameters.as_object_mut() {
        map.remove("OS::stack_id");
    }
    let mut settings = Map::new();
    settings.insert("parameters".into(), parameters);
    for key in ["tags", "timeout_mins", "disable_rollback", "stack_name"] {
        settings.insert(key.into(), shown[key].clone());
    }
    Json::Object(settings)
}

async fn resources(endpoint: &Endpoint, stack: &str) -> Result<BTreeMap<String, Seen>> {
    let list = endpoint.get(&format!("/stacks/{stack}/resources?nested_depth=5")).await?;
    let list = list["resources"].as_array().cloned().context("resources")?;
    // Stack id → path of the resource that holds it: a nested resource's link to its own stack names the holder.
    let mut holders: BTreeMap<String, (String, String)> = BTreeMap::new();
    for item in &list {
        if let Some(nested) = link(item, "nested") {
            holders.insert(nested, (link(item, "stack").unwrap_or_default(), name(item)));
        }
    }
    let mut seen = BTreeMap::new();
    for item in &list {
        let own = link_path(item, "stack").context("a resource has a stack link")?;
        let mut path = name(item);
        let mut stack_id = link(item, "stack").unwrap_or_default();
        while let Some((above, holder)) = holders.get(&stack_id) {
            path = format!("{holder}/{path}");
            stack_id.clone_from(above);
        }
        let shown = endpoint.get(&format!("/stacks/{own}/resources/{}", name(item))).await?["resource"].clone();
        let mut attributes = shown["attributes"].clone();
        if let Some(map) = attributes.as_object_mut() {
            map.remove("show");
        }
        let word = |key: &str| shown[key].as_str().unwrap_or_default().to_owned();
        seen.insert(
            path,
            Seen {
                physical_id: word("physical_resource_id"),
                kind: word("resource_type"),
                state: word("resource_status"),
                attributes,
            },
        );
    }
    Ok(seen)
}

fn name(item: &Json) -> String {
    item["resource_name"].as_str().unwrap_or_default().to_owned()
}

/// `NAME/ID` at the end of a link of this kind.
fn link_path(item: &Json, rel: &str) -> Option<String> {
    let links = item["links"].as_array()?;
    let href = links.iter().find(|l| l["rel"] == rel)?["href"].as_str()?;
    Some(href.split("/stacks/").nth(1)?.to_owned())
}

/// The stack id at the end of a link of this kind.
fn link(item: &Json, rel: &str) -> Option<String> {
    link_path(item, rel)?.rsplit('/').next().map(str::to_owned)
}
