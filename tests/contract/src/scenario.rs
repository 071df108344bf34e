//! The form of a scenario file.
//!
//! ```yaml
//! id: S18
//! title: what it is about
//! steps:
//!   - create: {template: {...}, parameters: {...}}     # or update, rollback, wait, restored, dry_run…
//!     expect: CREATE_COMPLETE                          # the stack's state when it is quiet
//!   - remember: r
//! heat:                                                # what Heat 27 answers to the same steps, recorded
//!   manual: {status: UPDATE_COMPLETE, lost: [secret]}
//! ```

use anyhow::{Context, Result, anyhow};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// A scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its number in the specification.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The steps, as JSON objects.
    pub steps: Vec<Json>,
    /// What Heat answered, as recorded.
    pub heat: Json,
}

/// The folder of all scenarios.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Reads one scenario file.
pub fn read(path: &Path) -> Result<Scenario> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (node, findings) = yaml::parse(&text, model::SourceId(0), None, yaml::Limits::default());
    let json = node.ok_or_else(|| anyhow!("{}: {findings}", path.display()))?.to_value().to_json();
    let word =
        |key: &str| json[key].as_str().map(str::to_owned).with_context(|| format!("{}: no {key}", path.display()));
    Ok(Scenario {
        id: word("id")?,
        title: word("title")?,
        steps: json["steps"].as_array().cloned().context("steps")?,
        heat: json["heat"].clone(),
    })
}

/// Every scenario, by file name.
pub fn all() -> Result<Vec<Scenario>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}
