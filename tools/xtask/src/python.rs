//! The virtual environment with the real OpenStack clients: made once under `target/`, made again when the pinned list changes.

use crate::run::{answers, apt, root, run};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The pinned list.
const REQUIREMENTS: &str = "tests/api/python/requirements.txt";

/// Makes the environment if it is missing or stale, and tells where it is.
pub(crate) fn venv() -> Result<PathBuf> {
    let folder = root().join("target/clients");
    let wanted = fs::read_to_string(root().join(REQUIREMENTS)).context(REQUIREMENTS)?;
    let mark = folder.join("installed.txt");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    if !answers("python3", &["-c", "import venv, ensurepip"]) {
        apt(&["python3", "python3-venv"])?;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--requirement", REQUIREMENTS]))?;
    fs::write(&mark, wanted)?;
    Ok(folder)
}
