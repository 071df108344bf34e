//! The program `carnot`: configuration, the server, and the commands. Everything that decides about stacks is in the crates below.

mod ambient;
mod cli;
mod cloud;
mod command;
mod config;
mod endpoint;
mod exit;
mod log;
mod out;
mod progress;
mod render;
mod server;
mod site;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let style = out::Style { colour: ambient::stderr().colour };
    match cli::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::note(&format!("{} {}", style.paint(out::Paint::Bad, "error:"), describe(&error)));
            if let Some(hint) = exit::hint(&error) {
                out::note(&format!("{} {hint}", style.paint(out::Paint::Bold, "hint:")));
            }
            ExitCode::from(exit::of(&error) as u8)
        }
    }
}

/// The error and its causes in one line, without repetition.
fn describe(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}
