//! Writing a step's running state: its own row, and the counters of those that wait for it.

use super::{Commit, fenced, time};
use crate::error::Done;
use crate::ledger::lane_code;
use crate::row::{Id, damaged, status_code, status_of};
use crate::sql;
use model::OperationId;
use model::step::{StepRow, StepStatus};
use rusqlite::{OptionalExtension, params};
use store::rule::{self, Lane};

impl Commit<'_> {
    pub(super) fn step(
        &mut self,
        row: &StepRow,
        stage: Option<&str>,
        failure: Option<&str>,
        release: &[u32],
    ) -> Done<()> {
        let (connection, now) = (self.ledger.connection, self.ledger.now);
        let state = self.ledger.get(row.operation)?;
        let seq = state.seq;
        let mut query = connection.prepare_cached(sql::STEP_STANDING)?;
        let columns = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
        };
        let Some((status, claims, old_lane, old_ready_at)) =
            query.query_row(params![seq, row.index], columns).optional()?
        else {
            let detail = format!("there is no step {} of operation {}", row.index, row.operation);
            return Err(damaged("step", detail).into());
        };
        if claims != row.claims {
            return fenced(format!("step {} of operation {} was claimed again", row.index, row.operation));
        }
        let old = status_of(status)?;
        if rule::is_end(old) && row.status != old {
            return fenced(format!("step {} of operation {} has ended", row.index, row.operation));
        }
        state.count(old, claims, -1);
        state.count(row.status, row.claims, 1);
        state.touched = true;
        let lane = state.lane(row.status, row.claims);
        let is_open =
            |lane, ready_at| lane == lane_code(Lane::Open) || lane == lane_code(Lane::Timed) && ready_at <= now.0;
        self.ledger.woke |= is_open(lane_code(lane), row.ready_at.0) && !is_open(old_lane, old_ready_at);
        connection.prepare_cached(sql::STEP_UPDATE)?.execute(params![
            seq,
            row.index,
            status_code(row.status),
            lane_code(lane),
            row.waits,
            row.claims,
            row.ready_at.0,
            row.owner.map(|id| Id(id.0)),
            time(row.started_at),
            stage,
            failure,
        ])?;
        if rule::is_end(row.status) && !rule::is_end(old) {
            for next in release {
                self.release(row.operation, *next)?;
            }
        }
        Ok(())
    }

    fn release(&mut self, operation: OperationId, index: u32) -> Done<()> {
        let connection = self.ledger.connection;
        let state = self.ledger.get(operation)?;
        let seq = state.seq;
        let [fresh, started] = [0, 1].map(|claims| lane_code(state.lane(StepStatus::Ready, claims)));
        let mut update = connection.prepare_cached(sql::STEP_RELEASE)?;
        let columns =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, i64>(2)?));
        match update.query_row(params![seq, index, fresh, started], columns).optional()? {
            // Not pending: it only loses what it waited for.
            None => self.execute(sql::STEP_UNWAIT, params![seq, index]),
            Some((status, claims, lane)) => {
                state.count(status_of(status)?, claims, 1);
                self.ledger.woke |= lane == lane_code(Lane::Open);
                Ok(())
            }
        }
    }
}
