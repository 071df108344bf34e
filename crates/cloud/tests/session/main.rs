//! A session against a server that answers as a script says: what is sent, how often, and what comes of answers that are lost.

#![expect(clippy::unwrap_used, reason = "a test ends with what is not as it should be")]

mod server;

use cloud::config::{Config, Limits, Tls};
use cloud::{Session, auth, catalog};
use model::failure::FailureKind;
use model::request::Request;
use model::value::Value;
use server::{Act, Server};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

const ID: &str = "req-00000000-0000-4000-8000-000000000001";

fn config(server: &Server) -> Config {
    let user = auth::Named { name: Some("demo".into()), domain_id: Some("default".into()), ..Default::default() };
    Config {
        name: "test".into(),
        auth: auth::Auth {
            url: server.url(),
            identity: auth::Identity::Password { user, password: "verysecret".into() },
            scope: auth::Scope::None,
        },
        region: Some("one".into()),
        interface: catalog::Interface::Public,
        overrides: BTreeMap::new(),
        tls: Tls { verify: true, ca: None, cert: None, key: None },
        limits: Limits { answer: Duration::from_secs(2), concurrency: 3, ..Limits::default() },
    }
}

fn request(method: &str, path: &str) -> Request {
    let body = if method == "POST" { Value::map([("name", Value::str("x").into_secret())]) } else { Value::Null };
    Request {
        service: "network".into(),
        method: method.into(),
        path: path.into(),
        body,
        idempotent: method == "PUT" || method == "DELETE",
        microversion: None,
    }
}

#[tokio::test]
async fn a_token_is_fetched_once_for_all() {
    let server = Server::start(|_| Act::answer(200, "{\"networks\": []}")).await;
    let session = Arc::new(Session::open(config(&server)).unwrap());
    let calls = (0..20).map(|_| {
        let session = Arc::clone(&session);
        tokio::spawn(async move { session.call(&request("GET", "/v2.0/networks?name=a"), ID).await })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().unwrap().status, 200);
    }
    assert_eq!(server.count("POST /v3/auth/tokens"), 1);
    assert!(server.most_at_once() <= 3, "the service's limit holds");
    for seen in server.seen().iter().filter(|seen| seen.line.starts_with("GET")) {
        assert_eq!(seen.line, "GET /v2.0/networks?name=a");
        assert_eq!(seen.header("x-auth-token"), Some("token-1"));
        assert_eq!(seen.header("x-openstack-request-id"), Some(ID));
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = Server::start(|seen| match seen.header("x-auth-token") {
        Some("token-1") => Act::answer(401, "{}"),
        _ => Act::answer(201, "{\"network\": {\"id\": \"n\"}}"),
    })
    .await;
    let session = Session::open(config(&server)).unwrap();
    let reply = session.call(&request("POST", "/v2.0/networks"), ID).await.unwrap();
    assert_eq!(reply.body.get("network").and_then(|n| n.get("id")).and_then(Value::as_str), Some("n"));
    assert_eq!(server.count("POST /v3/auth/tokens"), 2);
    assert!(server.seen().iter().any(|seen| seen.body.contains("{\"name\":\"x\"}")), "secrets are sent in the open");

    let server =
        Server::start(|_| Act::answer(401, "{\"error\": {\"code\": 401, \"message\": \"no\", \"title\": \"U\"}}"))
            .await;
    let session = Session::open(config(&server)).unwrap();
    let failure = session.call(&request("GET", "/v2.0/networks"), ID).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Auth);
    assert_eq!(server.count("GET"), 2);
}

#[tokio::test]
async fn a_lost_answer_is_repeated_only_where_it_does_no_harm() {
    for (method, times, kind) in
        [("POST", 1, FailureKind::InDoubt), ("GET", 3, FailureKind::Busy), ("DELETE", 3, FailureKind::Busy)]
    {
        let server = Server::start(|_| Act::Drop).await;
        let session = Session::open(config(&server)).unwrap();
        let failure = session.call(&request(method, "/v2.0/networks"), ID).await.unwrap_err();
        assert_eq!((failure.kind, server.count(method)), (kind, times + usize::from(method == "POST")), "{method}");
    }
}

#[tokio::test]
async fn a_server_error_of_a_create_leaves_doubt_and_of_a_question_does_not() {
    let server = Server::start(|_| Act::answer(500, "{\"NeutronError\": {\"type\": \"HTTPInternalServerError\", \"message\": \"Request Failed\", \"detail\": \"\"}}")).await;
    let session = Session::open(config(&server)).unwrap();
    assert_eq!(session.call(&request("POST", "/v2.0/networks"), ID).await.unwrap_err().kind, FailureKind::InDoubt);
    assert_eq!(session.call(&request("GET", "/v2.0/networks"), ID).await.unwrap_err().kind, FailureKind::Busy);
}

