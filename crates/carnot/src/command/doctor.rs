//! `carnot doctor`: what is wrong, and what to do about it. It changes nothing.

use crate::ambient;
use crate::config::Config;
use crate::endpoint::{self, EndpointArgs};
use crate::exit::{Exit, Stop};
use crate::out::{self, Data, Shape};
use anyhow::Result;
use client::{Client, Query};
use serde_json::json;
use std::path::Path;
use store_sqlite::{KeyRing, SqliteStore};

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    endpoint: EndpointArgs,
    #[command(flatten)]
    shape: Shape,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warning,
    Wrong,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Wrong => "WRONG",
        }
    }
}

/// What was looked at, and what was seen.
struct Finding {
    about: &'static str,
    verdict: Verdict,
    detail: String,
}

fn finding(about: &'static str, verdict: Verdict, detail: impl Into<String>) -> Finding {
    Finding { about, verdict, detail: detail.into() }
}

/// Looks at everything.
pub(crate) async fn run(args: &Args, config: Result<Config, Stop>) -> Result<()> {
    let mut findings = vec![configuration(&config)];
    let config = config.unwrap_or_default();
    let endpoint = endpoint::find(&args.endpoint, &ambient::var, &config.options.client);
    let server = server(&endpoint).await;
    let answers = server.is_ok();
    findings.extend(state(&config, answers));
    match server {
        Ok((client, found)) => {
            findings.push(found);
            findings.extend(
                stacks(&client).await.unwrap_or_else(|error| {
                    vec![finding("stacks", Verdict::Wrong, format!("cannot be listed: {error}"))]
                }),
            );
        }
        Err(found) => findings.push(found),
    }
    let wrong = findings.iter().filter(|finding| finding.verdict == Verdict::Wrong).count();
    let columns = vec![("about", "About"), ("verdict", "Verdict"), ("detail", "Detail")];
    let rows = findings.iter().map(|f| vec![json!(f.about), json!(f.verdict.word()), json!(f.detail)]).collect();
    out::print(&args.shape, &Data::List { columns, rows })?;
    if wrong > 0 {
        return Err(Stop::new(Exit::Failed, format!("{wrong} of {} are wrong", findings.len())).into());
    }
    Ok(())
}

fn configuration(config: &Result<Config, Stop>) -> Finding {
    match config {
        Ok(Config { file: Some(file), .. }) => finding("configuration", Verdict::Ok, file.display().to_string()),
        Ok(Config { file: None, .. }) => finding("configuration", Verdict::Ok, "no file; the defaults hold"),
        Err(stop) => finding("configuration", Verdict::Wrong, stop.message.clone()),
    }
}

/// State directory, keys and database of a server on this machine.
fn state(config: &Config, server_answers: bool) -> Vec<Finding> {
    let database = match config.database(&ambient::var) {
        Ok(database) => database,
        Err(stop) => return vec![finding("state", Verdict::Wrong, stop.message)],
    };
    if !database.exists() {
        return vec![finding("database", Verdict::Ok, format!("{}, not made yet", database.display()))];
    }
    let mut findings = Vec::new();
    if let Some(folder) = database.parent() {
        findings.push(private(folder, "state"));
    }
    let keys = config.options.database.key_file.clone().unwrap_or_else(|| {
        let mut name = database.clone().into_os_string();
        name.push(".keys");
        name.into()
    });
    if !keys.exists() {
        let detail = format!("{} is missing: what was sealed with it cannot be read", keys.display());
        findings.push(finding("keys", Verdict::Wrong, detail));
        return findings;
    }
    findings.push(private(&keys, "keys"));
    findings.push(
        match KeyRing::load_or_create(&keys).map_err(Into::into).and_then(|keys| SqliteStore::open(&database, keys)) {
            Ok(_) => finding("database", Verdict::Ok, format!("{} can be opened", database.display())),
            Err(store_sqlite::OpenError::InUse { .. }) if server_answers => {
                finding("database", Verdict::Ok, format!("{} is in use by a server", database.display()))
            }
            Err(error @ store_sqlite::OpenError::InUse { .. }) => {
                finding("database", Verdict::Warning, format!("{error}; is the server on another port?"))
            }
            Err(error) => finding("database", Verdict::Wrong, error.to_string()),
        },
    );
    findings
}

/// Whether only the owner can get at a file or directory.
fn private(path: &Path, about: &'static str) -> Finding {
    #[cfg(unix)]
    if let Ok(data) = std::fs::metadata(path) {
        let mode = std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o777;
        let shown = format!("{}, mode {mode:o}", path.display());
        return match mode & 0o077 {
            0 => finding(about, Verdict::Ok, shown),
            _ if data.is_dir() => {
                finding(about, Verdict::Warning, format!("{shown}: others can look in; chmod 700 it"))
            }
            _ => finding(about, Verdict::Wrong, format!("{shown}: others can read it; chmod 600 it")),
        };
    }
    finding(about, Verdict::Ok, path.display().to_string())
}

async fn server(endpoint: &client::Endpoint) -> Result<(Client, Finding), Finding> {
    let wrong = |detail: String| finding("server", Verdict::Wrong, detail);
    let client = Client::new(endpoint).map_err(|error| wrong(error.to_string()))?;
    match client.build_info().await {
        Ok(build) => {
            let detail = format!("{} answers, version {}", endpoint.url, build.engine.revision);
            Ok((client, finding("server", Verdict::Ok, detail)))
        }
        Err(client::Error::Unreachable { url, .. }) => {
            Err(finding("server", Verdict::Warning, format!("nobody answers at {url}; start it with `carnot serve`")))
        }
        Err(error) => Err(wrong(error.to_string())),
    }
}

/// Engines, operations that do not get on, and leftovers, of the endpoint's project.
async fn stacks(client: &Client) -> client::Result<Vec<Finding>> {
    let engines = client.services().await?;
    let up = engines.iter().filter(|engine| engine.status == "up").count();
    let verdict = if up == 0 { Verdict::Wrong } else { Verdict::Ok };
    let mut findings = vec![finding("engines", verdict, format!("{up} at work"))];
    let (mut busy, mut stuck, mut leftovers) = (0, Vec::new(), Vec::new());
    for summary in client.stacks(&Query::new()).await? {
        let stack = client::StackRef { name: summary.stack_name.clone(), id: summary.id.clone() };
        let shown = client.stack(&stack, false).await?;
        if summary.stack_status.ends_with("_IN_PROGRESS") {
            busy += 1;
            if up == 0 {
                stuck.push(summary.stack_name.clone());
            }
        }
        if let Some(history) = shown.carnot.filter(|history| history.leftovers > 0) {
            leftovers.push(format!("{} in {}", history.leftovers, summary.stack_name));
        }
    }
    findings.push(match stuck.is_empty() {
        true => finding("operations", Verdict::Ok, format!("{busy} under way, none stuck")),
        false => finding("operations", Verdict::Wrong, format!("no engine works on {}", stuck.join(", "))),
    });
    findings.push(match leftovers.is_empty() {
        true => finding("leftovers", Verdict::Ok, "none"),
        false => {
            let detail = format!("{}; `carnot stack leftovers NAME` tells why", leftovers.join(", "));
            finding("leftovers", Verdict::Warning, detail)
        }
    });
    Ok(findings)
}
