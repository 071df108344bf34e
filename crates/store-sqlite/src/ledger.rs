//! What a job knows of the operations whose steps it changes: read once, counted along, written back once.

use crate::error::Done;
use crate::row::{Id, unsigned};
use crate::sql;
use model::step::StepStatus;
use model::{OperationId, StackId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::rule::{Counts, Lane};
use store::{Committed, Error};

/// An operation's counters and how it stands.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) seq: i64,
    pub(crate) id: OperationId,
    pub(crate) stack: StackId,
    pub(crate) epoch: u64,
    pub(crate) active: bool,
    pub(crate) undecided: bool,
    pub(crate) halting: bool,
    pub(crate) counts: Counts,
    /// Whether the counters differ from the stored ones.
    pub(crate) counted: bool,
    /// Whether the caller wants to know if it is idle now.
    pub(crate) touched: bool,
}

impl State {
    /// From the columns `state_columns!`.
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            id: OperationId(row.get::<_, Id>(1)?.0),
            stack: StackId(row.get::<_, Id>(2)?.0),
            epoch: unsigned(row.get(3)?),
            active: row.get(4)?,
            undecided: row.get(5)?,
            halting: row.get(6)?,
            counts: Counts { ready: row.get(7)?, again: row.get(8)?, running: row.get(9)?, waiting: row.get(10)? },
            counted: false,
            touched: false,
        })
    }

    /// The lane of one of its steps.
    pub(crate) fn lane(&self, status: StepStatus, claims: u32) -> Lane {
        Lane::of(status, claims, self.active, self.halting)
    }

    /// Counts a step in (1) or out (-1).
    pub(crate) fn count(&mut self, status: StepStatus, claims: u32, by: i64) {
        let before = self.counts;
        self.counts.count(status, claims, by);
        self.counted |= self.counts != before;
    }
}

/// The number that a lane has in the database.
pub(crate) fn lane_code(lane: Lane) -> i64 {
    match lane {
        Lane::Closed => 0,
        Lane::Timed => 1,
        Lane::Open => 2,
    }
}

/// The operations of one job.
pub(crate) struct Ledger<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) now: Timestamp,
    states: Vec<State>,
    /// Whether steps can be claimed now that could not before.
    pub(crate) woke: bool,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(connection: &'a Connection, now: Timestamp) -> Self {
        Self { connection, now, states: Vec::new(), woke: false }
    }

    /// Adds an operation that was read or made elsewhere.
    pub(crate) fn add(&mut self, state: State) {
        self.states.push(state);
    }

    /// An operation's state, if there is such an operation.
    pub(crate) fn find(&mut self, id: OperationId) -> Done<Option<&mut State>> {
        if let Some(place) = self.states.iter().position(|state| state.id == id) {
            return Ok(self.states.get_mut(place));
        }
        let mut query = self.connection.prepare_cached(sql::OPERATION_STATE)?;
        let Some(state) = query.query_row([Id(id.0)], State::read).optional()? else { return Ok(None) };
        self.states.push(state);
        Ok(self.states.last_mut())
    }

    /// An operation's state; it is an error if there is none.
    pub(crate) fn get(&mut self, id: OperationId) -> Done<&mut State> {
        let missing = || Error::Corrupt { what: "operation", detail: format!("there is no operation {id}") };
        self.find(id)?.ok_or_else(|| missing().into())
    }

    /// The state of the operation with this number.
    pub(crate) fn by_seq(&mut self, seq: i64) -> Done<&mut State> {
        if let Some(place) = self.states.iter().position(|state| state.seq == seq) {
            return self.states.get_mut(place).ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into());
        }
        let mut query = self.connection.prepare_cached(sql::OPERATION_STATE_BY_SEQ)?;
        self.states.push(query.query_row([seq], State::read)?);
        self.states.last_mut().ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// Writes the counters back; tells what the caller of a commit is told.
    pub(crate) fn close(self) -> Done<Committed> {
        for state in self.states.iter().filter(|state| state.counted) {
            let Counts { ready, again, running, waiting } = state.counts;
            let mut update = self.connection.prepare_cached(sql::OPERATION_COUNTS)?;
            update.execute(params![state.seq, ready, again, running, waiting])?;
        }
        let idle =
            |state: &&State| state.touched && state.active && !state.undecided && state.counts.is_idle(state.halting);
        Ok(Committed { woke: self.woke, idle: self.states.iter().filter(idle).map(|state| state.id).collect() })
    }
}
