//! What a step's decision needs beside the records: what the definition wants, evaluated now; identity facts; rows of stacks.

use super::cache::Cache;
use super::calls::contained;
use crate::context::Context;
use converge::{Claimed, Wanted, is_holder};
use definition::Kind;
use model::failure::{Failure, FailureKind};
use model::goal::Goal;
use model::incarnation::TEMPLATE;
use model::plan::{Action, Step, Work};
use model::stack::Stack;
use model::step::StepRow;
use model::value::{Map, Value};
use model::{Diagnostics, IncarnationId, ResourcePath, StackId};
use std::str::FromStr;

/// All that a claimed step is decided with.
pub(crate) async fn claimed<'a>(
    ctx: &Context,
    cache: &mut Cache,
    step: &'a Step,
    row: &'a StepRow,
) -> store::Result<Claimed<'a>> {
    let begins = row.stage.is_none();
    let wanted = if begins { wanted(ctx, cache, step).await? } else { None };
    let (is_commit, is_finish) = (matches!(step.work, Work::Commit), matches!(step.work, Work::Finish));
    let revision = match cache.operation.revision.filter(|_| is_commit) {
        Some(number) => ctx.store.revision(cache.root.id, number).await?,
        None => None,
    };
    let deletes = is_finish && matches!(cache.operation.goal, Goal::Delete);
    let deletes = deletes || (is_commit && lets_stacks_go(ctx, cache));
    let tree = if deletes { ctx.store.tree(cache.root.id).await? } else { Vec::new() };
    let snapshot = match cache.operation.goal {
        Goal::Snapshot { snapshot } if is_finish => ctx.store.snapshot(snapshot).await?,
        _ => None,
    };
    let snapshot = match snapshot {
        Some(snapshot) => Some(crate::service::snapshot::filled(ctx, &cache.root, snapshot).await?),
        None => None,
    };
    Ok(Claimed {
        step,
        row,
        wanted,
        identity: identity(ctx, cache, step).await?,
        nested: nested(ctx, cache, step).await?,
        revision,
        tree,
        snapshot,
        entropy: ctx.entropy(),
    })
}

/// Whether a commit dooms nested stacks.
fn lets_stacks_go(ctx: &Context, cache: &Cache) -> bool {
    let dooms = |action: Action| matches!(action, Action::Delete | Action::Retain | Action::Replace);
    let doomed = cache.plan.resources.iter().filter(|entry| dooms(entry.action));
    doomed
        .filter_map(|entry| converge::Records::get(&cache.records, entry.incarnation))
        .any(|record| is_holder(ctx.catalog, record))
}

/// Identity facts to recreate.
pub(crate) async fn identity(ctx: &Context, cache: &mut Cache, step: &Step) -> store::Result<Value> {
    match (&step.work, &step.path) {
        (Work::Create { identity_of: Some(revision), .. }, Some(path)) => cache.identity(ctx, *revision, path).await,
        _ => Ok(Value::Null),
    }
}

/// The row of the stack nested in the step's record.
async fn nested(ctx: &Context, cache: &Cache, step: &Step) -> store::Result<Option<Stack>> {
    let id = match step.work {
        Work::Open { incarnation } | Work::Close { incarnation } | Work::Delete { incarnation } => incarnation,
        _ => return Ok(None),
    };
    let holder = converge::Records::get(&cache.records, id).filter(|record| is_holder(ctx.catalog, record));
    let stack = holder.and_then(|record| StackId::from_str(record.physical_id.as_deref()?).ok());
    match stack {
        Some(stack) => ctx.store.stack(stack).await,
        None => Ok(None),
    }
}

/// The record that a step works on, if its work asks the definition.
fn asks(work: &Work) -> Option<IncarnationId> {
    match work {
        Work::Create { incarnation, .. }
        | Work::Update { incarnation }
        | Work::Rebind { incarnation, .. }
        | Work::Restore { incarnation, .. }
        | Work::Open { incarnation } => Some(*incarnation),
        Work::Release { .. }
        | Work::Check { .. }
        | Work::Suspend { .. }
        | Work::Resume { .. }
        | Work::Snapshot { .. }
        | Work::Delete { .. }
        | Work::Retain { .. }
        | Work::Close { .. }
        | Work::Pause { .. }
        | Work::Hook { .. }
        | Work::Replan
        | Work::Commit
        | Work::Finish => None,
    }
}

async fn wanted(ctx: &Context, cache: &mut Cache, step: &Step) -> store::Result<Option<Result<Wanted, Failure>>> {
    let (Some(id), Some(path)) = (asks(&step.work), &step.path) else {
        return Ok(None);
    };
    cache.definition(ctx).await?;
    if cache.tree().is_none() {
        return Ok(None);
    }
    let kept = match (&step.work, cache.operation.goal.clone()) {
        // A group goes back to the members that the revision had.
        (Work::Open { .. }, Goal::Rollback { to: Some(revision) }) => cache.identity(ctx, revision, path).await?,
        _ => Value::Null,
    };
    let asked = contained(|| evaluate(cache, id, path, &step.work, kept.as_map()));
    Ok(Some(asked.and_then(|asked| asked)))
}

fn evaluate(
    cache: &Cache,
    id: IncarnationId,
    path: &ResourcePath,
    work: &Work,
    kept: Option<&Map>,
) -> Result<Wanted, Failure> {
    let missing =
        || Failure::new(FailureKind::ExceedsPlan, "ExceedsPlan", format!("the definition has no {path} any more"));
    let (Some(tree), Some(live)) = (cache.tree(), cache.live()) else {
        return Err(missing());
    };
    let node = tree.node(path).ok_or_else(missing)?;
    let record = converge::Records::get(&cache.records, id).ok_or_else(missing)?;
    let evaluated = tree.evaluate(path, &live).map_err(|findings| told(&findings))?;
    let findings = tree.validate(path, &evaluated);
    if findings.has_errors() {
        return Err(told(&findings));
    }
    if let Some((source, attribute)) = evaluated.properties.awaits().first() {
        let message = format!("the value of {source} {attribute} is not known");
        return Err(Failure::new(FailureKind::ExceedsPlan, "ExceedsPlan", message));
    }
    let runtime = matches!(work, Work::Open { .. }).then(|| {
        let members = cache.members(&record.path.nested());
        tree.runtime(path, &evaluated.properties, kept.unwrap_or(&record.data), &members)
    });
    Ok(Wanted {
        properties: evaluated.properties,
        metadata: evaluated.metadata,
        requires: node.requires.clone(),
        deletion_policy: node.deletion_policy,
        type_name: node.type_name.clone(),
        concrete_type: match node.kind {
            Kind::Type(kind) => kind.name.to_owned(),
            Kind::Template => TEMPLATE.to_owned(),
        },
        runtime,
        restricted: match cache.operation.goal {
            Goal::Update | Goal::Restore { .. } => tree.restrictions(path),
            _ => Vec::new(),
        },
    })
}

/// Findings as the failure of a step.
fn told(findings: &Diagnostics) -> Failure {
    match findings.first_error() {
        Some(first) => Failure::new(FailureKind::Invalid, &first.class, first.message.clone()),
        None => Failure::new(FailureKind::Invalid, "StackValidationFailed", "the definition cannot be evaluated"),
    }
}
