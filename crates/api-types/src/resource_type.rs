//! Resource types.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource_type::List)]
pub struct List {
    /// Names, or names with descriptions if those were asked for.
    pub resource_types: Vec<Entry>,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = resource_type::Entry)]
#[serde(untagged)]
pub enum Entry {
    /// A name.
    Name(String),
    /// A name with its description.
    Described {
        /// The name.
        resource_type: String,
        /// The description.
        description: Option<String>,
    },
}

/// A type's schema.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = resource_type::Schema)]
pub struct Schema {
    /// The name.
    pub resource_type: String,
    /// Property name and its schema.
    #[schema(value_type = Object)]
    pub properties: Json,
    /// Attribute name and its schema.
    #[schema(value_type = Object)]
    pub attributes: Json,
    /// Status, version, message and previous status.
    #[schema(value_type = Object)]
    pub support_status: Json,
    /// The description, if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
