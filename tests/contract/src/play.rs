//! Plays the steps of a scenario and checks what they promise.

use crate::http::{Answer, Endpoint};
use crate::scenario::Scenario;
use crate::server::pause;
use crate::tree::View;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Carnot: every expectation must hold.
    Carnot,
    /// A real Heat: a rollback is replaced by sending the remembered template again, and the outcome is only reported.
    HeatByHand,
    /// A real Heat: updates roll back by themselves, and the outcome is only reported.
    HeatAutomatic,
}

/// What came of a scenario.
#[derive(Debug)]
pub struct Outcome {
    /// The stack's state at the end.
    pub state: String,
    /// Resources of the remembered view that are other objects at the end, or missing.
    pub lost: Vec<String>,
    /// Every difference from the remembered view.
    pub differences: Vec<String>,
}

struct Player<'a> {
    endpoint: &'a Endpoint,
    target: Target,
    /// `NAME/ID`.
    stack: String,
    name: String,
    remembered: BTreeMap<String, (View, Json)>,
    submitted: Json,
    outcome: Outcome,
}

/// Plays `scenario` on a stack of its own. For Carnot an expectation that does not hold is an error.
pub async fn play(endpoint: &Endpoint, target: Target, scenario: &Scenario) -> Result<Outcome> {
    let name = format!("scenario-{}", scenario.id.to_lowercase());
    let outcome = Outcome { state: String::new(), lost: vec![], differences: vec![] };
    let mut player = Player {
        endpoint,
        target,
        stack: name.clone(),
        name,
        remembered: BTreeMap::new(),
        submitted: Json::Null,
        outcome,
    };
    for (number, step) in scenario.steps.iter().enumerate() {
        player.step(step).await.with_context(|| format!("{} step {}: {step}", scenario.id, number + 1))?;
    }
    Ok(player.outcome)
}

