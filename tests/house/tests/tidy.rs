//! Tidiness: headers, sizes, dead files, marks of unfinished work, documents that tell the truth about files.

#![expect(clippy::expect_used, clippy::panic, reason = "a test ends with what is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file without its tests (ARCHITECTURE.md, "House rules").
const MAX_LINES: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

fn files(ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | ".git" | "node_modules" | ".venv") {
                    walk(&path, ending, found);
                }
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), ending, &mut found);
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Fails with one line for each finding.
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

fn findings(ending: &str, check: impl Fn(&Path, &str) -> Vec<String>) -> Vec<String> {
    let root = root();
    files(ending)
        .iter()
        .flat_map(|path| {
            let shown = path.strip_prefix(&root).unwrap_or(path).display().to_string();
            check(path, &read(path)).into_iter().map(move |finding| format!("{shown}: {finding}"))
        })
        .collect()
}

#[test]
fn every_module_says_its_purpose_in_its_first_line() {
    none(&findings(".rs", |_, text| {
        let first = text.lines().next().unwrap_or_default();
        if first.starts_with("//! ") && first.len() > 12 { vec![] } else { vec![format!("starts with {first:?}")] }
    }));
}

#[test]
fn no_file_is_too_long() {
    none(&findings(".rs", |_, text| {
        let lines = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text).lines().count();
        if lines <= MAX_LINES { vec![] } else { vec![format!("{lines} lines")] }
    }));
}

#[test]
fn nothing_unfinished_is_left() {
    let marks = ["todo!(", "unimplemented!(", "FIXME", "XXX", "dbg!("];
    none(&findings(".rs", |path, text| {
        if path.ends_with("tests/house/tests/tidy.rs") {
            return vec![];
        }
        let marked = |line: &&str| marks.iter().any(|mark| line.contains(mark)) || line.ends_with(' ');
        text.lines().filter(marked).map(str::to_owned).collect()
    }));
}

#[test]
fn no_source_file_is_dead() {
    none(&findings(".rs", |path, _| {
        let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let folder = path.parent().expect("a folder");
        let in_src = path.components().any(|c| c.as_os_str() == "src");
        if !in_src || matches!(name, "lib" | "main") || folder.ends_with("bin") {
            return vec![];
        }
        let parents = [folder.join("lib.rs"), folder.join("main.rs"), folder.with_extension("rs")];
        let declared = parents.iter().filter(|p| p.exists()).any(|p| {
            read(p).lines().any(|line| line.trim().trim_end_matches(';').split(' ').rev().take(2).eq([name, "mod"]))
        });
        if declared { vec![] } else { vec![format!("no `mod {name};` beside it")] }
    }));
}

#[test]
fn no_path_of_a_machine_is_left() {
    for ending in [".rs", ".md", ".toml", ".py", ".yaml"] {
        none(&findings(ending, |path, text| {
            if path.ends_with("tests/house/tests/tidy.rs") {
                return vec![];
            }
            text.lines().filter(|line| line.contains("/work/")).map(str::to_owned).collect()
        }));
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    none(&findings(".md", |path, text| {
        let folder = path.parent().expect("a folder");
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let local = targets.filter(|t| !t.contains("://") && !t.starts_with('#') && !t.starts_with("mailto:"));
        local
            .map(|target| target.split('#').next().unwrap_or(target).to_owned())
            .filter(|target| !folder.join(target).exists())
            .map(|target| format!("no {target}"))
            .collect()
    }));
}

#[test]
fn every_crate_is_in_the_architecture() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let missing: Vec<String> = ["crates", "tools"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !text.contains(&format!("`{name}`")))
        .collect();
    none(&missing);
}
