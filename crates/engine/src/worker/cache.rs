//! What an engine keeps of an operation that it works on: the plan, the definition, and the tree's records, followed at the cost of what
//! changes. A cache can be dropped at any time; it is never the truth.

use crate::context::Context;
use crate::planning::facts;
use converge::Records;
use definition::Tree;
use indexmap::IndexMap;
use model::goal::{Class, Goal};
use model::incarnation::{Incarnation, Phase};
use model::operation::Operation;
use model::plan::{Basis, Plan};
use model::revision::Bindings;
use model::stack::Stack;
use model::value::Value;
use model::write::Write;
use model::{IncarnationId, PlanId, ResourcePath, StackPath, Timestamp};
use resource::Live;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One operation.
pub(crate) struct Cache {
    pub(crate) operation: Operation,
    pub(crate) root: Stack,
    pub(crate) plan: Arc<Plan>,
    pub(crate) records: Known,
    /// The definition; made when the first step asks for it. `None` inside: the goal has none.
    tree: Option<Option<Tree>>,
    /// What nested stacks were opened with.
    opened: HashMap<ResourcePath, Arc<Incarnation>>,
    bindings: BTreeMap<u32, Option<Arc<Bindings>>>,
}

/// The records of a tree.
#[derive(Default)]
pub(crate) struct Known {
    by_id: IndexMap<IncarnationId, Arc<Incarnation>>,
    current: HashMap<ResourcePath, IncarnationId>,
    /// Every record that was ever of a stack, in the order of their making.
    inside: HashMap<StackPath, Vec<IncarnationId>>,
    seen: u64,
}

impl Records for Known {
    fn get(&self, id: IncarnationId) -> Option<&Incarnation> {
        self.by_id.get(&id).map(|record| &**record)
    }

    fn current(&self, path: &ResourcePath) -> Option<&Incarnation> {
        self.at(path).map(|record| &**record)
    }

    fn all(&self) -> Box<dyn Iterator<Item = &Incarnation> + '_> {
        Box::new(self.by_id.values().map(|record| &**record))
    }
}

impl Known {
    fn put(&mut self, record: Arc<Incarnation>) {
        let old = self.by_id.get(&record.id).cloned();
        let lost = old.as_ref().filter(|old| old.path != record.path || !record.current);
        if let Some(path) = lost.map(|old| old.path.clone())
            && self.current.get(&path) == Some(&record.id)
        {
            self.current.remove(&path);
        }
        if record.current {
            self.current.insert(record.path.clone(), record.id);
        }
        if old.is_none_or(|old| old.path != record.path) {
            self.inside.entry(record.path.stack()).or_default().push(record.id);
        }
        self.by_id.insert(record.id, record);
    }

    fn at(&self, path: &ResourcePath) -> Option<&Arc<Incarnation>> {
        self.current.get(path).and_then(|id| self.by_id.get(id))
    }
}

impl Cache {
    /// Reads what is needed to work on an operation. `None` if it is not there, or has no plan.
    pub(crate) async fn load(ctx: &Context, operation: Operation) -> store::Result<Option<Self>> {
        let Some(root) = ctx.store.stack(operation.stack).await? else {
            return Ok(None);
        };
        let Some(plan) = plan(ctx, operation.plan).await? else {
            return Ok(None);
        };
        let mut cache = Self {
            operation,
            root,
            plan,
            records: Known::default(),
            tree: None,
            opened: HashMap::new(),
            bindings: BTreeMap::new(),
        };
        cache.follow(ctx).await?;
        Ok(Some(cache))
    }

    /// What is needed to end an operation that never had a plan, or whose plan does not matter any more.
    pub(crate) async fn without_plan(
        ctx: &Context,
        operation: Operation,
        now: Timestamp,
    ) -> store::Result<Option<Self>> {
        let Some(root) = ctx.store.stack(operation.stack).await? else {
            return Ok(None);
        };
        let plan = Plan {
            id: PlanId(uuid::Uuid::nil()),
            format: Plan::FORMAT,
            stack: root.id,
            goal: operation.goal.clone(),
            basis: Basis { epoch: operation.epoch, revision: None, generations: IndexMap::new() },
            resources: Vec::new(),
            steps: Vec::new(),
            class: Class::Safe,
            needs_consent: Vec::new(),
            not_undone: Vec::new(),
            blockers: Vec::new(),
            peak: IndexMap::new(),
            created_at: now,
        };
        let mut cache = Self {
            operation,
            root,
            plan: Arc::new(plan),
            records: Known::default(),
            tree: None,
            opened: HashMap::new(),
            bindings: BTreeMap::new(),
        };
        cache.follow(ctx).await?;
        Ok(Some(cache))
    }

    /// Brings it up to date. `false` if it has to be loaded anew.
    pub(crate) async fn refresh(&mut self, ctx: &Context) -> store::Result<bool> {
        let operation = ctx.store.operation(self.operation.id).await?;
        let root = ctx.store.stack(self.operation.stack).await?;
        let (Some(operation), Some(root)) = (operation, root) else {
            return Ok(false);
        };
        if operation.plan != Some(self.plan.id) {
            return Ok(false);
        }
        self.operation = operation;
        self.root = root;
        self.follow(ctx).await?;
        Ok(true)
    }

    async fn follow(&mut self, ctx: &Context) -> store::Result<()> {
        let (changed, seen) = ctx.store.incarnations_since(self.root.id, self.records.seen).await?;
        self.records.seen = seen;
        for record in changed {
            self.take(record);
        }
        Ok(())
    }

