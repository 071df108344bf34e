//! Processes of the cloud: started apart from the terminal, remembered in a record each, and ended only when they are still the ones that were started.

use super::clock::{Watch, now, pause};
use anyhow::{Context, Result, bail};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// What is known of a started process. A process id alone says nothing: it may belong to another program by now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) pid: u32,
    /// When it started, in the kernel's ticks since `boot`.
    ticks: u64,
    boot: String,
    pub(crate) since: Timestamp,
}

/// A line of the kernel's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    pid: u32,
    dead: bool,
    session: u32,
    ticks: u64,
}

/// How much a process and its children take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    pub(crate) processes: u32,
    /// Proportional set size, KiB.
    pub(crate) memory: u64,
}

/// Starts `command` in a session of its own, everything it says going to `log`.
pub(crate) fn start(command: &mut Command, folder: &Path, log: &Path) -> Result<Record> {
    let program = command.get_program().to_owned();
    let mut apart = Command::new("setsid");
    apart.arg(&program).args(command.get_args()).current_dir(folder).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => apart.env(name, value),
            None => apart.env_remove(name),
        };
    }
    let said = File::options().create(true).append(true).open(log).with_context(|| log.display().to_string())?;
    let child = apart
        .stdout(said.try_clone()?)
        .stderr(said)
        .spawn()
        .with_context(|| format!("{} does not start", program.to_string_lossy()))?;
    let pid = child.id();
    let line = line_of(pid).with_context(|| format!("{} ended at once; see {}", program.display(), log.display()))?;
    Ok(Record { pid, ticks: line.ticks, boot: boot()?, since: now() })
}

impl Record {
    /// The record at `path`, if its process is still the one that was started.
    pub(crate) fn living(path: &Path) -> Option<Self> {
        let record: Record = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        record.lives().then_some(record)
    }

    /// Writes the record.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        fs::write(path, serde_json::to_vec(self)?).with_context(|| path.display().to_string())
    }

    /// Whether it is still the process that was started.
    pub(crate) fn lives(&self) -> bool {
        let same_boot = boot().is_ok_and(|boot| boot == self.boot);
        same_boot && line_of(self.pid).is_some_and(|line| !line.dead && line.ticks == self.ticks)
    }

    /// What the process and all it started take.
    pub(crate) fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        for line in table().into_iter().filter(|line| line.session == self.pid && !line.dead) {
            usage.processes += 1;
            let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", line.pid)).unwrap_or_default();
            let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
            let kib = pss.and_then(|rest| rest.split_whitespace().next()).and_then(|number| number.parse().ok());
            usage.memory += kib.unwrap_or(0u64);
        }
        usage
    }
}

/// Ends what the record at `path` stands for, and whatever it left in its session and below `home`; tells whether there was anything.
pub(crate) fn stop(path: &Path, home: &Path, patience: Duration) -> Result<bool> {
    let Some(record) = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Record>(&bytes).ok()) else {
        return Ok(false);
    };
    if boot()? != record.boot {
        fs::remove_file(path)?;
        return Ok(false);
    }
    let lived = record.lives();
    if lived {
        signal("TERM", &[record.pid])?;
        let watch = Watch::start();
        while record.lives() && watch.passed() < patience {
            pause(Duration::from_millis(50));
        }
    }
    let left = left_behind(&record, home, lived);
    if !left.is_empty() {
        signal("KILL", &left)?;
        let watch = Watch::start();
        while !left_behind(&record, home, lived).is_empty() {
            if watch.passed() > Duration::from_secs(10) {
                bail!("processes {left:?} do not end");
            }
            pause(Duration::from_millis(50));
        }
    }
    fs::remove_file(path)?;
    Ok(lived || !left.is_empty())
}

/// Processes of the record's session. When its first process was gone before (`lived` is false), its number may mean another session by now:
/// then only those count that work below `home`, where no stranger works.
fn left_behind(record: &Record, home: &Path, lived: bool) -> Vec<u32> {
    let ours = |line: &Line| line.session == record.pid && !line.dead && line.ticks >= record.ticks;
    let works_here = |pid: u32| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd.starts_with(home));
    table().iter().filter(|line| ours(line) && (lived || works_here(line.pid))).map(|line| line.pid).collect()
}

fn signal(name: &str, pids: &[u32]) -> Result<()> {
    // A process that has just ended is no error.
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -s \"$0\" \"$@\"", name]).args(pids.iter().map(u32::to_string));
    kill.stderr(Stdio::null()).status().context("kill")?;
    Ok(())
}

fn boot() -> Result<String> {
    Ok(fs::read_to_string("/proc/sys/kernel/random/boot_id").context("boot_id")?.trim().to_owned())
}

fn table() -> Vec<Line> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter_map(line_of).collect()
}

fn line_of(pid: u32) -> Option<Line> {
    parse(pid, &fs::read_to_string(PathBuf::from(format!("/proc/{pid}/stat"))).ok()?)
}

/// Reads `/proc/PID/stat` (proc(5)); the program's name, which may hold anything, ends with the last bracket.
fn parse(pid: u32, stat: &str) -> Option<Line> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let session = fields.nth(2)?.parse().ok()?;
    let ticks = fields.nth(15)?.parse().ok()?;
    Some(Line { pid, dead: matches!(state, "Z" | "X"), session, ticks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_spaces_is_no_trap() {
        let stat = "42 (a) R (b) S 1 42 40 0 -1 4194560 1 0 0 0 5 3 0 0 20 0 1 0 77123 1 2 3";
        assert_eq!(parse(42, stat), Some(Line { pid: 42, dead: false, session: 40, ticks: 77123 }));
    }

    #[test]
    fn a_process_is_ended_with_its_children_and_a_stranger_is_not() {
        let folder =
            std::env::temp_dir().canonicalize().unwrap().join(format!("carnot-process-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let record = folder.join("record");
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 300 & sleep 300"]);
        let started = start(&mut command, &folder, &folder.join("log")).unwrap();
        started.save(&record).unwrap();
        assert!(Record::living(&record).is_some());
        let other = Record { ticks: started.ticks + 1, ..started.clone() };
        assert!(!other.lives(), "the same number is not the same process");
        assert!(stop(&record, &folder, Duration::from_secs(5)).unwrap());
        assert!(Record::living(&record).is_none());
        assert_eq!(table().iter().filter(|line| line.session == started.pid && !line.dead).count(), 0);
        assert!(!stop(&record, &folder, Duration::from_secs(5)).unwrap(), "nothing is left to be stopped");
        fs::remove_dir_all(&folder).unwrap();
    }
}
