//! Installs what a cloud needs: Debian packages for the stores below it, and a virtual environment with the services at pinned versions.

use super::clock::Watch;
use super::cloud::{find, shared, shown, venv};
use super::group::{Group, sources};
use crate::run::{answers, as_root};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::process::Command;

/// The installer of the virtual environment; pip takes several times as long.
const UV: &str = "uv==0.13.9";

/// Debian starts what it installs unless `policy-rc.d` says no; the cloud starts its own.
const APT: &str = r#"
set -e
exec >&2
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' > $policy
    chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "$@"
"#;

/// Installs whatever of it is missing; `busy` tells that programs of it run.
pub(crate) fn install(groups: &[&Group], busy: bool, progress: impl Fn(&str)) -> Result<()> {
    packages(groups, &progress)?;
    services(busy, &progress)
}

fn packages(groups: &[&Group], progress: &impl Fn(&str)) -> Result<()> {
    let wanted = groups.iter().flat_map(|group| &group.packages);
    let mut missing: BTreeSet<&str> =
        wanted.filter(|(program, _)| find(program).is_err()).map(|(_, package)| package.as_str()).collect();
    // uWSGI and a few drivers come as sources.
    if !venv().join("bin/python").exists() && !answers("cc", &["--version"]) {
        missing.extend(["gcc", "libc6-dev"]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let missing: Vec<&str> = missing.into_iter().collect();
    progress(&format!("installs Debian packages: {}", missing.join(" ")));
    let installed = as_root("sh").args(["-c", APT, "apt"]).args(&missing).status().is_ok_and(|status| status.success());
    if !installed {
        bail!("these Debian packages are missing and can't be installed here (only root can): {}", missing.join(" "));
    }
    Ok(())
}

fn services(busy: bool, progress: &impl Fn(&str)) -> Result<()> {
    let list = sources().join("requirements.txt");
    let wanted = fs::read_to_string(&list).with_context(|| shown(&list))?;
    let mark = venv().join("installed.txt");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if busy {
        bail!("the pinned versions have changed under a running cloud: stop it first (cargo xtask testcloud down)");
    }
    let watch = Watch::start();
    progress("installs the services from PyPI (a minute or two; less when they are cached)");
    let python = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    if !answers("python3", &["-c", python]) {
        bail!("Python 3.11 or newer with venv is needed (Debian: python3-venv)");
    }
    fs::create_dir_all(shared().join("wheels"))?;
    let bin = venv().join("bin");
    quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv()))?;
    let wheels = shown(&shared().join("wheels"));
    quiet(Command::new(bin.join("pip")).args(["--quiet", "--cache-dir", &wheels, "install", UV]))?;
    let mut uv = Command::new(bin.join("uv"));
    uv.args(["pip", "install", "--quiet", "--no-deps", "--python"]).arg(bin.join("python"));
    quiet(uv.arg("--requirement").arg(&list).env("UV_CACHE_DIR", &wheels))?;
    fs::write(&mark, wanted)?;
    progress(&format!("the services are installed ({:.0} s)", watch.passed().as_secs_f64()));
    Ok(())
}

/// Runs a command that has nothing to say on this tool's output; others on the machine go first.
fn quiet(command: &mut Command) -> Result<()> {
    let log = shared().join("install.log");
    let said = File::options().create(true).append(true).open(&log)?;
    let mut nice = Command::new("nice");
    nice.args(["-n", "10"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            nice.env(name, value);
        }
    }
    let status = nice.stdout(said.try_clone()?).stderr(said).status()?;
    if !status.success() {
        bail!("{} ended with {status}; see {}", command.get_program().display(), log.display());
    }
    Ok(())
}
