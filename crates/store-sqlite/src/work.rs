//! The engines' queue: leases, claims, what is due.

use crate::SqliteStore;
use crate::error::Done;
use crate::key::KeyRing;
use crate::ledger::{Ledger, lane_code};
use crate::reader::Reader;
use crate::row::{self, Id};
use crate::sql;
use crate::writer::Writer;
use async_trait::async_trait;
use model::operation::Operation;
use model::step::{StepRow, StepStatus};
use model::{EngineId, OperationId, StackId, Timestamp};
use rusqlite::{OptionalExtension, Params, Row, params};
use std::time::Duration;
use store::rule;
use store::{Claimed, EngineRow, Result, Work};

#[async_trait]
impl Work for SqliteStore {
    async fn heartbeat(&self, engine: EngineId, host: &str, lease: Duration) -> Result<()> {
        let host = host.to_owned();
        self.write(move |writer| {
            let now = writer.clock.now();
            let mut upsert = writer.connection.prepare_cached(sql::ENGINE_UPSERT)?;
            upsert.execute(params![Id(engine.0), host, rule::ENGINE_BINARY, now.0, now.after(lease).0])?;
            Ok(())
        })
        .await
    }

    async fn sign_off(&self, engine: EngineId) -> Result<()> {
        self.write(move |writer| {
            writer.connection.prepare_cached(sql::ENGINE_DELETE)?.execute([Id(engine.0)])?;
            free(writer, sql::STEPS_OF_ENGINE, [Id(engine.0)]).map(|_| ())
        })
        .await
    }

    async fn engines(&self) -> Result<Vec<EngineRow>> {
        let since = self.clock().now().0.saturating_sub(micros(rule::ENGINE_LISTED));
        self.read(move |reader| {
            let mut query = reader.connection.prepare_cached(sql::ENGINES)?;
            let rows = query.query_map([since], engine_row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    async fn claim(&self, engine: EngineId, limit: u32) -> Result<Vec<Claimed>> {
        let keys = self.keys();
        self.write(move |writer| claim(writer, &keys, engine, limit)).await
    }

    async fn reap(&self) -> Result<u64> {
        self.write(|writer| {
            let now = writer.clock.now().0;
            free(writer, sql::LOST_STEPS, [now])
        })
        .await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        self.read(|reader| {
            let mut query = reader.connection.prepare_cached(sql::NEXT_DUE)?;
            Ok(query.query_row([], |row| row.get(0).map(Timestamp)).optional()?)
        })
        .await
    }

    async fn attention(&self, limit: u32) -> Result<Vec<Operation>> {
        let now = self.clock().now().0;
        self.read(move |reader| {
            let mut query = reader.connection.prepare_cached(sql::ATTENTION)?;
            let mut rows = query.query(params![now, limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(row::document(&reader.keys, "operation_doc", row)?);
            }
            Ok(found)
        })
        .await
    }

    async fn sweepable(&self, limit: u32) -> Result<Vec<StackId>> {
        let now = self.clock().now().0;
        self.read(move |reader: &Reader<'_>| {
            let mut query = reader.connection.prepare_cached(sql::SWEEPABLE)?;
            let retried = now.saturating_sub(micros(rule::LEFTOVER_RETRY));
            let ids = query.query_map(params![retried, now, limit], |row| Ok(StackId(row.get::<_, Id>(0)?.0)))?;
            Ok(ids.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn engine_row(row: &Row<'_>) -> rusqlite::Result<EngineRow> {
    Ok(EngineRow {
        id: EngineId(row.get::<_, Id>(0)?.0),
        host: row.get(1)?,
        binary: row.get(2)?,
        started_at: Timestamp(row.get(3)?),
        seen_at: Timestamp(row.get(4)?),
        lease_until: Timestamp(row.get(5)?),
    })
}

/// Makes the running steps that a statement finds ready again; tells how many.
fn free(writer: &mut Writer, lost: &str, params: impl Params) -> Done<u64> {
    let mut ledger = Ledger::new(&writer.connection, writer.clock.now());
    let mut query = writer.connection.prepare_cached(lost)?;
    let columns = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?, row.get::<_, u32>(2)?));
    let steps = query.query_map(params, columns)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut update = writer.connection.prepare_cached(sql::STEP_FREE)?;
    for (operation, index, claims) in &steps {
        let state = ledger.by_seq(*operation)?;
        state.count(StepStatus::Running, *claims, -1);
        state.count(StepStatus::Ready, *claims, 1);
        let lane = state.lane(StepStatus::Ready, *claims);
        update.execute(params![operation, index, lane_code(lane)])?;
    }
    ledger.close()?;
    Ok(steps.len() as u64)
}

fn claim(writer: &mut Writer, keys: &KeyRing, engine: EngineId, limit: u32) -> Done<Vec<Claimed>> {
    let now = writer.clock.now();
    let connection = &writer.connection;
    let mut query = connection.prepare_cached(sql::ENGINE_LEASE)?;
    let lease: Option<i64> = query.query_row([Id(engine.0)], |row| row.get(0)).optional()?;
    if lease.is_none_or(|until| until <= now.0) {
        return Ok(Vec::new());
    }
    let mut ledger = Ledger::new(connection, now);
    let mut steps = Vec::new();
    find(&mut ledger, keys, sql::TIMED, params![now.0, limit], &mut steps)?;
    let rest = limit.saturating_sub(u32::try_from(steps.len()).unwrap_or(limit));
    if rest > 0 {
        find(&mut ledger, keys, sql::OPEN, params![rest], &mut steps)?;
    }
    let mut update = connection.prepare_cached(sql::STEP_CLAIM)?;
    let mut claimed = Vec::with_capacity(steps.len());
    for (seq, mut row) in steps {
        let state = ledger.by_seq(seq)?;
        state.count(row.status, row.claims, -1);
        row.status = StepStatus::Running;
        row.owner = Some(engine);
        row.claims += 1;
        row.started_at = row.started_at.or(Some(now));
        state.count(row.status, row.claims, 1);
        let started_at = row.started_at.map(|time| time.0);
        update.execute(params![seq, row.index, row.claims, Id(engine.0), started_at])?;
        claimed.push(Claimed { row, stack: state.stack, epoch: state.epoch });
    }
    ledger.close()?;
    Ok(claimed)
}

/// Reads the steps that a statement finds.
fn find(
    ledger: &mut Ledger<'_>,
    keys: &KeyRing,
    sql: &str,
    params: impl Params,
    steps: &mut Vec<(i64, StepRow)>,
) -> Done<()> {
    let mut query = ledger.connection.prepare_cached(sql)?;
    let mut rows = query.query(params)?;
    while let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        let id: OperationId = ledger.by_seq(seq)?.id;
        steps.push((seq, row::step(keys, id, row, 1)?));
    }
    Ok(())
}
