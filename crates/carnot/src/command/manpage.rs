//! `carnot manpage DIR`: for packagers.

use crate::cli::Cli;
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::path::PathBuf;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to write
    directory: PathBuf,
}

/// Writes one page a command.
pub(crate) fn run(args: &Args) -> Result<()> {
    std::fs::create_dir_all(&args.directory)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), &args.directory))
        .with_context(|| format!("cannot write to {}", args.directory.display()))
}
