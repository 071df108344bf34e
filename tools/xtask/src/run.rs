//! Calling programs: each call is shown, and a failure names it.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR"));
    tool.ancestors().nth(2).unwrap_or(tool).to_path_buf()
}

/// Runs `command` in the workspace and waits; an exit other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    eprintln!("> {}", shown(command));
    let status = command.current_dir(root()).status().with_context(|| shown(command))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs cargo.
pub(crate) fn cargo(args: &[&str]) -> Result<()> {
    run(Command::new("cargo").args(args))
}

/// Whether a program is there and answers to `args`.
pub(crate) fn answers(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}

/// Installs Debian packages; needs to be root, or sudo without a password.
pub(crate) fn apt(packages: &[&str]) -> Result<()> {
    let apt = |args: &[&str]| run(as_root("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y", "--no-install-recommends"], packages].concat())
}

/// A command with the rights of root: as it is, or through sudo.
pub(crate) fn as_root(program: &str) -> Command {
    if answers("test", &["-w", "/usr/bin"]) {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
