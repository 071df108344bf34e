//! Creates whose answer or call is lost: there is one object afterwards, and it is ours.

use crate::Stage;
use model::failure::FailureKind;
use serde_json::{Value as Json, json};
use test_cloud::{Fault, Faulty, Object, Place};

crate::scenarios! {
    a_lost_create_is_found_or_made_again, an_interrupted_create_is_adopted, what_is_asked_twice_is_done_once,
}

/// Every type with properties for it, on what must be there before.
async fn all(stage: &Stage<'_>) -> (Vec<Object>, Vec<(&'static str, &'static str, Json)>) {
    let net = stage.made("Net", json!({})).await;
    let subnet = stage.made("Subnet", json!({"network": net.id(), "cidr": "10.20.0.0/24"})).await;
    let router = stage.made("Router", json!({})).await;
    let group = stage.made("SecurityGroup", json!({})).await;
    let kinds = vec![
        ("Net", "POST", json!({"tags": ["t"], "value_specs": {"description": "mine"}})),
        ("Net", "POST", json!({"name": "a name that others have"})),
        ("Subnet", "POST", json!({"network": net.id(), "cidr": "10.21.0.0/24"})),
        ("Port", "POST", json!({"network": net.id(), "fixed_ips": [{"ip_address": "10.20.0.9"}]})),
        ("Router", "POST", json!({"external_gateway_info": {"network": "public"}})),
        ("RouterInterface", "PUT", json!({"router": router.id(), "subnet": subnet.id()})),
        (
            "SecurityGroup",
            "POST",
            json!({"description": "mine", "rules": [{"protocol": "tcp", "port_range_min": 1, "port_range_max": 2}]}),
        ),
        ("SecurityGroupRule", "POST", json!({"security_group": group.id(), "protocol": "udp"})),
        ("FloatingIP", "POST", json!({"floating_network": "public"})),
    ];
    (vec![net, subnet, router, group], kinds)
}

async fn a_lost_create_is_found_or_made_again(stage: &Stage<'_>) {
    let twin = stage.made("Net", json!({"name": "a name that others have"})).await;
    let (base, kinds) = all(stage).await;
    for (kind, method, properties) in kinds {
        for fault in [Fault::LostAnswer, Fault::LostCall] {
            let before = count(stage).await;
            let mut object = stage.object(kind, properties.clone());
            object.create(&Faulty::new(stage.place, method, fault)).await.unwrap();
            assert_ne!(object.id(), twin.id());
            assert_eq!(count(stage).await, before + 1, "{kind} {fault:?}: one object more");
            assert_eq!(object.observe(stage.place).await.unwrap().unwrap().exists, Some(true));
            if properties.get("description").is_some() || properties.get("value_specs").is_some() {
                assert_eq!(object.attribute("description"), json!("mine"), "{kind} {fault:?}");
            }
            object.delete(stage.place).await.unwrap();
            assert_eq!(count(stage).await, before, "{kind} {fault:?}: nothing is left");
        }
    }
    stage.end(base).await;
    stage.end([twin]).await;
}

async fn an_interrupted_create_is_adopted(stage: &Stage<'_>) {
    let (base, kinds) = all(stage).await;
    for (kind, method, properties) in kinds {
        let mut object = stage.object(kind, properties);
        assert_eq!(object.adopt(stage.place).await.unwrap_err().kind, FailureKind::Gone, "{kind}: never made");
        // The engine dies while the call is under way: it has its effect, and nobody goes on.
        let dead = Dead(stage.place, method);
        assert!(object.create(&dead).await.is_err());
        object.record.physical_id = None;
        object.adopt(stage.place).await.unwrap();
        assert!(object.record.physical_id.is_some(), "{kind}");
        object.delete(stage.place).await.unwrap();
    }
    stage.end(base).await;
}

