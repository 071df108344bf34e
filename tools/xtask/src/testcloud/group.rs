//! What the groups of services are: each is a folder of `testcloud/services` with a `service.toml`; the words of these files.

use crate::run::root;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// A group: one service of the cloud with all its programs, or something that services need.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    /// Its folder's name.
    #[serde(skip)]
    pub(crate) name: String,
    /// Whether `up` without names starts it.
    #[serde(default)]
    pub(crate) usual: bool,
    /// Groups that have to be up before its programs start.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    /// Program → the Debian package that brings it.
    #[serde(default)]
    pub(crate) packages: BTreeMap<String, String>,
    /// Name → port, before the offset. A program listens on the port of its own name.
    #[serde(default)]
    pub(crate) ports: BTreeMap<String, u16>,
    /// Databases in MariaDB.
    #[serde(default)]
    pub(crate) databases: Vec<String>,
    /// Folders below its state folder.
    #[serde(default)]
    pub(crate) folders: Vec<String>,
    /// Environment of all its programs and commands.
    #[serde(default)]
    pub(crate) env: BTreeMap<String, String>,
    /// Commands run once, before its programs start for the first time.
    #[serde(default)]
    pub(crate) prepare: Vec<String>,
    /// Commands run once, after its programs have answered for the first time.
    #[serde(default)]
    pub(crate) settle: Vec<String>,
    /// What runs.
    #[serde(default, rename = "program")]
    pub(crate) programs: Vec<Program>,
    /// What the catalogue says of it.
    #[serde(default, rename = "endpoint")]
    pub(crate) endpoints: Vec<Endpoint>,
}

/// A process that runs as long as the cloud is up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Program {
    /// Unique in the cloud; names its log, its port and its record.
    pub(crate) name: String,
    /// The command; nothing for a web application.
    #[serde(default)]
    pub(crate) run: Option<String>,
    /// A web application that uWSGI runs.
    #[serde(default)]
    pub(crate) web: Option<Web>,
    /// When it counts as up.
    pub(crate) ready: Ready,
}

/// A web application.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Web {
    /// Lines of uWSGI's file that say what the application is, and whatever else is special.
    pub(crate) lines: Vec<String>,
    #[serde(default = "one")]
    pub(crate) processes: u8,
    #[serde(default = "four")]
    pub(crate) threads: u8,
}

/// When a program counts as up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Ready {
    /// Its port answers to a plain HTTP request.
    Http,
    /// Its port takes a connection.
    Port,
    /// It is still there after a moment.
    Alive,
}

/// A row of Keystone's catalogue.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Endpoint {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) url: String,
}

/// The folder with all that describes the cloud.
pub(crate) fn sources() -> PathBuf {
    root().join("testcloud")
}

/// All groups, by name.
pub(crate) fn all() -> Result<BTreeMap<String, Group>> {
    let folder = sources().join("services");
    let mut groups = BTreeMap::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let file = entry.path().join("service.toml");
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let mut group: Group = toml::from_str(&text).with_context(|| file.display().to_string())?;
        group.name = entry.file_name().to_string_lossy().into_owned();
        groups.insert(group.name.clone(), group);
    }
    Ok(groups)
}

/// The groups that `names` and all their needs are, each after what it needs.
pub(crate) fn with_needs<'a>(groups: &'a BTreeMap<String, Group>, names: &[String]) -> Result<Vec<&'a Group>> {
    let mut found: Vec<&Group> = Vec::new();
    for name in names {
        add(groups, name, &mut found, &mut Vec::new())?;
    }
    Ok(found)
}

fn add<'a>(
    groups: &'a BTreeMap<String, Group>,
    name: &str,
    found: &mut Vec<&'a Group>,
    above: &mut Vec<String>,
) -> Result<()> {
    let Some(group) = groups.get(name) else {
        let known: Vec<&str> = groups.keys().map(String::as_str).collect();
        bail!("there is no {name:?} in the test cloud; there are {}", known.join(", "));
    };
    if above.iter().any(|other| other == name) {
        bail!("{} need each other", above.join(" and "));
    }
    if found.iter().all(|other| other.name != name) {
        above.push(name.to_owned());
        for need in &group.needs {
            add(groups, need, found, above)?;
        }
        above.pop();
        found.push(group);
    }
    Ok(())
}

fn one() -> u8 {
    1
}

fn four() -> u8 {
    4
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_group_comes_after_what_it_needs() {
        let groups = all().unwrap();
        let names: Vec<String> = groups.keys().rev().cloned().collect();
        let order = with_needs(&groups, &names).unwrap();
        assert_eq!(order.len(), groups.len());
        for (at, group) in order.iter().enumerate() {
            for need in &group.needs {
                assert!(order[..at].iter().any(|other| &other.name == need), "{} before {need}", group.name);
            }
        }
    }

    #[test]
    fn names_of_programs_and_ports_are_unique() {
        let groups = all().unwrap();
        let (mut names, mut ports) = (BTreeSet::new(), BTreeSet::new());
        for group in groups.values() {
            assert!(group.programs.iter().all(|program| names.insert(&program.name)), "{}", group.name);
            assert!(group.ports.values().all(|port| ports.insert(port)), "{}", group.name);
        }
    }

    #[test]
    fn a_program_is_a_command_or_a_web_application_and_has_the_port_it_is_watched_by() {
        for group in all().unwrap().values() {
            for program in &group.programs {
                assert!(program.run.is_some() != program.web.is_some(), "{}", program.name);
                let watched = program.ready != Ready::Alive || program.web.is_some();
                assert!(!watched || group.ports.contains_key(&program.name), "{}", program.name);
            }
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let error = with_needs(&all().unwrap(), &["nave".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("\"nave\"") && error.contains("nova"), "{error}");
    }
}
