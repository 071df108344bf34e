//! Writing operations and plans, and laying out steps.

use super::{Commit, number, time};
use crate::error::Done;
use crate::ledger::{State, lane_code};
use crate::row::{Id, damaged, status_code};
use crate::sql;
use model::operation::Operation;
use model::plan::Plan;
use model::step::StepStatus;
use model::{OperationId, PlanId, StackId};
use rusqlite::{OptionalExtension, params};
use serde::Deserialize;
use store::rule::{self, Counts, Lane};

/// What of a plan is needed to lay out its steps.
#[derive(Deserialize)]
struct Outline {
    steps: Vec<OutlineStep>,
}

#[derive(Deserialize)]
struct OutlineStep {
    waits: u32,
}

impl Commit<'_> {
    pub(super) fn operation(&mut self, operation: &Operation, doc: Option<&str>) -> Done<()> {
        let connection = self.ledger.connection;
        let undecided = rule::needs_decision(operation.phase);
        let columns = params![
            Id(operation.id.0),
            Id(operation.stack.0),
            number(operation.epoch),
            operation.phase.is_final(),
            undecided,
            operation.halting,
            time(operation.deadline),
            operation.client_token,
        ];
        let halted = match self.ledger.find(operation.id)? {
            Some(state) => {
                connection.prepare_cached(sql::OPERATION_UPDATE)?.execute(columns)?;
                let halted = state.halting != operation.halting;
                (state.undecided, state.halting) = (undecided, operation.halting);
                (state.stack, state.epoch) = (operation.stack, operation.epoch);
                halted
            }
            None => {
                connection.prepare_cached(sql::OPERATION_INSERT)?.execute(columns)?;
                self.ledger.add(State {
                    seq: connection.last_insert_rowid(),
                    id: operation.id,
                    stack: operation.stack,
                    epoch: operation.epoch,
                    active: false,
                    undecided,
                    halting: operation.halting,
                    counts: Counts::default(),
                    counted: false,
                    touched: false,
                });
                false
            }
        };
        let state = self.ledger.get(operation.id)?;
        state.touched = true;
        let (seq, active) = (state.seq, state.active);
        self.execute(sql::OPERATION_DOC_UPSERT, params![seq, doc])?;
        if halted && active {
            self.halt(seq, operation.halting)?;
        }
        self.settle_ownership(operation.stack)
    }

    /// Closes the lanes of steps that were not started, or opens them again.
    fn halt(&mut self, seq: i64, halting: bool) -> Done<()> {
        if halting {
            return self.execute(sql::LANES_HALT, [seq]);
        }
        let opened = self.ledger.connection.prepare_cached(sql::LANES_OPEN)?.execute(params![seq, false])?;
        self.ledger.woke |= opened > 0;
        Ok(())
    }

    /// Makes an operation active or not, and opens or closes its steps' lanes.
    pub(super) fn activate(&mut self, id: OperationId, active: bool) -> Done<()> {
        let (connection, now) = (self.ledger.connection, self.ledger.now);
        let state = self.ledger.get(id)?;
        if state.active == active {
            return Ok(());
        }
        state.active = active;
        let (seq, halting) = (state.seq, state.halting);
        self.execute(sql::OPERATION_ACTIVATE, params![seq, active])?;
        if !active {
            return self.execute(sql::LANES_CLOSE, [seq]);
        }
        let opened = connection.prepare_cached(sql::LANES_OPEN)?.execute(params![seq, halting])?;
        let mut timed = connection.prepare_cached(sql::LANES_TIME)?;
        let times = timed.query_map([seq], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        self.ledger.woke |= opened > 0 || times.iter().any(|time| *time <= now.0);
        Ok(())
    }

    pub(super) fn plan(&mut self, plan: &Plan, doc: Option<&str>) -> Done<()> {
        let mut insert = self.ledger.connection.prepare_cached(sql::PLAN_INSERT)?;
        if insert.execute(params![Id(plan.id.0), Id(plan.stack.0), doc])? == 1 {
            self.outlines.push((plan.id, plan.steps.iter().map(|step| step.waits).collect()));
        }
        Ok(())
    }

    pub(super) fn delete_operation(&mut self, id: OperationId) -> Done<()> {
        let mut query = self.ledger.connection.prepare_cached(sql::OPERATION_ENDED)?;
        let Some(seq) = query.query_row([Id(id.0)], |row| row.get::<_, i64>(0)).optional()? else {
            return Ok(());
        };
        for statement in [sql::STEPS_DELETE, sql::JOURNAL_DELETE, sql::OPERATION_DOC_DELETE, sql::OPERATION_DELETE] {
            self.execute(statement, [seq])?;
        }
        Ok(())
    }

    pub(super) fn trim_plans(&mut self, stack: StackId, kept: &[PlanId], newest: u32) -> Done<()> {
        let mut query = self.ledger.connection.prepare_cached(sql::PLANS_OLD)?;
        let old = query.query_map(params![Id(stack.0), newest], |row| row.get::<_, Id>(0))?;
        let old = old.collect::<rusqlite::Result<Vec<_>>>()?;
        let forgotten = old.into_iter().filter(|id| !kept.contains(&PlanId(id.0)));
        forgotten.into_iter().try_for_each(|id| self.execute(sql::PLAN_DELETE, [id]))
    }

    /// How many others each step of a plan waits for.
    fn outline(&self, plan: PlanId) -> Done<Vec<u32>> {
        if let Some((_, waits)) = self.outlines.iter().find(|(id, _)| *id == plan) {
            return Ok(waits.clone());
        }
        let mut query = self.ledger.connection.prepare_cached(sql::PLAN)?;
        let text: Option<String> = query.query_row([Id(plan.0)], |row| row.get(0)).optional()?;
        let text = text.ok_or_else(|| damaged("plan", format!("there is no plan {plan}")))?;
        let outline: Outline =
            serde_json::from_str(&text).map_err(|error| damaged("plan", format!("{plan}: {error}")))?;
        Ok(outline.steps.into_iter().map(|step| step.waits).collect())
    }

    pub(super) fn lay_out(&mut self, operation: OperationId, plan: PlanId) -> Done<()> {
        let connection = self.ledger.connection;
        let outline = self.outline(plan)?;
        let state = self.ledger.get(operation)?;
        let seq = state.seq;
        state.touched = true;
        state.counts = Counts::default();
        state.counted = true;
        let ready_lane = state.lane(StepStatus::Ready, 0);
        connection.prepare_cached(sql::STEPS_DELETE)?.execute([seq])?;
        let mut insert = connection.prepare_cached(sql::STEP_INSERT)?;
        let mut ready = 0;
        for (index, waits) in (0_u32..).zip(outline) {
            let (status, lane) =
                if waits == 0 { (StepStatus::Ready, ready_lane) } else { (StepStatus::Pending, Lane::Closed) };
            ready += i64::from(waits == 0);
            insert.execute(params![seq, index, status_code(status), lane_code(lane), waits])?;
        }
        self.ledger.get(operation)?.counts.ready = ready;
        self.ledger.woke |= ready > 0 && ready_lane == Lane::Open;
        Ok(())
    }
}
