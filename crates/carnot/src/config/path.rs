//! Where files are looked for (XDG base directories).

use super::Env;
use std::path::PathBuf;

/// Configuration files, the first that exists is read.
pub(super) fn candidates(env: Env<'_>) -> Vec<PathBuf> {
    let home = env("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| env("HOME").map(|home| PathBuf::from(home).join(".config")));
    let user = home.map(|home| home.join("carnot/carnot.toml"));
    user.into_iter().chain([PathBuf::from("/etc/carnot/carnot.toml")]).collect()
}

/// The directory of what a server keeps.
pub(super) fn state(env: Env<'_>) -> Option<PathBuf> {
    let home = || env("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    Some(env("XDG_STATE_HOME").map(PathBuf::from).or_else(home)?.join("carnot"))
}
