//! The options of a rollback, and its answer: an action, and a way to write it as a `PATCH`.

use super::sent;
use crate::App;
use crate::fault::Fault;
use crate::reply::{Reply, at, ok, with_operation};
use crate::scope::Scope;
use crate::view;
use api_types::action::{self, Target as Wire};
use axum::Json;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use engine::service::{Answer, Rollback, Target};
use model::PlanId;
use model::goal::Options;
use serde_json::Value;
use std::str::FromStr;

/// Rolls a stack back: 202 with operation and plan, 200 with the plan of a dry run.
pub(super) async fn perform(app: &App, scope: &Scope, options: Value) -> Reply {
    let request = read(options)?;
    match app.service.rollback(&scope.caller, &scope.stack(), request).await? {
        Answer::Shown(plan) => {
            Ok(ok(action::Answer { operation: None, plan: Some(api_types::plan::Plan::from(&*plan)) }))
        }
        Answer::Accepted(accepted) => {
            let stack = view::stack::identity(&accepted.stack);
            let address = scope.base.below(&stack, &format!("/operations/{}", accepted.operation.id));
            let body = view::history::started(&scope.base, &accepted);
            let response = (StatusCode::ACCEPTED, Json(body)).into_response();
            Ok(with_operation(at(response, &address), &accepted.operation))
        }
    }
}

/// `null` and `true` are a rollback without options.
fn read(options: Value) -> Result<Rollback, Fault> {
    let wire: action::Rollback = match options {
        Value::Null | Value::Bool(true) => action::Rollback::default(),
        options @ Value::Object(_) => serde_json::from_value(options).map_err(|error| wrong(&error.to_string()))?,
        _ => return Err(wrong("an object, true or null is expected")),
    };
    let defaults = Options::default();
    Ok(Rollback {
        to: target(wire.to)?,
        dry_run: wire.dry_run,
        plan_id: wire.plan_id.as_deref().map(plan_id).transpose()?,
        options: Options {
            allow: sent::classes(&wire.allow)?,
            skip: wire.skip,
            retain: wire.retain,
            new_resources: word("new_resources", wire.new_resources, defaults.new_resources)?,
            drift: word("drift", wire.drift, defaults.drift)?,
            observe: word("observe", wire.observe, defaults.observe)?,
            on_error: word("on_error", wire.on_error, defaults.on_error)?,
            resume: wire.resume,
            wait_inflight_secs: wire.wait_inflight_secs.unwrap_or(defaults.wait_inflight_secs),
            strict_cleanup: wire.strict_cleanup,
            converge: defaults.converge,
            exhausted: defaults.exhausted,
        },
        timeout_mins: wire.timeout_mins.filter(|minutes| *minutes > 0),
        client_token: wire.client_token,
        message: wire.message,
    })
}

fn wrong(why: &str) -> Fault {
    Fault::bad_request("rollback_options", format!("Invalid options of a rollback: {why}"))
}

fn target(to: Option<Wire>) -> Result<Target, Fault> {
    let word = match to {
        None => return Ok(Target::Previous),
        Some(Wire::Revision(0)) => return Ok(Target::Empty),
        Some(Wire::Revision(number)) => return Ok(Target::Revision(number)),
        Some(Wire::Word(word)) => word,
    };
    if let Some(tag) = word.strip_prefix("tag:") {
        return Ok(Target::Tag(tag.to_owned()));
    }
    match (word.as_str(), word.parse()) {
        ("previous", _) => Ok(Target::Previous),
        ("empty", _) | (_, Ok(0)) => Ok(Target::Empty),
        (_, Ok(number)) => Ok(Target::Revision(number)),
        _ => Err(wrong(&format!("to: \"{word}\" is neither a number, nor previous, empty or tag:NAME"))),
    }
}

fn word<T: FromStr<Err = String>>(name: &str, word: Option<String>, default: T) -> Result<T, Fault> {
    word.map_or(Ok(default), |word| word.parse().map_err(|why: String| wrong(&format!("{name}: {why}"))))
}

/// The id of a plan; one that is malformed is of no plan that holds.
pub(super) fn plan_id(text: &str) -> Result<PlanId, Fault> {
    text.parse()
        .map_err(|_| Fault::new("EntityNotFound", "unknown_plan", format!("The Plan ({text}) could not be found.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn targets() {
        let to = |to: Value| read(json!({ "to": to })).map(|rollback| rollback.to);
        assert_eq!(read(Value::Null).unwrap(), Rollback::default());
        assert_eq!(read(json!(true)).unwrap(), Rollback::default());
        assert_eq!(to(json!(3)).unwrap(), Target::Revision(3));
        assert_eq!(to(json!("3")).unwrap(), Target::Revision(3));
        assert_eq!(to(json!("empty")).unwrap(), Target::Empty);
        assert_eq!(to(json!("tag:good")).unwrap(), Target::Tag("good".to_owned()));
        for bad in [json!("x"), json!(-1), json!([1])] {
            assert!(to(bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn options_are_strict() {
        for bad in [
            json!({"too": 1}),
            json!({"allow": ["everything"]}),
            json!({"drift": "ignore"}),
            json!({"dry_run": "yes"}),
            json!("previous"),
            json!(false),
        ] {
            assert!(read(bad.clone()).is_err(), "{bad}");
        }
    }
}
