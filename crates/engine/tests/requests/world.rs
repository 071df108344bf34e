//! A service with one worker over the store in memory, in virtual time.

pub(crate) mod cloud;
pub(crate) mod play;
pub(crate) mod view;

use catalog::Catalog;
use cloud::{Port, Things};
use engine::service::{
    Accepted, Answer, Caller, Create, Document, Error, ResourceQuery, Result, Rollback, Sent, Service, StackRef,
    Target, Update,
};
use engine::{Config, Context, NoCloud, Worker};
use model::goal::Class;
use model::incarnation::Phase;
use model::plan::Plan;
use model::revision::Revision;
use model::stack::Stack;
use model::{OperationId, SeededIds, StackId, Timestamp};
use serde_json::Value as Json;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::memory::{Clock, MemoryStore};

/// Everything that a test needs.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) caller: Caller,
    pub(crate) ctx: Arc<Context>,
    worker: Worker,
    clock: Clock,
    id: Option<StackId>,
}

const NAME: &str = "stack";

impl World {
    /// An empty world.
    pub(crate) fn new() -> Self {
        let clock = Clock::new(Timestamp(1_795_000_000_000_000));
        Self::with(context(&clock), clock)
    }

    /// An empty world that keeps so many events of a stack.
    pub(crate) fn keeping(max_events: u32) -> Self {
        let clock = Clock::new(Timestamp(1_795_000_000_000_000));
        let ports = Arc::into_inner(context(&clock)).unwrap();
        let config = Config { max_events, ..Config::default() };
        Self::with(Arc::new(Context { config, ..ports }), clock)
    }

    /// An empty world with a cloud.
    pub(crate) fn of_things() -> (Self, Arc<Things>) {
        let clock = Clock::new(Timestamp(1_795_000_000_000_000));
        let things = Arc::new(Things::default());
        let ports = Arc::into_inner(context(&clock)).unwrap();
        let cloud = Arc::new(Port(Arc::clone(&things)));
        let config = Config { look_patience: Duration::from_millis(100), ..Config::default() };
        let ctx = Context { catalog: Catalog::with(cloud::TYPES), cloud, config, ..ports };
        (Self::with(Arc::new(ctx), clock), things)
    }

    /// A world over somebody else's ports.
    pub(crate) fn over(ctx: Arc<Context>) -> Self {
        Self::with(ctx, Clock::default())
    }

    fn with(ctx: Arc<Context>, clock: Clock) -> Self {
        let engine = ctx.engine_id();
        Self {
            service: Service::new(Arc::clone(&ctx)),
            caller: Caller { project: "demo".to_owned(), user: "demo".to_owned(), admin: false },
            worker: Worker::new(Arc::clone(&ctx), engine),
            ctx,
            clock,
            id: None,
        }
    }

    /// Works as long as something can be done at this moment.
    pub(crate) async fn work(&mut self) {
        for _ in 0..10_000 {
            self.worker.report().await.unwrap();
            let worked = self.worker.work().await.unwrap();
            let looked = self.worker.look_after().await.unwrap();
            if !worked && !looked {
                return;
            }
        }
        panic!("the work never ends");
    }

    /// Works, then lets a minute pass.
    pub(crate) async fn step(&mut self) {
        self.work().await;
        self.clock.advance(Duration::from_secs(60));
    }

    /// Works until nothing is left to be done, letting time pass.
    pub(crate) async fn quiet(&mut self) {
        for _ in 0..1_000 {
            self.work().await;
            match self.ctx.store.next_due().await.unwrap() {
                Some(due) => self.clock.set(due.max(self.clock.now().after(Duration::from_millis(1)))),
                None => return,
            }
        }
        panic!("time never ends: {:?}", self.stack().await);
    }

    /// The stack of this world.
    pub(crate) fn reference(&self) -> StackRef {
        StackRef { name: NAME.to_owned(), id: self.id.map(|id| id.to_string()) }
    }

    /// Makes another stack this world's.
    pub(crate) fn take(&mut self, id: StackId) {
        self.id = Some(id);
    }

    /// Its row.
    pub(crate) async fn stack(&self) -> Stack {
        self.ctx.store.stack(self.id.unwrap()).await.unwrap().unwrap()
    }

    /// Its state.
    pub(crate) async fn state(&self) -> String {
        self.stack().await.state()
    }

    /// Its history, newest first.
    pub(crate) async fn revisions(&self) -> Vec<Revision> {
        self.service.revisions(&self.caller, &self.reference()).await.unwrap()
    }

