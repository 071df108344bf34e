//! A provider template that mirrors a type: properties as parameters, attributes as outputs.

use crate::schema::{allowed, attributes, bounds, number, visible};
use resource::schema::default_json;
use resource::{Constraint, Property, PropertyKind, ResourceType};
use serde_json::{Map, Value as Json, json};

/// The language of a generated template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// CloudFormation, `template_type=cfn`: Heat's default.
    Cfn,
    /// HOT, `template_type=hot`.
    Hot,
}

/// The body of `GET resource_types/{type}/template`. No type of parameter takes anything, so what can be anything is JSON; Heat fails there.
pub fn generated_template(kind: &ResourceType, dialect: Dialect) -> Json {
    let name = class_name(kind);
    let mut parameters = Map::new();
    let mut properties = Map::new();
    for property in visible(kind) {
        let type_word = type_word(&property.kind, dialect);
        let definition = match dialect {
            Dialect::Hot => hot_parameter(property, type_word),
            Dialect::Cfn => cfn_parameter(property, type_word),
        };
        parameters.insert(property.name.to_owned(), definition);
        properties.insert(property.name.to_owned(), use_of(property, dialect));
    }
    let outputs = outputs(kind, name, dialect);
    let description = format!("Initial template of {name}");
    match dialect {
        Dialect::Hot => json!({
            "heat_template_version": "2016-10-14",
            "description": description,
            "parameters": parameters,
            "outputs": outputs,
            "resources": { name: { "type": kind.name, "properties": properties } },
        }),
        Dialect::Cfn => json!({
            "HeatTemplateFormatVersion": "2012-12-12",
            "Description": description,
            "Parameters": parameters,
            "Resources": { name: { "Type": kind.name, "Properties": properties } },
            "Outputs": outputs,
        }),
    }
}

/// The name of Heat's class, which clients see as the name of the resource.
fn class_name(kind: &ResourceType) -> &'static str {
    match kind.name.rsplit("::").next().unwrap_or(kind.name) {
        "None" => "NoneResource",
        other => other,
    }
}

fn type_word(kind: &PropertyKind, dialect: Dialect) -> &'static str {
    let (hot, cfn) = match kind {
        PropertyKind::String => ("string", "String"),
        PropertyKind::Integer | PropertyKind::Number => ("number", "Number"),
        PropertyKind::Boolean => ("boolean", "Boolean"),
        PropertyKind::Map(_) | PropertyKind::Any => ("json", "Json"),
        PropertyKind::List(_) => ("comma_delimited_list", "CommaDelimitedList"),
    };
    match dialect {
        Dialect::Hot => hot,
        Dialect::Cfn => cfn,
    }
}

fn hot_parameter(property: &Property, type_word: &str) -> Json {
    let mut definition = Map::new();
    definition.insert("type".into(), type_word.into());
    if let Some(default) = default_json(property) {
        definition.insert("default".into(), default);
    }
    if !property.constraints.is_empty() {
        let constraints = property.constraints.iter().map(hot_constraint).collect();
        definition.insert("constraints".into(), Json::Array(constraints));
    }
    Json::Object(definition)
}

/// A constraint of a parameter; an empty one for those that Heat leaves out.
fn hot_constraint(constraint: &Constraint) -> Json {
    match constraint {
        Constraint::Range { min, max } => json!({ "range": bounds(min.map(number), max.map(number)) }),
        Constraint::Length { min, max } => json!({ "length": bounds(min.map(Json::from), max.map(Json::from)) }),
        Constraint::AllowedValues(texts) => json!({ "allowed_values": allowed(texts) }),
        Constraint::AllowedPattern(pattern) => json!({ "allowed_pattern": pattern }),
        Constraint::Modulo { .. } | Constraint::Custom(_) => json!({}),
    }
}

fn cfn_parameter(property: &Property, type_word: &str) -> Json {
    let mut definition = Map::new();
    definition.insert("Type".into(), type_word.into());
    if let Some(default) = default_json(property) {
        definition.insert("Default".into(), default);
    }
    for constraint in property.constraints {
        definition.extend(cfn_constraint(constraint));
    }
    if matches!(property.kind, PropertyKind::Boolean) {
        definition.insert("AllowedValues".into(), json!(["True", "true", "False", "false"]));
    }
    Json::Object(definition)
}

fn cfn_constraint(constraint: &Constraint) -> Vec<(String, Json)> {
    let given = |entries: Vec<(&str, Option<Json>)>| {
        entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    };
    match constraint {
        Constraint::Range { min, max } => given(vec![("MinValue", min.map(number)), ("MaxValue", max.map(number))]),
        Constraint::Length { min, max } => {
            given(vec![("MinLength", min.map(Json::from)), ("MaxLength", max.map(Json::from))])
        }
        Constraint::AllowedValues(texts) => given(vec![("AllowedValues", Some(allowed(texts).into()))]),
        Constraint::AllowedPattern(pattern) => given(vec![("AllowedPattern", Some((*pattern).into()))]),
        Constraint::Modulo { .. } | Constraint::Custom(_) => Vec::new(),
    }
}

fn use_of(property: &Property, dialect: Dialect) -> Json {
    match (dialect, &property.kind) {
        (Dialect::Hot, _) => json!({ "get_param": property.name }),
        (Dialect::Cfn, PropertyKind::List(_)) => json!({ "Fn::Split": [",", { "Ref": property.name }] }),
        (Dialect::Cfn, _) => json!({ "Ref": property.name }),
    }
}

fn outputs(kind: &ResourceType, name: &str, dialect: Dialect) -> Map<String, Json> {
    let attribute = |attribute: &str| match dialect {
        Dialect::Hot => json!({ "value": { "get_attr": [name, attribute] } }),
        Dialect::Cfn => json!({ "Value": { "Fn::GetAtt": [name, attribute] } }),
    };
    let mut outputs: Map<String, Json> = attributes(kind).map(|a| (a.name.to_owned(), attribute(a.name))).collect();
    let reference = match dialect {
        Dialect::Hot => json!({ "value": { "get_resource": name } }),
        Dialect::Cfn => json!({ "Value": { "Ref": name } }),
    };
    outputs.insert("OS::stack_id".into(), reference);
    outputs
}
