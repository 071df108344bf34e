//! Routers, their places on subnets, and floating IPs.

use crate::Stage;
use model::failure::FailureKind;
use serde_json::{Value as Json, json};

crate::scenarios! { a_router_lives, an_interface_lives, a_floating_ip_lives, a_port_can_be_a_routers }

async fn a_router_lives(stage: &Stage<'_>) {
    let mut router = stage.made("Router", json!({"name": "r", "external_gateway_info": {"network": "public"}})).await;
    assert_eq!(router.attribute("status"), json!("ACTIVE"));
    assert_eq!(router.attribute("external_gateway_info")["enable_snat"], json!(true));
    router.want(json!({"name": "r2", "admin_state_up": false}));
    router.update(stage.place).await.unwrap();
    router.observe(stage.place).await.unwrap();
    assert_eq!(router.attribute("external_gateway_info"), Json::Null);
    assert_eq!(router.attribute("admin_state_up"), json!(false));
    let net = stage.made("Net", json!({})).await;
    let inner = json!({"external_gateway_info": {"network": net.id()}});
    let failure = stage.object("Router", inner).create(stage.place).await.unwrap_err();
    assert_eq!((failure.kind, failure.class.as_str()), (FailureKind::Invalid, "BadRequest"));
    stage.end([net, router]).await;
}

async fn an_interface_lives(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let mut subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.3.0.0/24"})).await;
    let mut router = stage.made("Router", json!({})).await;
    let mut interface =
        stage.made("RouterInterface", json!({"router_id": router.id(), "subnet_id": subnet.id()})).await;
    assert_eq!(interface.id(), format!("{}:subnet_id={}", router.id(), subnet.id()));
    let told = interface.observe(stage.place).await.unwrap().unwrap();
    assert_eq!((told.exists, told.references), (Some(true), vec![router.id(), subnet.id()]));
    let failure = router.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");
    let failure = subnet.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");
    let mut again = stage.object("RouterInterface", json!({"router": router.id(), "subnet": subnet.id()}));
    let failure = again.create(stage.place).await.unwrap_err();
    assert_eq!(
        failure.kind,
        FailureKind::Duplicate { claim: Some(format!("router-port({})", subnet.id())) },
        "{failure}"
    );

    interface.delete(stage.place).await.unwrap();
    interface.delete(stage.place).await.unwrap();
    assert_eq!(interface.observe(stage.place).await.unwrap().unwrap().exists, Some(false));
    stage.end([net, subnet, router]).await;
    // Nothing is left that it could be on: gone all the same.
    interface.delete(stage.place).await.unwrap();
}

async fn a_port_can_be_a_routers(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.2.0.0/24"})).await;
    let mut port = stage.made("Port", json!({"network": net.id()})).await;
    let router = stage.made("Router", json!({})).await;
    let mut interface = stage.made("RouterInterface", json!({"router": router.id(), "port": port.id()})).await;
    assert_eq!(interface.id(), format!("{}:port_id={}", router.id(), port.id()));
    assert_eq!(interface.observe(stage.place).await.unwrap().unwrap().exists, Some(true));
    let failure = port.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");
    // The port goes with the interface.
    interface.delete(stage.place).await.unwrap();
    assert_eq!(port.observe(stage.place).await.unwrap().unwrap().exists, Some(false));
    stage.end([net, subnet, port, router]).await;
}

async fn a_floating_ip_lives(stage: &Stage<'_>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.1.0.0/24"})).await;
    let port = stage.made("Port", json!({"network": net.id()})).await;
    let wanted = json!({"floating_network": "public", "port_id": port.id()});
    let failure = stage.object("FloatingIP", wanted.clone()).create(stage.place).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Invalid, "no way out yet: {failure}");
    let router = stage.made("Router", json!({"external_gateway_info": {"network": "public"}})).await;
    let mut interface = stage.made("RouterInterface", json!({"router": router.id(), "subnet": subnet.id()})).await;
    let mut ip = stage.made("FloatingIP", wanted.clone()).await;
    assert_eq!(ip.attribute("port_id"), json!(port.id()));
    assert_eq!(ip.attribute("router_id"), json!(router.id()));
    assert_eq!(ip.attribute("fixed_ip_address"), port.attribute("fixed_ips")[0]["ip_address"]);
    assert!(ip.attribute("floating_ip_address").as_str().unwrap().starts_with("172.24.4."));
    let failure = stage.object("FloatingIP", wanted).create(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::Duplicate { .. }), "{failure}");
    let failure = interface.delete(stage.place).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::InUse { .. }), "{failure}");

    ip.want(json!({"floating_network": "public"}));
    ip.update(stage.place).await.unwrap();
    ip.observe(stage.place).await.unwrap();
    assert_eq!(ip.attribute("port_id"), Json::Null);
    let other =
        stage.made("FloatingIP", json!({"floating_network": "public", "value_specs": {"description": "d"}})).await;
    assert_ne!(other.attribute("floating_ip_address"), ip.attribute("floating_ip_address"));
    stage.end([net, subnet, port, router, interface, ip, other]).await;
}
