//! One cloud: where it lives, its ports, its password, and the words that its configuration is written with.

use super::group::{Group, Program, sources};
use super::process::Record;
use super::template::Words;
use crate::run::root;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The only address that anything listens on.
pub(crate) const HOST: &str = "127.0.0.1";

/// A cloud on this machine; clouds with different offsets have nothing in common but the installed programs.
pub(crate) struct Cloud {
    pub(crate) offset: u16,
    pub(crate) folder: PathBuf,
    pub(crate) groups: BTreeMap<String, Group>,
    words: Words,
}

/// Where programs are installed: shared by all clouds of this workspace.
pub(crate) fn shared() -> PathBuf {
    root().join("target/testcloud")
}

/// The virtual environment with the services.
pub(crate) fn venv() -> PathBuf {
    shared().join("venv")
}

impl Cloud {
    /// The cloud whose ports are moved by `offset`; makes its folders and its password when it is new.
    pub(crate) fn open(offset: u16, groups: BTreeMap<String, Group>) -> Result<Self> {
        let folder = shared().join(format!("cloud-{offset}"));
        for sub in ["etc", "state", "log", "run", "done"] {
            fs::create_dir_all(folder.join(sub))?;
        }
        let words = words(&folder, offset, &groups)?;
        Ok(Self { offset, folder, groups, words })
    }

    /// What templates and commands of a group are filled with.
    pub(crate) fn words_of(&self, group: &Group) -> Words {
        self.words.with(&[
            ("group", &group.name),
            ("etc", &shown(&self.etc(group))),
            ("state", &shown(&self.state(group))),
        ])
    }

    /// The value of a word that is the same in all groups.
    pub(crate) fn word(&self, word: &str) -> Result<&str> {
        self.words.get(word)
    }

    /// Its configuration's folder.
    pub(crate) fn etc(&self, group: &Group) -> PathBuf {
        self.folder.join("etc").join(&group.name)
    }

    /// Where a group keeps its data.
    fn state(&self, group: &Group) -> PathBuf {
        self.folder.join("state").join(&group.name)
    }

    /// Where the record of a started program is.
    pub(crate) fn record(&self, program: &str) -> PathBuf {
        self.folder.join("run").join(program)
    }

    /// What a program says, or a group's commands.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("log").join(format!("{name}.log"))
    }

    /// The file that clients are given.
    pub(crate) fn clouds_yaml(&self) -> PathBuf {
        self.folder.join("clouds.yaml")
    }

    /// A program's port in this cloud.
    pub(crate) fn port(&self, group: &Group, name: &str) -> Option<u16> {
        group.ports.get(name).map(|port| port + self.offset)
    }

    /// Whether a step has been done, in the form that `recipe` says.
    pub(crate) fn done(&self, step: &str, recipe: &str) -> bool {
        fs::read_to_string(self.folder.join("done").join(step)).is_ok_and(|done| done == recipe)
    }

    /// Notes that a step has been done.
    pub(crate) fn set_done(&self, step: &str, recipe: &str) -> Result<()> {
        Ok(fs::write(self.folder.join("done").join(step), recipe)?)
    }

    /// Whether any of its programs runs.
    pub(crate) fn runs(&self) -> bool {
        let mut programs = self.groups.values().flat_map(|group| &group.programs);
        programs.any(|program| Record::living(&self.record(&program.name)).is_some())
    }

    /// Writes a group's configuration from its templates and makes its folders.
    pub(crate) fn configure(&self, group: &Group) -> Result<()> {
        let words = self.words_of(group);
        let etc = self.etc(group);
        fs::create_dir_all(&etc)?;
        for sub in group.folders.iter().map(String::as_str).chain([""]) {
            fs::create_dir_all(self.state(group).join(sub))?;
        }
        let source = sources().join("services").join(&group.name);
        for entry in fs::read_dir(&source)? {
            let entry = entry?;
            if entry.file_name() != "service.toml" {
                let text = fs::read_to_string(entry.path())?;
                let filled = words.fill(&text).with_context(|| shown(&entry.path()))?;
                write_private(&etc.join(entry.file_name()), &filled)?;
            }
        }
        for program in &group.programs {
            if let Some(web) = &program.web {
                let port = self.port(group, &program.name).context("a web application has a port")?.to_string();
                let (processes, threads) = (web.processes.to_string(), web.threads.to_string());
                let lines = words.fill(&web.lines.join("\n"))?;
                let words = words.with(&[
                    ("program", &program.name),
                    ("port", &port),
                    ("processes", &processes),
                    ("threads", &threads),
                    ("lines", &lines),
                ]);
                let text = words.fill("{{include uwsgi.ini}}\n")?;
                write_private(&etc.join(format!("{}-uwsgi.ini", program.name)), &text)?;
            }
        }
        Ok(())
    }

    /// Writes the file that clients are given.
    pub(crate) fn write_clouds_yaml(&self) -> Result<()> {
        write_private(&self.clouds_yaml(), &self.words.fill("{{include clouds.yaml}}\n")?)
    }

    /// The process of a program, ready to be started.
    pub(crate) fn program(&self, group: &Group, program: &Program) -> Result<Command> {
        match &program.run {
            Some(run) => self.command(group, run),
            None => self.command(group, &format!("uwsgi --ini {{{{etc}}}}/{}-uwsgi.ini", program.name)),
        }
    }

    /// A command of a group: words between blanks; `'…'` keeps blanks together.
    pub(crate) fn command(&self, group: &Group, text: &str) -> Result<Command> {
        let words = self.words_of(group);
        let mut parts = split(text).into_iter().map(|part| words.fill(&part));
        let name = parts.next().context("an empty command")??;
        let mut command = Command::new(find(&name)?);
        for part in parts {
            command.arg(part?);
        }
        self.environment(group, &words, &mut command)?;
        Ok(command)
    }

    /// Clients' settings and proxies of the person who types are none of the services' business.
    fn environment(&self, group: &Group, words: &Words, command: &mut Command) -> Result<()> {
        let inherited = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        let foreign = |name: &String| {
            name.starts_with("OS_") || name.starts_with("PYTHON") || name.to_lowercase().ends_with("_proxy")
        };
        for name in inherited.filter(foreign) {
            command.env_remove(name);
        }
        command
            .env("PATH", search_path().map(|folders| std::env::join_paths(folders).unwrap_or_default())?)
            .env("PYTHONPATH", sources().join("python"))
            .env("PYTHONWARNINGS", "ignore")
            .env("NO_PROXY", HOST)
            .env("LANG", "C.UTF-8")
            // Threads of one process share their memory's arenas: half the size.
            .env("MALLOC_ARENA_MAX", "2")
            .env("OS_CLIENT_CONFIG_FILE", self.clouds_yaml());
        for (name, value) in &group.env {
            command.env(name, words.fill(value)?);
        }
        Ok(())
    }
}

