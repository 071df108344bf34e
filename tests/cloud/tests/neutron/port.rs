//! Ports: their addresses, which are exclusive, and their security groups.

use crate::Stage;
use model::failure::FailureKind;
use serde_json::json;

crate::scenarios! { a_port_lives, addresses_are_exclusive, a_port_without_addresses }

async fn a_port_lives(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.6.0.0/24"})).await;
    let group = stage.made("SecurityGroup", json!({})).await;
    let mut port = stage
        .made(
            "Port",
            json!({"network": net.id(), "name": "p", "mac_address": "fa:16:3e:12:34:56",
        "fixed_ips": [{"subnet_id": subnet.id(), "ip_address": "10.6.0.77"}], "security_groups": [group.id()],
        "allowed_address_pairs": [{"ip_address": "10.6.0.99"}], "device_owner": "compute:test", "tags": ["t"]}),
        )
        .await;
    let ips = json!([{"subnet_id": subnet.id(), "ip_address": "10.6.0.77"}]);
    assert_eq!(port.attribute("fixed_ips"), ips);
    assert_eq!(port.attribute("security_groups"), json!([group.id()]));
    assert_eq!(port.attribute("mac_address"), json!("fa:16:3e:12:34:56"));
    assert_eq!(port.attribute("device_owner"), json!("compute:test"));
    assert_eq!(port.attribute("allowed_address_pairs")[0]["ip_address"], json!("10.6.0.99"));
    let told = port.observe(stage.place).await.unwrap().unwrap();
    assert_eq!(told.references, [net.id(), group.id()]);
    assert_eq!(
        port.claims(),
        [format!("ip({},10.6.0.77)", subnet.id()), format!("mac({},fa:16:3e:12:34:56)", net.id())]
    );

    port.want(json!({"network": net.id(), "name": "q", "mac_address": "fa:16:3e:12:34:56",
        "fixed_ips": [{"subnet": subnet.id(), "ip_address": "10.6.0.78"}], "security_groups": [],
        "admin_state_up": false}));
    port.update(stage.place).await.unwrap();
    port.observe(stage.place).await.unwrap();
    assert_eq!(port.attribute("fixed_ips"), json!([{"subnet_id": subnet.id(), "ip_address": "10.6.0.78"}]));
    assert_eq!(port.attribute("security_groups"), json!([]));
    assert_eq!(port.attribute("admin_state_up"), json!(false));
    assert_eq!(port.attribute("allowed_address_pairs"), json!([]));
    assert_eq!(port.attribute("device_owner"), json!(""));
    assert_eq!(port.attribute("tags"), json!([]));
    port.want(json!({"network": net.id(), "mac_address": "fa:16:3e:12:34:56"}));
    port.update(stage.place).await.unwrap();
    let groups = port.attribute("security_groups");
    assert!(groups.as_array().unwrap().len() == 1 && groups != json!([group.id()]), "the default group again");
    assert_eq!(
        port.attribute("fixed_ips"),
        json!([{"subnet_id": subnet.id(), "ip_address": "10.6.0.78"}]),
        "as it was"
    );
    stage.end([net, subnet, group, port]).await;
}

async fn addresses_are_exclusive(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.5.0.0/24"})).await;
    let wanted = json!({"network": net.id(), "fixed_ips": [{"ip_address": "10.5.0.5"}]});
    let port = stage.made("Port", wanted.clone()).await;
    let failure = stage.object("Port", wanted).create(stage.place).await.unwrap_err();
    let claim = format!("ip({},10.5.0.5)", subnet.id());
    assert_eq!(failure.kind, FailureKind::Duplicate { claim: Some(claim) }, "{failure}");
    let mac = port.attribute("mac_address");
    let failure =
        stage.object("Port", json!({"network": net.id(), "mac_address": mac})).create(stage.place).await.unwrap_err();
    assert_eq!(
        failure.kind,
        FailureKind::Duplicate { claim: Some(format!("mac({})", mac.as_str().unwrap())) },
        "{failure}"
    );
    let outside = json!({"network": net.id(), "fixed_ips": [{"subnet": subnet.id(), "ip_address": "10.4.0.5"}]});
    let failure = stage.object("Port", outside).create(stage.place).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Invalid, "{failure}");
    stage.end([net, subnet, port]).await;
}

async fn a_port_without_addresses(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.4.0.0/24"})).await;
    let port = stage.made("Port", json!({"network": net.id(), "no_fixed_ips": true})).await;
    assert_eq!(port.attribute("fixed_ips"), json!([]));
    let other = stage.made("Port", json!({"network": net.id()})).await;
    assert_eq!(other.attribute("fixed_ips")[0]["subnet_id"], json!(subnet.id()));
    assert_eq!(other.attribute("security_groups").as_array().unwrap().len(), 1, "the project's default group");
    stage.end([net, subnet, port, other]).await;
}