#[tokio::test]
async fn a_stalled_answer_times_out() {
    let server = Server::start(|_| Act::Stall).await;
    let mut config = config(&server);
    config.limits.answer = Duration::from_millis(300);
    let session = Session::open(config).unwrap();
    let failure = session.call(&request("POST", "/v2.0/networks"), ID).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::InDoubt, "ConnectTimeout"));
}

#[tokio::test]
async fn a_busy_service_is_asked_again_after_a_moment() {
    let server = Server::start(|seen| if seen.nth < 2 { Act::answer(429, "") } else { Act::answer(204, "") }).await;
    let session = Session::open(config(&server)).unwrap();
    assert_eq!(session.call(&request("POST", "/v2.0/networks"), ID).await.unwrap().status, 204);
}

#[tokio::test]
async fn wrong_credentials_and_missing_services_are_told_without_secrets() {
    let server = Server::refusing(
        401,
        "{\"error\": {\"code\": 401, \"message\": \"not you, verysecret\", \"title\": \"Unauthorized\"}}",
    )
    .await;
    let session = Session::open(config(&server)).unwrap();
    let failure = session.call(&request("GET", "/v2.0/networks"), ID).await.unwrap_err();
    assert_eq!((&failure.kind, failure.class.as_str()), (&FailureKind::Auth, "Unauthorized"));
    assert_eq!(failure.message, "not you, ****** (HTTP 401) (Request-ID: req-of-the-server)");

    let server = Server::start(|_| Act::answer(200, "{}")).await;
    let session = Session::open(config(&server)).unwrap();
    let dns = Request { service: "dns".into(), ..request("GET", "/v2/zones") };
    let failure = session.call(&dns, ID).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::Invalid, "EndpointNotFound"));

    let mut nobody = config(&server);
    nobody.auth.url = "http://127.0.0.1:1".into();
    let failure = Session::open(nobody).unwrap().call(&dns, ID).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::Busy, "ConnectFailure"));
}

#[tokio::test]
async fn a_microversion_is_asked_for_where_it_is_offered() {
    let versions = "{\"versions\": [{\"id\": \"v2.1\", \"status\": \"CURRENT\", \"version\": \"2.96\", \"min_version\": \"2.1\"}]}";
    let server = Server::start(move |seen| match seen.line.as_str() {
        "GET /compute/" => Act::answer(300, versions),
        _ => Act::answer(200, "{}"),
    })
    .await;
    let session = Session::open(config(&server)).unwrap();
    let ask = |microversion: &str| Request {
        service: "compute".into(),
        microversion: Some(microversion.into()),
        ..request("GET", "/v2.1/servers")
    };
    session.call(&ask("2.90"), ID).await.unwrap();
    session.call(&ask("2.90"), ID).await.unwrap();
    let failure = session.call(&ask("2.97"), ID).await.unwrap_err();
    assert!(failure.message.contains("2.1 to 2.96"), "{failure}");
    assert_eq!(server.count("GET /compute/ "), 0);
    assert_eq!(server.count("GET /compute/"), 3, "one question for versions, two calls");
    let asked = server.seen().into_iter().find(|seen| seen.line == "GET /compute/v2.1/servers").unwrap();
    assert_eq!(asked.header("openstack-api-version"), Some("compute 2.90"));
    assert_eq!(asked.header("x-openstack-nova-api-version"), Some("2.90"));
}

#[tokio::test]
async fn both_sides_show_certificates() {
    let file = |name: &str| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/tls").join(name);
    let server = Server::secured(|_| Act::answer(200, "{}")).await;
    let with = |ca: Option<PathBuf>, cert: Option<PathBuf>, key: Option<PathBuf>, verify| {
        let mut config = config(&server);
        config.tls = Tls { verify, ca, cert, key };
        Session::open(config)
    };
    let networks = request("GET", "/v2.0/networks");
    let ours = (Some(file("client.pem")), Some(file("client.key")));
    let good = with(Some(file("ca.pem")), ours.0.clone(), ours.1.clone(), true).unwrap();
    assert_eq!(good.call(&networks, ID).await.unwrap().status, 200);
    let trusting = with(None, ours.0.clone(), ours.1.clone(), false).unwrap();
    assert_eq!(trusting.call(&networks, ID).await.unwrap().status, 200);
    let strict = with(None, ours.0, ours.1, true).unwrap();
    assert_eq!(strict.call(&networks, ID).await.unwrap_err().class, "ConnectFailure");
    let nameless = with(Some(file("ca.pem")), None, None, true).unwrap();
    assert!(nameless.call(&networks, ID).await.is_err(), "the server asks for a certificate");
    assert!(with(Some(file("none.pem")), None, None, true).is_err());
}
