//! One run: a store, a cloud, two engines, a client, and the dice that decide who goes on, who dies, and what is asked for.

use crate::bug::Bug;
use crate::cloud;
use crate::dice::Dice;
use crate::kind;
use crate::port::{Fuse, Port};
use crate::script::Sketch;
use crate::watch::Watch;
use catalog::Catalog;
use engine::service::{Caller, Create, Document, Rollback, Sent, Service, StackRef, Target, Update};
use engine::{Config, Context, Worker};
use invariants::Violation;
use model::goal::{Class, Observe, OnError, SweepPolicy};
use model::{SeededIds, Timestamp};
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as TaskContext, Poll, Waker};
use std::time::Duration;
use store::MemoryStore;
use store::memory::Clock;

/// How many engines there are.
const ENGINES: usize = 2;
/// How many turns with faults.
const TURNS: usize = 260;
/// How many turns everything has to come to rest in when the faults have stopped.
const REST: usize = 6000;

/// What came of a run.
#[derive(Debug)]
pub struct Report {
    /// What broke.
    pub found: Vec<Violation>,
    /// Commits that were looked at.
    pub looks: u64,
    /// Calls of the cloud.
    pub calls: u64,
    /// What happened, one line each, if asked for.
    pub log: Vec<String>,
}

struct Engine {
    worker: Worker,
    fuse: Arc<Fuse>,
    /// Until when it sleeps and reports nothing.
    asleep: Option<Timestamp>,
}

struct Run {
    dice: Dice,
    clock: Clock,
    store: MemoryStore,
    cloud: cloud::World,
    watch: Arc<Mutex<Watch>>,
    engines: Vec<Engine>,
    service: Service,
    sketch: Sketch,
    bug: Option<Bug>,
    chatty: bool,
    log: Vec<String>,
    requests: usize,
    /// Nobody dies and nobody sleeps: only the cloud is moody.
    calm: bool,
}

/// Runs one seed.
pub fn run(seed: u64, bug: Option<Bug>, chatty: bool) -> Report {
    let mut run = Run::new(seed, bug, chatty);
    for _ in 0..TURNS {
        run.turn();
        if run.broken() {
            break;
        }
    }
    if !run.broken() {
        run.come_to_rest();
    }
    if !run.broken() {
        run.remove_all();
    }
    run.say(|| "the end".to_owned());
    let watch = run.watch.lock().unwrap_or_else(PoisonError::into_inner);
    if chatty {
        run.log.extend(watch.tell());
    }
    Report { found: watch.found.clone(), looks: watch.looks, calls: run.cloud.calls(), log: run.log.clone() }
}

/// Nothing in the simulator waits for a runtime: a future is ready when it is asked, or the simulator is wrong.
fn now<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut TaskContext::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

impl Run {
    fn new(seed: u64, bug: Option<Bug>, chatty: bool) -> Self {
        let mut dice = Dice::new(seed);
        let clock = Clock::new(Timestamp(1_700_000_000_000_000));
        let store = MemoryStore::new(clock.clone());
        let cloud = cloud::World::new(clock.clone(), dice.chance(50));
        let watch = Arc::new(Mutex::new(Watch::new(cloud.clone())));
        let port = Port { inner: store.clone(), watch: Arc::clone(&watch), fuse: Arc::default(), bug };
        let service = Service::new(context(port, &cloud, ENGINES, dice.seed()));
        let sketch = Sketch::new(&mut dice);
        let calm = dice.chance(40);
        let mut run = Self {
            dice,
            clock,
            store,
            cloud,
            watch,
            engines: Vec::new(),
            service,
            sketch,
            bug,
            chatty,
            log: Vec::new(),
            requests: 0,
            calm,
        };
        for place in 0..ENGINES {
            let engine = run.engine(place);
            run.engines.push(engine);
        }
        run
    }

    fn engine(&mut self, place: usize) -> Engine {
        let fuse: Arc<Fuse> = Arc::default();
        let port =
            Port { inner: self.store.clone(), watch: Arc::clone(&self.watch), fuse: Arc::clone(&fuse), bug: self.bug };
        let ctx = context(port, &self.cloud, place, self.dice.seed());
        let id = ctx.engine_id();
        let worker = Worker::new(ctx, id);
        let _ = now(worker.report());
        Engine { worker, fuse, asleep: None }
    }

    fn say(&mut self, what: impl FnOnce() -> String) {
        if self.chatty {
            let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
            self.log.append(watch.notes.get_or_insert_default());
            drop(watch);
            let line = format!("{:>7} {}", (self.clock.now().0 - 1_700_000_000_000_000) / 1_000_000, what());
            self.log.push(line);
        }
    }

