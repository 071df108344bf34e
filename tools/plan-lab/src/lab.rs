//! The prompt's commands.

use crate::carry::{Carrier, Turn};
use crate::cloud::Fault;
use crate::world::{Moment, Store};
use crate::{show, types};
use anyhow::{Context as _, Result, bail};
use catalog::Catalog;
use definition::{Identity, Limits, Marks, Source, Tree};
use invariants::{PlanFacts, check_plan};
use model::goal::{Class, Drift, Goal, NewResources, Options, StackAction, Status};
use model::incarnation::Health;
use model::observation::Observation;
use model::operation::{Operation, OperationPhase};
use model::plan::Plan;
use model::revision::{Bindings, Outcome, Revision};
use model::submission::{Submission, SubmissionId};
use model::value::{Map, Value};
use model::{OperationId, ResourcePath, SourceId};
use plan::{PlanInput, Planned, Target};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The laboratory.
pub struct Lab {
    store: Store,
    files: BTreeMap<String, String>,
    carrier: Carrier,
    target: Option<Bindings>,
    before: Option<Moment>,
}

const HELP: &str = "\
template NAME, file NAME            keeps the text that follows (at the prompt: until a line with only a dot)
create FILE, update FILE            [env=FILE] [PARAMETER=VALUE]... [allow=CLASS,...]
rollback [N|empty]                  [allow=CLASS,...] [skip=SLOT,...] [retain=SLOT,...] [new=POLICY] [drift=POLICY]
delete, check, suspend, resume, sweep
plan REQUEST                        only shows the plan; begin REQUEST accepts it without going on
step [N], run                       goes on
clear SLOT|OBJECT HOOK              clears a hook at which it has stopped
fail SLOT [refused|lost|half|broken], crash SLOT, protect SLOT, unprotect SLOT
quota KIND NUMBER                   net, port, volume, key, server
lose OBJECT, wreck OBJECT, edit OBJECT PROPERTY=VALUE       behind Carnot's back
observe OBJECT|all [gone|broken|healthy|unknown]
set sweep POLICY, set limit CLASS
show, outputs, writes, revisions, diff N N
";

/// What is done with a plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Show,
    Begin,
    Run,
}

/// What a request asks for.
struct Wish {
    goal: Goal,
    options: Options,
    submission: Option<Submission>,
}

impl Default for Lab {
    fn default() -> Self {
        Self::new()
    }
}

impl Lab {
    /// An empty laboratory; every one is like every other.
    pub fn new() -> Self {
        Self {
            store: Store::new(7),
            files: BTreeMap::new(),
            carrier: Carrier::new(Catalog::with(types::TYPES), None),
            target: None,
            before: None,
        }
    }

    /// Runs one command; `block` are the lines given with it.
    pub fn run(&mut self, line: &str, block: &str) -> String {
        match self.command(line, block) {
            Ok(text) => text,
            Err(error) => format!("error: {error}\n"),
        }
    }

    fn command(&mut self, line: &str, block: &str) -> Result<String> {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        let then = match words.first() {
            Some(&"plan") => Then::Show,
            Some(&"begin") => Then::Begin,
            _ => Then::Run,
        };
        if then != Then::Run {
            words.remove(0);
        }
        let (verb, rest) = words.split_first().context("what is to be done?")?;
        let text = match *verb {
            "template" | "file" => {
                self.files.insert((*rest.first().context("a name")?).to_owned(), block.to_owned());
                return Ok(String::new());
            }
            "create" => self.request(self.forward(Goal::Create, rest)?, then)?,
            "update" => self.request(self.forward(Goal::Update, rest)?, then)?,
            "rollback" => self.request(self.back(rest)?, then)?,
            "delete" => self.request(plain(Goal::Delete), then)?,
            "check" => self.request(plain(Goal::Check), then)?,
            "suspend" => self.request(plain(Goal::Suspend), then)?,
            "resume" => self.request(plain(Goal::Resume), then)?,
            "sweep" => self.request(plain(Goal::Sweep), then)?,
            "step" => self.steps(rest.first().map_or(Ok(1), |n| n.parse())?)?,
            "run" => self.go_on()?,
            "clear" => self.clear(rest)?,
            "crash" => self.crash(rest)?,
            "fail" => self.fail(rest)?,
            "protect" | "unprotect" => {
                self.store.cloud.protect(ResourcePath::new(*rest.first().context("a slot")?), *verb == "protect");
                String::new()
            }
            "quota" => {
                let (kind, most) = (rest.first().context("of what?")?, rest.get(1).context("how many?")?);
                self.store.cloud.limit(kind, most.parse()?);
                String::new()
            }
            "lose" | "wreck" | "edit" => self.meddle(verb, rest)?,
            "observe" => self.observe(rest)?,
            "set" => self.set(rest)?,
            "help" => HELP.to_owned(),
            "show" => show::state(&self.store),
            "outputs" => self.outputs(),
            "writes" => self.writes(),
            "revisions" => self.revisions(),
            "diff" => self.diff(rest)?,
            other => bail!("there is no command {other:?}"),
        };
        Ok(text)
    }