    fn take(&mut self, record: Arc<Incarnation>) {
        let known = self.records.by_id.get(&record.id).is_some_and(|old| old.generation == record.generation);
        if known {
            return;
        }
        self.records.put(Arc::clone(&record));
        if record.current {
            self.reopen(&record);
        }
    }

    /// What a decision writes, seen by the next decisions of the same commit.
    pub(crate) fn overlay(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Incarnation(record) => {
                    let mut record = (**record).clone();
                    record.generation += 1;
                    self.take(Arc::new(record));
                }
                Write::Operation(operation) if operation.id == self.operation.id => {
                    self.operation = (**operation).clone();
                }
                Write::Stack(stack) if stack.id == self.root.id => self.root = (**stack).clone(),
                _ => {}
            }
        }
    }

    /// The definition, if the goal has one.
    pub(crate) async fn definition(&mut self, ctx: &Context) -> store::Result<()> {
        if self.tree.is_some() {
            return Ok(());
        }
        let submission = match (&self.operation.goal, self.operation.revision) {
            (Goal::Rollback { to: None }, _) | (_, None) => None,
            (_, Some(number)) => match ctx.store.revision(self.root.id, number).await? {
                Some(revision) => ctx.store.submission(&revision.submission).await?,
                None => None,
            },
        };
        // It was resolved when the operation was accepted; that it cannot be resolved now shows as a failure of the step.
        self.tree = Some(submission.and_then(|submission| facts::tree(ctx, &self.root, &submission).ok()));
        self.opened.clear();
        self.open_below(&StackPath::root());
        Ok(())
    }

    /// The definition as far as it is loaded.
    pub(crate) fn tree(&self) -> Option<&Tree> {
        self.tree.as_ref().and_then(Option::as_ref)
    }

    /// The definition together with what is live.
    pub(crate) fn live(&self) -> Option<LiveRecords<'_>> {
        self.tree().map(|tree| LiveRecords { tree, records: &self.records })
    }

    /// Opens every stack nested below one whose holder has a record that tells with what.
    fn open_below(&mut self, stack: &StackPath) {
        let paths: Vec<ResourcePath> =
            self.tree().and_then(|tree| tree.order(stack)).map(<[_]>::to_vec).unwrap_or_default();
        for path in paths {
            if let Some(record) = self.records.at(&path).cloned() {
                self.opened.remove(&path);
                self.reopen(&record);
            }
        }
    }

    /// Opens the stack nested in a record's slot with what the record says, if it is one and that has changed.
    fn reopen(&mut self, record: &Arc<Incarnation>) {
        let Some(tree) = self.tree.as_mut().and_then(Option::as_mut) else { return };
        let is_nested = tree.node(&record.path).is_some_and(definition_is_nested);
        if !is_nested || record.phase == Phase::Planned {
            return;
        }
        let same = |old: &Arc<Incarnation>| properties(old) == properties(record) && old.data == record.data;
        if self.opened.get(&record.path).is_some_and(same) {
            return;
        }
        // Refused or unknown: it stays closed, and whoever asks for what is inside is told so.
        let opened = tree.expand(&record.path, properties(record), &record.data).is_ok();
        if opened {
            self.opened.insert(record.path.clone(), Arc::clone(record));
            let below = record.path.nested();
            self.open_below(&below);
        }
    }

    /// Identity facts that a revision kept of a slot.
    pub(crate) async fn identity(&mut self, ctx: &Context, revision: u32, path: &ResourcePath) -> store::Result<Value> {
        if !self.bindings.contains_key(&revision) {
            let found = ctx.store.bindings(self.root.id, revision).await?;
            self.bindings.insert(revision, found);
        }
        let bindings = self.bindings.get(&revision).and_then(Option::as_ref);
        Ok(bindings.and_then(|b| b.0.get(path)).map(|binding| binding.identity.clone()).unwrap_or_default())
    }

    /// The current records of what is inside a stack.
    pub(crate) fn members(&self, stack: &StackPath) -> Vec<&Incarnation> {
        let ids = self.records.inside.get(stack).into_iter().flatten();
        let records = ids.filter_map(|id| self.records.get(*id));
        records.filter(|record| record.current && record.path.stack() == *stack).collect()
    }
}

/// The properties that a nested stack is open with: those being applied, else those applied.
fn properties(record: &Incarnation) -> &Value {
    record.attempted.as_ref().unwrap_or(&record.applied)
}

fn definition_is_nested(node: &definition::Node) -> bool {
    match node.kind {
        definition::Kind::Template => true,
        definition::Kind::Type(kind) => matches!(kind.shape, resource::Shape::Nested(_)),
    }
}

/// A plan; an operation that never had one gets one without steps.
async fn plan(ctx: &Context, id: Option<PlanId>) -> store::Result<Option<Arc<Plan>>> {
    match id {
        Some(id) => ctx.store.plan(id).await,
        None => Ok(None),
    }
}

/// What expressions are told while steps run: from the records, as they are now.
pub(crate) struct LiveRecords<'a> {
    tree: &'a Tree,
    records: &'a Known,
}

impl LiveRecords<'_> {
    fn made(&self, path: &ResourcePath) -> Option<&Arc<Incarnation>> {
        self.records.at(path).filter(|record| record.phase != Phase::Planned && record.may_exist())
    }
}

impl Live for LiveRecords<'_> {
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
        self.made(path).is_some()
    }

    fn stack(&self, path: &ResourcePath) -> Option<(String, String)> {
        let record = self.records.at(path)?;
        Some((record.physical_name.clone(), record.physical_id.clone()?))
    }
}
