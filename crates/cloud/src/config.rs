//! Which cloud, and as whom: `clouds.yaml` with `secure.yaml` and profiles, or `OS_*` variables, as OpenStack's own clients read them.
//!
//! [`load`] finds and reads the files; all that it decides is in [`merge`] and [`read`], which are pure. The environment is passed in.
//! Profiles come from `clouds-public.yaml` only: no list of public clouds is built in.

pub mod merge;
pub mod read;

use crate::auth::Auth;
use crate::catalog::Interface;
use model::SourceId;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Environment variables: those named `OS_…`, and `HOME` and `XDG_CONFIG_HOME`.
pub type Env = BTreeMap<String, String>;

/// One cloud.
#[derive(Clone, Debug)]
pub struct Config {
    /// What it is called: its name in `clouds.yaml`, or `envvars`.
    pub name: String,
    /// Who acts.
    pub auth: Auth,
    /// The region; none takes the first of the catalogue.
    pub region: Option<String>,
    /// Whose addresses are used.
    pub interface: Interface,
    /// Addresses that win over the catalogue, by official service type.
    pub overrides: BTreeMap<String, String>,
    /// How the other side proves who it is, and we.
    pub tls: Tls,
    /// How long and how much.
    pub limits: Limits,
}

/// Certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// Whether certificates are checked at all.
    pub verify: bool,
    /// Authorities that are trusted instead of the system's.
    pub ca: Option<PathBuf>,
    /// Our certificate.
    pub cert: Option<PathBuf>,
    /// Its key, if it is not in the same file.
    pub key: Option<PathBuf>,
}

/// Bounds of what a session does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until a call is answered.
    pub answer: Duration,
    /// Calls at once to one service.
    pub concurrency: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(120), concurrency: 24 }
    }
}

/// Why there is no configuration of a cloud.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// No such cloud.
    #[error("there is no cloud {name}; known: {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") })]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// None was named, and it is not clear which.
    #[error("no cloud is named, and neither OS_CLOUD nor OS_AUTH_URL is set")]
    None,
    /// It does not say enough, or what it says is wrong.
    #[error("the configuration of cloud {name} is wrong: {why}")]
    Wrong {
        /// The cloud.
        name: String,
        /// Why.
        why: String,
    },
}

/// The configuration of the cloud `name`, or of the one that the environment tells. `here` is the working directory.
pub fn load(name: Option<&str>, env: &Env, here: &Path) -> Result<Config, Error> {
    let var = |name: &str| env.get(name).filter(|value| !value.is_empty());
    let name = name.map(ToOwned::to_owned).or_else(|| var("OS_CLOUD").cloned());
    if name.is_none() && var("OS_AUTH_URL").is_some() {
        return read::read("envvars", &merge::from_env(env), env);
    }
    let file = |stem: &str, variable: &str| -> Result<Json, Error> {
        let given = var(variable).map(PathBuf::from);
        let found = given.or_else(|| candidates(stem, env, here).into_iter().find(|path| path.is_file()));
        found.map_or(Ok(Json::Null), |path| parse(&path))
    };
    let files = merge::Files {
        clouds: file("clouds", "OS_CLIENT_CONFIG_FILE")?,
        secure: file("secure", "OS_CLIENT_SECURE_FILE")?,
        public: file("clouds-public", "OS_CLIENT_VENDOR_FILE")?,
    };
    let name = match name {
        Some(name) => name,
        None => files.only().ok_or(Error::None)?,
    };
    read::read(&name, &files.cloud(&name)?, env)
}

/// Where files are looked for.
fn candidates(stem: &str, env: &Env, here: &Path) -> Vec<PathBuf> {
    let home = env.get("HOME").map(|home| Path::new(home).join(".config"));
    let folders = [
        Some(here.to_path_buf()),
        env.get("XDG_CONFIG_HOME").map(|xdg| Path::new(xdg).join("openstack")),
        home.map(|home| home.join("openstack")),
        Some(PathBuf::from("/etc/openstack")),
    ];
    let endings = ["yaml", "yml", "json"];
    let of_folder = |folder: PathBuf| endings.map(|ending| folder.join(format!("{stem}.{ending}")));
    folders.into_iter().flatten().flat_map(of_folder).collect()
}

fn parse(path: &Path) -> Result<Json, Error> {
    let wrong = |why: String| Error::File { path: path.display().to_string(), why };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let (node, findings) = yaml::parse_yaml(&text, SourceId(0), yaml::Limits::default());
    match node {
        Some(node) if !findings.has_errors() => Ok(node.to_value().to_json()),
        _ => {
            let why = findings.0.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>().join("; ");
            Err(wrong(why))
        }
    }
}
