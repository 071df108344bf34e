//! Template versions, their functions, and the answer of a validation.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// The answer of a list of versions.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = template::Versions)]
pub struct Versions {
    /// The versions.
    pub template_versions: Vec<Version>,
}

/// A template version.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = template::Version)]
pub struct Version {
    /// `heat_template_version.2018-08-31`.
    pub version: String,
    /// `hot` or `cfn`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The answer of a list of functions.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = template::Functions)]
pub struct Functions {
    /// The functions.
    pub template_functions: Vec<Function>,
}

/// A function.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = template::Function)]
pub struct Function {
    /// Its name.
    pub functions: String,
    /// What it does.
    #[serde(default)]
    pub description: Option<String>,
}

/// The answer of a validation.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = template::Validation)]
pub struct Validation {
    /// The template's description.
    #[serde(rename = "Description", default)]
    pub description: Option<String>,
    /// Parameter name and its schema.
    #[serde(rename = "Parameters", default)]
    #[schema(value_type = Object)]
    pub parameters: Json,
    /// Groups of parameters.
    #[serde(rename = "ParameterGroups", default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub parameter_groups: Option<Json>,
    /// The merged environment.
    #[serde(rename = "Environment", default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub environment: Option<Json>,
    /// With `show_nested`: the same of nested templates, by resource.
    #[serde(rename = "NestedParameters", default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub nested_parameters: Option<Json>,
}
