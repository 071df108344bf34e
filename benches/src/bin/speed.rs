//! Speed of the real server over HTTP on SQLite: CPU milliseconds per resource and wall time of create, no-op update and delete, and the
//! memory of an idle server. CPU time is the server process's own, from `/proc`, so a busy machine does not spoil it.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value as Json, json};
use test_contract::http::Endpoint;
use test_contract::server::{Server, pause};

/// Milliseconds of a clock tick in `/proc/PID/stat` (USER_HZ is 100 on Linux).
const TICK_MS: f64 = 10.0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = Server::start("bench")?;
    server.ready().await?;
    pause(500).await;
    println!("idle server: {:.1} MB resident", memory_mb(&server)?);
    println!("{:<24} {:>6} {:>12} {:>12} {:>14}", "what", "count", "wall ms", "CPU ms", "CPU ms each");
    job(&server, "1000 RandomString", &strings(1000), 1000).await?;
    job(&server, "200-deep Value chain", &chain(200), 200).await?;
    println!("server after it: {:.1} MB resident", memory_mb(&server)?);
    Ok(())
}

/// Create, update with the same template, delete.
async fn job(server: &Server, label: &str, template: &Json, count: u32) -> Result<()> {
    let endpoint = server.endpoint("bench")?;
    let body = json!({ "stack_name": "bench", "template": template, "disable_rollback": true, "timeout_mins": 10 });
    for (verb, method) in [("create", "POST"), ("no-op update", "PUT"), ("delete", "DELETE")] {
        let path = if verb == "create" { "/stacks".to_owned() } else { format!("/stacks/{}", path(&endpoint).await?) };
        let before = cpu_ms(server)?;
        let wall = timed(send(&endpoint, method, &path, (verb != "delete").then_some(&body))).await?;
        let spent = cpu_ms(server)? - before;
        println!(
            "{:<24} {count:>6} {wall:>12.0} {spent:>12.0} {:>14.3}",
            format!("{label}: {verb}"),
            spent / f64::from(count)
        );
    }
    Ok(())
}

/// Makes one call and waits until the stack is quiet; wall milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
async fn timed(call: impl Future<Output = Result<()>>) -> Result<f64> {
    let start = std::time::Instant::now();
    call.await?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

async fn send(endpoint: &Endpoint, method: &str, path: &str, body: Option<&Json>) -> Result<()> {
    let answer = endpoint.call(method, path, body).await?;
    ensure!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
    for _ in 0..60_000 {
        let list = endpoint.get("/stacks?name=bench").await?;
        match list["stacks"][0]["stack_status"].as_str() {
            Some(state) if state.ends_with("IN_PROGRESS") => pause(5).await,
            Some(state) if state.ends_with("FAILED") => bail!("{state}: {}", list["stacks"][0]["stack_status_reason"]),
            _ => return Ok(()),
        }
    }
    bail!("it does not end")
}

async fn path(endpoint: &Endpoint) -> Result<String> {
    let list = endpoint.get("/stacks?name=bench").await?;
    Ok(format!("bench/{}", list["stacks"][0]["id"].as_str().context("no stack")?))
}

fn strings(count: u32) -> Json {
    let one = || json!({ "type": "OS::Heat::RandomString", "properties": { "length": 16 } });
    let resources: Map<String, Json> = (0..count).map(|n| (format!("s{n}"), one())).collect();
    json!({ "heat_template_version": "2016-10-14", "resources": resources })
}

fn chain(depth: u32) -> Json {
    let one = |n: u32| {
        let before = n.checked_sub(1).map_or(json!("start"), |n| json!({ "get_attr": [format!("v{n}"), "value"] }));
        json!({ "type": "OS::Heat::Value", "properties": { "value": before } })
    };
    let resources: Map<String, Json> = (0..depth).map(|n| (format!("v{n}"), one(n))).collect();
    json!({ "heat_template_version": "2016-10-14", "resources": resources })
}

/// CPU milliseconds of the server so far, user and system.
fn cpu_ms(server: &Server) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.pid()))?;
    let fields: Vec<&str> = stat.rsplit(')').next().context("stat")?.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|f| f.parse::<f64>().ok()).context("ticks");
    Ok((ticks(11)? + ticks(12)?) * TICK_MS)
}

fn memory_mb(server: &Server) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid()))?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).context("VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<f64>()? / 1024.0)
}
