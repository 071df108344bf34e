//! Outputs of stacks.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// An output. A list leaves the value out.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
pub struct Output {
    /// Its name.
    pub output_key: String,
    /// Its description.
    #[serde(default)]
    pub description: String,
    /// Why it has no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_error: Option<String>,
    /// Its value, `null` while it has none; left out of lists.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "explicit")]
    #[schema(value_type = Option<Object>)]
    pub output_value: Option<Json>,
}

/// `Some(null)` and "left out" are different answers.
mod explicit {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_json::Value as Json;

    pub(super) fn serialize<S: Serializer>(value: &Option<Json>, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
        Json::deserialize(deserializer).map(Some)
    }
}

/// The answer of a list.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = output::List)]
pub struct List {
    /// The outputs, without values.
    pub outputs: Vec<Output>,
}

/// The answer of a show.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = output::One)]
pub struct One {
    /// The output.
    pub output: Output,
}
