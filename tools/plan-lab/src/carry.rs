//! Carries plans out: the real state machine (`converge`) over the laboratory's store and cloud, one step at a time.

use crate::world::Store;
use anyhow::{Context as _, Result, bail};
use catalog::Catalog;
use converge::{Answered, Claimed, Effect, Event, Output, View, Wanted};
use definition::{Kind, Tree};
use model::failure::{Failure, FailureKind};
use model::goal::Goal;
use model::hook::Hook;
use model::incarnation::{Claim, Incarnation, TEMPLATE};
use model::operation::OperationPhase;
use model::plan::{Step, Work};
use model::step::{StepRow, StepStatus};
use model::value::Value;
use model::{EngineId, IdSource, IncarnationId, ResourcePath, StackId};
use resource::Live;

/// The one engine.
const ENGINE: EngineId = EngineId(uuid::Uuid::nil());

/// What an operation is carried out with.
pub(crate) struct Carrier {
    pub(crate) catalog: Catalog,
    pub(crate) tree: Option<Tree>,
    /// The slot at whose next call the engine dies.
    pub(crate) dies_at: Option<ResourcePath>,
    nonce: u128,
}

/// What a turn did.
pub(crate) enum Turn {
    /// A step moved on, in words.
    Moved(String),
    /// The engine died in a call.
    Died(String),
    /// What is left waits at hooks: these, in words.
    Stopped(String),
    /// Nothing can go on.
    Idle,
}

/// Answers from records.
struct Records<'a> {
    tree: &'a Tree,
    store: &'a Store,
}

impl Records<'_> {
    fn made(&self, path: &ResourcePath) -> Option<&Incarnation> {
        converge::Records::current(self.store, path).filter(|record| record.physical_id.is_some() && record.may_exist())
    }
}

impl Live for Records<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        self.made(path).map_or_else(|| Value::unknown(path.clone(), ""), |record| self.tree.reference(record, self))
    }

    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        match self.made(path) {
            Some(record) => self.tree.attribute(record, name, rest, self),
            None => Some((Value::unknown(path.clone(), name), rest.len())),
        }
    }

    fn exists(&self, path: &ResourcePath) -> bool {
        converge::Records::current(self.store, path).is_some()
    }
}

impl Carrier {
    pub(crate) fn new(catalog: Catalog, tree: Option<Tree>) -> Self {
        Self { catalog, tree, dies_at: None, nonce: 0 }
    }

    /// The outputs of the root stack.
    pub(crate) fn outputs(&self, store: &Store) -> Vec<(String, String)> {
        let Some(tree) = &self.tree else { return Vec::new() };
        let outputs = tree.outputs(&model::StackPath::root(), &Records { tree, store });
        let text = |output: &definition::Output| match &output.value {
            Ok(value) => value.reveal_deep().python_str(),
            Err(error) => format!("({error})"),
        };
        outputs.iter().map(|(name, output)| (name.clone(), text(output))).collect()
    }

    /// Decides an event and applies what it leads to.
    fn decide(&mut self, store: &mut Store, event: Event<'_>) -> Result<Vec<Effect>> {
        self.nonce += 1 << 32;
        let Output { writes, effects } = {
            let operation = store.operation.as_ref().context("no operation")?;
            let plan = store.plan.as_ref().context("no plan")?;
            let view = View {
                catalog: self.catalog,
                operation,
                root: &store.root,
                plan,
                records: &*store,
                engine: ENGINE,
                now: store.now,
                nonce: self.nonce,
                busy_retries: 3,
            };
            converge::on(&view, event)
        };
        store.apply(writes);
        Ok(effects)
    }