/// The full path of a program: of the virtual environment, of the system, or of those that Debian keeps out of the way.
pub(crate) fn find(name: &str) -> Result<PathBuf> {
    let found = search_path()?.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.with_context(|| format!("{name} is not installed"))
}

/// A file that others on this machine can't read: it may hold the password.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).with_context(|| shown(path))?;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o600))?)
}

/// A path for people and configuration files.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn search_path() -> Result<Vec<PathBuf>> {
    let mut folders = vec![venv().join("bin")];
    folders.extend(["/usr/lib/rabbitmq/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].map(PathBuf::from));
    if folders.iter().any(|folder| shown(folder).contains(':')) {
        bail!("this workspace's path has a colon");
    }
    Ok(folders)
}

fn words(folder: &Path, offset: u16, groups: &BTreeMap<String, Group>) -> Result<Words> {
    let mut words = Words::default();
    let password = password(&folder.join("password"))?;
    for (word, value) in [
        ("host", HOST),
        ("region", "RegionOne"),
        ("password", &password),
        ("offset", &offset.to_string()),
        ("user", &user()?),
        ("venv", &shown(&venv())),
        ("run", &shown(&folder.join("run"))),
        ("log", &shown(&folder.join("log"))),
    ] {
        words.set(word, value);
    }
    for group in groups.values() {
        words.set(&format!("etc.{}", group.name), shown(&folder.join("etc").join(&group.name)));
        for (name, port) in &group.ports {
            let port = port.checked_add(offset).with_context(|| format!("--offset {offset} is too large"))?;
            words.set(&format!("port.{name}"), port.to_string());
            words.set(&format!("url.{name}"), format!("http://{HOST}:{port}"));
        }
    }
    let database = words.fill("mysql+pymysql://cloud:{{password}}@{{host}}:{{port.mariadb}}/")?;
    for name in groups.values().flat_map(|group| &group.databases) {
        words.set(&format!("db.{name}"), format!("{database}{name}?charset=utf8"));
    }
    for entry in fs::read_dir(sources().join("shared"))? {
        let entry = entry?;
        words.part(&entry.file_name().to_string_lossy(), fs::read_to_string(entry.path())?);
    }
    Ok(words)
}

/// The password of everything in this cloud, made once from the kernel's randomness.
fn password(path: &Path) -> Result<String> {
    if let Ok(password) = fs::read_to_string(path) {
        return Ok(password);
    }
    let mut bytes = [0u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let password: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    write_private(path, &password)?;
    Ok(password)
}

fn user() -> Result<String> {
    let output = Command::new("id").arg("-un").output().context("id")?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, piece) in text.split('\'').enumerate() {
        if at % 2 == 1 {
            parts.push(piece.to_owned());
        } else {
            parts.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::group;
    use super::*;

    #[test]
    fn quotes_keep_blanks_together() {
        assert_eq!(split("a --b 'c d' e"), ["a", "--b", "c d", "e"]);
    }

    #[test]
    fn every_template_and_command_can_be_filled() {
        let folder = std::env::temp_dir().join(format!("carnot-templates-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let groups = group::all().unwrap();
        let words = words(&folder, 7, &groups).unwrap();
        let cloud = Cloud { offset: 7, folder: folder.clone(), groups, words };
        for group in cloud.groups.values() {
            cloud.configure(group).unwrap();
            let words = cloud.words_of(group);
            let commands = group.prepare.iter().chain(&group.settle);
            let runs = group.programs.iter().filter_map(|program| program.run.as_ref());
            let urls = group.endpoints.iter().map(|endpoint| &endpoint.url);
            for text in commands.chain(runs).chain(urls).chain(group.env.values()) {
                words.fill(text).unwrap();
            }
        }
        cloud.write_clouds_yaml().unwrap();
        let keystone = fs::read_to_string(folder.join("etc/keystone/keystone.conf")).unwrap();
        assert!(keystone.contains("http://127.0.0.1:5007"), "the offset moves the ports");
        fs::remove_dir_all(&folder).unwrap();
    }
}
