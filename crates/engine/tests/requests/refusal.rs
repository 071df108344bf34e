//! Bad input: each kind is refused with its own code, and leaves nothing.

use crate::world::{World, code, sent};
use engine::service::{Create, Document, Sent, StackRef};
use serde_json::{Value as Json, json};
use store::StackFilter;

fn template(resources: Json) -> Json {
    json!({"template": {"heat_template_version": "2016-10-14", "resources": resources}})
}

fn text(text: &str) -> Sent {
    Sent { template: Some(Document::Text(text.to_owned())), ..Sent::default() }
}

async fn refused(name: &str, sent: Sent) -> String {
    let world = World::new();
    let request = Create { name: name.to_owned(), sent, adopt: None };
    let answer = code(world.service.create(&world.caller, request).await);
    let all = StackFilter { show_deleted: true, show_nested: true, ..StackFilter::default() };
    assert!(world.service.list(&world.caller, all).await.unwrap().is_empty(), "{answer}");
    answer
}

#[tokio::test]
async fn a_refused_create_leaves_nothing() {
    let unknown = template(json!({"a": {"type": "OS::Heat::Nonsense"}}));
    let cycle = template(json!({
        "a": {"type": "OS::Heat::RandomString", "depends_on": "b"},
        "b": {"type": "OS::Heat::RandomString", "depends_on": "a"}}));
    let function = template(json!({"a": {"type": "OS::Heat::Value", "properties": {"value": {"str_replace": "x"}}}}));
    let file = template(json!({"a": {"type": "missing.yaml"}}));
    let wrong = template(json!({"a": {"type": "OS::Heat::RandomString", "properties": {"length": 0}}}));
    let needs = json!({"template": {"heat_template_version": "2016-10-14", "parameters": {"p": {"type": "string"}}}});
    let bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n\
                f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\nheat_template_version: 2016-10-14\n";
    let mut codes = vec![refused("1x", sent(&template(json!({})))).await];
    for bad in [unknown, cycle, function, file, wrong, needs, json!({})] {
        codes.push(refused("ok", sent(&bad)).await);
    }
    codes.push(refused("ok", text(bomb)).await);
    codes.push(
        refused("ok", text(&format!("heat_template_version: 2016-10-14\ndescription: {}", "x".repeat(600_000)))).await,
    );
    codes.push(refused("ok", text("heat_template_version: 1999-01-01\n")).await);
    codes.push(refused("ok", text("- a list")).await);
    let mut distinct = codes.clone();
    distinct.sort();
    distinct.dedup();
    assert!(distinct.len() >= codes.len() - 1, "codes do not tell cases apart: {codes:?}");
}

#[tokio::test]
async fn a_refused_update_changes_nothing() {
    let mut world = World::new();
    world.create(&template(json!({"a": {"type": "OS::Heat::RandomString"}}))).await;
    let before = (world.stack().await, world.revisions().await);
    let bad = template(json!({"a": {"type": "OS::Heat::RandomString", "properties": {"length": "many"}}}));
    assert!(world.update_started(&bad).await.is_err());
    assert!(world.update_started(&template(json!({"a": {"type": "no.yaml"}}))).await.is_err());
    assert_eq!((world.stack().await, world.revisions().await), before);
}

#[tokio::test]
async fn names_are_unique_and_stacks_are_found_by_both() {
    let mut world = World::new();
    let good = template(json!({"a": {"type": "OS::Heat::RandomString"}}));
    world.create(&good).await;
    let again = Create { name: "stack".to_owned(), sent: sent(&good), adopt: None };
    assert_eq!(code(world.service.create(&world.caller, again).await), "stack_exists");
    let id = world.reference().id;
    let found = world.service.identify(&world.caller, id.as_deref().unwrap()).await.unwrap();
    assert_eq!(found, world.service.identify(&world.caller, "stack").await.unwrap());
    for wrong in
        [StackRef { name: "other".to_owned(), id }, StackRef { name: "stack".to_owned(), id: Some("x".to_owned()) }]
    {
        assert_eq!(code(world.service.show(&world.caller, &wrong, false).await), "not_found");
    }
    let mut stranger = world.caller.clone();
    stranger.project = "else".to_owned();
    assert_eq!(code(world.service.show(&stranger, &world.reference(), false).await), "not_found");
}

#[tokio::test]
async fn a_nested_stack_points_to_its_root() {
    let mut world = World::new();
    let group = json!({"type": "OS::Heat::ResourceGroup", "properties": {
        "count": 1, "resource_def": {"type": "OS::Heat::RandomString"}}});
    world.create(&template(json!({"g": group}))).await;
    let all = StackFilter { show_nested: true, ..StackFilter::default() };
    let stacks = world.service.list(&world.caller, all).await.unwrap();
    let nested = stacks.iter().find(|stack| !stack.is_root()).unwrap();
    let reference = StackRef { name: nested.name.clone(), id: Some(nested.id.to_string()) };
    assert_eq!(code(world.service.delete(&world.caller, &reference).await), "nested_stack");
    assert!(world.service.show(&world.caller, &reference, true).await.is_ok());
}
