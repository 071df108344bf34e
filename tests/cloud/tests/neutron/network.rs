//! Networks and subnets.

use crate::Stage;
use model::failure::FailureKind;
use serde_json::{Value as Json, json};

crate::scenarios! {
    a_network_lives, a_network_is_wanted_by_others, a_subnet_lives, ranges_do_not_overlap, names_stand_for_ids,
}

async fn a_network_lives(stage: &Stage<'_>) {
    let name = format!("net-{}", stage.number());
    let mut net = stage.object(
        "Net",
        json!({"name": name, "admin_state_up": false, "tags": ["a", "b"],
        "port_security_enabled": true, "value_specs": {"description": "mine"}}),
    );
    net.create(stage.place).await.unwrap();
    let told = net.observe(stage.place).await.unwrap().unwrap();
    assert_eq!(told.exists, Some(true));
    assert_eq!(net.attribute("name"), json!(name));
    assert_eq!(net.attribute("admin_state_up"), json!(false));
    assert_eq!(net.attribute("status"), json!("ACTIVE"));
    assert_eq!(net.attribute("description"), json!("mine"));
    let mut tags = net.attribute("tags");
    tags.as_array_mut().unwrap().sort_by_key(ToString::to_string);
    assert_eq!(tags, json!(["a", "b"]));

    net.want(json!({"name": format!("{name}-2"), "tags": ["c"], "value_specs": {"description": "mine"}}));
    net.update(stage.place).await.unwrap();
    net.observe(stage.place).await.unwrap();
    assert_eq!(net.attribute("name"), json!(format!("{name}-2")));
    assert_eq!(net.attribute("admin_state_up"), json!(true));
    assert_eq!(net.attribute("tags"), json!(["c"]));

    // Somebody else's change is seen.
    let path = format!("networks/{}", net.id());
    stage.by_hand("PUT", &path, json!({"network": {"admin_state_up": false}})).await.unwrap();
    let told = net.observe(stage.place).await.unwrap().unwrap();
    assert_eq!(told.properties.unwrap().get("admin_state_up").and_then(model::Value::as_bool), Some(false));

    net.delete(stage.place).await.unwrap();
    net.delete(stage.place).await.unwrap();
    assert_eq!(net.observe(stage.place).await.unwrap().unwrap().exists, Some(false));
}

async fn a_network_is_wanted_by_others(stage: &Stage<'_>) {
    let mut net = stage.made("Net", json!({})).await;
    let port = stage.made("Port", json!({"network": net.id()})).await;
    let failure = net.delete(stage.place).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::InUse { by: Some(port.id()) }, "{failure}");
    assert_eq!(failure.class, "NetworkInUseClient");
    stage.end([net, port]).await;
}

async fn a_subnet_lives(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let mut subnet = stage
        .made(
            "Subnet",
            json!({"network_id": net.id(), "cidr": "10.9.0.0/24", "gateway_ip": "10.9.0.254",
        "dns_nameservers": ["192.0.2.1"], "enable_dhcp": false, "tags": ["x"],
        "allocation_pools": [{"start": "10.9.0.10", "end": "10.9.0.20"}],
        "host_routes": [{"destination": "198.51.100.0/24", "nexthop": "10.9.0.2"}]}),
        )
        .await;
    assert_eq!(subnet.attribute("gateway_ip"), json!("10.9.0.254"));
    assert_eq!(subnet.attribute("allocation_pools"), json!([{"start": "10.9.0.10", "end": "10.9.0.20"}]));
    assert_eq!(subnet.attribute("network_id"), json!(net.id()));
    let told = subnet.observe(stage.place).await.unwrap().unwrap();
    assert_eq!(told.references, [net.id()]);
    for (property, now) in told.properties.unwrap().as_map().unwrap().iter() {
        assert!(subnet.record.applied.get(property.as_str()).unwrap().same(now), "{property:?} is as it was asked for");
    }

    subnet.want(json!({"network": net.id(), "cidr": "10.9.0.0/24", "gateway_ip": "", "name": "renamed"}));
    subnet.update(stage.place).await.unwrap();
    subnet.observe(stage.place).await.unwrap();
    assert_eq!(subnet.attribute("gateway_ip"), Json::Null);
    assert_eq!(subnet.attribute("name"), json!("renamed"));
    assert_eq!(subnet.attribute("host_routes"), json!([]));
    assert_eq!(subnet.attribute("tags"), json!([]));

    let port = stage.made("Port", json!({"network": net.id(), "fixed_ips": [{"subnet": subnet.id()}]})).await;
    let failure = subnet.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");
    stage.end([net, subnet, port]).await;
}

async fn ranges_do_not_overlap(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.8.0.0/24"})).await;
    let mut other = stage.object("Subnet", json!({"network": net.id(), "cidr": "10.8.0.128/25"}));
    let failure = other.create(stage.place).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Duplicate { claim: Some("cidr(10.8.0.128/25)".into()) }, "{failure}");
    assert_eq!(failure.class, "BadRequest");
    let mut nowhere =
        stage.object("Subnet", json!({"network": uuid::Uuid::from_u128(1).to_string(), "cidr": "10.8.0.0/24"}));
    let failure = nowhere.create(stage.place).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::Invalid, "NetworkNotFoundClient"));
    stage.end([net, subnet]).await;
}

async fn names_stand_for_ids(stage: &Stage<'_>) {
    let name = format!("a name/{}", stage.number());
    let net = stage.made("Net", json!({"name": name})).await;
    let subnet = stage.made("Subnet", json!({"network": name, "cidr": "10.7.0.0/24"})).await;
    assert_eq!(subnet.attribute("network_id"), json!(net.id()));
    let twin = stage.made("Net", json!({"name": name})).await;
    let mut port = stage.object("Port", json!({"network": name}));
    let failure = port.create(stage.place).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::Invalid, "NeutronClientNoUniqueMatch"));
    let mut port = stage.object("Port", json!({"network": "there is no such network"}));
    let failure = port.create(stage.place).await.unwrap_err();
    assert_eq!(failure.message, "Unable to find network with name or id 'there is no such network'");
    stage.end([net, subnet, twin]).await;
}
