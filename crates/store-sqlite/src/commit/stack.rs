//! Writing stacks, and forgetting whole trees.

use super::{Commit, number, time};
use crate::error::Done;
use crate::row::Id;
use crate::sql;
use model::StackId;
use model::goal::SweepPolicy;
use model::stack::Stack;
use rusqlite::params;
use store::Error;

impl Commit<'_> {
    pub(super) fn stack(&mut self, stack: &Stack, doc: Option<&str>) -> Done<()> {
        let connection = self.ledger.connection;
        if stack.is_root() && stack.deleted_at.is_none() {
            let mut namesake = connection.prepare_cached(sql::STACK_NAMESAKE)?;
            if namesake.exists(params![stack.project, stack.name, Id(stack.id.0)])? {
                return Err(Error::Exists(stack.name.clone()).into());
            }
        }
        let tags = serde_json::to_string(&stack.tags).unwrap_or_default();
        let sweep_after = (stack.sweep == SweepPolicy::After).then_some(i64::from(stack.sweep_after_secs) * 1_000_000);
        let columns = params![
            number(stack.epoch),
            stack.operation.map(|id| Id(id.0)),
            stack.project,
            stack.name,
            stack.action.as_str(),
            stack.status.as_str(),
            stack.owner,
            tags,
            stack.created_at.0,
            time(stack.updated_at).unwrap_or(i64::MIN),
            time(stack.deleted_at),
            sweep_after,
            stack.head == stack.attempted,
            doc,
            Id(stack.id.0),
            Id(stack.root.0),
            stack.is_root(),
            stack.parent.is_some(),
        ];
        if connection.prepare_cached(sql::STACK_UPDATE)?.execute(columns)? == 0 {
            connection.prepare_cached(sql::STACK_INSERT)?.execute(columns)?;
        }
        if stack.is_root() { self.settle_ownership(stack.id) } else { Ok(()) }
    }

    /// Finds anew which operation of a stack is active.
    pub(super) fn settle_ownership(&mut self, stack: StackId) -> Done<()> {
        let mut query = self.ledger.connection.prepare_cached(sql::OPERATION_OWNERS)?;
        let rows = query.query_map([Id(stack.0)], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, bool>(1)?)))?;
        for (id, active) in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            self.activate(model::OperationId(id.0), active)?;
        }
        Ok(())
    }

    pub(super) fn forget(&mut self, root: StackId) -> Done<()> {
        let root = [Id(root.0)];
        let mut query = self.ledger.connection.prepare_cached(sql::REVISION_SUBMISSIONS)?;
        let submissions: Vec<String> = query.query_map(root, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for statement in [
            sql::FORGET_STEPS,
            sql::FORGET_JOURNAL,
            sql::FORGET_OPERATION_DOCS,
            sql::FORGET_OPERATIONS,
            sql::FORGET_PLANS,
            sql::FORGET_INCARNATIONS,
            sql::FORGET_SNAPSHOTS,
            sql::FORGET_BINDINGS,
            sql::FORGET_REVISIONS,
            sql::FORGET_EVENTS,
            sql::FORGET_STACKS,
        ] {
            self.execute(statement, root)?;
        }
        submissions.into_iter().try_for_each(|id| self.execute(sql::SUBMISSION_DROP, [id]))
    }
}
