//! `OS::Heat::ResourceGroup`: the same resource several times.
//!
//! The names of removed members are kept as runtime data, under the key that Heat uses.

use super::batch;
use crate::member;
use model::value::{Key, Map, Value};
use resource::{
    Attribute, Constraint, Expansion, Member, Nested, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape,
    Support,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the names of removed members are kept, joined by commas.
const REMOVED: &str = "name_blacklist";

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::ResourceGroup",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("count", PropertyKind::Integer)
            .on_change(OnChange::Update)
            .default("1")
            .constraints(&[Constraint::Range { min: Some(0.0), max: None }]),
        Property::new("index_var", PropertyKind::String)
            .default("\"%index%\"")
            .constraints(&[Constraint::Length { min: Some(3), max: None }])
            .support(Support::since("2014.2")),
        Property::new(
            "resource_def",
            PropertyKind::Map(&[
                Property::new("type", PropertyKind::String).required(),
                Property::new("properties", PropertyKind::Map(&[])),
                Property::new("metadata", PropertyKind::Map(&[])).support(Support::since("5.0.0")),
            ]),
        )
        .required()
        .on_change(OnChange::Update),
        Property::new(
            "removal_policies",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[Property::new(
                "resource_list",
                PropertyKind::List(&[]),
            )
            .default("[]")]))]),
        )
        .on_change(OnChange::Update)
        .default("[]")
        .support(Support::since("2015.1")),
        Property::new("removal_policies_mode", PropertyKind::String)
            .on_change(OnChange::Update)
            .default("\"append\"")
            .constraints(&[Constraint::AllowedValues(&["\"append\"", "\"update\""])])
            .support(Support::since("10.0.0")),
    ],
    attributes: &[
        Attribute::new("refs", Some("list")),
        Attribute::new("refs_map", Some("map")).since("7.0.0"),
        Attribute::new("attributes", Some("map")).since("2014.2"),
        Attribute::new("removed_rsrc_list", Some("list")).since("7.0.0"),
    ],
    shape: Shape::Nested(&Nested {
        expand,
        attribute,
        reference: None,
        runtime,
        validate: None,
        batches: Some(batch::batches),
    }),
    rollback: Rollback::PLAIN,
};

/// The update policies that Heat knows for a group.
pub(crate) const UPDATE_POLICY: &[Property] = &[
    Property::new(
        "rolling_update",
        PropertyKind::Map(&[
            Property::new("min_in_service", PropertyKind::Integer).default("0").constraints(FROM_0),
            Property::new("max_batch_size", PropertyKind::Integer).default("1").constraints(FROM_1),
            Property::new("pause_time", PropertyKind::Number).default("0").constraints(FROM_0),
        ]),
    ),
    Property::new(
        "batch_create",
        PropertyKind::Map(&[
            Property::new("max_batch_size", PropertyKind::Integer).default("1").constraints(FROM_1),
            Property::new("pause_time", PropertyKind::Number).default("0").constraints(FROM_0),
        ]),
    ),
];

const FROM_0: &[Constraint] = &[Constraint::Range { min: Some(0.0), max: None }];
const FROM_1: &[Constraint] = &[Constraint::Range { min: Some(1.0), max: None }];

/// One resource per name: the lowest numbers that were not removed.
fn expand(properties: &Value, runtime: &Map) -> Expansion {
    let get = |name: &str| properties.get(name).unwrap_or(&Value::Null);
    let (count, definition, variable) = (get("count"), get("resource_def"), get("index_var"));
    let type_name = definition.get("type").unwrap_or(&Value::Null);
    if [count, type_name, variable].iter().any(|part| part.has_unknown()) || is_unknown(definition) {
        return Expansion::Unknown;
    }
    let count = count.as_int().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let variable = variable.as_str().unwrap_or("%index%");
    let removed = removed(runtime);
    let names = (0_u64..).map(|index| index.to_string()).filter(|name| !removed.contains(name)).take(count);
    let resources: Map = names
        .map(|name| {
            let member = instance(definition, variable, &name);
            (Key::from(name), member)
        })
        .collect();
    let document = Value::map([
        ("heat_template_version", Value::str("2015-04-30")),
        ("resources", Value::Map(Arc::new(resources))),
    ]);
    Expansion::Template { document, parameters: Map::new() }
}