async fn what_is_asked_twice_is_done_once(stage: &Stage<'_>) {
    for method in ["PUT", "DELETE"] {
        for fault in [Fault::LostAnswer, Fault::LostCall] {
            let mut net = stage.made("Net", json!({"name": "before"})).await;
            let faulty = Faulty::new(stage.place, method, fault);
            net.want(json!({"name": "after"}));
            net.update(&faulty).await.unwrap();
            net.observe(stage.place).await.unwrap();
            assert_eq!(net.attribute("name"), json!("after"));
            net.delete(&faulty).await.unwrap();
            assert_eq!(net.observe(stage.place).await.unwrap().unwrap().exists, Some(false));
        }
    }
}

/// On the cloud in memory: whatever goes wrong with any call, nothing is made twice and nothing is left.
#[tokio::test(start_paused = true)]
async fn a_seeded_life_of_trouble() {
    for seed in 0..150 {
        let fake = cloud_fake::Fake::new(seed);
        let stage = Stage { place: &fake };
        let (base, kinds) = all(&stage).await;
        let before = count(&stage).await;
        for (kind, _, properties) in kinds {
            let mut object = stage.object(kind, properties);
            fake.trouble(cloud_fake::Faults::seeded(250, seed));
            // As an engine does: what may have been made is looked for before it is made again.
            while object.create(&fake).await.is_err() {
                if object.record.physical_id.is_some() || object.adopt(&fake).await.is_ok() {
                    break;
                }
            }
            fake.trouble(cloud_fake::Faults::none());
            assert_eq!(count(&stage).await, before + 1, "seed {seed}: {kind} is there once");
            fake.trouble(cloud_fake::Faults::seeded(250, seed + 1000));
            while object.delete(&fake).await.is_err() {}
            fake.trouble(cloud_fake::Faults::none());
            assert_eq!(count(&stage).await, before, "seed {seed}: {kind} is gone");
        }
        stage.end(base).await;
    }
}

#[test]
fn a_quota_is_told_as_one() {
    let fake = cloud_fake::Fake::new(7);
    fake.limit("networks", fake.count("networks"));
    let request = test_cloud::call("POST", "networks", json!({"network": {}}));
    assert_eq!(fake.call(&request).unwrap_err().kind, FailureKind::Quota);
}

/// How many objects of all kinds there are.
async fn count(stage: &Stage<'_>) -> usize {
    let mut count = 0;
    for (collection, filter) in [
        ("networks", ""),
        ("subnets", ""),
        ("ports", "?device_owner=&device_owner=network:router_interface"),
        ("routers", ""),
        ("security-groups", ""),
        ("floatingips", ""),
    ] {
        let filter = if collection == "ports" { "" } else { filter };
        let reply = stage.by_hand("GET", &format!("{collection}{filter}"), Json::Null).await.unwrap();
        let all = reply.body.to_json();
        let all = all[collection.replace('-', "_")].as_array().unwrap().clone();
        let counts = |object: &&Json| {
            let owner = object["device_owner"].as_str().unwrap_or_default();
            !matches!(owner, "network:router_gateway" | "network:floatingip" | "network:dhcp" | "network:distributed")
        };
        count += all.iter().filter(counts).count();
    }
    count + rules(stage).await
}

/// Rules other than those that every group has from the start.
async fn rules(stage: &Stage<'_>) -> usize {
    let reply = stage.by_hand("GET", "security-group-rules?protocol=udp", Json::Null).await.unwrap();
    reply.body.to_json()["security_group_rules"].as_array().unwrap().len()
}

/// A cloud whose calls of one method have their effect and are all answered by nobody.
struct Dead<'a>(&'a dyn Place, &'static str);

#[async_trait::async_trait]
impl Place for Dead<'_> {
    async fn call(&self, request: &model::request::Request) -> Result<model::request::Reply, model::Failure> {
        if request.method == self.1 {
            _ = self.0.call(request).await;
            return Err(model::Failure::new(FailureKind::Cancelled, "Dead", "the engine is dead"));
        }
        self.0.call(request).await
    }
}
