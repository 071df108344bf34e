//! Requests that are wrong by themselves: Heat's status and sentence, and a code of our own.

use crate::common::{json, send, server};
use serde_json::Value as Json;

const STACK: &str = "/v1/p/stacks/s/00000000-0000-4000-8000-000000000001";

async fn refused(method: &str, path: &str, kind: &str, body: &[u8]) -> (u16, Json) {
    let response = send(&server(), method, path, &[("content-type", kind)], body).await;
    let status = response.status().as_u16();
    let body = json(response).await;
    assert_eq!(body["code"], status, "{body}");
    for key in ["title", "explanation"] {
        assert!(body[key].is_string(), "{body}");
    }
    assert!(body["error"].get("traceback").is_some_and(Json::is_null) && body["error"]["type"].is_string(), "{body}");
    (status, body["error"].clone())
}

#[tokio::test]
async fn bodies_that_are_none() {
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("application/json", b"", "body_not_json", "HTTPBadRequest"),
        ("application/json", b"stack_name: s", "body_not_json", "HTTPBadRequest"),
        ("application/json", b"[1]", "body_not_json", "HTTPBadRequest"),
        ("application/json", b"{\"stack_name\": ", "body_not_json", "HTTPBadRequest"),
        ("application/json", b"{\"stack_name\": \"\xff\"}", "body_not_utf8", "HTTPBadRequest"),
        ("application/xml", b"{\"stack_name\": \"s\"}", "body_not_json", "HTTPBadRequest"),
        ("text/plain", b"{}", "no_stack_name", "HTTPBadRequest"),
        ("", b"{\"stack_name\": \"s\"}", "no_template", "HTTPBadRequest"),
        ("application/json", b"{\"stack_name\": 1}", "stack_name", "StackValidationFailed"),
        (
            "application/json",
            b"{\"stack_name\": \"s\", \"template\": {}, \"converge\": true}",
            "converge",
            "HTTPBadRequest",
        ),
    ];
    for (kind, body, code, class) in cases {
        let (status, error) = refused("POST", "/v1/p/stacks", kind, body).await;
        assert_eq!(
            (status, error["code"].as_str(), error["type"].as_str()),
            (400, Some(*code), Some(*class)),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_body_of_ten_megabytes() {
    let body = format!("{{\"stack_name\": \"s\", \"template\": \"{}\"}}", "x".repeat(10_000_000));
    let (status, error) = refused("POST", "/v1/p/stacks", "application/json", body.as_bytes()).await;
    assert_eq!((status, error["type"].as_str()), (400, Some("RequestLimitExceeded")));
    let message = format!(
        "Request limit exceeded: JSON body size ({} bytes) exceeds maximum allowed size (1048576 bytes).",
        body.len()
    );
    assert_eq!(error["message"], message);
}

#[tokio::test]
async fn parameters_that_are_not_what_they_should_be() {
    let cases = [
        ("/v1/p/stacks?limit=ten", "Only integer is acceptable by 'limit'."),
        ("/v1/p/stacks?limit=-1", "Value '-1' is invalid for 'limit' which only accepts non-negative integer."),
        (
            "/v1/p/stacks?show_deleted=yes",
            "Unrecognized value \"yes\" for \"show_deleted\", acceptable values are: true, false.",
        ),
        (
            "/v1/p/stacks?with_count=1",
            "Unrecognized value \"1\" for \"with_count\", acceptable values are: true, false.",
        ),
        (
            "/v1/p/resource_types/OS::Heat::None/template?template_type=abc",
            "Template type is not supported: Invalid template type \"abc\", valid types are: cfn, hot.",
        ),
    ];
    for (path, message) in cases {
        let (status, error) = refused("GET", path, "", b"").await;
        assert_eq!((status, error["message"].as_str()), (400, Some(message)), "{path}");
    }
    let (status, error) = refused("GET", &format!("{STACK}/resources?colour=red"), "", b"").await;
    assert_eq!((status, error["message"].as_str()), (400, Some("Invalid filter parameters ['colour']")));
    let long = format!("/v1/p/stacks?tags={}", "x".repeat(81));
    assert_eq!(refused("GET", &long, "", b"").await.0, 400);
}

#[tokio::test]
async fn actions_that_are_none() {
    let cases = [
        ("{}", "no_action", "No action specified"),
        ("", "no_action", "No action specified"),
        ("{\"suspend\": null, \"resume\": null}", "many_actions", "Multiple actions specified"),
        ("{\"explode\": null}", "unknown_action", "Invalid action explode specified"),
    ];
    for (body, code, message) in cases {
        let (status, error) = refused("POST", &format!("{STACK}/actions"), "application/json", body.as_bytes()).await;
        assert_eq!((status, error["code"].as_str(), error["message"].as_str()), (400, Some(code), Some(message)));
    }
    let beside = refused("PATCH", STACK, "application/json", b"{\"rollback\": true, \"tags\": \"a\"}").await;
    assert_eq!((beside.0, beside.1["code"].as_str()), (400, Some("rollback_not_alone")));
    let options =
        refused("POST", &format!("{STACK}/actions"), "application/json", b"{\"rollback\": {\"too\": 1}}").await;
    assert_eq!((options.0, options.1["code"].as_str()), (400, Some("rollback_options")));
}

#[tokio::test]
async fn what_is_not_there() {
    for (method, path) in [
        ("GET", STACK.to_owned()),
        ("GET", "/v1/p/stacks/s".to_owned()),
        ("DELETE", STACK.to_owned()),
        ("GET", "/v1/p/stacks/s/nonsense".to_owned()),
        ("GET", format!("{STACK}/revisions/1")),
        ("GET", format!("{STACK}/revisions/first")),
        ("GET", format!("{STACK}/operations/nonsense")),
        ("GET", format!("{STACK}/plans/00000000-0000-4000-8000-000000000001")),
        ("GET", "/v1/p/software_configs/x".to_owned()),
        ("GET", "/v1/p/software_deployments/x".to_owned()),
        ("GET", "/v1/p/nothing".to_owned()),
    ] {
        let (status, error) = refused(method, &path, "", b"").await;
        assert_eq!(status, 404, "{method} {path} {error}");
    }
    assert_eq!(refused("GET", "/v1/p/stacks/%ff", "", b"").await.0, 400);
}

#[tokio::test]
async fn only_this_machine_is_served() {
    let response = send(&server(), "GET", "/v1/p/stacks", &[("origin", "http://evil.example")], b"").await;
    assert_eq!(response.status(), 403);
}
