//! Security groups and rules.

use crate::Stage;
use model::failure::FailureKind;
use serde_json::{Value as Json, json};

crate::scenarios! { a_group_lives, a_group_is_used_by_ports, a_rule_lives }

/// The rules of a group by direction, ethertype, protocol, lower port, and where from.
async fn rules(stage: &Stage<'_>, group: &str) -> Vec<String> {
    let reply = stage.by_hand("GET", &format!("security-groups/{group}"), Json::Null).await.unwrap().body.to_json();
    let rules = reply["security_group"]["security_group_rules"].as_array().unwrap();
    let mut told: Vec<String> = rules
        .iter()
        .map(|rule| {
            let word = |key: &str| rule[key].as_str().map_or_else(|| rule[key].to_string(), ToOwned::to_owned);
            let group = if rule["remote_group_id"].is_null() { "" } else { " of a group" };
            format!(
                "{} {} {} {}{group}",
                word("direction"),
                word("ethertype"),
                word("protocol"),
                word("port_range_min")
            )
        })
        .collect();
    told.sort();
    told
}

async fn a_group_lives(stage: &Stage<'_>) {
    let mut group = stage
        .made(
            "SecurityGroup",
            json!({"name": "web", "description": "for the web", "rules": [
        {"protocol": "tcp", "port_range_min": 80, "port_range_max": 80, "remote_ip_prefix": "0.0.0.0/0"},
        {"protocol": "tcp", "port_range_min": 22, "port_range_max": 22, "remote_mode": "remote_group_id"}]}),
        )
        .await;
    assert_eq!(
        rules(stage, &group.id()).await,
        ["egress IPv4 null null", "egress IPv6 null null", "ingress IPv4 tcp 22 of a group", "ingress IPv4 tcp 80"]
    );
    group.observe(stage.place).await.unwrap();
    assert_eq!(group.attribute("description"), json!("for the web"));

    group.want(json!({"name": "web2", "description": "other", "rules": [
        {"protocol": "tcp", "port_range_min": 80, "port_range_max": 80, "remote_ip_prefix": "0.0.0.0/0"},
        {"direction": "egress", "protocol": "udp", "port_range_min": 53, "port_range_max": 53}]}));
    group.update(stage.place).await.unwrap();
    assert_eq!(rules(stage, &group.id()).await, ["egress IPv4 udp 53", "ingress IPv4 tcp 80"]);
    group.want(json!({"name": "web2", "description": "other"}));
    group.update(stage.place).await.unwrap();
    assert_eq!(rules(stage, &group.id()).await, ["egress IPv4 null null", "egress IPv6 null null"]);
    group.observe(stage.place).await.unwrap();
    assert_eq!((group.attribute("name"), group.attribute("description")), (json!("web2"), json!("other")));
    stage.end([group]).await;
}

async fn a_group_is_used_by_ports(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let name = format!("group-{}", stage.number());
    let mut group = stage.made("SecurityGroup", json!({"name": name})).await;
    let port = stage.made("Port", json!({"network": net.id(), "security_groups": [name]})).await;
    assert_eq!(port.attribute("security_groups"), json!([group.id()]));
    let failure = group.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");
    stage.end([net, group, port]).await;
}

async fn a_rule_lives(stage: &Stage<'_>) {
    let group = stage.made("SecurityGroup", json!({})).await;
    let wanted = json!({"security_group": group.id(), "protocol": "tcp", "port_range_min": 443, "port_range_max": 444,
        "remote_ip_prefix": "192.0.2.0/24", "description": "d"});
    let mut rule = stage.made("SecurityGroupRule", wanted.clone()).await;
    assert_eq!(rules(stage, &group.id()).await[2], "ingress IPv4 tcp 443");
    let told = rule.observe(stage.place).await.unwrap().unwrap();
    assert_eq!(told.references, [group.id()]);
    let failure = stage.object("SecurityGroupRule", wanted).create(stage.place).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Duplicate { claim: Some(format!("rule({})", rule.id())) }, "{failure}");
    rule.delete(stage.place).await.unwrap();
    rule.delete(stage.place).await.unwrap();
    stage.end([group]).await;
}