    fn broken(&self) -> bool {
        !self.watch.lock().unwrap_or_else(PoisonError::into_inner).found.is_empty()
    }

    /// One thing happens.
    fn turn(&mut self) {
        match self.dice.below(if self.calm { 94 } else { 100 }) {
            0..45 => {
                let place = self.dice.below(ENGINES);
                self.work(place);
            }
            45..60 => {
                let place = self.dice.below(ENGINES);
                self.look_after(place);
            }
            60..80 => {
                self.answer(true);
            }
            80..86 => self.request(),
            86..93 => {
                let seconds = 1 + self.dice.below(9) as u64;
                self.pass(Duration::from_secs(seconds));
            }
            93..94 => {
                self.pass(Duration::from_secs(70));
            }
            94..96 => {
                let (place, halves) = (self.dice.below(ENGINES), self.dice.below(6) as i64);
                self.say(|| format!("engine {place} will die in {halves} halves"));
                if let Some(engine) = self.engines.get(place) {
                    engine.fuse.light(halves);
                }
            }
            96..97 => {
                let place = self.dice.below(ENGINES);
                self.crash(place);
            }
            97..99 => {
                let (place, seconds) = (self.dice.below(ENGINES), 20 + self.dice.below(60) as u64);
                let until = self.clock.now().after(Duration::from_secs(seconds));
                self.say(|| format!("engine {place} sleeps for {seconds} s"));
                if let Some(engine) = self.engines.get_mut(place) {
                    engine.asleep = Some(until);
                }
            }
            _ => {
                if self.cloud.lose(&mut self.dice) {
                    self.say(|| "somebody deletes an object".to_owned());
                }
            }
        }
    }

    fn pass(&mut self, time: Duration) {
        self.clock.advance(time);
        let now_is = self.clock.now();
        for engine in &mut self.engines {
            if engine.asleep.is_some_and(|until| until <= now_is) {
                engine.asleep = None;
            }
            if engine.asleep.is_none() {
                let _ = now(engine.worker.report());
            }
        }
    }

    /// An engine works for a while. A sleeping one may wake up in the middle: its lease is gone, and it does not know.
    fn work(&mut self, place: usize) -> bool {
        let Some(engine) = self.engines.get_mut(place) else { return false };
        if engine.asleep.is_some() && !self.dice.chance(10) {
            return false;
        }
        let done = now(engine.worker.work());
        if !engine.fuse.died() {
            self.cloud.settled(place);
        }
        self.after(place, "work", done)
    }

    fn look_after(&mut self, place: usize) -> bool {
        let Some(engine) = self.engines.get_mut(place) else { return false };
        if engine.asleep.is_some() && !self.dice.chance(10) {
            return false;
        }
        let done = now(engine.worker.look_after());
        self.after(place, "look_after", done)
    }

    fn after(&mut self, place: usize, what: &str, done: Option<store::Result<bool>>) -> bool {
        let died = self.engines.get(place).is_some_and(|engine| engine.fuse.died());
        if died {
            self.crash(place);
            return true;
        }
        match done {
            Some(Ok(did)) => {
                if did {
                    self.say(|| format!("engine {place}: {what}"));
                }
                did
            }
            Some(Err(error)) => {
                self.say(|| format!("engine {place}: {what}: {error}"));
                self.break_("engine", format!("{what} ended with {error}"));
                true
            }
            None => {
                self.break_("engine", format!("{what} waits"));
                true
            }
        }
    }

    fn break_(&mut self, rule: &'static str, what: String) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.found.push(Violation { rule, what });
    }

    /// An engine dies, and another takes its place.
    fn crash(&mut self, place: usize) {
        self.say(|| format!("engine {place} dies"));
        self.cloud.cut(place, &mut self.dice);
        let fresh = self.engine(place);
        if let Some(engine) = self.engines.get_mut(place) {
            *engine = fresh;
        }
    }

    fn answer(&mut self, faults: bool) -> bool {
        self.cloud.step(&mut self.dice, faults)
    }

