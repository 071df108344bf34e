//! `carnot template show`: what a template is made of, unresolved.

use super::{Args, Material};
use crate::out::{self, Data};
use anyhow::Result;
use model::SourceId;
use serde_json::{Map, Value as Json, json};
use template::Template;
use template::parameter::{Parameter, ParameterKind};

/// Shows parameters, conditions, resources and outputs.
pub(super) async fn run(args: &Args) -> Result<()> {
    let material = Material::gather(args).await?;
    let (parsed, findings) = Template::parse(&material.submission.template, SourceId(0), None);
    let Some(template) = parsed.filter(|_| !findings.has_errors()) else {
        return Err(material.refused(&findings));
    };
    let files: Vec<&str> = material.packed.origins.values().map(|origin| origin.name.as_str()).collect();
    let fields = [
        ("version", json!(template.document.get("heat_template_version").map(|node| node.to_value().to_json()))),
        ("description", json!(template.description)),
        ("parameters", template.parameters.iter().map(|(name, it)| (name.to_string(), parameter(it))).collect()),
        ("conditions", template.conditions.keys().map(|name| json!(name)).collect()),
        ("resources", resources(&template)),
        ("outputs", template.outputs.iter().map(|(name, it)| (name.to_string(), json!(it.description))).collect()),
        ("files", json!(files)),
    ];
    Ok(out::print(&args.shape, &Data::record(fields))?)
}

fn parameter(parameter: &Parameter) -> Json {
    let kind = match parameter.kind {
        ParameterKind::String => "string",
        ParameterKind::Number => "number",
        ParameterKind::List => "comma_delimited_list",
        ParameterKind::Json => "json",
        ParameterKind::Boolean => "boolean",
    };
    let mut fields = Map::from_iter([("type".to_owned(), json!(kind))]);
    if let Some(default) = &parameter.default {
        let shown = if parameter.hidden { json!("******") } else { default.to_json() };
        fields.insert("default".to_owned(), shown);
    }
    if let Some(description) = &parameter.description {
        fields.insert("description".to_owned(), json!(description));
    }
    if parameter.hidden {
        fields.insert("hidden".to_owned(), json!(true));
    }
    Json::Object(fields)
}

fn resources(template: &Template) -> Json {
    template.resources.iter().map(|(name, resource)| (name.to_string(), json!(resource.type_name))).collect()
}