    /// Asks for the stack.
    pub(crate) async fn create_started(&mut self, given: &Json) -> Accepted {
        let request = Create { name: NAME.to_owned(), sent: sent(given), adopt: None };
        let accepted = self.service.create(&self.caller, request).await.unwrap();
        self.id = Some(accepted.stack.id);
        accepted
    }

    /// Makes the stack.
    pub(crate) async fn create(&mut self, given: &Json) -> Accepted {
        let accepted = self.create_started(given).await;
        self.quiet().await;
        accepted
    }

    /// Asks for an update.
    pub(crate) async fn update_started(&mut self, given: &Json) -> Result<Accepted> {
        let existing = given["existing"] == true;
        let request = Update { sent: sent(given), existing, ..Update::default() };
        match self.service.update(&self.caller, &self.reference(), request).await? {
            Answer::Accepted(accepted) => Ok(*accepted),
            Answer::Shown(plan) => panic!("only shown: {plan:?}"),
        }
    }

    /// Updates the stack.
    pub(crate) async fn update(&mut self, given: &Json) -> Accepted {
        let accepted = self.update_started(given).await.unwrap();
        self.quiet().await;
        accepted
    }

    /// Asks for a rollback.
    pub(crate) async fn rollback(&mut self, given: &Json) -> Result<Accepted> {
        match self.service.rollback(&self.caller, &self.reference(), rollback(given)).await? {
            Answer::Accepted(accepted) => Ok(*accepted),
            Answer::Shown(plan) => panic!("only shown: {plan:?}"),
        }
    }

    /// Asks what a rollback would do.
    pub(crate) async fn dry_run(&mut self, given: &Json) -> Result<Arc<Plan>> {
        let request = Rollback { dry_run: true, ..rollback(given) };
        match self.service.rollback(&self.caller, &self.reference(), request).await? {
            Answer::Shown(plan) => Ok(plan),
            Answer::Accepted(accepted) => panic!("accepted: {accepted:?}"),
        }
    }

    /// The plan that an operation follows.
    pub(crate) async fn plan_of(&self, operation: OperationId) -> Arc<Plan> {
        let shown = self.service.operation(&self.caller, &self.reference(), operation).await.unwrap();
        shown.plan.unwrap()
    }

    /// P2: every object that may exist has a slot.
    pub(crate) async fn assert_no_strays(&self, place: &str) {
        let records = self.service.incarnations(&self.caller, &self.reference(), None).await.unwrap();
        for record in records {
            let fine = record.phase == Phase::Retained || (record.phase == Phase::Live && record.current);
            assert!(fine, "{place}: a stray object: {record:#?}");
        }
    }
}

fn context(clock: &Clock) -> Arc<Context> {
    Arc::new(Context {
        store: Arc::new(MemoryStore::new(clock.clone())),
        catalog: Catalog::builtin(),
        cloud: Arc::new(NoCloud),
        ids: Mutex::new(Box::new(SeededIds::new(7))),
        config: Config::default(),
        wake: Box::new(|| {}),
    })
}

/// Every resource of the tree.
pub(crate) fn all() -> ResourceQuery {
    ResourceQuery { nested_depth: 5, ..ResourceQuery::default() }
}

/// A request's body as the service takes it.
pub(crate) fn sent(given: &Json) -> Sent {
    let object = |key: &str| given[key].as_object().cloned();
    let files = object("files").unwrap_or_default();
    let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Sent {
        template: object("template").map(Document::Object),
        environment: object("environment").map(Document::Object),
        files: files.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        parameters: object("parameters").unwrap_or_default(),
        tags: given["tags"].as_str().map(|tags| tags.split(',').map(str::to_owned).collect()),
        timeout_mins: Some(10),
        disable_rollback: Some(given["disable_rollback"] != false),
        ..Sent::default()
    }
}

fn rollback(given: &Json) -> Rollback {
    let to = match &given["to"] {
        Json::Number(number) => Target::Revision(u32::try_from(number.as_u64().unwrap()).unwrap()),
        Json::String(word) if word == "empty" => Target::Empty,
        Json::String(word) if word.starts_with("tag:") => Target::Tag(word.trim_start_matches("tag:").to_owned()),
        _ => Target::Previous,
    };
    let mut request = Rollback { to, ..Rollback::default() };
    for class in given["allow"].as_array().into_iter().flatten() {
        request.options.allow.push(class.as_str().unwrap().parse::<Class>().unwrap());
    }
    request.client_token = given["client_token"].as_str().map(str::to_owned);
    request.plan_id = given["plan_id"].as_str().map(|id| id.parse().unwrap());
    request
}

/// The code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(answer: Result<T>) -> String {
    answer.map_err(|error: Error| error.code().to_owned()).expect_err("a refusal")
}
