//! `cargo xtask testcloud`: a real OpenStack on this machine's loopback. What it consists of is said by the files of `testcloud/`.

mod clock;
mod cloud;
mod group;
mod install;
mod process;
mod ready;
mod status;
mod template;
mod up;

use crate::run::run;
use anyhow::{Context, Result, bail};
use clock::Watch;
use cloud::Cloud;
use std::fs::{self, File};
use std::process::Command;
use std::thread;
use std::time::Duration;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
    /// Added to every port; clouds with different offsets run beside each other
    #[arg(long, default_value_t = 0, global = true)]
    offset: u16,
}

#[derive(clap::Subcommand)]
enum Act {
    /// Start groups (and what they need), installing what is missing; prints the path of clouds.yaml
    Up {
        /// Only these groups [default: keystone, placement, glance, neutron, nova, cinder]
        groups: Vec<String>,
        /// These groups as well: heat, barbican, designate, octavia, swift
        #[arg(long, value_delimiter = ',')]
        with: Vec<String>,
    },
    /// Stop groups, or everything
    Down {
        /// Only these groups
        groups: Vec<String>,
    },
    /// What runs: program, port, process, memory, since when
    Status {
        /// How to answer
        #[arg(short, long, value_enum, default_value = "table")]
        format: status::Format,
    },
    /// Use every service that runs, as a person at the command line would, and remove all of it again
    Smoke,
    /// Put an address into the catalogue: `publish orchestration 'http://127.0.0.1:8004/v1/$(project_id)s'`
    Publish {
        /// The type of service
        kind: String,
        /// What the catalogue says; `$(project_id)s` stands for the user's project
        url: String,
    },
    /// Stop everything and forget its data; what is installed stays
    Reset,
}

/// Does what was asked.
pub(crate) fn main(args: Args) -> Result<()> {
    let cloud = Cloud::open(args.offset, group::all()?)?;
    match args.act {
        Act::Up { groups, with } => bring_up(&cloud, groups, with),
        Act::Down { groups } => down(&cloud, &groups),
        Act::Status { format } => {
            println!("{}", status::status(&cloud, format)?);
            Ok(())
        }
        Act::Publish { kind, url } => up::publish(&cloud, &kind, &url),
        Act::Smoke => smoke(&cloud),
        Act::Reset => {
            down(&cloud, &[])?;
            fs::remove_dir_all(&cloud.folder).with_context(|| cloud::shown(&cloud.folder))
        }
    }
}

fn bring_up(cloud: &Cloud, mut names: Vec<String>, with: Vec<String>) -> Result<()> {
    let watch = Watch::start();
    let progress = |line: &str| eprintln!("{:7.1} s  {line}", watch.passed().as_secs_f64());
    if names.is_empty() {
        names = cloud.groups.values().filter(|group| group.usual).map(|group| group.name.clone()).collect();
    }
    names.extend(with);
    let groups = group::with_needs(&cloud.groups, &names)?;
    let _alone = alone()?;
    install::install(&groups, cloud.runs(), progress)?;
    up::up(cloud, &groups, &progress)?;
    progress("all of it is up");
    println!("{}", cloud.clouds_yaml().display());
    Ok(())
}

/// Stops programs, the last ones needed first.
fn down(cloud: &Cloud, names: &[String]) -> Result<()> {
    let everything: Vec<String> = cloud.groups.keys().cloned().collect();
    let mut groups = group::with_needs(&cloud.groups, if names.is_empty() { &everything } else { names })?;
    if !names.is_empty() {
        groups.retain(|group| names.contains(&group.name));
    }
    let _alone = alone()?;
    let (services, stores): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| !group.databases.is_empty());
    for wave in [services, stores] {
        let programs: Vec<_> = wave.iter().rev().flat_map(|group| group.programs.iter().rev()).collect();
        let results: Vec<Result<()>> = thread::scope(|scope| {
            let stop = |name: &str| {
                let watch = Watch::start();
                if process::stop(&cloud.record(name), &cloud.folder, Duration::from_secs(30))? {
                    eprintln!("{name} is stopped ({:.1} s)", watch.passed().as_secs_f64());
                }
                anyhow::Ok(())
            };
            let threads: Vec<_> = programs.iter().map(|program| scope.spawn(move || stop(&program.name))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended badly"))).collect()
        });
        results.into_iter().collect::<Result<()>>()?;
    }
    Ok(())
}

fn smoke(cloud: &Cloud) -> Result<()> {
    let mut python = Command::new(cloud::venv().join("bin/python"));
    python.arg(group::sources().join("smoke.py")).env("OS_CLIENT_CONFIG_FILE", cloud.clouds_yaml());
    run(&mut python)
}

/// Two of these at once would start things twice: the second waits.
fn alone() -> Result<File> {
    fs::create_dir_all(cloud::shared())?;
    let lock = File::create(cloud::shared().join("lock"))?;
    if lock.try_lock().is_err() {
        eprintln!("waits for another testcloud command to end");
        lock.lock()?;
    }
    Ok(lock)
}
