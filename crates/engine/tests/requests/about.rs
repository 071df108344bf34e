//! What the service tells about templates and types, without any stack.

use crate::world::{World, code, sent};
use engine::service::{Document, Sent, Validate};
use serde_json::{Value as Json, json};

async fn validated(given: &Json, show_nested: bool) -> Json {
    let world = World::new();
    let request = Validate { sent: sent(given), show_nested, ignore_errors: Vec::new() };
    world.service.validate(&world.caller, request).await.unwrap().body
}

#[tokio::test]
async fn a_template_tells_its_parameters() {
    let told = validated(
        &json!({
            "template": {"heat_template_version": "2016-10-14", "description": "about",
                "parameter_groups": [{"label": "all", "parameters": ["name", "size"]}],
                "parameters": {
                    "name": {"type": "string", "hidden": true, "label": "Name", "description": "who",
                        "constraints": [{"length": {"min": 1, "max": 8}, "description": "short"},
                            {"allowed_pattern": "[a-z]+"}]},
                    "size": {"type": "number", "default": 3, "constraints": [{"range": {"min": 1}}]}},
                "resources": {"v": {"type": "OS::Heat::Value", "properties": {"value": {"get_param": "name"}}}}},
            "parameters": {"size": 4},
        }),
        false,
    )
    .await;
    assert_eq!(told["Description"], "about");
    assert_eq!(
        told["Parameters"]["name"],
        json!({"Type": "String", "Description": "who", "NoEcho": "true", "Label": "Name", "MinLength": 1, "MaxLength": 8,
            "AllowedPattern": "[a-z]+", "ConstraintDescription": "short"})
    );
    assert_eq!(
        told["Parameters"]["size"],
        json!({"Type": "Number", "Description": "", "NoEcho": "false", "Label": "size", "Default": 3, "Value": 4, "MinValue": 1})
    );
    assert_eq!(told["ParameterGroups"][0]["parameters"], json!(["name", "size"]));
    assert_eq!(told["Environment"]["parameters"], json!({"size": 4}));
}

#[tokio::test]
async fn nested_templates_tell_theirs_too() {
    let inner = json!({"heat_template_version": "2016-10-14", "parameters": {"p": {"type": "string", "default": "x"}}});
    let told = validated(
        &json!({
            "template": {"heat_template_version": "2016-10-14", "resources": {"n": {"type": "inner.yaml"}}},
            "files": {"inner.yaml": inner},
        }),
        true,
    )
    .await;
    assert_eq!(told["NestedParameters"]["n"]["Type"], "inner.yaml");
    assert_eq!(told["NestedParameters"]["n"]["Parameters"]["p"]["Default"], "x");
}

#[tokio::test]
async fn faults_of_a_template_are_refusals() {
    let world = World::new();
    let unknown =
        json!({"template": {"heat_template_version": "2016-10-14", "resources": {"a": {"type": "No::Such"}}}});
    let property = json!({"template": {"heat_template_version": "2016-10-14", "resources": {
        "a": {"type": "OS::Heat::RandomString", "properties": {"lenght": 3}}}}});
    for given in [unknown, property] {
        let request = Validate { sent: sent(&given), ..Validate::default() };
        assert!(world.service.validate(&world.caller, request).await.is_err(), "{given}");
    }
    let nothing = Validate { sent: Sent::default(), ..Validate::default() };
    assert_eq!(code(world.service.validate(&world.caller, nothing).await), "bad_request");
    let template = Some(Document::Text("heat_template_version: 2016-10-14".to_owned()));
    let codes = Validate {
        sent: Sent { template, ..Sent::default() },
        ignore_errors: vec!["12345".to_owned()],
        ..Validate::default()
    };
    assert_eq!(code(world.service.validate(&world.caller, codes).await), "invalid_ignore_errors");
}

#[test]
fn types_are_found_as_heat_finds_them() {
    let service = World::new().service;
    let names = |name, version, status| -> Vec<String> {
        service.resource_types(name, version, status, false).unwrap().into_iter().map(|view| view.name).collect()
    };
    let all = names(None, None, None);
    assert!(all.contains(&"OS::Heat::RandomString".to_owned()) && all.is_sorted(), "{all:?}");
    assert_eq!(names(Some("OS::Heat::Ra"), None, None), ["OS::Heat::RandomString"]);
    assert!(names(Some("Heat"), None, None).is_empty(), "the expression matches from the start");
    assert!(names(Some("("), None, None).is_empty());
    assert_eq!(names(None, Some("11.0.0"), None), ["OS::Heat::Delay"]);
    assert_eq!(code(service.resource_types(None, None, Some("FINE"), false)), "invalid_request");
    assert_eq!(service.resource_type("OS::Heat::None", false).unwrap()["resource_type"], "OS::Heat::None");
    assert_eq!(code(service.resource_type("No::Such", false)), "not_found");
    let template = service.resource_type_template("OS::Heat::RandomString", "hot").unwrap();
    assert_eq!(template["heat_template_version"], "2016-10-14");
}

#[test]
fn functions_belong_to_versions() {
    let service = World::new().service;
    let names = |version: &str, conditions| -> Vec<String> {
        let functions = service.template_functions(version, conditions).unwrap();
        functions.into_iter().map(|view| view.function).collect()
    };
    assert_eq!(service.template_versions().len(), 13);
    assert!(!names("heat_template_version.2013-05-23", true).contains(&"repeat".to_owned()));
    assert!(names("heat_template_version.pike", false).contains(&"contains".to_owned()));
    assert!(!names("heat_template_version.2021-04-16", false).contains(&"equals".to_owned()));
    assert!(names("heat_template_version.2021-04-16", true).contains(&"equals".to_owned()));
    assert_eq!(code(service.template_functions("heat_template_version.1999-01-01", false)), "unknown_version");
}

/// Every refusal has its line in the reference.
#[test]
fn the_page_of_refusals_is_complete() {
    let crate_folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(crate_folder.join("../../docs/reference/refusals.md")).unwrap();
    let call = fancy_regex::Regex::new(r#"(?:refused\(\s*"\w+",|Error::invalid\()\s*"(\w+)""#).unwrap();
    let mut found = 0;
    for file in std::fs::read_dir(crate_folder.join("src/service")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for captures in call.captures_iter(&text) {
            let code = captures.unwrap().get(1).unwrap().as_str().to_owned();
            assert!(page.contains(&format!("`{code}`")), "{code} is not on the page");
            found += 1;
        }
    }
    assert!(found > 30, "the search for refusals finds only {found}");
}
