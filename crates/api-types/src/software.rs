//! Software configurations and deployments: lists, empty until there is a store for them.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;

/// The answer of a list of configurations.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = software::Configs)]
pub struct Configs {
    /// The configurations.
    #[schema(value_type = Vec<Object>)]
    pub software_configs: Vec<Json>,
}

/// The answer of a list of deployments.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = software::Deployments)]
pub struct Deployments {
    /// The deployments.
    #[schema(value_type = Vec<Object>)]
    pub software_deployments: Vec<Json>,
}

/// The answer about the configurations of a server.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = software::Metadata)]
pub struct Metadata {
    /// The configurations.
    #[schema(value_type = Vec<Object>)]
    pub metadata: Vec<Json>,
}
