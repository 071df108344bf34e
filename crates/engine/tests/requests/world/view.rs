//! What a user sees of a stack that a rollback must bring back.

use super::World;
use engine::service::ResourceQuery;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A stack at one moment.
#[derive(Debug)]
pub(crate) struct View {
    /// Path → physical id and properties.
    pub(crate) resources: BTreeMap<String, Json>,
    /// Outputs, parameters, tags, time-out, flag.
    pub(crate) stack: Json,
}

impl View {
    /// Looks at the stack now.
    pub(crate) async fn take(world: &World) -> Self {
        let (service, caller, stack) = (&world.service, &world.caller, world.reference());
        let all = ResourceQuery { nested_depth: 5, ..ResourceQuery::default() };
        let resources = service.resources(caller, &stack, &all).await.unwrap();
        let entry = |view: &engine::service::ResourceView| {
            let record = &view.record;
            let seen =
                json!({"id": record.physical_id, "incarnation": record.id, "properties": record.applied.to_json()});
            (record.path.to_string(), seen)
        };
        let shown = service.show(caller, &stack, true).await.unwrap();
        let outputs = shown.outputs.clone().unwrap_or_default().into_iter();
        let outputs: BTreeMap<_, _> = outputs.map(|output| (output.key, output.value.to_json())).collect();
        Self {
            resources: resources.iter().map(entry).collect(),
            stack: json!({
                "outputs": outputs,
                "parameters": shown.parameters,
                "tags": shown.stack.tags,
                "timeout": shown.stack.timeout_mins,
                "disable_rollback": shown.stack.disable_rollback,
                "template": service.template(caller, &stack).await.unwrap(),
                "files": service.files(caller, &stack).await.unwrap(),
                "environment": service.environment(caller, &stack).await.unwrap().to_json(),
            }),
        }
    }

    /// P1, P3 and P4: the same objects with the same properties, and the same stack around them.
    pub(crate) fn assert_same(&self, before: &View, place: &str) {
        assert_eq!(self.resources, before.resources, "{place}");
        assert_eq!(self.stack, before.stack, "{place}");
    }
}