    /// A client asks for something.
    fn request(&mut self) {
        self.requests += 1;
        let caller = Caller { project: "p".to_owned(), user: "u".to_owned(), admin: false };
        let stack = StackRef { name: "s".to_owned(), id: None };
        let what = if self.requests == 1 { 0 } else { self.dice.below(100) };
        let told = match what {
            0..8 => {
                let sent = self.sent();
                let request = Create { name: "s".to_owned(), sent, adopt: None };
                told("create", now(self.service.create(&caller, request)))
            }
            8..50 => {
                self.sketch.edit(&mut self.dice);
                if self.dice.chance(40) {
                    self.sketch.mend();
                }
                let request = Update { sent: self.sent(), converge: self.dice.chance(25), ..Update::default() };
                told("update", now(self.service.update(&caller, &stack, request)))
            }
            50..70 => {
                let request = self.rollback();
                told("rollback", now(self.service.rollback(&caller, &stack, request)))
            }
            70..76 => {
                let with_rollback = self.dice.chance(50);
                told("cancel", now(self.service.cancel(&caller, &stack, with_rollback)))
            }
            76..82 => told("delete", now(self.service.delete(&caller, &stack))),
            82..87 => told("check", now(self.service.check(&caller, &stack))),
            87..91 => told("suspend", now(self.service.suspend(&caller, &stack))),
            91..95 => told("resume", now(self.service.resume(&caller, &stack))),
            95..97 => told("snapshot", now(self.service.snapshot(&caller, &stack, None))),
            _ => told("sweep", now(self.service.sweep(&caller, &stack))),
        };
        self.say(|| told);
    }

    fn sent(&mut self) -> Sent {
        let sweep = [SweepPolicy::Immediate, SweepPolicy::Immediate, SweepPolicy::After, SweepPolicy::Manual];
        Sent {
            template: Some(Document::Object(self.sketch.template())),
            files: self.sketch.files(),
            disable_rollback: Some(self.dice.chance(60)),
            sweep: self.dice.one(&sweep).copied(),
            sweep_after_secs: Some(30),
            timeout_mins: self.dice.chance(10).then_some(1),
            ..Sent::default()
        }
    }

    fn rollback(&mut self) -> Rollback {
        let to = match self.dice.below(10) {
            0..6 => Target::Previous,
            6..9 => Target::Revision(1 + self.dice.below(4) as u32),
            _ => Target::Empty,
        };
        let mut options = model::goal::Options::default();
        if self.dice.chance(50) {
            options.allow = vec![Class::Disruptive, Class::Replace, Class::DeleteFirst, Class::DataLoss];
        }
        if self.dice.chance(30) {
            options.on_error = OnError::Stop;
        }
        if self.dice.chance(30) {
            options.observe = Observe::All;
        }
        options.resume = self.dice.chance(15);
        options.wait_inflight_secs = 20;
        Rollback { to, options, ..Rollback::default() }
    }

    /// The faults stop: everything that was begun ends.
    fn come_to_rest(&mut self) {
        self.say(|| "the faults stop".to_owned());
        for engine in &mut self.engines {
            engine.asleep = None;
            engine.fuse.mend();
            let _ = now(engine.worker.report());
        }
        self.settle_down();
        if !self.broken() {
            self.watch.lock().unwrap_or_else(PoisonError::into_inner).look_last(&self.store);
        }
    }

    /// Goes on until nothing happens any more, for longer than any lease, wait, poll and back-off; leftovers may be tried again for ever.
    fn settle_down(&mut self) {
        let mut quiet = 0;
        for _ in 0..REST {
            let mut did = self.answer(false);
            for place in 0..ENGINES {
                did |= self.work(place);
                did |= self.look_after(place);
            }
            if self.broken() {
                return;
            }
            quiet = if did { 0 } else { quiet + 1 };
            if !did {
                self.pass(Duration::from_secs(7));
            }
            if quiet > 60 {
                return;
            }
        }
        self.break_("I8", "nothing comes to rest".to_owned());
    }

    /// At last the client deletes the stack: nothing that the service made is left but what it was told to retain.
    fn remove_all(&mut self) {
        let caller = Caller { project: "p".to_owned(), user: "u".to_owned(), admin: false };
        let stack = StackRef { name: "s".to_owned(), id: None };
        for _ in 0..3 {
            let told = told("delete", now(self.service.delete(&caller, &stack)));
            self.say(|| told);
            self.settle_down();
            if self.broken() {
                return;
            }
        }
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).look_at_remains(&self.store);
    }
}

fn told<T>(what: &str, answer: Option<engine::service::Result<T>>) -> String {
    match answer {
        Some(Ok(_)) => format!("client: {what}"),
        Some(Err(error)) => format!("client: {what} refused: {error}"),
        None => format!("client: {what} waits"),
    }
}

fn context(port: Port, cloud: &cloud::World, place: usize, seed: u64) -> Arc<Context> {
    Arc::new(Context {
        store: Arc::new(port),
        catalog: Catalog::with(kind::TYPES),
        cloud: Arc::new(cloud::Port { world: cloud.clone(), engine: place }),
        ids: Mutex::new(Box::new(SeededIds::new(seed))),
        // A request never waits in the simulator: engines look at objects.
        config: Config { batch: 8, look_patience: Duration::ZERO, ..Config::default() },
        wake: Box::new(|| {}),
    })
}
