//! The engines' queue in memory.

use super::{MemoryStore, apply};
use crate::Result;
use crate::rule::{self, Unneeded};
use crate::work::{Claimed, EngineRow, Work};
use async_trait::async_trait;
use model::operation::Operation;
use model::{EngineId, StackId, Timestamp};
use std::time::Duration;

#[async_trait]
impl Work for MemoryStore {
    async fn heartbeat(&self, engine: EngineId, host: &str, lease: Duration) -> Result<()> {
        let mut rows = self.rows();
        let now = self.clock.now();
        let row = rows.engines.entry(engine).or_insert_with(|| EngineRow {
            id: engine,
            host: host.to_owned(),
            binary: rule::ENGINE_BINARY.to_owned(),
            started_at: now,
            seen_at: now,
            lease_until: now,
        });
        host.clone_into(&mut row.host);
        (row.seen_at, row.lease_until) = (now, now.after(lease));
        Ok(())
    }

    async fn sign_off(&self, engine: EngineId) -> Result<()> {
        let mut rows = self.rows();
        rows.engines.remove(&engine);
        apply::free(&mut rows, self.clock.now(), |owner| *owner == engine);
        Ok(())
    }

    async fn engines(&self) -> Result<Vec<EngineRow>> {
        let now = self.clock.now();
        let rows = self.rows();
        let mut engines: Vec<_> =
            rows.engines.values().filter(|row| row.seen_at.after(rule::ENGINE_LISTED) > now).cloned().collect();
        engines.sort_by_key(|row| (row.started_at, row.id));
        Ok(engines)
    }

    async fn claim(&self, engine: EngineId, limit: u32) -> Result<Vec<Claimed>> {
        let mut rows = self.rows();
        let now = self.clock.now();
        if rows.engines.get(&engine).is_none_or(|row| row.lease_until <= now) {
            return Ok(Vec::new());
        }
        let limit = limit as usize;
        let due = rows.timed.range(..=(now, u64::MAX, u32::MAX)).map(|(_, seq, index)| (*seq, *index));
        let steps: Vec<_> = due.chain(rows.open.iter().copied()).take(limit).collect();
        let mut claimed = Vec::with_capacity(steps.len());
        for (seq, index) in steps {
            let Some(row) = apply::take(&mut rows, now, seq, index, engine) else { continue };
            if let Some(entry) = rows.operations.get(&seq) {
                claimed.push(Claimed { row, stack: entry.row.stack, epoch: entry.row.epoch });
            }
        }
        Ok(claimed)
    }

    async fn reap(&self) -> Result<u64> {
        let mut rows = self.rows();
        let now = self.clock.now();
        let alive: Vec<EngineId> =
            rows.engines.values().filter(|row| row.lease_until > now).map(|row| row.id).collect();
        Ok(apply::free(&mut rows, now, |owner| !alive.contains(owner)))
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        Ok(self.rows().timed.first().map(|(ready_at, ..)| *ready_at))
    }

    async fn attention(&self, limit: u32) -> Result<Vec<Operation>> {
        let rows = self.rows();
        let now = self.clock.now();
        let active = rows.active.iter().filter_map(|seq| rows.operations.get(seq));
        let wanted = active.filter(|entry| {
            rule::needs_decision(entry.row.phase)
                || entry.row.deadline.is_some_and(|deadline| deadline <= now)
                || entry.counts.is_idle(entry.row.halting)
        });
        Ok(wanted.take(limit as usize).map(|entry| entry.row.clone()).collect())
    }

    async fn sweepable(&self, limit: u32) -> Result<Vec<StackId>> {
        let rows = self.rows();
        let now = self.clock.now();
        let roots = rows.stacks().filter(|stack| {
            stack.is_root()
                && !rows.entries_of(stack.id).any(|(_, entry)| entry.active)
                && rows.incarnations(stack.id).any(|record| {
                    Unneeded::of(record).is_some_and(|unneeded| unneeded.is_due(stack, record.updated_at, now))
                })
        });
        Ok(roots.take(limit as usize).map(|stack| stack.id).collect())
    }
}