fn is_unknown(value: &Value) -> bool {
    matches!(value.reveal(), Value::Unknown(_))
}

/// The definition of one member: the variable replaced in texts (not in keys) of the properties, empty properties left out.
fn instance(definition: &Value, variable: &str, name: &str) -> Value {
    let mut member = Map::new();
    member.insert("type", definition.get("type").cloned().unwrap_or_default());
    match definition.get("properties") {
        Some(unknown) if is_unknown(unknown) => _ = member.insert("properties", unknown.clone()),
        Some(properties) => {
            let given = properties.as_map().into_iter().flat_map(Map::iter).filter(|(_, value)| !value.is_null());
            let given: Map = given.map(|(key, value)| (key.clone(), indexed(value, variable, name))).collect();
            let given = Value::Map(Arc::new(given));
            let given = if matches!(properties, Value::Secret(_)) { given.into_secret() } else { given };
            member.insert("properties", given);
        }
        None => {}
    }
    if let Some(metadata) = definition.get("metadata").filter(|metadata| !metadata.is_null()) {
        member.insert("metadata", metadata.clone());
    }
    Value::Map(Arc::new(member))
}

fn indexed(value: &Value, variable: &str, name: &str) -> Value {
    match value {
        Value::Str(text) if text.contains(variable) => Value::str(text.replace(variable, name)),
        Value::List(items) => Value::list(items.iter().map(|item| indexed(item, variable, name))),
        Value::Map(map) => Value::map(map.iter().map(|(key, value)| (key.clone(), indexed(value, variable, name)))),
        Value::Secret(inner) => indexed(inner, variable, name).into_secret(),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Big(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::Unknown(_) => value.clone(),
    }
}

/// The names of removed members.
fn removed(runtime: &Map) -> BTreeSet<String> {
    let kept = runtime.get(REMOVED).and_then(Value::as_str).unwrap_or_default();
    kept.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Adds what the removal policies name, by member name, number or reference id, to the names that are not used again.
fn runtime(group: &Member<'_>) -> Map {
    let first = !group.runtime.contains_key(REMOVED);
    let earlier = removed(group.runtime);
    let replaces = group.properties.get("removal_policies_mode").and_then(Value::as_str) == Some("update");
    let mut names = if replaces { BTreeSet::new() } else { earlier.clone() };
    let policies = group.properties.get("removal_policies").and_then(Value::as_list).unwrap_or_default();
    let wanted = policies.iter().filter_map(|policy| policy.get("resource_list").and_then(Value::as_list)).flatten();
    for item in wanted {
        let text = item.python_str();
        if first || earlier.contains(&text) || group.members.contains(&text) {
            names.insert(text);
        } else if item.as_str().is_some() {
            let by_reference = |name: &&String| group.live.reference(&group.path.nested().resource(name)).same(item);
            names.extend(group.members.iter().find(by_reference).cloned());
        }
    }
    let mut data = group.runtime.clone();
    data.insert(REMOVED, Value::str(names.into_iter().collect::<Vec<_>>().join(",")));
    data
}

fn attribute(group: &Member<'_>, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
    match name {
        "refs" => Some((member::references(group), 0)),
        "refs_map" => Some((member::references_by_name(group), 0)),
        "attributes" => member::of_each_by_name(group, rest),
        "removed_rsrc_list" => Some((Value::list(removed(group.runtime).into_iter().map(Value::from)), rest.len())),
        other => match other.strip_prefix("resource.") {
            Some(key) => member::of_one(group, key, rest),
            None => Some(member::of_each(group, other, rest)),
        },
    }
}
