//! About the service itself: versions, build, engines.

use crate::link::Link;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The answer of the root: which versions of the API there are.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::Versions)]
pub struct Versions {
    /// The versions.
    pub versions: Vec<Version>,
}

/// A version of the API.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::Version)]
pub struct Version {
    /// `v1.0`.
    pub id: String,
    /// `CURRENT`.
    pub status: String,
    /// `self`.
    pub links: Vec<Link>,
}

/// The answer about the build.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::BuildInfo)]
pub struct BuildInfo {
    /// Of the API.
    pub api: Build,
    /// Of the engine.
    pub engine: Build,
}

/// A build.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::Build)]
pub struct Build {
    /// Its version.
    pub revision: String,
}

/// The answer of a list of engines.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::Services)]
pub struct Services {
    /// The engines.
    pub services: Vec<Service>,
}

/// An engine.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = info::Service)]
pub struct Service {
    /// Its own id.
    pub id: String,
    /// Its id of this run.
    pub engine_id: String,
    /// The process's name.
    pub binary: String,
    /// The host's name without the domain.
    pub hostname: String,
    /// The host's name.
    pub host: String,
    /// `engine`.
    pub topic: String,
    /// Seconds between two reports.
    pub report_interval: u64,
    /// When it started.
    pub created_at: String,
    /// When it last reported.
    pub updated_at: Option<String>,
    /// When it was removed.
    pub deleted_at: Option<String>,
    /// `up` or `down`.
    pub status: String,
}
