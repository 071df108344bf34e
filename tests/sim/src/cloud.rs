//! The simulated cloud: boxes with markers and references, answers that are late, lost or repeated, and refusals.

use crate::dice::Dice;
use async_trait::async_trait;
use engine::Cloud;
use invariants::CloudObject;
use model::Timestamp;
use model::failure::{Failure, FailureKind};
use model::request::{Reply, Request};
use model::stack::Stack;
use model::value::Value;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;
use store::memory::Clock;

/// How long a slow box takes.
const BUILD: Duration = Duration::from_secs(12);

/// An object.
#[derive(Clone, Debug)]
pub struct Thing {
    /// The record that it was made for.
    pub marker: String,
    /// Its properties.
    pub body: Value,
    /// When it is ready.
    ready: Timestamp,
    /// A value of the cloud's making.
    token: String,
    /// Whether its maker may not know of it yet: the answer is still on its way.
    pub unborn: bool,
}

/// A call under way.
struct Ticket {
    engine: usize,
    request: Request,
    reply: Option<Result<Reply, Failure>>,
    made: Option<String>,
    /// Whether the engine has the reply, and is about to record it.
    taken: bool,
}

#[derive(Default)]
struct Inside {
    things: BTreeMap<String, Thing>,
    tickets: BTreeMap<u64, Ticket>,
    counter: u64,
    calls: u64,
    /// Whether a second object with a marker that is there already is refused, as clouds with unique names do.
    unique: bool,
    /// What somebody else has deleted.
    lost: Vec<String>,
    /// The newest call about each object that had its effect.
    newest: BTreeMap<String, u64>,
}

/// The cloud. Clones are the same cloud.
#[derive(Clone)]
pub struct World {
    clock: Clock,
    inside: Arc<Mutex<Inside>>,
}

/// The cloud as one engine sees it.
pub struct Port {
    /// The cloud.
    pub world: World,
    /// Which engine.
    pub engine: usize,
}