    fn set(&mut self, rest: &[&str]) -> Result<String> {
        match rest {
            ["sweep", policy] => self.store.root.sweep = policy.parse().map_err(anyhow::Error::msg)?,
            ["limit", class] => self.store.root.limit = Some(class.parse().map_err(anyhow::Error::msg)?),
            other => bail!("there is nothing to set in {other:?}"),
        }
        Ok(String::new())
    }

    /// `create FILE [env=FILE] [PARAMETER=VALUE]… [allow=CLASS,…]`
    fn forward(&self, goal: Goal, rest: &[&str]) -> Result<Wish> {
        let (name, rest) = rest.split_first().context("which template?")?;
        let template = self.files.get(*name).with_context(|| format!("there is no file {name}"))?.clone();
        let mut submission =
            Submission { format: Submission::FORMAT, template, files: self.files.clone(), ..Submission::default() };
        let mut options = Options::default();
        let mut parameters = Map::new();
        for word in rest {
            let (key, value) = word.split_once('=').with_context(|| format!("{word} has no value"))?;
            match key {
                "env" => {
                    let text = self.files.get(value).with_context(|| format!("there is no file {value}"))?;
                    let (map, found) = template::Environment::parse(text, SourceId(1), value);
                    submission.environment = map.with_context(|| found.to_string())?;
                }
                "allow" => options.allow = classes(value)?,
                name => {
                    parameters.insert(name, Value::str(value));
                }
            }
        }
        if !parameters.is_empty() {
            submission.environment.insert("parameters", Value::Map(std::sync::Arc::new(parameters)));
        }
        Ok(Wish { goal, options, submission: Some(submission) })
    }

    /// `rollback [N|empty] [allow=…] [skip=…] [retain=…] [new=…] [drift=…]`
    fn back(&self, rest: &[&str]) -> Result<Wish> {
        let mut options = Options::default();
        let mut to = None;
        let mut empty = false;
        for word in rest {
            match word.split_once('=') {
                None if *word == "empty" => empty = true,
                None => to = Some(word.parse().with_context(|| format!("{word} is no revision"))?),
                Some(("allow", list)) => options.allow = classes(list)?,
                Some(("skip", list)) => options.skip = list.split(',').map(str::to_owned).collect(),
                Some(("retain", list)) => options.retain = list.split(',').map(str::to_owned).collect(),
                Some(("new", policy)) => {
                    options.new_resources = policy.parse::<NewResources>().map_err(anyhow::Error::msg)?
                }
                Some(("drift", policy)) => options.drift = policy.parse::<Drift>().map_err(anyhow::Error::msg)?,
                Some((key, _)) => bail!("there is no option {key}"),
            }
        }
        if empty {
            return Ok(Wish { goal: Goal::Rollback { to: None }, options, submission: None });
        }
        let to = to.or_else(|| self.store.previous()).context("no complete revision; name one, or empty")?;
        let submission = self.store.submissions.get(&to).with_context(|| format!("there is no revision {to}"))?.clone();
        Ok(Wish { goal: Goal::Rollback { to: Some(to) }, options, submission: Some(submission) })
    }

    fn request(&mut self, wish: Wish, then: Then) -> Result<String> {
        self.store.tick();
        let untouched = self.store.clone();
        if then != Then::Show && self.store.root.operation.is_some() {
            self.carrier.abandon(&mut self.store)?;
            self.overtake();
        }
        let planned = self.plan(&wish);
        let refused = planned.as_ref().map_or(true, |(_, planned, ..)| !planned.plan.needs_consent.is_empty());
        if then == Then::Show || refused {
            // An operation under way goes on: only one that is carried out takes its place.
            self.store = untouched;
            let (text, ..) = planned?;
            return Ok(if then == Then::Show { text } else { format!("{text}not carried out\n") });
        }
        let (mut text, planned, tree, operation) = planned?;
        self.accept(wish, planned, tree, operation);
        if then == Then::Run {
            text.push_str(&self.go_on()?);
        }
        Ok(text)
    }

