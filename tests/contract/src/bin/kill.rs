//! Kills the real server at random moments of create, update, rollback and delete of a nested stack of fifty resources, starts it again,
//! and checks that the operation ends by itself with no lost and no doubled object.

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use model::SeededIds;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use test_contract::http::Endpoint;
use test_contract::server::{Server, pause};
use test_contract::tree::View;

#[derive(Parser)]
struct Args {
    /// How many kills
    #[arg(long, default_value_t = 200)]
    runs: u64,
    /// Decides the moments
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What is under way when the server dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum During {
    Create,
    Update,
    Rollback,
    Delete,
}

const ALL: [During; 4] = [During::Create, During::Update, During::Rollback, During::Delete];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args = Args::parse();
    let mut random = SeededIds::new(args.seed);
    let mut server = Server::start("kill")?;
    server.ready().await?;
    for run in 0..args.runs {
        let during = ALL[usize::try_from(run % 4)?];
        let delay = random.next_u64() % 700;
        let outcome = one(&mut server, run, during, delay).await;
        let state =
            outcome.with_context(|| format!("run {run} of seed {}: {during:?}, killed after {delay} ms", args.seed))?;
        eprintln!("run {run}: killed {delay} ms into {during:?}, ended {state}");
    }
    println!("{} passed, 0 failed", args.runs);
    Ok(())
}

/// One kill: everything before the operation in peace, then the operation, the kill, and the look at what is left.
async fn one(server: &mut Server, run: u64, during: During, delay: u64) -> Result<String> {
    let endpoint = server.endpoint("kill")?;
    let name = format!("kill-{run}");
    let mut before = None;
    if during != During::Create {
        send(&endpoint, "POST", "/stacks", &submission(&name, "one", false)).await?;
        ensure!(
            quiet(&endpoint, &name).await?.as_deref() == Some("CREATE_COMPLETE"),
            "the first create did not complete"
        );
    }
    if during == During::Rollback {
        before = Some(View::take(&endpoint, &path(&endpoint, &name).await?).await?);
        send(&endpoint, "PUT", &format!("/stacks/{}", path(&endpoint, &name).await?), &submission(&name, "two", true))
            .await?;
        ensure!(quiet(&endpoint, &name).await?.as_deref() == Some("UPDATE_FAILED"), "the update did not fail");
    }
    let call = begin(&endpoint, &name, during);
    let _ = tokio::join!(call, async {
        pause(delay).await;
        server.kill()
    });
    server.restart()?;
    server.ready().await?;
    let state = quiet(&endpoint, &name).await?;
    check(&endpoint, &name, during, state.as_deref(), before.as_ref()).await?;
    clean(&endpoint, &name).await?;
    Ok(state.unwrap_or_else(|| "with no stack".to_owned()))
}

/// Sends the operation; the answer may be lost.
async fn begin(endpoint: &Endpoint, name: &str, during: During) -> Result<()> {
    match during {
        During::Create => send(endpoint, "POST", "/stacks", &submission(name, "one", false)).await,
        During::Update => {
            let path = path(endpoint, name).await?;
            send(endpoint, "PUT", &format!("/stacks/{path}"), &submission(name, "two", false)).await
        }
        During::Rollback => {
            let path = path(endpoint, name).await?;
            send(endpoint, "POST", &format!("/stacks/{path}/actions"), &json!({ "rollback": null })).await
        }
        During::Delete => {
            let path = path(endpoint, name).await?;
            send(endpoint, "DELETE", &format!("/stacks/{path}"), &Json::Null).await
        }
    }
}

/// What must hold when all is quiet again.
async fn check(
    endpoint: &Endpoint,
    name: &str,
    during: During,
    state: Option<&str>,
    before: Option<&View>,
) -> Result<()> {
    let expected: &[Option<&str>] = match during {
        During::Create => &[Some("CREATE_COMPLETE"), None],
        During::Update => &[Some("UPDATE_COMPLETE"), Some("CREATE_COMPLETE")],
        During::Rollback => &[Some("ROLLBACK_COMPLETE"), Some("UPDATE_FAILED")],
        During::Delete => &[None, Some("CREATE_COMPLETE")],
    };
    ensure!(expected.contains(&state), "ended {state:?}");
    let Some(state) = state else { return Ok(()) };
    let path = path(endpoint, name).await?;
    let view = View::take(endpoint, &path).await?;
    if let (Some(before), "ROLLBACK_COMPLETE") = (before, state) {
        ensure!(view.differences(before).is_empty(), "{}", view.differences(before).join("\n"));
    }
    if state.ends_with("COMPLETE") {
        ensure!(view.resources.len() >= 50, "only {} resources", view.resources.len());
        // A delay is no object: Heat gives it no id either.
        let objects = || view.resources.iter().filter(|(_, seen)| seen.kind != "OS::Heat::Delay");
        let ids: BTreeSet<&str> = objects().map(|(_, seen)| seen.physical_id.as_str()).collect();
        let each_has_its_own = ids.len() == objects().count() && !ids.contains("");
        ensure!(each_has_its_own, "ids are missing or doubled: {:?}", view.resources);
        one_each(endpoint, &path, &view).await?;
    }
    Ok(())
}

