//! Which files are checked, and what they are.

use crate::exit::{Exit, Stop};
use anyhow::Result;
use model::SourceId;
use model::value::Value;
use std::collections::BTreeSet;
use std::path::Path;
use template::Environment;

/// Endings of files that are looked into in a folder.
const ENDINGS: [&str; 6] = ["yaml", "yml", "json", "template", "env", "hot"];
/// Keys that say a template's version.
const VERSIONS: [&str; 3] = ["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"];
/// Keys that only environments have, for those that cannot be read.
const SECTIONS: [&str; 3] = ["parameter_defaults", "resource_registry", "encrypted_param_names"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A template.
    Template,
    /// An environment.
    Environment,
}

/// A file that is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Its path or URL.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether it was found in a folder.
    pub(super) found: bool,
}

/// The files that paths mean. A file that was named is a template if it is not an environment; of a folder's files, those that are
/// neither are left out.
pub(super) fn targets(paths: &[String]) -> Result<Vec<Target>> {
    let mut targets = Vec::new();
    for name in paths {
        let path = Path::new(name);
        if path.is_dir() {
            let before = targets.len();
            folder(path, &mut targets)?;
            if targets.len() == before {
                return Err(
                    Stop::new(Exit::NotFound, format!("there is no template and no environment in {name}")).into()
                );
            }
        } else {
            let kind = std::fs::read_to_string(path).ok().and_then(|text| kind_of(&text)).unwrap_or(Kind::Template);
            targets.push(Target { name: name.clone(), kind, found: false });
        }
    }
    Ok(targets)
}

fn folder(folder: &Path, targets: &mut Vec<Target>) -> Result<()> {
    let unreadable = |error| Stop::new(Exit::Invalid, format!("cannot read {}: {error}", folder.display()));
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.is_symlink() {
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            self::folder(&path, targets)?;
        } else if ENDINGS.contains(&ending)
            && let Ok(text) = std::fs::read_to_string(&path)
            && let Some(kind) = kind_of(&text)
        {
            let name = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned();
            targets.push(Target { name, kind, found: true });
        }
    }
    Ok(())
}

/// What a text is, if it is one of the two; one that cannot be read is what its keys look like.
fn kind_of(text: &str) -> Option<Kind> {
    let (node, _) = yaml::parse_yaml(text, SourceId(0), yaml::Limits::default());
    let Some(node) = node else {
        let starts = |key: &&str| text.lines().any(|line| line.trim_start_matches(['{', '"', ' ']).starts_with(key));
        return if VERSIONS.iter().any(&starts) {
            Some(Kind::Template)
        } else {
            SECTIONS.iter().any(starts).then_some(Kind::Environment)
        };
    };
    let map = node.as_map()?;
    let has = |keys: &[&str]| map.keys().any(|key| keys.contains(&key.as_str()));
    if has(&VERSIONS) {
        return Some(Kind::Template);
    }
    let (read, findings) = Environment::parse(text, SourceId(0), "");
    // Sections that are only misspelt have a hint.
    let meant = !findings.0.is_empty() && findings.0.iter().all(|finding| finding.hint.is_some());
    (has(&SECTIONS) || meant || read.is_some_and(|read| !read.is_empty())).then_some(Kind::Environment)
}

/// The names of the types that environments in folders define: templates beside them may use those.
pub(super) fn types(targets: &[Target]) -> BTreeSet<String> {
    let environments = targets.iter().filter(|target| target.found && target.kind == Kind::Environment);
    let texts = environments.filter_map(|target| std::fs::read_to_string(&target.name).ok());
    let maps = texts.filter_map(|text| Environment::parse(&text, SourceId(0), "").0);
    maps.flat_map(|map| match map.get("resource_registry") {
        Some(Value::Map(registry)) => registry.keys().map(|key| key.as_str().to_owned()).collect(),
        _ => Vec::new(),
    })
    .filter(|name| name != "resources" && !name.ends_with('*'))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        for (text, kind) in [
            ("heat_template_version: 2018-08-31\n", Some(Kind::Template)),
            ("{\"AWSTemplateFormatVersion\": \"2010-09-09\"}", Some(Kind::Template)),
            ("heat_template_version: [\n", Some(Kind::Template)),
            ("parameters: {a: 1}\n", Some(Kind::Environment)),
            ("resource_registry:\n  A: b.yaml\nbogus: 1\n", Some(Kind::Environment)),
            ("parameter_defaults: {\n", Some(Kind::Environment)),
            ("parameter_default: {a: 1}\n", Some(Kind::Environment)),
            ("- a\n- b\n", None),
            ("name: a workflow\non: push\n", None),
            ("", None),
            ("{{ jinja }}", None),
        ] {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }
}