    /// A running operation gives way to a newer one.
    fn overtake(&mut self) {
        if let Some(operation) = &mut self.store.operation {
            operation.phase = OperationPhase::Superseded;
            let number = operation.revision;
            for revision in
                self.store.revisions.iter_mut().filter(|r| Some(r.number) == number && r.outcome == Outcome::Pending)
            {
                revision.outcome = Outcome::Cancelled;
            }
        }
        self.store.root.operation = None;
    }

    fn plan(&mut self, wish: &Wish) -> Result<(String, Planned, Option<Tree>, OperationId)> {
        let store = &mut self.store;
        let identity =
            Identity { id: store.root.id, name: store.root.name.clone(), project: store.root.project.clone() };
        let mut tree = match &wish.submission {
            Some(submission) => {
                let catalog = self.carrier.catalog;
                let source = Source { submission, catalog, identity: &identity, limits: Limits::default() };
                Some(Tree::new(source).map_err(anyhow::Error::new)?)
            }
            None => None,
        };
        let last = store.root.attempted.and_then(|number| store.submissions.get(&number));
        let marks = last.map(Marks::of).unwrap_or_default();
        let operation = OperationId::draw(&mut store.ids);
        let records = store.shared();
        let target = match wish.goal {
            Goal::Rollback { to: Some(to) } => {
                store.bindings.get(&to).map(|bindings| Target { revision: to, bindings })
            }
            _ => None,
        };
        let head = store.root.head.and_then(|head| store.bindings.get(&head));
        let planned = plan::plan(PlanInput {
            goal: &wish.goal,
            options: &wish.options,
            stack: &store.root,
            catalog: self.carrier.catalog,
            tree: tree.as_mut(),
            marks: Some(&marks),
            target,
            head,
            records: &records,
            adopt: None,
            limit: None,
            operation,
            epoch: store.root.epoch + 1,
            revision: converges(&wish.goal).then(|| store.root.attempted.unwrap_or(0) + 1),
            ids: &mut store.ids,
            now: store.now,
        })?;
        let limit = match wish.goal {
            Goal::Rollback { to } => Some(if to == store.root.head { Class::Disruptive } else { Class::Safe }),
            Goal::Update => store.root.limit,
            _ => None,
        };
        let facts = PlanFacts {
            options: &wish.options,
            target: target.map(|t| t.bindings),
            records: &records,
            planned: &planned.records,
            limit,
        };
        let violations = check_plan(&planned.plan, &facts);
        self.target = target.map(|t| t.bindings.clone());
        let text = self.shown(&planned, &violations.iter().map(ToString::to_string).collect::<Vec<_>>());
        Ok((text, planned, tree, operation))
    }

    /// The plan in words. Objects that are only planned are called by the names that they will have.
    fn shown(&self, planned: &Planned, violations: &[String]) -> String {
        let mut named = self.store.clone();
        for record in &planned.records {
            named.keep(record.clone());
        }
        let mut text = show::plan(&named, &planned.plan);
        for violation in violations {
            let _ = writeln!(text, "VIOLATION {violation}");
        }
        text
    }

    fn accept(&mut self, wish: Wish, planned: Planned, tree: Option<Tree>, id: OperationId) {
        self.before = Some(self.store.moment());
        let store = &mut self.store;
        let Planned { plan, records } = planned;
        store.root.epoch += 1;
        store.root.operation = Some(id);
        let revision = plan.basis.revision;
        if revision.is_some() {
            store.root.attempted = revision;
        }
        if let Some(action) = wish.goal.action() {
            store.root.action = action;
            store.root.status = Status::InProgress;
            store.root.status_reason = format!("Stack {action} started");
        }
        if let Some(number) = revision {
            store.submissions.insert(number, wish.submission.clone().unwrap_or_default());
            store.revisions.push(revision_of(store, number, &wish.goal, id));
        }
        let operation = operation_of(store, id, &wish, &plan);
        for record in records {
            store.keep(record);
        }
        store.lay_out(&operation, plan);
        store.operation = Some(operation);
        self.carrier.tree = tree.or_else(|| self.carrier.tree.take());
    }

    fn steps(&mut self, count: usize) -> Result<String> {
        let mut out = String::new();
        for _ in 0..count {
            match self.carrier.turn(&mut self.store)? {
                Turn::Moved(what) => {
                    let _ = writeln!(out, "- {what}");
                }
                Turn::Died(what) => {
                    let _ = writeln!(out, "- {what}");
                    break;
                }
                Turn::Stopped(what) => {
                    let _ = writeln!(out, "stopped: {what}");
                    break;
                }
                Turn::Idle => {
                    out.push_str(&self.ended());
                    break;
                }
            }
            self.check(&mut out);
        }
        Ok(out)
    }

