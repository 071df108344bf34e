//! Records for tests.

use model::goal::{DeletionPolicy, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::value::{Map, Value};
use model::{IncarnationId, OperationId, SeededIds, StackId, Timestamp};
use serde_json::Value as Json;

/// The record of an object `r` with these applied properties.
pub(crate) fn record(applied: Json) -> Incarnation {
    let ids = &mut SeededIds::new(1);
    Incarnation {
        id: IncarnationId::draw(ids),
        root: StackId::draw(ids),
        stack: StackId::draw(ids),
        path: "r".into(),
        type_name: String::new(),
        concrete_type: String::new(),
        physical_id: None,
        physical_name: "stack-r-1".to_owned(),
        phase: Phase::Planned,
        current: true,
        health: Health::Unknown,
        health_reason: None,
        action: StackAction::Init,
        status: Status::Complete,
        status_reason: String::new(),
        applied: Value::from_json(applied),
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
        created_by: OperationId::draw(ids),
        created_in: 1,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
        generation: 0,
    }
}
