//! A type as the API describes it: the body of `GET resource_types/{type}`.

use model::value::Value;
use resource::schema::default_json;
use resource::{Attribute, Constraint, OnChange, Property, PropertyKind, ResourceType, Support, SupportStatus};
use serde_json::{Map, Value as Json, json};

/// The attribute that every type has.
const SHOW: Attribute = Attribute::new("show", Some("map"));

/// The body of `GET resource_types/{type}`. Descriptions are not part of the tables.
pub fn api_schema(kind: &ResourceType) -> Json {
    let properties: Map<String, Json> = visible(kind).map(|p| (p.name.to_owned(), property(p))).collect();
    let attributes: Map<String, Json> = attributes(kind).map(|a| (a.name.to_owned(), attribute(a))).collect();
    json!({
        "resource_type": kind.name,
        "properties": properties,
        "attributes": attributes,
        "support_status": support(&kind.support),
    })
}

/// The properties that clients are told of.
pub(crate) fn visible(kind: &ResourceType) -> impl Iterator<Item = &'static Property> {
    kind.properties.iter().filter(|p| p.support.status != SupportStatus::Hidden)
}

/// The attributes that clients are told of, `show` included.
pub(crate) fn attributes(kind: &ResourceType) -> impl Iterator<Item = &'static Attribute> {
    kind.attributes.iter().filter(|a| a.support.status != SupportStatus::Hidden).chain([&SHOW])
}

fn property(property: &Property) -> Json {
    let mut schema = Map::new();
    schema.insert("type".into(), kind_word(&property.kind).into());
    if let Some(default) = default_json(property) {
        schema.insert("default".into(), default);
    }
    if let Some(inner) = inner(&property.kind) {
        schema.insert("schema".into(), inner);
    }
    schema.insert("required".into(), property.required.into());
    if !property.constraints.is_empty() {
        schema.insert("constraints".into(), property.constraints.iter().map(constraint).collect());
    }
    schema.insert("update_allowed".into(), matches!(property.on_change, OnChange::Update | OnChange::Disrupt).into());
    schema.insert("immutable".into(), (property.on_change == OnChange::Refuse).into());
    Json::Object(schema)
}

fn inner(kind: &PropertyKind) -> Option<Json> {
    match kind {
        PropertyKind::Map([]) | PropertyKind::List([]) => None,
        PropertyKind::Map(entries) => {
            Some(Json::Object(entries.iter().map(|p| (p.name.to_owned(), self::property(p))).collect()))
        }
        PropertyKind::List([item, ..]) => Some(json!({ "*": self::property(item) })),
        PropertyKind::String
        | PropertyKind::Integer
        | PropertyKind::Number
        | PropertyKind::Boolean
        | PropertyKind::Any => None,
    }
}

/// Heat's word for a type of property.
pub(crate) fn kind_word(kind: &PropertyKind) -> &'static str {
    match kind {
        PropertyKind::String => "string",
        PropertyKind::Integer => "integer",
        PropertyKind::Number => "number",
        PropertyKind::Boolean => "boolean",
        PropertyKind::Map(_) => "map",
        PropertyKind::List(_) => "list",
        PropertyKind::Any => "any",
    }
}

fn constraint(constraint: &Constraint) -> Json {
    match constraint {
        Constraint::Range { min, max } => json!({ "range": bounds(min.map(number), max.map(number)) }),
        Constraint::Length { min, max } => json!({ "length": bounds(min.map(Json::from), max.map(Json::from)) }),
        Constraint::AllowedValues(texts) => json!({ "allowed_values": allowed(texts) }),
        Constraint::AllowedPattern(pattern) => json!({ "allowed_pattern": pattern }),
        Constraint::Modulo { step, offset } => json!({ "modulo": { "step": step, "offset": offset } }),
        Constraint::Custom(name) => json!({ "custom_constraint": name }),
    }
}

/// The given bounds of a constraint.
pub(crate) fn bounds(min: Option<Json>, max: Option<Json>) -> Json {
    let entries = [("min", min), ("max", max)];
    Json::Object(entries.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound?))).collect())
}

/// The allowed values of a table.
pub(crate) fn allowed(texts: &[&str]) -> Vec<Json> {
    texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

/// A bound of a range: whole numbers without a fraction, as Heat's tables have them.
pub(crate) fn number(bound: f64) -> Json {
    bound_value(bound).to_json()
}

/// A bound of a range as a value.
#[expect(clippy::cast_possible_truncation, reason = "only numbers without a fraction and of small size are cast")]
pub(crate) fn bound_value(bound: f64) -> Value {
    if bound.fract() == 0.0 && bound.abs() < 1e15 { Value::Int(bound as i64) } else { Value::Float(bound) }
}

fn attribute(attribute: &Attribute) -> Json {
    attribute.kind.map_or_else(|| json!({}), |kind| json!({ "type": kind }))
}

fn support(status: &Support) -> Json {
    json!({
        "status": status.status.as_str(),
        "message": status.message,
        "version": status.version,
        "previous_status": status.previous.map(support),
    })
}
