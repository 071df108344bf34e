//! The command line as a whole, and which command runs on which runtime.

use crate::ambient;
use crate::command::{self, demo, doctor, manpage, serve, stack, template};
use crate::config::{Config, LogFormat};
use crate::exit;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Orchestration for OpenStack clouds, with a way back
///
/// Carnot runs Heat's templates behind Heat's API, and takes a stack back, on request, to the objects that still exist.
#[derive(Parser)]
#[command(name = "carnot", version, after_help = exit::TABLE, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// The configuration file [env: CARNOT_CONFIG] [default: $XDG_CONFIG_HOME/carnot/carnot.toml, /etc/carnot/carnot.toml]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Configuration")]
    config: Option<PathBuf>,
    /// The form of log lines on stderr; CARNOT_LOG says what is logged
    #[arg(long, global = true, value_enum, value_name = "FORMAT", help_heading = "Configuration")]
    log_format: Option<LogFormat>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run API and engine in this process
    Serve(serve::Args),
    /// Create a stack, break it, take it back: everything in this process, on a temporary database
    Demo(demo::Args),
    /// Look for what is wrong with configuration, database and server
    Doctor(doctor::Args),
    /// Work with template files, without a server
    #[command(subcommand)]
    Template(template::Command),
    /// Work with stacks, on any Heat-compatible server
    Stack(Box<stack::Args>),
    /// Print the completions of a shell
    Completion(command::completion::Args),
    /// Write the manual pages into a directory
    #[command(hide = true)]
    Manpage(manpage::Args),
}

/// Runs the command.
pub(crate) fn run(cli: Cli) -> Result<()> {
    let config = Config::load(cli.config.as_ref(), &ambient::var, &ambient::vars("CARNOT_"));
    let filter = match &cli.command {
        Command::Serve(_) => "info",
        Command::Demo(_)
        | Command::Doctor(_)
        | Command::Template(_)
        | Command::Stack(_)
        | Command::Completion(_)
        | Command::Manpage(_) => "warn",
    };
    let options = config.as_ref().map(|config| config.options.log.clone()).unwrap_or_default();
    crate::log::start(&options, cli.log_format, filter);
    match cli.command {
        Command::Doctor(args) => small()?.block_on(doctor::run(&args, config)),
        Command::Serve(args) => large()?.block_on(serve::run(args, config?)),
        Command::Demo(args) => large()?.block_on(demo::run(&args)),
        Command::Template(command) => small()?.block_on(template::run(command)),
        Command::Stack(args) => small()?.block_on(stack::run(*args, &config?)),
        Command::Completion(args) => {
            command::completion::run(&args);
            Ok(())
        }
        Command::Manpage(args) => manpage::run(&args),
    }
}

/// A runtime for commands: one thread.
fn small() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// A runtime for servers.
fn large() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// The help of a command and of all below it.
    fn help(command: &mut clap::Command, path: &str, text: &mut String) {
        let path = format!("{path} {}", command.get_name());
        *text += &format!("=== {}\n{}\n", path.trim(), command.render_long_help());
        for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
            help(inner, &path, text);
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_texts() {
        let mut text = String::new();
        let mut command = Cli::command().term_width(100);
        command.build();
        help(&mut command, "", &mut text);
        insta::assert_snapshot!("help", text);
    }
}
