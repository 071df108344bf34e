//! `carnot completion SHELL`.

use crate::cli::Cli;
use crate::out;
use clap::CommandFactory;
use clap_complete::Shell;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub(crate) fn run(args: &Args) {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "carnot", &mut text);
    out::data(&String::from_utf8_lossy(&text));
}
