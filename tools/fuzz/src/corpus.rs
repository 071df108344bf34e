//! The corpus: seeds in one file for each target, and the inputs that once failed, one file for each.

use crate::target::Target;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// What stands between two seeds of a file.
const BETWEEN: &str = "\n=====\n";

/// The folder of the corpus.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The seeds of a target.
pub fn seeds(target: Target) -> Result<Vec<String>> {
    let path = folder().join(format!("{}.txt", target.name()));
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(text.split(BETWEEN).map(str::to_owned).collect())
}

/// The inputs that failed once, with their names.
pub fn found(target: Target) -> Result<Vec<(String, String)>> {
    let Ok(folder) = fs::read_dir(folder().join(target.name())) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for entry in folder {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        found.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
    }
    found.sort();
    Ok(found)
}

/// Keeps an input that failed; tells where.
pub fn keep(target: Target, why: &str, input: &str) -> Result<PathBuf> {
    let folder = folder().join(target.name());
    fs::create_dir_all(&folder)?;
    let mark = input
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let path = folder.join(format!("{why}-{mark:016x}.txt"));
    fs::write(&path, input)?;
    Ok(path)
}