impl Player<'_> {
    async fn step(&mut self, step: &Json) -> Result<()> {
        let (verb, given) = step.as_object().and_then(|o| o.iter().next()).context("a step is a mapping")?;
        match verb.as_str() {
            "create" => self.create(given, step).await?,
            "update" => self.update(given, step).await?,
            "rollback" => self.rollback(given, step).await?,
            "remember" => {
                let view = View::take(self.endpoint, &self.stack).await?;
                let label = given.as_str().context("remember wants a name")?;
                self.remembered.insert(label.to_owned(), (view, self.submitted.clone()));
            }
            "restored" => self.restored(given).await?,
            "wait" => self.quiet(given.as_str()).await?,
            "empty" => self.empty().await?,
            other => bail!("no step {other}"),
        }
        Ok(())
    }

    async fn create(&mut self, given: &Json, step: &Json) -> Result<()> {
        let body = self.body(given);
        let answer = self.endpoint.call("POST", "/stacks", Some(&body)).await?;
        ensure!(answer.status == 201, "create answered {} {}", answer.status, answer.body);
        let id = answer.body["stack"]["id"].as_str().context("an id")?;
        self.stack = format!("{}/{id}", self.name);
        self.after(step).await
    }

    async fn update(&mut self, given: &Json, step: &Json) -> Result<()> {
        let body = self.body(given);
        let answer = self.endpoint.call("PUT", &format!("/stacks/{}", self.stack), Some(&body)).await?;
        ensure!(answer.status == 202, "update answered {} {}", answer.status, answer.body);
        self.after(step).await
    }

    /// The request body of a create or update; what it leaves out is taken from the last one.
    fn body(&mut self, given: &Json) -> Json {
        let mut body = json!({ "stack_name": self.name, "disable_rollback": true, "timeout_mins": 10 });
        if let (Some(body), Some(given)) = (body.as_object_mut(), given.as_object()) {
            body.extend(given.clone());
            if self.target == Target::HeatAutomatic {
                body.insert("disable_rollback".into(), json!(self.remembered.is_empty()));
            }
        }
        self.submitted = body.clone();
        body
    }

    async fn rollback(&mut self, given: &Json, step: &Json) -> Result<()> {
        match self.target {
            Target::Carnot => {}
            Target::HeatByHand => return self.resubmit(step).await,
            Target::HeatAutomatic => return self.quiet(None).await,
        }
        let path = format!("/stacks/{}/actions", self.stack);
        let answer = self.endpoint.call("POST", &path, Some(&json!({ "rollback": given }))).await?;
        if let Some(code) = step["refused"].as_str() {
            ensure!(answer.status == 409, "answered {} {}", answer.status, answer.body);
            ensure!(answer.body.to_string().contains(code), "no {code} in {}", answer.body);
            return Ok(());
        }
        if given["dry_run"] == true {
            ensure!(answer.status == 200, "answered {} {}", answer.status, answer.body);
            return writes_within(&answer, step);
        }
        ensure!(answer.status == 202, "rollback answered {} {}", answer.status, answer.body);
        self.after(step).await?;
        if step.get("writes_max").is_some() {
            let operation = answer.body["operation"]["id"].as_str().context("an operation")?;
            let path = format!("/stacks/{}/operations/{operation}", self.stack);
            let operation = self.endpoint.get(&path).await?["operation"].clone();
            let plan = operation["plan_id"].as_str().or(operation["plan"]["id"].as_str()).context("a plan")?.to_owned();
            let body = self.endpoint.get(&format!("/stacks/{}/plans/{plan}", self.stack)).await?;
            return writes_within(&Answer { status: 200, body }, step);
        }
        Ok(())
    }

    /// What a user of Heat does instead: sends the old template again.
    async fn resubmit(&mut self, step: &Json) -> Result<()> {
        if step["refused"].is_string() || step["rollback"]["dry_run"] == true {
            return Ok(());
        }
        let Some((_, body)) = self.remembered.values().next().cloned() else { return Ok(()) };
        let answer = self.endpoint.call("PUT", &format!("/stacks/{}", self.stack), Some(&body)).await?;
        ensure!(answer.status == 202, "update answered {} {}", answer.status, answer.body);
        self.quiet(None).await
    }

    async fn after(&mut self, step: &Json) -> Result<()> {
        if step["wait"] == false {
            // Long enough for the first objects to be made, short enough for the slow ones to be under way.
            pause(step["for_ms"].as_u64().unwrap_or(500)).await;
            return Ok(());
        }
        self.quiet(step["expect"].as_str()).await
    }

    /// Waits until nothing is in progress, and compares the state.
    async fn quiet(&mut self, expected: Option<&str>) -> Result<()> {
        for _ in 0..1200 {
            let shown = self.endpoint.get(&format!("/stacks/{}", self.stack)).await?["stack"].clone();
            let state = shown["stack_status"].as_str().context("a status")?.to_owned();
            if !state.ends_with("IN_PROGRESS") {
                if let (Target::Carnot, Some(expected)) = (self.target, expected) {
                    ensure!(state == expected, "is {state} ({}), not {expected}", shown["stack_status_reason"]);
                }
                self.outcome.state = state;
                return Ok(());
            }
            pause(25).await;
        }
        bail!("still in progress after a minute")
    }

    /// P1 to P5 of the specification: everything is as remembered, nothing else is owned, and once more changes nothing.
    async fn restored(&mut self, label: &Json) -> Result<()> {
        let label = label.as_str().context("restored wants a name")?;
        let before = self.remembered.get(label).context("nothing is remembered by that name")?.0.clone();
        let now = View::take(self.endpoint, &self.stack).await?;
        self.outcome.lost = now.lost(&before);
        self.outcome.differences = now.differences(&before);
        if self.target != Target::Carnot {
            return Ok(());
        }
        ensure!(self.outcome.differences.is_empty(), "not as before:\n{}", self.outcome.differences.join("\n"));
        self.nothing_else(&now).await?;
        let path = format!("/stacks/{}/actions", self.stack);
        let again = self.endpoint.call("POST", &path, Some(&json!({ "rollback": null }))).await?;
        ensure!(again.status == 202, "once more answered {} {}", again.status, again.body);
        self.quiet(Some("ROLLBACK_COMPLETE")).await?;
        let after = View::take(self.endpoint, &self.stack).await?;
        ensure!(after.differences(&now).is_empty(), "once more changed {}", after.differences(&now).join("\n"));
        Ok(())
    }

    /// P2: every object that may exist is bound to a slot that clients see.
    async fn nothing_else(&self, now: &View) -> Result<()> {
        let list = self.endpoint.get(&format!("/stacks/{}/incarnations", self.stack)).await?;
        for incarnation in list["incarnations"].as_array().context("incarnations")? {
            let phase = incarnation["phase"].as_str().unwrap_or_default();
            if matches!(phase, "gone" | "retained") {
                continue;
            }
            let path = incarnation["path"].as_str().context("a path")?;
            ensure!(phase == "live" && now.resources.contains_key(path), "{path} has a stray object: {incarnation}");
        }
        Ok(())
    }

    async fn empty(&mut self) -> Result<()> {
        let view = View::take(self.endpoint, &self.stack).await?;
        ensure!(self.target != Target::Carnot || view.resources.is_empty(), "still there: {:?}", view.resources.keys());
        Ok(())
    }
}

fn writes_within(answer: &Answer, step: &Json) -> Result<()> {
    let plan = &answer.body["plan"];
    let resources = plan["resources"].as_array().context("a plan lists resources")?;
    let quiet = ["keep", "skip", "accept", "retain", "check", "rebind", "restore"];
    let writes = resources.iter().filter(|r| !quiet.contains(&r["action"].as_str().unwrap_or_default())).count();
    if let Some(most) = step["writes_max"].as_u64() {
        ensure!(writes as u64 <= most, "{writes} writes, more than {most}: {plan}");
    }
    Ok(())
}
