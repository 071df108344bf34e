//! Brings groups up: each in a thread of its own that waits for what it needs, so that a cloud takes as long as its longest chain.

use super::clock::Watch;
use super::cloud::{Cloud, find};
use super::group::{Group, Program, sources};
use super::process::{self, Record};
use super::ready;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// The group that has the databases.
const DATABASES: &str = "mariadb";

/// The group that has the users and the catalogue.
const IDENTITY: &str = "keystone";

/// What the threads tell each other.
#[derive(Default)]
struct Board {
    /// Group → whether it came up.
    ended: Mutex<BTreeMap<String, bool>>,
    changed: Condvar,
}

/// Starts what is not running yet, and returns when all of it answers.
pub(crate) fn up(cloud: &Cloud, groups: &[&Group], progress: &(impl Fn(&str) + Sync)) -> Result<()> {
    cloud.write_clouds_yaml()?;
    for group in groups {
        cloud.configure(group)?;
    }
    let board = Board::default();
    let results: Vec<Result<()>> = thread::scope(|scope| {
        let threads: Vec<_> = groups
            .iter()
            .map(|group| {
                let board = &board;
                scope.spawn(move || {
                    let came = bring_up(cloud, group, board, progress);
                    board.tell(&group.name, came.is_ok());
                    came.with_context(|| group.name.clone())
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended badly"))).collect()
    });
    let mut failures: Vec<String> =
        results.into_iter().filter_map(|result| result.err().map(|e| format!("{e:#}"))).collect();
    // What only waited for another is no news.
    failures.retain(|failure| !failure.contains(NOT_UP));
    if failures.is_empty() { Ok(()) } else { bail!("{}", failures.join("\n")) }
}

const NOT_UP: &str = "did not come up";

impl Board {
    fn tell(&self, group: &str, came: bool) {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).insert(group.to_owned(), came);
        self.changed.notify_all();
    }

    fn wait(&self, group: &str) -> Result<()> {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match ended.get(group) {
                Some(true) => return Ok(()),
                Some(false) => bail!("{group} {NOT_UP}"),
                None => ended = self.changed.wait(ended).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

fn bring_up(cloud: &Cloud, group: &Group, board: &Board, progress: &impl Fn(&str)) -> Result<()> {
    let watch = Watch::start();
    // What is made for users is made again when it is described otherwise; databases are made once.
    let recipe = fs::read_to_string(sources().join("fixtures.py"))? + &serde_json::to_string(&group.endpoints)?;
    let first = !cloud.done(&group.name, &recipe);
    if first {
        if !group.databases.is_empty() {
            board.wait(DATABASES)?;
        }
        once(cloud, &format!("{}-prepare", group.name), || {
            make_databases(cloud, group)?;
            group.prepare.iter().try_for_each(|text| call(cloud, group, text))
        })?;
    }
    for need in &group.needs {
        board.wait(need)?;
    }
    if first && group.needs.iter().any(|need| need == IDENTITY) {
        fixtures(cloud, group, "identity")?;
    }
    let waited = watch.passed();
    for program in &group.programs {
        start(cloud, group, program)?;
    }
    for program in &group.programs {
        let record = cloud.record(&program.name);
        ready::wait(&program.name, cloud.port(group, &program.name), program.ready, || {
            Record::living(&record).map(|record| record.since)
        })
        .with_context(|| format!("see {}", cloud.log(&program.name).display()))?;
    }
    if first {
        once(cloud, &format!("{}-settle", group.name), || {
            group.settle.iter().try_for_each(|text| call(cloud, group, text))
        })?;
        fixtures(cloud, group, "resources")?;
        cloud.set_done(&group.name, &recipe)?;
    }
    let took = (watch.passed() - waited).as_secs_f64();
    progress(&format!("{} is up ({took:.1} s{})", group.name, if first { ", for the first time" } else { "" }));
    Ok(())
}

fn once(cloud: &Cloud, step: &str, act: impl FnOnce() -> Result<()>) -> Result<()> {
    if cloud.done(step, "") {
        return Ok(());
    }
    act()?;
    cloud.set_done(step, "")
}

fn start(cloud: &Cloud, group: &Group, program: &Program) -> Result<()> {
    let path = cloud.record(&program.name);
    if Record::living(&path).is_some() {
        return Ok(());
    }
    if let Some(port) = cloud.port(group, &program.name)
        && ready::listens(port)
    {
        bail!("port {port} is taken by another program; give --offset N to use other ports");
    }
    let mut command = cloud.program(group, program)?;
    process::start(&mut command, &cloud.folder, &cloud.log(&program.name))?.save(&path)
}

/// Runs a command of a group to its end.
fn call(cloud: &Cloud, group: &Group, text: &str) -> Result<()> {
    run(cloud, group, cloud.command(group, text)?, None)
}

fn make_databases(cloud: &Cloud, group: &Group) -> Result<()> {
    if group.databases.is_empty() {
        return Ok(());
    }
    let words = cloud.words_of(group);
    let mut statements = String::new();
    for name in &group.databases {
        statements += &words.with(&[("name", name)]).fill("{{include database.sql}}\n")?;
    }
    let mut command = Command::new(find("mariadb")?);
    command.args(["--no-defaults", "--user=root", "--socket", &words.fill("{{run}}/mariadb.sock")?]);
    run(cloud, group, command, Some(&statements))
}

/// Puts an address into the catalogue instead of whatever this type of service has there.
pub(crate) fn publish(cloud: &Cloud, kind: &str, url: &str) -> Result<()> {
    let identity = cloud.groups.get(IDENTITY).context("no identity service")?;
    make(cloud, identity, "identity", &[json!({"name": kind, "type": kind, "url": url})])
}

/// Lets `fixtures.py` make what users of this group expect to find.
fn fixtures(cloud: &Cloud, group: &Group, what: &str) -> Result<()> {
    let words = cloud.words_of(group);
    let mut endpoints = Vec::new();
    for endpoint in &group.endpoints {
        let url = words.fill(&endpoint.url)?;
        endpoints.push(json!({"name": endpoint.name, "type": endpoint.kind, "url": url}));
    }
    make(cloud, group, what, &endpoints)
}

fn make(cloud: &Cloud, group: &Group, what: &str, endpoints: &[Value]) -> Result<()> {
    let task = json!({
        "what": what,
        "group": group.name,
        "endpoints": endpoints,
        "keystone": cloud.word("url.keystone")?,
        "region": cloud.word("region")?,
        "password": cloud.word("password")?,
    });
    let script = sources().join("fixtures.py").display().to_string();
    run(cloud, group, cloud.command(group, &format!("python '{script}'"))?, Some(&task.to_string()))
}

fn run(cloud: &Cloud, group: &Group, mut command: Command, input: Option<&str>) -> Result<()> {
    let log = cloud.log(&format!("{}-commands", group.name));
    let said = File::options().create(true).append(true).open(&log)?;
    let mut child = command
        .current_dir(&cloud.folder)
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(said.try_clone()?)
        .stderr(said)
        .spawn()?;
    if let (Some(input), Some(mut pipe)) = (input, child.stdin.take()) {
        pipe.write_all(input.as_bytes())?;
    }
    let status = child.wait()?;
    if !status.success() {
        let name = command.get_program().display();
        let first = command.get_args().next().map(|word| word.display().to_string()).unwrap_or_default();
        bail!("{name} {first} ended with {status}; see {}", log.display());
    }
    Ok(())
}
