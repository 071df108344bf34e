//! Large stacks: what is planned, and that the same input gives the same bytes.

use super::world::{planned, record};
use model::incarnation::{Incarnation, Phase};
use model::plan::Action;
use model::value::Value;
use std::fmt::Write as _;
use std::sync::Arc;

fn template(n: usize) -> String {
    let mut text = "heat_template_version: 2016-10-14\nresources:\n".to_owned();
    for i in 0..n {
        let refer = if i % 10 == 0 { "base".to_owned() } else { format!("{{get_resource: x{}}}", i - 1) };
        let _ = writeln!(text, "  x{i}: {{type: Test::Thing, properties: {{fixed: {refer}, free: good}}}}");
    }
    text
}

/// The records that a plan leads to, as if it had been carried out.
fn carried_out(planned: crate::Planned) -> Vec<Arc<Incarnation>> {
    let mut records = planned.records;
    for record in &mut records {
        record.phase = Phase::Live;
        record.action = model::goal::StackAction::Create;
        record.physical_id = Some(record.id.to_string());
    }
    let ids: Vec<_> = records.iter().map(|r| r.physical_id.clone()).collect();
    for (n, record) in records.iter_mut().enumerate() {
        let before = n.checked_sub(1).and_then(|n| ids[n].clone());
        let fixed = if n % 10 == 0 { "base".to_owned() } else { before.unwrap_or_default() };
        record.applied = Value::map([("fixed", Value::str(fixed)), ("free", Value::str("good"))]);
    }
    records.into_iter().map(Arc::new).collect()
}

#[test]
fn what_was_carried_out_is_kept() {
    let template = template(500);
    let first = planned(&template, &[], None, 1).expect("a plan");
    assert_eq!(first.records.len(), 500);
    let records = carried_out(first);
    let again = planned(&template, &records, None, 2).expect("a plan");
    assert!(again.plan.is_noop(), "{:?}", again.plan.resources.iter().find(|r| r.action != Action::Keep));
    assert_eq!(again.plan.steps.len(), 2);
}

#[test]
fn the_order_of_records_does_not_matter() {
    let template = template(40);
    let mut records = carried_out(planned(&template, &[], None, 1).expect("a plan"));
    records.push(Arc::new(record(7, 1, Value::Null)));
    let text = |records: &[Arc<Incarnation>]| {
        let plan = planned(&template, records, None, 3).expect("a plan").plan;
        serde_json::to_string(&plan).expect("JSON")
    };
    let straight = text(&records);
    records.reverse();
    assert_eq!(straight, text(&records));
}

/// Not a test of correctness: run it with `--release -- --ignored --nocapture` to see the figures.
#[test]
#[ignore = "prints figures"]
fn figures() {
    #[expect(clippy::disallowed_methods, reason = "figures are what this is for")]
    let clock = std::time::Instant::now;
    for n in [1000, 5000] {
        let template = template(n);
        let start = clock();
        let first = planned(&template, &[], None, 1).expect("a plan");
        let made = start.elapsed();
        let records = carried_out(first);
        let start = clock();
        let again = planned(&template, &records, None, 2).expect("a plan");
        println!("{n}: create {made:?}, no-op {:?} (with parsing); {} steps", start.elapsed(), again.plan.steps.len());
    }
}