impl World {
    /// An empty cloud.
    pub fn new(clock: Clock, unique: bool) -> Self {
        let inside = Inside { unique, ..Inside::default() };
        Self { clock, inside: Arc::new(Mutex::new(inside)) }
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The objects whose making was answered, for the invariants.
    pub fn objects(&self) -> Vec<CloudObject> {
        let inside = self.lock();
        let known = inside.things.iter().filter(|(_, thing)| !thing.unborn);
        known
            .map(|(id, thing)| CloudObject {
                physical_id: id.clone(),
                marker: model::IncarnationId::from_str(&thing.marker).ok(),
            })
            .collect()
    }

    /// An object's properties.
    pub fn body(&self, id: &str) -> Option<Value> {
        self.lock().things.get(id).map(|thing| thing.body.clone())
    }

    /// How many calls had been made.
    pub fn calls(&self) -> u64 {
        self.lock().calls
    }

    /// Whether calls are unanswered.
    pub fn is_busy(&self) -> bool {
        self.lock().tickets.values().any(|ticket| ticket.reply.is_none() && !ticket.taken)
    }

    /// Somebody else deletes an object.
    pub fn lose(&self, dice: &mut Dice) -> bool {
        let mut inside = self.lock();
        let free: Vec<String> = inside
            .things
            .iter()
            .filter(|(id, t)| !t.unborn && !is_used(&inside, id))
            .map(|(id, _)| id.clone())
            .collect();
        let Some(id) = dice.one(&free) else { return false };
        inside.things.remove(id);
        inside.lost.push(id.clone());
        true
    }

    /// Whether somebody else has deleted an object.
    pub fn was_lost(&self, id: &str) -> bool {
        self.lock().lost.iter().any(|lost| lost == id)
    }

    /// Works on one unanswered call. With `faults`, the answer may be lost or be a refusal.
    ///
    /// Calls about one object have their effects in the order in which they were made: one that comes after the effect of a later one
    /// has none any more. Without this no service could know what there is: whatever it looks at may be changed behind its back by a
    /// call that it gave up long ago, and no cloud offers to take such a call back.
    pub fn step(&self, dice: &mut Dice, faults: bool) -> bool {
        let mut inside = self.lock();
        let open: Vec<u64> =
            inside.tickets.iter().filter(|(_, t)| t.reply.is_none() && !t.taken).map(|(n, _)| *n).collect();
        let Some(number) = dice.one(&open).copied() else { return false };
        let Some(request) = inside.tickets.get(&number).map(|ticket| ticket.request.clone()) else { return false };
        let now = self.clock.now();
        let doubt = || Failure::new(FailureKind::InDoubt, "ConnectionLost", "no answer");
        let (reply, made) = match dice.below(if faults { 100 } else { 1 }) {
            80..88 => (perform(&mut inside, number, &request, now).0.and(Err(doubt())), None),
            88..93 => (Err(doubt()), None),
            93..97 => (Err(Failure::new(FailureKind::Busy, "Conflict", "try again")), None),
            97..99 => (Err(Failure::new(FailureKind::Quota, "OverLimit", "quota")), None),
            99.. => (Err(Failure::new(FailureKind::Broken, "ResourceInError", "server fault")), None),
            _ => perform(&mut inside, number, &request, now),
        };
        if let Some(thing) = made.as_ref().and_then(|id| inside.things.get_mut(id)) {
            thing.unborn = true;
        }
        if let Some(ticket) = inside.tickets.get_mut(&number) {
            ticket.reply = Some(reply);
            ticket.made = made;
        }
        true
    }

    /// An engine has recorded the answers that it had.
    pub fn settled(&self, engine: usize) {
        let mut inside = self.lock();
        let own: Vec<u64> =
            inside.tickets.iter().filter(|(_, t)| t.engine == engine && t.taken).map(|(n, _)| *n).collect();
        for number in own {
            let made = inside.tickets.remove(&number).and_then(|ticket| ticket.made);
            if let Some(thing) = made.and_then(|id| inside.things.get_mut(&id)) {
                thing.unborn = false;
            }
        }
    }

    /// An engine dies: what it asked for happens or does not, and nobody hears of it.
    pub fn cut(&self, engine: usize, dice: &mut Dice) {
        let mut inside = self.lock();
        let own: Vec<u64> = inside.tickets.iter().filter(|(_, t)| t.engine == engine).map(|(n, _)| *n).collect();
        for number in own {
            let Some(ticket) = inside.tickets.remove(&number) else { continue };
            if ticket.reply.is_none() && !ticket.taken && dice.chance(50) {
                let _ = perform(&mut inside, number, &ticket.request, self.clock.now());
            }
            if let Some(id) = ticket.made {
                inside.things.entry(id).and_modify(|thing| thing.unborn = false);
            }
        }
    }
}

fn marker(request: &Request) -> Option<&str> {
    request.body.get("marker").and_then(Value::as_str)
}

fn is_used(inside: &Inside, id: &str) -> bool {
    inside.things.values().any(|thing| thing.body.get("uses").and_then(Value::as_str) == Some(id))
}

fn refusal(kind: FailureKind, message: &str) -> (Result<Reply, Failure>, Option<String>) {
    (Err(Failure::new(kind, "Refused", message)), None)
}

/// What calls about one object have in common: its id, or before it has one its marker.
fn subject(request: &Request) -> String {
    let searched = request.path.strip_prefix("/boxes?marker=");
    searched.or_else(|| marker(request).filter(|_| request.method == "POST")).unwrap_or(&request.path).to_owned()
}

/// Does what a request asks for. The second part is the id of an object that was made.
fn perform(
    inside: &mut Inside,
    number: u64,
    request: &Request,
    now: Timestamp,
) -> (Result<Reply, Failure>, Option<String>) {
    let newest = inside.newest.entry(subject(request)).or_default();
    if number < *newest {
        return (Err(Failure::new(FailureKind::InDoubt, "ConnectionLost", "overtaken")), None);
    }
    *newest = number;
    let answer = |body: Value| Ok(Reply { status: 200, body });
    let id = request.path.strip_prefix("/boxes/").unwrap_or_default().to_owned();
    let fails = request.body.get("fail").and_then(Value::as_bool) == Some(true);
    let uses = request.body.get("uses").and_then(Value::as_str);
    let dangling = uses.is_some_and(|used| !used.is_empty() && !inside.things.contains_key(used));
    match request.method.as_str() {
        "POST" if fails => refusal(FailureKind::Invalid, "it is to fail"),
        "POST" | "PUT" if dangling => refusal(FailureKind::Invalid, "what it uses does not exist"),
        "POST" if inside.unique && inside.things.values().any(|t| marker(request) == Some(&t.marker)) => {
            refusal(FailureKind::Duplicate { claim: None }, "it is there already")
        }
        "POST" => {
            inside.counter += 1;
            let id = format!("box-{}", inside.counter);
            let slow = request.body.get("slow").and_then(Value::as_bool) == Some(true);
            let thing = Thing {
                marker: request.body.get("marker").and_then(Value::as_str).unwrap_or_default().to_owned(),
                body: request.body.clone(),
                ready: if slow { now.after(BUILD) } else { now },
                token: format!("token-{}", inside.counter),
                unborn: false,
            };
            let told = tell(&id, &thing, now);
            inside.things.insert(id.clone(), thing);
            (answer(told), Some(id))
        }
        "PUT" if !inside.things.contains_key(&id) => refusal(FailureKind::Gone, "it does not exist"),
        "PUT" if fails => refusal(FailureKind::Invalid, "it is to fail"),
        "PUT" => {
            if let Some(thing) = inside.things.get_mut(&id) {
                thing.body = request.body.clone();
            }
            (answer(Value::Null), None)
        }
        "DELETE" if !inside.things.contains_key(&id) => refusal(FailureKind::Gone, "it does not exist"),
        "DELETE" if is_used(inside, &id) => refusal(FailureKind::InUse { by: None }, "it is used"),
        "DELETE" => {
            inside.things.remove(&id);
            (answer(Value::Null), None)
        }
        _ => match request.path.strip_prefix("/boxes?marker=") {
            Some(marker) => {
                let found = inside.things.iter().filter(|(_, thing)| thing.marker == marker);
                (answer(Value::list(found.map(|(id, thing)| tell(id, thing, now)))), None)
            }
            None => match inside.things.get(&id) {
                Some(thing) => (answer(tell(&id, thing, now)), None),
                None => refusal(FailureKind::Gone, "it does not exist"),
            },
        },
    }
}

fn tell(id: &str, thing: &Thing, now: Timestamp) -> Value {
    let state = if thing.ready <= now { "ACTIVE" } else { "BUILD" };
    let mut told = thing.body.as_map().cloned().unwrap_or_default();
    told.insert("id", Value::str(id));
    told.insert("state", Value::str(state));
    told.insert("token", Value::str(thing.token.clone()));
    Value::Map(Arc::new(told))
}

#[async_trait]
impl Cloud for Port {
    async fn call(&self, _stack: &Stack, request: &Request) -> Result<Reply, Failure> {
        let number = {
            let mut inside = self.world.lock();
            inside.calls += 1;
            let number = inside.calls;
            let ticket =
                Ticket { engine: self.engine, request: request.clone(), reply: None, made: None, taken: false };
            inside.tickets.insert(number, ticket);
            number
        };
        poll_fn(|_| {
            let mut inside = self.world.lock();
            match inside.tickets.get_mut(&number).and_then(|ticket| ticket.reply.take()) {
                Some(reply) => {
                    inside.tickets.entry(number).and_modify(|ticket| ticket.taken = true);
                    Poll::Ready(reply)
                }
                None => Poll::Pending,
            }
        })
        .await
    }
}
