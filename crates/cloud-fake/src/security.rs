//! Security groups and their rules.

use crate::answer::Answer;
use crate::state::{Object, State, list, text};
use crate::{Answered, state};
use serde_json::{Value as Json, json};

/// What decides whether two rules are the same.
const SAME: &[&str] = &[
    "security_group_id",
    "direction",
    "ethertype",
    "protocol",
    "port_range_min",
    "port_range_max",
    "remote_ip_prefix",
    "remote_group_id",
];

/// The project's default group, which is made when it is first asked for.
pub(crate) fn default(state: &mut State) -> String {
    let known = state.all("security-groups").find(|group| text(group, "name") == "default");
    if let Some(group) = known {
        return text(group, "id").to_owned();
    }
    let mut given = Object::new();
    given.insert("name".into(), json!("default"));
    text(&group(state, &given), "id").to_owned()
}

fn group(state: &mut State, given: &Object) -> Object {
    let group = state.add("security-groups", json!({"name": "", "stateful": true, "shared": false}), given);
    for ethertype in ["IPv4", "IPv6"] {
        let mut rule = Object::new();
        rule.insert("security_group_id".into(), group["id"].clone());
        rule.insert("direction".into(), json!("egress"));
        rule.insert("ethertype".into(), json!(ethertype));
        add(state, &rule);
    }
    group
}

pub(crate) fn create(state: &mut State, given: &Object) -> Result<Object, Answer> {
    if text(given, "name") == "default" {
        return Err(Answer::error(409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists."));
    }
    let group = group(state, given);
    let shown = state.show("security-groups", text(&group, "id"))?;
    Ok(shown.body["security_group"].as_object().cloned().unwrap_or_default())
}

pub(crate) fn delete(state: &mut State, id: &str) -> Result<(), Answer> {
    if text(state.get("security-groups", id)?, "name") == "default" {
        return Err(Answer::error(
            409,
            "SecurityGroupCannotRemoveDefault",
            "Insufficient rights for removing default security group.",
        ));
    }
    let used = |port: &Object| list(port, "security_groups").iter().any(|group| group.as_str() == Some(id));
    if state.all("ports").any(used) {
        return Err(Answer::error(409, "SecurityGroupInUse", format!("Security Group {id} in use.")));
    }
    let of_group = state.all("security-group-rules").filter(|rule| text(rule, "security_group_id") == id);
    let rules: Vec<String> = of_group.map(|rule| text(rule, "id").to_owned()).collect();
    for rule in rules {
        state.remove("security-group-rules", &rule);
    }
    Ok(())
}

/// A rule in the form in which it is kept.
fn kept(given: &Object) -> Object {
    let mut rule = given.clone();
    for port in ["port_range_min", "port_range_max"] {
        if let Some(number) = rule.get(port).and_then(Json::as_str).and_then(|text| text.parse::<u16>().ok()) {
            rule.insert(port.into(), json!(number));
        }
    }
    if let Some(protocol) = rule.get("protocol").and_then(Json::as_str).map(str::to_lowercase) {
        rule.insert("protocol".into(), json!(protocol));
    }
    rule
}

fn add(state: &mut State, rule: &Object) -> Object {
    let defaults = json!({"ethertype": "IPv4", "protocol": null, "port_range_min": null, "port_range_max": null,
        "remote_ip_prefix": null, "remote_group_id": null});
    state.add("security-group-rules", defaults, rule)
}

pub(crate) fn create_rule(state: &mut State, given: &Object) -> Result<Object, Answer> {
    let rule = kept(given);
    state.get("security-groups", text(&rule, "security_group_id"))?;
    if let Some(group) = rule.get("remote_group_id").and_then(Json::as_str) {
        state.get("security-groups", group)?;
    }
    let entry = |rule: &Object, key: &str| rule.get(key).cloned().unwrap_or(Json::Null);
    let same = |other: &&Object| SAME.iter().all(|key| entry(&rule, key) == entry(other, key));
    if let Some(other) = state.all("security-group-rules").find(same) {
        let message = format!("Security group rule already exists. Rule id is {}.", text(other, "id"));
        return Err(Answer::error(409, "SecurityGroupRuleExists", message));
    }
    Ok(add(state, &rule))
}

/// Several rules in one call: all of them or none.
pub(crate) fn create_rules(state: &mut State, body: &Json) -> Answered {
    let rules = body.get("security_group_rules").and_then(Json::as_array).cloned().unwrap_or_default();
    state.within_quota("security-group-rules", rules.len())?;
    let mut made: Vec<Object> = Vec::new();
    for rule in rules.iter().filter_map(Json::as_object) {
        match create_rule(state, rule) {
            Ok(rule) => made.push(rule),
            Err(refused) => {
                for rule in &made {
                    state.remove("security-group-rules", state::text(rule, "id"));
                }
                return Err(refused);
            }
        }
    }
    Ok(Answer { status: 201, body: json!({ "security_group_rules": made }) })
}
