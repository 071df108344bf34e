//! Virtual environments with the real OpenStack clients and with Heat: made once under `target/`, made again when the pinned list changes.

use crate::run::{answers, apt, root, run};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The real clients.
pub(crate) fn venv() -> Result<PathBuf> {
    made("target/clients", "tests/api/python/requirements.txt")
}

/// Heat's own classes.
pub(crate) fn heat() -> Result<PathBuf> {
    made("target/heat", "benches/language/requirements.txt")
}

/// Makes an environment with what the list says if it is missing or stale, and tells where it is.
fn made(folder: &str, list: &str) -> Result<PathBuf> {
    let folder = root().join(folder);
    let wanted = fs::read_to_string(root().join(list)).with_context(|| list.to_owned())?;
    let mark = folder.join("installed.txt");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    if !answers("python3", &["-c", "import venv, ensurepip"]) {
        apt(&["python3", "python3-venv"])?;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--requirement", list]))?;
    fs::write(&mark, wanted)?;
    Ok(folder)
}