    /// Lets one step begin or go on.
    pub(crate) fn turn(&mut self, store: &mut Store) -> Result<Turn> {
        let Some(operation) = store.operation.clone().filter(|o| store.root.operation == Some(o.id)) else {
            return Ok(Turn::Idle);
        };
        if operation.phase == OperationPhase::Planning {
            return Ok(Turn::Idle);
        }
        let free = |row: &&StepRow| match row.status {
            StepStatus::Ready => !operation.halting || row.stage.is_some(),
            StepStatus::Waiting => converge::waiting_hook(row).is_none() || operation.halting,
            StepStatus::Pending | StepStatus::Running | StepStatus::Done | StepStatus::Failed | StepStatus::Skipped => {
                false
            }
        };
        let Some(mut row) = store.steps.iter().find(free).cloned() else {
            let stopped = store.steps.iter().filter_map(converge::waiting_hook);
            let names: Vec<_> = stopped.map(|(id, hook)| format!("{} at {hook}", store.name(id))).collect();
            if !names.is_empty() {
                return Ok(Turn::Stopped(names.join(", ")));
            }
            let (steps, tree) = (store.steps.clone(), store.nested.values().cloned().collect::<Vec<_>>());
            let revision = operation.revision.and_then(|n| store.revisions.iter().find(|r| r.number == n).cloned());
            let event = Event::Idle { steps: &steps, tree: &tree, revision: revision.as_ref(), snapshot: None };
            self.decide(store, event)?;
            return Ok(Turn::Idle);
        };
        if row.status == StepStatus::Waiting {
            store.now = store.now.max(row.ready_at);
        }
        row.status = StepStatus::Running;
        row.owner = Some(ENGINE);
        row.claims += 1;
        let step = store.plan.as_ref().and_then(|p| p.steps.get(row.index as usize)).cloned().context("a step")?;
        store.apply(vec![model::write::Write::Step { row: Box::new(row.clone()), release: Vec::new() }]);
        self.claimed(store, &step, &row)
    }

    fn claimed(&mut self, store: &mut Store, step: &Step, row: &StepRow) -> Result<Turn> {
        let wanted = if row.stage.is_none() { self.wanted(store, step) } else { None };
        let operation = store.operation.clone().context("no operation")?;
        let revision = operation.revision.filter(|_| step.work == Work::Commit);
        let claimed = Claimed {
            step,
            row,
            wanted,
            identity: self.identity(store, step),
            nested: self.nested(store, step),
            revision: revision.and_then(|n| store.revisions.iter().find(|r| r.number == n).cloned()),
            tree: store.nested.values().cloned().collect(),
            snapshot: None,
            entropy: self.entropy(store),
        };
        let mut effects = self.decide(store, Event::Claimed(Box::new(claimed)))?;
        while let Some(Effect::Call(request)) = effects.pop() {
            let path = step.path.clone().context("a call about no slot")?;
            let claims = self.claims(store, step);
            let reply = store.cloud.call(&path, &request, &claims);
            if self.dies_at.as_ref() == Some(&path) {
                self.dies_at = None;
                return Ok(Turn::Died(format!("the engine died in {} {path}", step.work.word())));
            }
            let row = store.steps.get(step.index as usize).cloned().context("a row")?;
            let (identity, entropy) = (self.identity(store, step), self.entropy(store));
            let answered = Answered { step, row: &row, request: &request, reply, identity, entropy };
            effects = self.decide(store, Event::Answered(answered))?;
        }
        let row = store.steps.get(step.index as usize).context("a row")?;
        let what = crate::show::step(store, step);
        let how = match (&row.status, &row.failure) {
            (StepStatus::Failed, Some(failure)) => format!("{what}: FAILED, {}", failure.message),
            (StepStatus::Skipped, _) => format!("{what}: not needed"),
            _ => what,
        };
        Ok(Turn::Moved(how))
    }

    /// Clears a hook, as a signal would.
    pub(crate) fn clear(&self, store: &mut Store, path: &ResourcePath, hook: Hook) -> Result<()> {
        let at = |row: &&StepRow| {
            converge::waiting_hook(row).is_some_and(|(id, waits)| {
                waits == hook && store.records.get(&id).is_some_and(|record| record.path == *path)
            })
        };
        let row = store.steps.iter().find(at).with_context(|| format!("{path} does not wait at {hook}"))?;
        let row = converge::clear_hook(row, store.now).context("it is being looked at")?;
        store.apply(vec![model::write::Write::Step { row: Box::new(row), release: Vec::new() }]);
        Ok(())
    }

    /// Running steps of a dead engine can be claimed again.
    pub(crate) fn reap(&self, store: &mut Store) {
        for row in store.steps.iter_mut().filter(|row| row.status == StepStatus::Running) {
            row.status = StepStatus::Ready;
            row.owner = None;
        }
    }

