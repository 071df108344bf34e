//! Stacks that come and go with their objects: exported, abandoned, adopted; and what would be, shown beforehand.

use crate::world::{World, code, sent};
use engine::service::{Create, Document, ResourceQuery, ResourceView, Update};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

fn given() -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "secret": {"type": "OS::Heat::RandomString"},
        "group": {"type": "OS::Heat::ResourceGroup", "properties": {
            "count": 2, "resource_def": {"type": "OS::Heat::RandomString"}}},
        "value": {"type": "OS::Heat::Value", "depends_on": "group", "properties": {"value": {"get_attr": ["secret", "value"]}}}},
        "outputs": {"o": {"value": {"get_attr": ["value", "value"]}}}}, "tags": "t"})
}

async fn ids(world: &World) -> BTreeMap<String, Option<String>> {
    let all = ResourceQuery { nested_depth: 3, ..ResourceQuery::default() };
    let resources = world.service.resources(&world.caller, &world.reference(), &all).await.unwrap();
    // The id of a nested stack is the new stack's own.
    let leaf = |view: &ResourceView| view.nested.is_none();
    resources
        .iter()
        .filter(|view| leaf(view))
        .map(|v| (v.record.path.to_string(), v.record.physical_id.clone()))
        .collect()
}

#[tokio::test]
async fn an_abandoned_stack_is_adopted_with_its_objects() {
    let mut world = World::new();
    world.create(&given()).await;
    let (service, caller, stack) = (world.service.clone(), world.caller.clone(), world.reference());
    let before = (ids(&world).await, service.output(&caller, &stack, "o").await.unwrap().value);
    let exported = service.export(&caller, &stack).await.unwrap();
    let document = service.abandon(&caller, &stack).await.unwrap();
    assert_eq!(document, exported);
    assert_eq!(code(service.show(&caller, &stack, false).await), "not_found");
    let adopt = Some(Document::Text(document.to_string()));
    let request = Create { name: "stack".to_owned(), adopt, ..Create::default() };
    let accepted = service.create(&caller, request).await.unwrap();
    world.take(accepted.stack.id);
    world.quiet().await;
    assert_eq!(world.state().await, "ADOPT_COMPLETE", "{}", world.stack().await.status_reason);
    assert_eq!(ids(&world).await, before.0);
    assert_eq!(service.output(&caller, &world.reference(), "o").await.unwrap().value, before.1);
}

#[tokio::test]
async fn a_preview_of_a_create_shows_what_would_be() {
    let world = World::new();
    let request = Create { name: "stack".to_owned(), sent: sent(&given()), adopt: None };
    let shown = world.service.preview_create(&world.caller, request).await.unwrap();
    let names: Vec<_> = shown.resources.iter().map(|r| (r.name.as_str(), r.nested.as_ref().map(Vec::len))).collect();
    assert!(names.contains(&("secret", None)) && names.contains(&("group", Some(2))), "{names:?}");
    let value = shown.resources.iter().find(|r| r.name == "group").unwrap();
    assert_eq!(value.required_by, ["value"]);
    assert_eq!(code(world.service.show(&world.caller, &world.reference(), false).await), "not_found");
}

#[tokio::test]
async fn a_preview_of_an_update_sorts_what_would_happen() {
    let mut world = World::new();
    world.create(&given()).await;
    let mut next = given();
    next["template"]["resources"] = json!({
        "secret": {"type": "OS::Heat::RandomString", "properties": {"salt": "other"}},
        "group": {"type": "OS::Heat::ResourceGroup", "properties": {
            "count": 3, "resource_def": {"type": "OS::Heat::RandomString"}}},
        "new": {"type": "OS::Heat::TestResource"}});
    next["template"]["outputs"] = json!({});
    let before = world.stack().await;
    let request = Update { sent: sent(&next), ..Update::default() };
    let shown = world.service.preview_update(&world.caller, &world.reference(), request, false).await.unwrap();
    let names = |views: &[ResourceView]| -> Vec<String> {
        views.iter().map(|view| view.record.path.name().to_owned()).collect()
    };
    assert_eq!(names(&shown.added), ["new"]);
    assert_eq!(names(&shown.replaced), ["secret"]);
    assert_eq!(names(&shown.deleted), ["value"]);
    assert_eq!(names(&shown.updated), ["group"]);
    assert!(shown.unchanged.is_empty());
    assert_eq!(world.stack().await, before, "a preview stores nothing");
}

#[tokio::test]
async fn a_type_that_takes_no_signals_says_so() {
    let mut world = World::new();
    world.create(&given()).await;
    let (caller, stack) = (world.caller.clone(), world.reference());
    for name in ["secret", "group"] {
        assert_eq!(code(world.service.signal(&caller, &stack, name, None).await), "signal_not_supported");
    }
    assert_eq!(code(world.service.signal(&caller, &stack, "none", None).await), "resource_not_found");
}
