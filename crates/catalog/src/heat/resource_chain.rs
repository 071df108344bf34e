//! `OS::Heat::ResourceChain`: resources of several types with the same properties, one after the other.

use crate::member;
use model::value::{Key, Map, Value};
use resource::{
    Attribute, Expansion, Member, Nested, OnChange, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
};
use std::sync::Arc;

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::ResourceChain",
    support: Support::since("6.0.0"),
    properties: &[
        Property::new("resources", PropertyKind::List(&[])).required().on_change(OnChange::Update),
        Property::new("concurrent", PropertyKind::Boolean).default("false"),
        Property::new("resource_properties", PropertyKind::Map(&[])),
    ],
    attributes: &[Attribute::new("refs", Some("list")), Attribute::new("attributes", Some("map"))],
    shape: Shape::Nested(&Nested {
        expand,
        attribute,
        reference: None,
        runtime: |chain| chain.runtime.clone(),
        validate: None,
        batches: None,
    }),
    rollback: Rollback::PLAIN,
};

/// One resource per type, named by its number.
fn expand(properties: &Value, _runtime: &Map) -> Expansion {
    let get = |name: &str| properties.get(name).unwrap_or(&Value::Null);
    let (types, concurrent) = (get("resources"), get("concurrent"));
    if types.has_unknown() || concurrent.has_unknown() {
        return Expansion::Unknown;
    }
    let concurrent = concurrent.as_bool() == Some(true);
    let given = get("resource_properties");
    let members = types.as_list().unwrap_or_default().iter().enumerate();
    let resources: Map = members
        .map(|(index, type_name)| {
            let mut member = Map::new();
            member.insert("type", type_name.clone());
            if !given.is_null() {
                member.insert("properties", given.clone());
            }
            if let Some(before) = index.checked_sub(1).filter(|_| !concurrent) {
                member.insert("depends_on", Value::list([Value::str(before.to_string())]));
            }
            (Key::from(index.to_string()), Value::Map(Arc::new(member)))
        })
        .collect();
    let document = Value::map([
        ("heat_template_version", Value::str("2015-04-30")),
        ("resources", Value::Map(Arc::new(resources))),
    ]);
    Expansion::Template { document, parameters: Map::new() }
}

fn attribute(chain: &Member<'_>, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
    match name {
        "refs" => Some((member::references(chain), 0)),
        "attributes" => member::of_each_by_name(chain, rest),
        other => match other.strip_prefix("resource.") {
            Some(key) => member::of_one(chain, key, rest),
            None => Some(member::of_each(chain, other, rest)),
        },
    }
}