    /// Calls of an operation that was overtaken are not waited for.
    pub(crate) fn abandon(&mut self, store: &mut Store) -> Result<()> {
        let steps = store.steps.clone();
        self.decide(store, Event::Abandoned { steps: &steps })?;
        Ok(())
    }

    fn entropy(&self, store: &mut Store) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (half, fresh) in bytes.chunks_mut(16).zip([store.ids.next_bytes(), store.ids.next_bytes()]) {
            half.copy_from_slice(&fresh);
        }
        bytes
    }

    fn claims(&self, store: &Store, step: &Step) -> Vec<Claim> {
        let record = step.work.incarnation().and_then(|id| store.records.get(&id));
        let kind = record.and_then(|record| self.catalog.get(&record.concrete_type));
        match (record, kind) {
            (Some(record), Some(kind)) => {
                let release = kind.rollback.release.filter(|_| matches!(step.work, Work::Release { .. }));
                let released = release.map(|release| release(&record.applied, &record.handed_over));
                (kind.rollback.claims)(released.as_ref().or(record.attempted.as_ref()).unwrap_or(&record.applied))
            }
            _ => Vec::new(),
        }
    }

    fn identity(&self, store: &Store, step: &Step) -> Value {
        match (&step.work, &step.path) {
            (Work::Create { identity_of: Some(revision), .. }, Some(path)) => {
                let binding = store.bindings.get(revision).and_then(|bindings| bindings.0.get(path));
                binding.map_or(Value::Null, |binding| binding.identity.clone())
            }
            _ => Value::Null,
        }
    }

    fn nested(&self, store: &Store, step: &Step) -> Option<model::stack::Stack> {
        let record = step.work.incarnation().and_then(|id| store.records.get(&id))?;
        let id: StackId = record.physical_id.as_deref()?.parse().ok()?;
        store.nested.get(&id).cloned()
    }

    fn wanted(&mut self, store: &Store, step: &Step) -> Option<Result<Wanted, Failure>> {
        let id = match step.work {
            Work::Create { incarnation, .. }
            | Work::Update { incarnation }
            | Work::Rebind { incarnation, .. }
            | Work::Restore { incarnation, .. }
            | Work::Open { incarnation } => incarnation,
            _ => return None,
        };
        self.tree.as_ref()?;
        let asked = self.evaluate(store, step, id);
        Some(asked.map_err(|error| Failure::new(FailureKind::ExceedsPlan, "ExceedsPlan", error.to_string())))
    }

    fn evaluate(&mut self, store: &Store, step: &Step, id: IncarnationId) -> Result<Wanted> {
        let (tree, path) = (self.tree.as_mut().context("no definition")?, step.path.as_ref().context("no slot")?);
        let node = tree.node(path).cloned().with_context(|| format!("the definition has no {path}"))?;
        let evaluated = tree.evaluate(path, &Records { tree, store }).map_err(anyhow::Error::new)?;
        if let Some((source, attribute)) = evaluated.properties.awaits().first() {
            bail!("the value of {source} {attribute} is not known");
        }
        let mut runtime = None;
        if let (Work::Open { .. }, Some(record)) = (&step.work, store.records.get(&id)) {
            let inside = record.path.nested();
            let members: Vec<_> = store.records.values().filter(|r| r.current && r.path.stack() == inside).collect();
            let bound = match store.operation.as_ref().map(|o| &o.goal) {
                Some(Goal::Rollback { to: Some(to) }) => store.bindings.get(to).and_then(|b| b.0.get(path)),
                _ => None,
            };
            let kept = bound.and_then(|binding| binding.identity.as_map()).unwrap_or(&record.data);
            let data = tree.runtime(path, &evaluated.properties, kept, &members);
            tree.expand(path, &evaluated.properties, &data).map_err(anyhow::Error::new)?;
            runtime = Some(data);
        }
        Ok(Wanted {
            properties: evaluated.properties,
            metadata: evaluated.metadata,
            requires: node.requires,
            deletion_policy: node.deletion_policy,
            type_name: node.type_name,
            concrete_type: match node.kind {
                Kind::Type(kind) => kind.name.to_owned(),
                Kind::Template => TEMPLATE.to_owned(),
            },
            runtime,
            restricted: match store.operation.as_ref().map(|operation| &operation.goal) {
                Some(Goal::Update) => tree.restrictions(path),
                _ => Vec::new(),
            },
        })
    }
}
