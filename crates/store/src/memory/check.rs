//! Whether a commit can be done as a whole. Looks at the rows and at what the commit itself writes before; changes nothing.

use super::rows::{ById, Rows};
use crate::{Error, Result, rule};
use model::incarnation::Incarnation;
use model::stack::Stack;
use model::step::StepRow;
use model::write::{Fence, Write};
use model::{IncarnationId, OperationId, PlanId, Timestamp};

/// What the writes looked at so far will have made of the rows.
struct Check<'a> {
    rows: &'a Rows,
    stacks: Vec<&'a Stack>,
    operations: Vec<OperationId>,
    plans: Vec<PlanId>,
    laid_out: Vec<OperationId>,
    generations: ById<IncarnationId, u64>,
}

/// Finds the first reason why the commit must not be done.
pub(super) fn check(rows: &Rows, now: Timestamp, fence: &Fence, writes: &[Write]) -> Result<()> {
    check_fence(rows, now, fence)?;
    let mut check = Check {
        rows,
        stacks: Vec::new(),
        operations: Vec::new(),
        plans: Vec::new(),
        laid_out: Vec::new(),
        generations: ById::default(),
    };
    writes.iter().try_for_each(|write| check.write(write))
}

fn check_fence(rows: &Rows, now: Timestamp, fence: &Fence) -> Result<()> {
    let fenced = |why: String| Err(Error::Fenced(why));
    match fence {
        Fence::None => Ok(()),
        Fence::Stack { stack, version } => match rows.stack(*stack) {
            Some(row) if row.version == *version => Ok(()),
            Some(row) => fenced(format!("stack {stack} has version {}, not {version}", row.version)),
            None => fenced(format!("there is no stack {stack}")),
        },
        Fence::Operation { operation, epoch, engine } => {
            let owns = |stack: &Stack| stack.operation == Some(*operation) && stack.epoch == *epoch;
            let row = rows.operation(*operation);
            if !row.is_some_and(|row| row.epoch == *epoch && rows.stack(row.stack).is_some_and(owns)) {
                return fenced(format!("operation {operation} does not own epoch {epoch} of its stack"));
            }
            match rows.engines.get(engine) {
                Some(row) if row.lease_until > now => Ok(()),
                _ => fenced(format!("the lease of engine {engine} has run out")),
            }
        }
    }
}

impl<'a> Check<'a> {
    fn write(&mut self, write: &'a Write) -> Result<()> {
        match write {
            Write::Stack(stack) => self.stack(stack)?,
            Write::Operation(operation) => self.operations.push(operation.id),
            Write::Plan(plan) => self.plans.push(plan.id),
            Write::Steps { operation, plan } => {
                require(self.rows.plans.contains_key(plan) || self.plans.contains(plan), "plan", plan)?;
                self.operation(*operation)?;
                self.laid_out.push(*operation);
            }
            Write::Step { row, .. } => self.step(row)?,
            Write::Journal(entry) => self.operation(entry.operation)?,
            Write::Incarnation(record) => self.incarnation(record)?,
            Write::ForgetTree(_)
            | Write::Submission(..)
            | Write::Revision(_)
            | Write::Bindings { .. }
            | Write::Event(_)
            | Write::Snapshot(_)
            | Write::DeleteSnapshot(_)
            | Write::DeleteOperation(_)
            | Write::TrimPlans { .. }
            | Write::TrimEvents { .. }
            | Write::DeleteRevision { .. } => {}
        }
        Ok(())
    }

    fn operation(&self, id: OperationId) -> Result<()> {
        require(self.rows.operation_ids.contains_key(&id) || self.operations.contains(&id), "operation", &id)
    }

    fn stack(&mut self, stack: &'a Stack) -> Result<()> {
        if !stack.is_root() {
            return Ok(());
        }
        let unchanged =
            |old: &Stack| old.deleted_at.is_none() && old.name == stack.name && old.project == stack.project;
        if stack.deleted_at.is_none() && !self.rows.stack(stack.id).is_some_and(unchanged) {
            let clashes = |other: &Stack| {
                other.is_root()
                    && other.deleted_at.is_none()
                    && other.id != stack.id
                    && other.name == stack.name
                    && other.project == stack.project
            };
            let written = |other: &Stack| self.stacks.iter().rev().find(|new| new.id == other.id).copied();
            let stored = self.rows.stacks().map(|other| written(other).unwrap_or(other));
            if stored.chain(self.stacks.iter().copied()).any(clashes) {
                return Err(Error::Exists(stack.name.clone()));
            }
        }
        self.stacks.push(stack);
        Ok(())
    }

    fn step(&self, row: &StepRow) -> Result<()> {
        if self.laid_out.contains(&row.operation) {
            return Ok(());
        }
        let Some(old) = self.rows.steps(row.operation).get(row.index as usize) else {
            let detail = format!("there is no step {} of operation {}", row.index, row.operation);
            return Err(Error::Corrupt { what: "step", detail });
        };
        if row.claims != old.claims {
            return Err(Error::Fenced(format!("step {} of operation {} was claimed again", row.index, row.operation)));
        }
        if rule::is_end(old.status) && row.status != old.status {
            return Err(Error::Fenced(format!("step {} of operation {} has ended", row.index, row.operation)));
        }
        Ok(())
    }

    fn incarnation(&mut self, record: &Incarnation) -> Result<()> {
        let stored = self.rows.incarnation(record.id).map(|old| old.generation);
        let generation = self.generations.get(&record.id).copied().or(stored);
        if generation.is_some_and(|generation| generation != record.generation) {
            return Err(Error::Fenced(format!("incarnation {} was changed by somebody else", record.id)));
        }
        self.generations.insert(record.id, record.generation + 1);
        Ok(())
    }
}

fn require(there: bool, what: &'static str, id: &dyn std::fmt::Display) -> Result<()> {
    if there { Ok(()) } else { Err(Error::Corrupt { what, detail: format!("there is no {what} {id}") }) }
}
