//! One object's life, driven turn by turn as an engine drives it.

use crate::place::Place;
use catalog::Catalog;
use catalog::properties::resolve;
use model::failure::{Failure, FailureKind};
use model::goal::{DeletionPolicy, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::observation::Observation;
use model::value::{Map, Value};
use model::{IncarnationId, OperationId, StackId, Timestamp};
use resource::{Answer, Flow, Inputs, Next, Shape, Turn, Verb};
use serde_json::Value as Json;
use std::time::Duration;

/// How a verb ended.
pub type Ended = Result<Option<Observation>, Failure>;

/// How many turns a verb takes at most.
const TURNS: usize = 200;

/// An object of a type.
pub struct Object {
    /// Its record.
    pub record: Incarnation,
    flow: &'static Flow,
    kind: &'static resource::ResourceType,
    wanted: Value,
}

impl Object {
    /// An object that is to have these properties. `number` tells objects apart, also those of other runs.
    pub fn new(kind: &str, number: u128, properties: Json) -> Self {
        let kind = Catalog::builtin().get(kind).filter(|kind| matches!(kind.shape, Shape::Flow(_)));
        #[expect(clippy::expect_used, reason = "a scenario names a type that there is")]
        let kind = kind.expect("a type with a life of its own");
        #[expect(clippy::panic, reason = "filtered above")]
        let Shape::Flow(flow) = &kind.shape else { panic!("{} has no flow", kind.name) };
        let mut object = Self { record: record(kind.name, number), flow, kind, wanted: Value::Null };
        object.want(properties);
        object
    }

    /// Other properties are wanted from now on.
    pub fn want(&mut self, properties: Json) {
        #[expect(clippy::expect_used, reason = "a scenario asks for what the table allows")]
        let wanted = resolve(self.kind, &Value::from_json(properties)).expect("properties that fit the table");
        self.wanted = wanted;
    }

    /// What the table says about the properties.
    pub fn claims(&self) -> Vec<String> {
        (self.kind.rollback.claims)(&self.wanted)
            .into_iter()
            .map(|claim| format!("{}({})", claim.kind, claim.key))
            .collect()
    }

    /// Its id in the cloud.
    pub fn id(&self) -> String {
        self.record.physical_id.clone().unwrap_or_default()
    }

    /// An attribute, as JSON.
    pub fn attribute(&self, name: &str) -> Json {
        (self.flow.attribute)(&self.record, name).unwrap_or_default().to_json()
    }

    /// Creates it.
    pub async fn create(&mut self, place: &dyn Place) -> Ended {
        self.run(place, Verb::Create).await
    }

    /// Changes it to what is wanted.
    pub async fn update(&mut self, place: &dyn Place) -> Ended {
        self.run(place, Verb::Update).await
    }

    /// Deletes it.
    pub async fn delete(&mut self, place: &dyn Place) -> Ended {
        self.run(place, Verb::Delete).await
    }

    /// Looks at it.
    pub async fn observe(&mut self, place: &dyn Place) -> Ended {
        self.run(place, Verb::Observe).await
    }

    /// Looks for what an interrupted create made.
    pub async fn adopt(&mut self, place: &dyn Place) -> Ended {
        self.run(place, Verb::Adopt).await
    }

    async fn run(&mut self, place: &dyn Place, verb: Verb) -> Ended {
        let wanted = self.wanted.clone();
        let mut turn = self.turn(|inputs| (self.flow.start)(verb, inputs), &wanted);
        for _ in 0..TURNS {
            let Turn { physical_id, data, next, .. } = turn;
            self.record.physical_id = physical_id.or(self.record.physical_id.take());
            if let Some(data) = data {
                self.record.data = data;
            }
            let (answer, stage) = match next {
                Next::Call { request, stage } => {
                    let mut reply = place.call(&request).await;
                    for _ in 0..10 {
                        if reply.as_ref().is_err_and(|failure| failure.kind == FailureKind::Busy) {
                            wait(Duration::from_millis(500)).await;
                            reply = place.call(&request).await;
                        }
                    }
                    (Answer::Replied(reply), stage)
                }
                Next::Wait { after, stage } => {
                    wait(after).await;
                    (Answer::Elapsed, stage)
                }
                Next::Done(seen) => {
                    if matches!(verb, Verb::Create | Verb::Update | Verb::Adopt) {
                        self.record.applied = wanted;
                    }
                    return Ok(seen.map(|seen| *seen));
                }
                Next::Failed(failure) => return Err(failure),
            };
            turn = self.turn(|inputs| (self.flow.resume)(verb, &stage, answer, inputs), &wanted);
        }
        Err(Failure::new(FailureKind::Timeout, "TooManyTurns", format!("{verb:?} does not end")))
    }

    fn turn(&self, turn: impl FnOnce(&Inputs<'_>) -> Turn, wanted: &Value) -> Turn {
        turn(&Inputs {
            record: &self.record,
            properties: wanted,
            identity: &Value::Null,
            details: &Value::Null,
            now: Timestamp(0),
            entropy: [0; 32],
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a real cloud takes real time; on the cloud in memory the clock is paused"
)]
async fn wait(pause: Duration) {
    tokio::time::sleep(pause).await;
}

fn record(kind: &str, number: u128) -> Incarnation {
    let id = |part: u128| uuid::Uuid::from_u128(number.wrapping_mul(16).wrapping_add(part));
    Incarnation {
        id: IncarnationId(id(0)),
        root: StackId(id(1)),
        stack: StackId(id(1)),
        path: "object".into(),
        type_name: kind.to_owned(),
        concrete_type: kind.to_owned(),
        physical_id: None,
        physical_name: format!("contract-{number:x}"),
        phase: Phase::Creating,
        current: true,
        health: Health::Unknown,
        health_reason: None,
        action: StackAction::Create,
        status: Status::InProgress,
        status_reason: String::new(),
        applied: Value::Null,
        attempted: None,
        doubts: Vec::new(),
        metadata: Value::Null,
        data: Map::new(),
        observed: None,
        claims: Vec::new(),
        handed_over: Vec::new(),
        requires: Vec::new(),
        deletion_policy: DeletionPolicy::Delete,
        external: false,
        delete_blocked_by: None,
        replaces: None,
        created_by: OperationId(id(2)),
        created_in: 1,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
        generation: 0,
    }
}
