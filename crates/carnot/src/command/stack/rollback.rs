//! `carnot stack rollback`: the flagship. On a terminal it shows the plan, asks, and carries out exactly that plan.

use super::{Session, plan, show};
use crate::ambient;
use crate::exit::{self, Exit, Stop};
use crate::out::{self, Shape, Style};
use crate::progress::Wait;
use crate::render;
use anyhow::Result;
use api_types::action::{Answer, Rollback, Target};
use api_types::plan::Plan;
use client::StackRef;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The stack: name or id
    stack: String,
    /// Where to: a revision's number, previous, empty or tag:NAME [default: previous]
    #[arg(long, value_name = "REVISION", value_parser = target)]
    to: Option<Target>,
    /// Only show the plan
    #[arg(long)]
    dry_run: bool,
    /// Allow a class of destruction: disruptive, replace, delete_first or data_loss; can be given several times
    #[arg(long, value_name = "CLASS")]
    allow: Vec<String>,
    /// Leave this resource untouched; can be given several times
    #[arg(long, value_name = "RESOURCE")]
    skip: Vec<String>,
    /// Let this resource or object go instead of deleting it; can be given several times
    #[arg(long, value_name = "RESOURCE")]
    retain: Vec<String>,
    /// What becomes of objects made after the target: delete, policy or retain [default: delete]
    #[arg(long, value_name = "WHAT")]
    new_resources: Option<String>,
    /// What becomes of changes that others made: keep or revert [default: keep]
    #[arg(long, value_name = "WHAT")]
    drift: Option<String>,
    /// Which objects are observed first: suspect or all [default: suspect]
    #[arg(long, value_name = "WHICH")]
    observe: Option<String>,
    /// What independent branches do after a failure: continue or stop [default: continue]
    #[arg(long, value_name = "WHAT")]
    on_error: Option<String>,
    /// Go on with a rollback that failed
    #[arg(long)]
    resume: bool,
    /// Carry out the plan with this id, and no other
    #[arg(long, value_name = "ID")]
    plan_id: Option<String>,
    /// Fail if an object cannot be removed
    #[arg(long)]
    strict_cleanup: bool,
    /// Minutes until it fails
    #[arg(long, value_name = "MINUTES")]
    timeout: Option<u32>,
    /// Why, for the history
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// List every object of the plan, however many stay as they are
    #[arg(long)]
    full: bool,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Wait until it ended, and show what happens
    #[arg(short, long)]
    wait: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Args {
    fn rollback(&self) -> Rollback {
        Rollback {
            to: self.to.clone(),
            dry_run: self.dry_run,
            plan_id: self.plan_id.clone(),
            allow: self.allow.clone(),
            skip: self.skip.clone(),
            retain: self.retain.clone(),
            new_resources: self.new_resources.clone(),
            drift: self.drift.clone(),
            observe: self.observe.clone(),
            on_error: self.on_error.clone(),
            resume: self.resume,
            wait_inflight_secs: None,
            timeout_mins: self.timeout,
            strict_cleanup: self.strict_cleanup,
            client_token: None,
            message: self.message.clone(),
        }
    }
}

/// Reads a target.
fn target(text: &str) -> Result<Target, String> {
    match text {
        "previous" | "empty" => Ok(Target::Word(text.to_owned())),
        tag if tag.strip_prefix("tag:").is_some_and(|tag| !tag.is_empty()) => Ok(Target::Word(tag.to_owned())),
        number => number
            .parse()
            .map(Target::Revision)
            .map_err(|_| "give a revision's number, previous, empty or tag:NAME".to_owned()),
    }
}

/// Rolls a stack back.
pub(crate) async fn run(session: &Session, args: &Args) -> Result<()> {
    let stack = session.find(&args.stack).await?;
    let mut rollback = args.rollback();
    if args.dry_run {
        let answer = session.client.rollback(&stack, &rollback).await.map_err(|error| refused(error, &stack.name))?;
        return plan::print(&shown(answer)?, &stack.name, args.full, &args.shape);
    }
    if !args.yes && rollback.plan_id.is_none() {
        if !ambient::can_ask() {
            let stop = Stop::new(Exit::Declined, "a rollback is not started without being looked at");
            return Err(stop.hint("--dry-run shows its plan, --yes starts it").into());
        }
        rollback.plan_id = Some(agreed(session, &stack, args, &rollback).await?);
    }
    let wait = if args.wait { Some(Wait::before(session, &stack, "ROLLBACK").await?) } else { None };
    session.client.rollback(&stack, &rollback).await.map_err(|error| refused(error, &stack.name))?;
    let ended = match wait {
        Some(wait) => wait.completed(session).await,
        None => Ok(None),
    };
    show::brief(session, &stack, &args.shape).await?;
    ended.map(drop)
}

/// Shows the plan and asks; the id of the plan if the answer is yes.
async fn agreed(session: &Session, stack: &StackRef, args: &Args, rollback: &Rollback) -> Result<String> {
    let dry = Rollback { dry_run: true, ..rollback.clone() };
    let plan = shown(session.client.rollback(stack, &dry).await?)?;
    print(&plan, &stack.name, args.full);
    if !plan.needs_consent.is_empty() {
        let stop = Stop::new(Exit::Refused, "the plan needs your consent");
        return Err(stop.hint(format!("allow it with {}", exit::allow(&plan.needs_consent))).into());
    }
    if !out::ask("Carry out this plan?") {
        return Err(Stop::new(Exit::Declined, "nothing was changed").into());
    }
    Ok(plan.id)
}

/// Prints a plan for the one who is asked.
fn print(plan: &Plan, stack: &str, full: bool) {
    let style = Style { colour: ambient::stderr().colour };
    out::note(&render::plan::plan(plan, render::plan::Printing { stack, style, full }));
}

fn shown(answer: Answer) -> Result<Plan> {
    Ok(answer.plan.ok_or_else(|| Stop::new(Exit::Failed, "the server answered without a plan"))?)
}

/// Shows the plan that a refusal carries.
pub(super) fn show_refused(error: &client::Error, stack: &str) {
    if let Some(plan) = error.fault().and_then(|fault| fault.detail.plan.as_ref()) {
        print(plan, stack, false);
    }
}

fn refused(error: client::Error, stack: &str) -> anyhow::Error {
    show_refused(&error, stack);
    error.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        assert_eq!(target("3"), Ok(Target::Revision(3)));
        assert_eq!(target("tag:good"), Ok(Target::Word("tag:good".into())));
        assert_eq!(target("empty"), Ok(Target::Word("empty".into())));
        assert!(target("yesterday").is_err() && target("tag:").is_err() && target("-1").is_err());
    }
}