    /// Goes on to the end; what a dead engine had begun is taken up again.
    fn go_on(&mut self) -> Result<String> {
        self.carrier.reap(&mut self.store);
        let mut out = String::new();
        loop {
            match self.carrier.turn(&mut self.store)? {
                Turn::Moved(what) if what.contains("FAILED") => {
                    let _ = writeln!(out, "- {what}");
                }
                Turn::Moved(_) => {}
                Turn::Died(what) => {
                    let _ = writeln!(out, "- {what}");
                    return Ok(out);
                }
                Turn::Stopped(what) => {
                    let _ = writeln!(out, "stopped: {what}");
                    return Ok(out);
                }
                Turn::Idle if self.replans()? => {}
                Turn::Idle => {
                    out.push_str(&self.ended());
                    return Ok(out);
                }
            }
            self.check(&mut out);
        }
    }

    /// Plans again if the operation waits for that: a shape is known now.
    fn replans(&mut self) -> Result<bool> {
        let Some(operation) = self.store.operation.clone() else { return Ok(false) };
        if operation.phase != OperationPhase::Planning {
            return Ok(false);
        }
        let submission = operation.revision.and_then(|n| self.store.submissions.get(&n).cloned());
        let wish = Wish { goal: operation.goal.clone(), options: operation.options.clone(), submission };
        self.store.root.attempted = operation.revision.map(|n| n - 1);
        let planned = self.plan(&wish);
        self.store.root.attempted = operation.revision;
        let (_, planned, tree, _) = planned?;
        for record in planned.records {
            self.store.keep(record);
        }
        self.store.lay_out(&operation, planned.plan);
        self.store.operation = Some(Operation { phase: OperationPhase::Building, halting: false, ..operation });
        self.carrier.tree = tree;
        Ok(true)
    }

    fn ended(&mut self) -> String {
        let root = &self.store.root;
        let mut out = match self.store.operation.as_ref().map(|o| &o.goal) {
            Some(Goal::Sweep) => "swept\n".to_owned(),
            _ => format!("{}: {}\n", root.state(), root.status_reason),
        };
        for violation in self.store.moment().check_end() {
            let _ = writeln!(out, "VIOLATION {violation}");
        }
        out
    }

    /// Every moment is checked, and every way from one to the next.
    fn check(&mut self, out: &mut String) {
        let moment = self.store.moment();
        for violation in moment.check(self.before.as_ref(), self.target.as_ref()) {
            let _ = writeln!(out, "VIOLATION {violation}");
        }
        self.before = Some(moment);
    }

    fn clear(&mut self, rest: &[&str]) -> Result<String> {
        let [name, hook] = rest else { bail!("clear SLOT HOOK") };
        let hook = hook.parse().map_err(anyhow::Error::msg)?;
        // A renamed object is called by its first slot, and may have another.
        let slot = match self.store.find(name) {
            Some(object) if name.contains('#') => object.path.clone(),
            Some(_) | None => ResourcePath::new(*name),
        };
        self.carrier.clear(&mut self.store, &slot, hook)?;
        Ok(String::new())
    }

    fn crash(&mut self, rest: &[&str]) -> Result<String> {
        self.carrier.dies_at = Some(ResourcePath::new(*rest.first().context("at which slot?")?));
        Ok(String::new())
    }

    fn fail(&mut self, rest: &[&str]) -> Result<String> {
        let (slot, how) = rest.split_first().context("which slot?")?;
        let fault = match how.first() {
            None | Some(&"refused") => Fault::Refused,
            Some(&"lost") => Fault::LostReply,
            Some(&"half") => Fault::Half,
            Some(&"broken") => Fault::Broken,
            Some(other) => bail!("nothing fails like {other}"),
        };
        self.store.cloud.fail(ResourcePath::new(*slot), fault);
        Ok(String::new())
    }

    /// What others do to objects, behind Carnot's back.
    fn meddle(&mut self, verb: &str, rest: &[&str]) -> Result<String> {
        let (name, rest) = rest.split_first().context("which object?")?;
        let record = self.store.find(name).with_context(|| format!("there is no object {name}"))?;
        let id = record.physical_id.clone().context("it has no id")?;
        match (verb, rest) {
            ("lose", _) => self.store.cloud.lose(&id),
            ("wreck", _) => self.store.cloud.wreck(&id),
            (_, [change]) => {
                let (key, value) = change.split_once('=').context("PROPERTY=VALUE")?;
                self.store.cloud.edit(&id, key, Value::str(value));
            }
            _ => bail!("PROPERTY=VALUE"),
        }
        Ok(String::new())
    }

