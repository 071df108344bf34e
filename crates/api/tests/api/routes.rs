//! Every route of Heat is there, with Heat's methods and no others; versions and unknown paths are answered as Heat answers them.

use crate::common::{json, send, server};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Path (without the version) and its methods, as Heat's own router told them.
fn heats_routes() -> Vec<(String, Vec<String>)> {
    let facts: Json = serde_json::from_str(include_str!("heat_routes.json")).unwrap();
    let methods = |text: &Json| text.as_str().unwrap().split(',').map(str::to_owned).collect();
    facts.as_object().unwrap().iter().map(|(path, text)| (path.clone(), methods(text))).collect()
}

/// The path with every part filled in.
fn filled(path: &str) -> String {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        filled.push_str("00000000-0000-4000-8000-000000000001");
        rest = after.split_once('}').unwrap().1;
    }
    filled + rest
}

#[tokio::test]
async fn every_route_of_heat_is_there_and_takes_its_methods_only() {
    let server = server();
    for (path, methods) in heats_routes() {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let response = send(&server, method, &filled(&path), &[], b"").await;
            let status = response.status().as_u16();
            let allow = response.headers().contains_key("allow");
            let body = json(response).await;
            assert_ne!(body["error"]["code"], "no_route", "{method} {path}");
            assert_eq!(status == 405, !methods.iter().any(|m| m == method), "{method} {path}: {body}");
            assert!(status != 405 || allow, "{method} {path} does not say what is allowed");
        }
    }
}

#[tokio::test]
async fn options_lists_the_methods() {
    let response = send(&server(), "OPTIONS", "/v1/p/stacks", &[], b"").await;
    assert_eq!(response.status(), 204);
    let allow = response.headers()["allow"].to_str().unwrap().to_owned();
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
    assert_eq!(send(&server(), "HEAD", "/v1/p/stacks", &[], b"").await.status(), 405);
}

#[tokio::test]
async fn versions() {
    let server = server();
    for (path, status) in [
        ("/", 300),
        ("/versions", 300),
        ("/v2/p/stacks", 300),
        ("/v1.1/", 300),
        ("/stacks", 404),
        ("/v1", 404),
        ("/v1/p", 404),
    ] {
        let response = send(&server, "GET", path, &[], b"").await;
        assert_eq!(response.status(), status, "{path}");
        let body = json(response).await;
        if status == 300 {
            let link = json!([{"rel": "self", "href": "http://127.0.0.1:8004/v1/"}]);
            assert_eq!(body, json!({"versions": [{"id": "v1.0", "status": "CURRENT", "links": link}]}), "{path}");
        }
    }
    for path in ["/v1/p/stacks", "/v1.0/p/stacks", "/v1/p/stacks/"] {
        assert_eq!(json(send(&server, "GET", path, &[], b"").await).await, json!({"stacks": []}), "{path}");
    }
    let accept = [("accept", "application/vnd.openstack.orchestration-v1.0")];
    assert_eq!(send(&server, "GET", "/p/stacks", &accept, b"").await.status(), 200);
}

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own() {
    let server = server();
    let mut seen = std::collections::BTreeSet::new();
    for path in ["/", "/v1/p/stacks", "/v1/p/nothing", "/openapi.json", "/healthcheck"] {
        let mine = [("x-openstack-request-id", "req-mine")];
        let response = send(&server, "GET", path, &mine, b"").await;
        let id = response.headers()["x-openstack-request-id"].to_str().unwrap().to_owned();
        assert!(id.starts_with("req-") && id.len() == 40, "{id}");
        assert!(seen.insert(id), "{path}");
    }
}

#[tokio::test]
async fn a_lookup_redirects_to_the_arn_it_was_given() {
    let server = server();
    let cases = [
        ("/v1/p/stacks/arn:openstack:heat::p:stacks/n/i", "http://127.0.0.1:8004/v1/p/stacks/n/i"),
        (
            "/v1/p/stacks/arn%3Aopenstack%3Aheat%3A%3Ap%3Astacks%2Fn%2Fi?a=b",
            "http://127.0.0.1:8004/v1/p/stacks/n/i?a=b",
        ),
        (
            "/v1.0/p/stacks/arn:openstack:heat::p:stacks/n/e7d0b9c8-0000-4000-8000-000000000001",
            "http://127.0.0.1:8004/v1.0/p/stacks/n/e7d0b9c8-0000-4000-8000-000000000001",
        ),
    ];
    for (path, location) in cases {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let response = send(&server, method, path, &[], b"").await;
            assert_eq!(response.status(), 302, "{method} {path}");
            assert_eq!(response.headers()["location"], location, "{method} {path}");
        }
    }
}

/// Clients follow a redirect on the connection that it came over: a body that nobody looked at must not cost it.
#[tokio::test]
async fn a_connection_outlives_a_body_that_nobody_reads() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(axum::serve(listener, server()).into_future());
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    for _ in 0..20 {
        let (path, body) = ("/v1/p/stacks/arn:openstack:heat::p:stacks/n/i", "{\"suspend\": null}");
        let head = format!("POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-length: {}\r\n\r\n", body.len());
        // Head and body come apart, as the Python clients send them.
        connection.write_all(head.as_bytes()).await.unwrap();
        tokio::task::yield_now().await;
        connection.write_all(body.as_bytes()).await.unwrap();
        let mut answer = vec![0; 4096];
        let length = connection.read(&mut answer).await.unwrap();
        assert!(answer[..length].starts_with(b"HTTP/1.1 302"), "{}", String::from_utf8_lossy(&answer[..length]));
    }
    served.abort();
}
