//! Error answers of a real OpenStack (`answers.json`, recorded by `tests/cloud/record/answers.py`) and the class that each has.

#![expect(clippy::unwrap_used, reason = "a test ends with what is not as it should be")]

use cloud::failure::{Call, Refusal, Silence, refused, unanswered};
use model::failure::{Failure, FailureKind};
use proptest::prelude::*;
use serde_json::Value as Json;

fn answers() -> Vec<Json> {
    serde_json::from_str(include_str!("answers.json")).unwrap()
}

fn failure(answer: &Json) -> Failure {
    let text = |key: &str| answer[key].as_str().unwrap();
    let (service, method, path) = (text("service"), text("method"), text("path"));
    let call = Call { service, method, path, idempotent: method == "GET" };
    let status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
    refused(&call, &Refusal { status, body: text("body"), request_id: Some("req-1"), retry_after: false })
}

#[test]
fn every_recorded_answer_has_its_class() {
    let mut wrong = Vec::new();
    for answer in answers() {
        let failure = failure(&answer);
        let told = |key: &str| answer[key].as_str().map(ToOwned::to_owned);
        let claim = match &failure.kind {
            FailureKind::Duplicate { claim } => claim.clone() == told("claim"),
            FailureKind::InUse { by } => told("by").is_none_or(|wanted| by.as_ref() == Some(&wanted)),
            _ => true,
        };
        if failure.kind.word() != answer["kind"] || !claim {
            wrong.push(format!(
                "{}: {:?} of {failure}\n  wanted {} {:?}",
                answer["name"],
                failure.kind,
                answer["kind"],
                told("claim")
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_sentence_is_the_services_own_with_its_request_id() {
    for answer in answers() {
        let failure = failure(&answer);
        assert!(failure.message.contains("req-1"), "{failure}");
        assert!(!failure.message.contains("<br"), "{failure}");
        assert!(failure.class.chars().all(|c| c.is_ascii_alphanumeric()), "{failure}");
    }
    let of = |name: &str| failure(answers().iter().find(|answer| answer["name"] == name).unwrap());
    assert_eq!(of("network in use").class, "NetworkInUseClient");
    assert!(of("network in use").message.ends_with("\nNeutron server returns request_ids: ['req-1']"));
    assert_eq!(
        of("quota of servers").to_string(),
        "Forbidden: Quota exceeded for instances: Requested 1, but already used 0 of 0 instances (HTTP 403) (Request-ID: req-1)"
    );
    assert_eq!(of("quota of volumes").class, "OverLimit");
    assert_eq!(of("no such image").class, "HTTPNotFound");
}

#[test]
fn what_stands_in_a_services_place_leaves_doubt_of_what_it_swallowed() {
    let page = "<html><body><h1>502 Bad Gateway</h1>\nThe server returned an invalid or incomplete response.\n</body></html>\n";
    for (status, method, kind) in [
        (502, "POST", "in_doubt"),
        (504, "PUT", "in_doubt"),
        (500, "POST", "in_doubt"),
        (502, "GET", "busy"),
        (503, "POST", "in_doubt"),
    ] {
        let call = Call { service: "network", method, path: "/v2.0/networks", idempotent: method == "GET" };
        let failure = refused(&call, &Refusal { status, body: page, request_id: None, retry_after: false });
        assert_eq!(failure.kind.word(), kind, "{method} {status}");
    }
    let call = Call { service: "network", method: "POST", path: "/v2.0/networks", idempotent: false };
    let busy = refused(&call, &Refusal { status: 503, body: page, request_id: None, retry_after: true });
    assert_eq!(busy.kind, FailureKind::Busy);
    let unsent = unanswered(&call, &Silence::Unreachable("refused".into()));
    assert_eq!((unsent.kind, unsent.class.as_str()), (FailureKind::Busy, "ConnectFailure"));
    for silence in [Silence::TimedOut, Silence::Lost("reset".into()), Silence::Unreadable("cut".into())] {
        assert_eq!(unanswered(&call, &silence).kind, FailureKind::InDoubt);
        assert_eq!(unanswered(&Call { idempotent: true, ..call }, &silence).kind, FailureKind::Busy);
    }
}

proptest! {
    /// Whatever a server says: only its own failure may leave doubt, and a refusal never says that the object is wrecked.
    #[test]
    fn doubt_comes_from_servers_only(status in 400u16..600, body in ".{0,80}", at in 0usize..5) {
        let service = ["network", "compute", "volumev3", "image", "identity"][at];
        let call = Call { service, method: "POST", path: "/v2.0/things", idempotent: false };
        let kind = refused(&call, &Refusal { status, body: &body, request_id: None, retry_after: false }).kind;
        prop_assert!(kind != FailureKind::InDoubt || status >= 500);
        prop_assert!(kind != FailureKind::Broken && kind != FailureKind::Timeout && kind != FailureKind::Cancelled);
    }
}