    /// `observe all`, `observe RES`: asks the cloud. `observe RES gone|broken|healthy`: for objects that live in no cloud.
    fn observe(&mut self, rest: &[&str]) -> Result<String> {
        self.store.tick();
        let at = self.store.now;
        let (name, told) = rest.split_first().context("which object?")?;
        let names: Vec<_> = match *name {
            "all" => self.store.records.values().filter(|r| r.may_exist()).map(|r| r.id).collect(),
            name => vec![self.store.find(name).with_context(|| format!("there is no object {name}"))?.id],
        };
        let mut out = String::new();
        for id in names {
            let Some(mut record) = self.store.records.get(&id).cloned() else { continue };
            let local = !record.concrete_type.starts_with("Lab::");
            let seen = record.physical_id.as_deref().and_then(|id| self.store.cloud.look(id));
            let observation = match (told.first(), local, seen) {
                (Some(&"gone"), ..) | (None, false, None) => Observation::gone(at),
                (Some(&"unknown"), ..) => Observation::unknown(at, "nobody answers"),
                (Some(&"broken"), ..) => Observation { health: Health::Broken, ..Observation::healthy(at) },
                (None, false, Some((broken, properties))) => Observation {
                    health: if broken { Health::Broken } else { Health::Healthy },
                    properties: Some(properties),
                    ..Observation::healthy(at)
                },
                (_, _, _) => Observation::healthy(at),
            };
            if observation.exists == Some(true) {
                record.health = observation.health;
            }
            let word = match observation.exists {
                Some(true) => observation.health.to_string(),
                Some(false) => "gone".to_owned(),
                None => "unknown".to_owned(),
            };
            record.observed = Some(observation);
            if *name != "all" {
                let _ = writeln!(out, "{} is {word}", self.store.name(id));
            }
            self.store.keep(record);
        }
        Ok(out)
    }

    fn outputs(&self) -> String {
        let outputs = self.carrier.outputs(&self.store);
        outputs.into_iter().map(|(name, value)| format!("  {name}: {value}\n")).collect()
    }

    /// Calls that changed the cloud since this was asked last.
    fn writes(&mut self) -> String {
        let writes = std::mem::take(&mut self.store.cloud.writes);
        if writes.is_empty() { "  none\n".to_owned() } else { writes.iter().map(|w| format!("  {w}\n")).collect() }
    }

    fn revisions(&self) -> String {
        let line = |r: &Revision| {
            let back = r.rollback_of.map(|n| format!(" (rollback of {n})")).unwrap_or_default();
            format!("  {} {} {}{back}\n", r.number, r.action, r.outcome)
        };
        self.store.revisions.iter().map(line).collect()
    }

    fn diff(&self, rest: &[&str]) -> Result<String> {
        let [a, b] = rest else { bail!("diff A B") };
        Ok(show::diff(&self.store, self.store.bindings.get(&a.parse()?), self.store.bindings.get(&b.parse()?)))
    }
}

fn plain(goal: Goal) -> Wish {
    Wish { goal, options: Options::default(), submission: None }
}

fn converges(goal: &Goal) -> bool {
    matches!(goal, Goal::Create | Goal::Update | Goal::Rollback { .. } | Goal::Adopt | Goal::Restore { .. })
}

fn classes(list: &str) -> Result<Vec<Class>> {
    list.split(',').map(|word| word.parse().map_err(anyhow::Error::msg)).collect()
}

fn revision_of(store: &Store, number: u32, goal: &Goal, operation: OperationId) -> Revision {
    Revision {
        stack: store.root.id,
        number,
        submission: SubmissionId(number.to_string()),
        parent: store.root.head,
        outcome: Outcome::Pending,
        rollback_of: match goal {
            Goal::Rollback { to } => Some(to.unwrap_or(0)),
            _ => None,
        },
        action: goal.action().unwrap_or(StackAction::Update),
        requester: "operator".to_owned(),
        message: None,
        source: None,
        tags: Vec::new(),
        operation,
        created_at: store.now,
        finished_at: None,
    }
}

fn operation_of(store: &Store, id: OperationId, wish: &Wish, plan: &Plan) -> Operation {
    Operation {
        id,
        stack: store.root.id,
        goal: wish.goal.clone(),
        phase: OperationPhase::Building,
        epoch: store.root.epoch,
        revision: plan.basis.revision,
        plan: Some(plan.id),
        options: wish.options.clone(),
        requester: "operator".to_owned(),
        client_token: None,
        halting: false,
        failure: None,
        rollback_on_failure: false,
        created_at: store.now,
        deadline: None,
        finished_at: None,
    }
}
