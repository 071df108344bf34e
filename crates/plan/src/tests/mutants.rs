//! The invariants are no rubber stamp: each way of spoiling a good plan is found.

use super::world::{binding, facts_limit, planned, record};
use invariants::{PlanFacts, check_plan};
use model::goal::{Class, Options};
use model::incarnation::Phase;
use model::plan::{Action, Plan, Stage, Work};
use model::revision::Bindings;
use model::value::Value;
use std::sync::Arc;

const TEMPLATE: &str = "heat_template_version: 2016-10-14
resources:
  r0: {type: Test::Thing, properties: {fixed: base, free: good}}
  r1: {type: Test::Thing, properties: {fixed: {get_resource: r0}, free: good}}
";

fn things(fixed: &str, free: &str) -> Value {
    Value::map([("fixed", Value::str(fixed)), ("free", Value::str(free))])
}

fn delete_of(plan: &mut Plan) -> &mut model::plan::Step {
    plan.steps.iter_mut().find(|step| matches!(step.work, Work::Delete { .. })).expect("a delete")
}

/// What is spoilt, and the rule that finds it.
type Mutant = (&'static str, fn(&mut Plan));

const MUTANTS: &[Mutant] = &[
    ("I4", |plan| delete_of(plan).stage = Stage::Build),
    ("I4", |plan| {
        // The sweep does not wait for the commit.
        let commit = plan.steps.iter().position(|step| step.stage == Stage::Commit).expect("a commit");
        let next = std::mem::take(&mut plan.steps[commit].next);
        next.iter().for_each(|n| plan.steps[*n as usize].waits -= 1);
    }),
    ("I4", |plan| {
        // It deletes what has the slot.
        let wanted = plan.resources.iter().find(|r| r.action == Action::Restore).expect("a restore").incarnation;
        delete_of(plan).work = Work::Delete { incarnation: wanted };
    }),
    ("stages", |plan| {
        // The commit does not wait for the last step before it.
        let commit = plan.steps.iter().position(|step| step.stage == Stage::Commit).expect("a commit");
        plan.steps[commit - 1].next.clear();
        plan.steps[commit].waits -= 1;
    }),
    ("I2", |plan| drop(plan.resources.pop())),
    ("I9", |plan| plan.resources[0].action = Action::Keep),
    ("edges", |plan| plan.steps[0].next.push(0)),
    ("edges", |plan| plan.steps[1].waits += 1),
    ("consent", |plan| plan.needs_consent.push(Class::DataLoss)),
    ("consent", |plan| plan.class = Class::DataLoss),
    ("consent", |plan| plan.resources[0].class = Class::DeleteFirst),
    ("bound", |plan| plan.resources[0].class = Class::DeleteFirst),
    ("basis", |plan| plan.basis.generations.clear()),
    ("I3", |plan| {
        // The target's object goes, and the newer one stays.
        let bound = plan.resources.iter().position(|r| r.action == Action::Restore).expect("a restore");
        let newer = plan.resources.iter().position(|r| r.action == Action::Delete).expect("a delete");
        plan.resources[bound].action = Action::Delete;
        plan.resources[newer].action = Action::Restore;
    }),
];

#[test]
fn every_spoilt_plan_is_found() {
    // r0's bound object was superseded, r1 was changed in place.
    let mut bound = record(0, 0, things("base", "good"));
    bound.phase = Phase::Superseded;
    let mut newer = record(0, 1, things("other", "good"));
    newer.current = true;
    let mut changed = record(1, 0, things("id-0-0", "bad"));
    (changed.phase, changed.current) = (Phase::Live, true);
    let mut bindings = Bindings::default();
    bindings.0.extend([binding(&bound), binding(&changed)]);
    let records: Vec<_> = [bound, newer, changed].into_iter().map(Arc::new).collect();
    let good = planned(TEMPLATE, &records, Some(&bindings), 1).expect("a plan");
    let options = Options::default();
    let facts = PlanFacts {
        options: &options,
        target: Some(&bindings),
        records: &records,
        planned: &good.records,
        limit: facts_limit(true),
    };
    assert_eq!(check_plan(&good.plan, &facts), []);
    for (n, (rule, spoil)) in MUTANTS.iter().enumerate() {
        let mut plan = good.plan.clone();
        spoil(&mut plan);
        let found = check_plan(&plan, &facts);
        assert!(found.iter().any(|violation| violation.rule == *rule), "mutant {n} of {rule} is only {found:?}");
    }
}
