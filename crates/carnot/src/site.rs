//! The operator's environment: the files of a folder, whose resource registries hold for every stack.
//!
//! As in Heat, a file that cannot be read or understood is told in the log and left out; parameters and defaults in these files mean nothing.

use engine::Site;
use model::SourceId;
use model::value::{Map, Value};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use template::Environment;
use tracing::{info, warn};

/// Reads the files of a folder in the order of their names; later ones win.
pub(crate) fn read(folder: &Path) -> Site {
    let mut site = Site::default();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            warn!(folder = %folder.display(), %error, "the folder of environments cannot be read");
            return site;
        }
    };
    let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    names.sort();
    for file in names {
        match std::fs::read_to_string(&file) {
            Ok(text) => load(&mut site, folder, &file, &text),
            Err(error) => warn!(file = %file.display(), %error, "an environment cannot be read"),
        }
    }
    site
}

fn load(site: &mut Site, folder: &Path, file: &Path, text: &str) {
    let (environment, findings) = Environment::parse(text, SourceId(0), &file.display().to_string());
    let Some(environment) = environment else {
        let fault = findings.first_error().map(|finding| finding.message.clone()).unwrap_or_default();
        warn!(file = %file.display(), fault, "an environment cannot be understood");
        return;
    };
    info!(file = %file.display(), "an environment for every stack");
    if let Some(registry) = environment.get("resource_registry").and_then(Value::as_map) {
        templates(site, folder, registry);
        site.registry = over(&site.registry, registry);
    }
}

/// `above` laid over `below`, mapping by mapping.
fn over(below: &Map, above: &Map) -> Map {
    let mut whole = below.clone();
    for (key, value) in above.iter() {
        let value = match (whole.at(key).and_then(Value::as_map), value.as_map()) {
            (Some(below), Some(above)) => Value::Map(Arc::new(over(below, above))),
            _ => value.clone(),
        };
        whole.insert(key.clone(), value);
    }
    whole
}

/// Reads the templates that a registry names: by address, or by a path from the folder.
fn templates(site: &mut Site, folder: &Path, registry: &Map) {
    for value in registry.values() {
        match value.reveal() {
            Value::Map(inner) => templates(site, folder, inner),
            Value::Str(name) if name.ends_with(".yaml") || name.ends_with(".template") => {
                let path = name.strip_prefix("file://").map_or_else(|| folder.join(&**name), PathBuf::from);
                match std::fs::read_to_string(&path) {
                    Ok(text) => _ = site.files.insert(name.to_string(), text),
                    Err(error) => warn!(file = %path.display(), %error, "a template for every stack cannot be read"),
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registries_of_a_folder_are_one_and_bring_their_templates() {
        let folder = std::env::temp_dir().join(format!("carnot-site-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        write("a.yaml", "resource_registry: {A: a.template, B: OS::Heat::None, resources: {x: {hooks: pre-create}}}");
        write("b.yaml", "resource_registry: {B: OS::Heat::Value, resources: {x: {C: D}}}");
        write("broken", "resource_registry: [");
        write("a.template", "heat_template_version: rocky");
        let site = read(&folder);
        let registry = Value::Map(Arc::new(site.registry)).to_json();
        let wanted = serde_json::json!({
            "A": "a.template", "B": "OS::Heat::Value", "resources": {"x": {"hooks": "pre-create", "C": "D"}},
        });
        assert_eq!(registry, wanted);
        assert_eq!(site.files["a.template"], "heat_template_version: rocky");
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(read(&folder).registry.is_empty());
    }
}
