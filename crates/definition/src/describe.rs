//! Parameters as clients see them: the entries of `POST /validate`.

use model::value::Value;
use serde_json::{Map, Value as Json, json};
use template::parameter::{Constraint, ConstraintKind, Parameter, ParameterKind};

/// One entry of `Parameters` in the answer to `POST /validate`. `default` is the environment's, if it has one; `given` the value that
/// was sent along.
pub fn parameter(parameter: &Parameter, default: Option<&Value>, given: Option<&Value>) -> Json {
    let mut entry = Map::new();
    entry.insert("Type".into(), type_word(parameter.kind).into());
    entry.insert("Description".into(), parameter.description.as_deref().unwrap_or_default().into());
    entry.insert("NoEcho".into(), if parameter.hidden { "true" } else { "false" }.into());
    entry
        .insert("Label".into(), parameter.label.as_deref().filter(|l| !l.is_empty()).unwrap_or(&parameter.name).into());
    if let Some(default) = default.or(parameter.default.as_ref()).filter(|default| !default.is_null()) {
        entry.insert("Default".into(), default.to_json());
    }
    if let Some(given) = given.filter(|given| crate::evaluate::is_true(given)) {
        entry.insert("Value".into(), given.to_json());
    }
    if !parameter.tags.is_empty() {
        entry.insert("Tags".into(), parameter.tags.iter().map(|tag| Json::from(&**tag)).collect());
    }
    for constraint in &parameter.constraints {
        entry.extend(rule(&constraint.kind));
    }
    let sentences: Vec<&str> =
        parameter.constraints.iter().filter_map(|c: &Constraint| c.description.as_deref()).collect();
    if !sentences.is_empty() {
        entry.insert("ConstraintDescription".into(), sentences.join(" ").into());
    }
    Json::Object(entry)
}

/// Heat's word for a type of parameter.
fn type_word(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::String => "String",
        ParameterKind::Number => "Number",
        ParameterKind::List => "CommaDelimitedList",
        ParameterKind::Json => "Json",
        ParameterKind::Boolean => "Boolean",
    }
}

fn rule(kind: &ConstraintKind) -> Vec<(String, Json)> {
    let bounds = |least: &str, most: &str, min: &Option<Value>, max: &Option<Value>| {
        let given = [(least, min), (most, max)];
        given.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound.as_ref()?.to_json()))).collect()
    };
    match kind {
        ConstraintKind::Length { min, max } => bounds("MinLength", "MaxLength", min, max),
        ConstraintKind::Range { min, max } => bounds("MinValue", "MaxValue", min, max),
        ConstraintKind::Modulo { step, offset } => {
            vec![("Step".to_owned(), step.to_json()), ("Offset".to_owned(), offset.to_json())]
        }
        ConstraintKind::AllowedValues(values) => {
            vec![("AllowedValues".to_owned(), values.iter().map(Value::to_json).collect())]
        }
        ConstraintKind::AllowedPattern(pattern) => vec![("AllowedPattern".to_owned(), json!(&**pattern))],
        ConstraintKind::Custom(name) => vec![("CustomConstraint".to_owned(), json!(&**name))],
    }
}
