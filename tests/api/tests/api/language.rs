//! The language and the service itself: validation, types, versions, engines, and what stands in for stores that are not there yet.

use crate::template::{small, tree};
use serde_json::json;
use test_api::{Stage, column, keys, set};

#[tokio::test]
async fn documents_of_a_stack() {
    let stage = Stage::new("documents").await;
    let stack = stage.create("s", tree()).await;
    let template = stage.read(&format!("{}/template", stack.path)).await;
    assert_eq!(
        (&template["heat_template_version"], &template["description"]),
        (&json!("2016-10-14"), &json!("A tree of things"))
    );
    let environment = stage.read(&format!("{}/environment", stack.path)).await;
    assert_eq!(environment["parameters"]["word"], "one");
    assert!(keys(&environment).is_superset(&set("parameters parameter_defaults resource_registry")), "{environment}");
    let files = stage.read(&format!("{}/files", stack.path)).await;
    assert_eq!(keys(&files), set("inner.yaml"));
}

#[tokio::test]
async fn validation() {
    let stage = Stage::new("validate").await;
    let answer = stage.call("POST", "/validate", tree()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["Description"], "A tree of things");
    let word = &answer.body["Parameters"]["word"];
    assert_eq!(
        (&word["Type"], &word["Default"], &word["NoEcho"], &word["Label"]),
        (&json!("String"), &json!("none"), &json!("false"), &json!("word"))
    );
    assert_eq!(answer.body["Parameters"]["secret"]["NoEcho"], "true");
    let nested = stage.call("POST", "/validate?show_nested=true", tree()).await;
    assert!(nested.body["NestedParameters"]["inner"]["Parameters"]["word"].is_object(), "{}", nested.body);
}

#[tokio::test]
async fn types_versions_and_functions() {
    let stage = Stage::new("types").await;
    let types = stage.read("/resource_types").await;
    let names: Vec<_> = types["resource_types"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    for name in ["OS::Heat::RandomString", "OS::Heat::ResourceGroup", "OS::Heat::TestResource", "OS::Heat::Value"] {
        assert!(names.contains(&name), "{name}");
        let schema = stage.read(&format!("/resource_types/{name}")).await;
        assert!(keys(&schema).is_superset(&set("resource_type properties attributes support_status")), "{schema}");
    }
    let random = stage.read("/resource_types?name=OS::Heat::Random").await;
    assert_eq!(random["resource_types"], json!(["OS::Heat::RandomString"]));
    let hot = stage.read("/resource_types/OS::Heat::RandomString/template?template_type=hot").await;
    assert!(hot["heat_template_version"].is_string() && hot["resources"].is_object(), "{hot}");
    let cfn = stage.read("/resource_types/OS::Heat::RandomString/template").await;
    assert!(cfn["HeatTemplateFormatVersion"].is_string() && cfn["Resources"].is_object(), "{cfn}");
    let unknown = stage.get("/resource_types/OS::Heat::Nothing").await;
    assert_eq!((unknown.status, &unknown.body["error"]["type"]), (404, &json!("EntityNotFound")));

    let versions = stage.read("/template_versions").await;
    assert!(column(&versions["template_versions"], "version").contains(&"heat_template_version.2016-10-14".to_owned()));
    let functions = stage.read("/template_versions/heat_template_version.2016-10-14/functions").await;
    assert!(column(&functions["template_functions"], "functions").contains(&"get_param".to_owned()), "{functions}");
    let unknown = stage.get("/template_versions/heat_template_version.1999-01-01/functions").await;
    assert_eq!(unknown.status, 404, "{}", unknown.body);
}

#[tokio::test]
async fn the_service_itself() {
    let stage = Stage::new("info").await;
    let build = stage.read("/build_info").await;
    assert!(build["api"]["revision"].is_string() && build["engine"]["revision"].is_string());
    let services = stage.read("/services").await;
    let engine = &services["services"][0];
    assert_eq!(
        keys(engine),
        set("id binary engine_id host hostname topic report_interval created_at updated_at deleted_at status")
    );
    assert_eq!((&engine["status"], &engine["topic"]), (&json!("up"), &json!("engine")));

    assert_eq!(stage.read("/software_configs").await, json!({"software_configs": []}));
    assert_eq!(stage.read("/software_deployments").await, json!({"software_deployments": []}));
    assert_eq!(stage.read("/software_deployments/metadata/x").await, json!({"metadata": []}));
    for path in ["/software_configs/x", "/software_deployments/x"] {
        assert_eq!(stage.get(path).await.status, 404, "{path}");
    }
    let versions = stage.get(&stage.server.base()).await;
    assert_eq!((versions.status, &versions.body["versions"][0]["id"]), (300, &json!("v1.0")));
    let openapi = stage.read(&format!("{}/openapi.json", stage.server.base())).await;
    assert!(openapi["paths"]["/v1/{project}/stacks"].is_object());
    stage.create("s", small("x")).await;
}