/// Every object that may exist is the one of its slot.
async fn one_each(endpoint: &Endpoint, path: &str, view: &View) -> Result<()> {
    let list = endpoint.get(&format!("/stacks/{path}/incarnations")).await?;
    let mut seen = BTreeSet::new();
    for incarnation in list["incarnations"].as_array().context("incarnations")? {
        if matches!(incarnation["phase"].as_str(), Some("gone" | "retained")) {
            continue;
        }
        let slot = incarnation["path"].as_str().context("a path")?;
        ensure!(seen.insert(slot.to_owned()), "{slot} has two objects");
        let id =
            incarnation["physical_id"].as_str().or(incarnation["physical_resource_id"].as_str()).unwrap_or_default();
        ensure!(view.resources.get(slot).is_some_and(|r| r.physical_id == id), "{slot} has a stray object {id}");
    }
    ensure!(seen.len() == view.resources.len(), "{} objects for {} slots", seen.len(), view.resources.len());
    Ok(())
}

/// Deletes the stack if it is there.
async fn clean(endpoint: &Endpoint, name: &str) -> Result<()> {
    if let Ok(path) = path(endpoint, name).await {
        send(endpoint, "DELETE", &format!("/stacks/{path}"), &Json::Null).await?;
        ensure!(quiet(endpoint, name).await?.is_none(), "the stack is still there");
    }
    Ok(())
}

/// `NAME/ID` of a living stack.
async fn path(endpoint: &Endpoint, name: &str) -> Result<String> {
    let list = endpoint.get(&format!("/stacks?name={name}")).await?;
    let id = list["stacks"][0]["id"].as_str().context("no such stack")?.to_owned();
    Ok(format!("{name}/{id}"))
}

/// Waits until nothing is in progress: the state, or none when there is no stack.
async fn quiet(endpoint: &Endpoint, name: &str) -> Result<Option<String>> {
    for _ in 0..2400 {
        let list = endpoint.get(&format!("/stacks?name={name}")).await?;
        match list["stacks"][0]["stack_status"].as_str() {
            Some(state) if state.ends_with("IN_PROGRESS") => pause(25).await,
            Some(state) => return Ok(Some(state.to_owned())),
            None => return Ok(None),
        }
    }
    bail!("{name} is still in progress after a minute")
}

async fn send(endpoint: &Endpoint, method: &str, path: &str, body: &Json) -> Result<()> {
    let answer = endpoint.call(method, path, (!body.is_null()).then_some(body)).await?;
    ensure!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
    Ok(())
}

/// Fifty-odd resources: two groups of nested stacks, some of them slow, and a gate at the end that can fail.
fn submission(name: &str, salt: &str, fail: bool) -> Json {
    let member = "heat_template_version: 2016-10-14\n\
        parameters: {salt: {type: string}}\n\
        resources:\n\
        \x20 a: {type: OS::Heat::RandomString, properties: {salt: {get_param: salt}}}\n\
        \x20 b: {type: OS::Heat::Value, properties: {value: {get_attr: [a, value]}}}\n\
        \x20 c: {type: OS::Heat::RandomString, depends_on: b}\n\
        \x20 d: {type: OS::Heat::Delay, depends_on: c, properties: {min_wait: 0.05}}\n\
        outputs: {value: {value: {get_attr: [b, value]}}}\n";
    json!({
        "stack_name": name,
        "disable_rollback": true,
        "files": { "member.yaml": member },
        "template": {
            "heat_template_version": "2016-10-14",
            "resources": {
                "group": {"type": "OS::Heat::ResourceGroup", "properties": {
                    "count": 9,
                    "resource_def": {"type": "member.yaml", "properties": {"salt": salt}},
                }},
                "word": {"type": "OS::Heat::RandomString", "properties": {"salt": salt}},
                "same": {"type": "OS::Heat::RandomString"},
                "first": {"type": "OS::Heat::TestResource", "properties": {"value": salt}},
                "gate": {"type": "OS::Heat::TestResource", "depends_on": "group", "properties": {"value": salt, "fail": fail}},
            },
            "outputs": { "values": { "value": { "get_attr": ["group", "value"] } } },
        },
    })
}
