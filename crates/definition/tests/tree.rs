//! What definitions are: order, conditions, references, nested stacks, groups, limits.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/world.rs"]
mod world;

use definition::{Kind, Opened, Source, Tree};
use model::value::{Map, Value};
use model::{Diagnostics, ResourcePath, StackPath};
use resource::live::Nothing;
use serde_json::{Value as Json, json};
use world::{Known, identity, limits, open_all, submission, tree, tree_of};

fn hot(body: &str) -> String {
    format!("heat_template_version: 2021-04-16\n{body}")
}

fn names(tree: &Tree, stack: &str) -> Vec<String> {
    tree.order(&StackPath::new(stack)).unwrap().iter().map(|path| path.as_str().to_owned()).collect()
}

fn told(result: Result<Tree, Diagnostics>) -> String {
    let findings = result.map(|_| ()).unwrap_err();
    let first = findings.first_error().unwrap();
    format!("{}: {}", first.class, first.message)
}

fn value(tree: &Tree, path: &str) -> Json {
    tree.evaluate(&path.into(), &Known(&[])).unwrap().properties.get("value").unwrap().to_json()
}

#[test]
fn dependencies_come_first_and_ties_keep_the_order_of_the_template() {
    let tree = tree(&hot("
resources:
  d: {type: OS::Heat::Value, properties: {value: {get_attr: [b, value]}}, metadata: {x: {get_resource: a}}}
  c: {type: OS::Heat::Value, properties: {value: 1}}
  b: {type: OS::Heat::Value, properties: {value: 1}, depends_on: [z, a]}
  z: {type: OS::Heat::Value, properties: {value: 1}}
  a: {type: OS::Heat::Value, properties: {value: 1}}
"))
    .unwrap();
    assert_eq!(names(&tree, ""), ["c", "z", "a", "b", "d"]);
    let requires =
        |name: &str| tree.node(&name.into()).unwrap().requires.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(requires("d"), ["b", "a"]);
    assert_eq!(requires("b"), ["z", "a"]);
}

#[test]
fn network_objects_wait_for_what_they_need_without_saying_so() {
    let tree = tree(&hot("
resources:
  ip: {type: OS::Neutron::FloatingIP, properties: {floating_network: public, port_id: {get_resource: port}}}
  port: {type: OS::Neutron::Port, properties: {network: {get_resource: net}}}
  far: {type: OS::Neutron::Port, properties: {network: elsewhere}}
  subnet: {type: OS::Neutron::Subnet, properties: {network_id: {get_resource: net}, cidr: 10.0.0.0/24}}
  other: {type: OS::Neutron::Subnet, properties: {network: {get_resource: other_net}, cidr: 10.1.0.0/24}}
  net: {type: OS::Neutron::Net}
  other_net: {type: OS::Neutron::Net}
  router: {type: OS::Neutron::Router, properties: {external_gateway_info: {network: public}}}
  interface: {type: OS::Neutron::RouterInterface, properties: {router: r, subnet: {get_resource: subnet}}}
  other_interface: {type: OS::Neutron::RouterInterface, properties: {router: r, subnet: {get_resource: other}}}
  early: {type: OS::Neutron::Subnet, properties: {network: n, cidr: 10.2.0.0/24}, depends_on: late}
  late: {type: OS::Neutron::Port, properties: {network: n}}
"))
    .unwrap();
    let requires = |name: &str| {
        let mut names: Vec<_> = tree.node(&name.into()).unwrap().requires.iter().map(ToString::to_string).collect();
        names.sort();
        names
    };
    assert_eq!(requires("port"), ["net", "subnet"]);
    assert_eq!(requires("far"), Vec::<String>::new());
    assert_eq!(requires("ip"), ["interface", "port", "router"]);
    assert_eq!(requires("late"), Vec::<String>::new(), "what would close a circle is left out");
}

#[test]
fn every_type_waits_for_what_heat_lets_it_wait_for() {
    let tree = tree(&hot("
resources:
  net: {type: OS::Neutron::Net}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.0.0.0/24}}
  far: {type: OS::Neutron::Subnet, properties: {network: elsewhere, cidr: 10.1.0.0/24}}
  router: {type: OS::Neutron::Router}
  interface: {type: OS::Neutron::RouterInterface, properties: {router_id: {get_resource: router}, subnet_id: {get_resource: subnet}}}
  other_interface: {type: OS::Neutron::RouterInterface, properties: {router: r, subnet: s}}
  gateway: {type: OS::Neutron::RouterGateway, properties: {router_id: {get_resource: router}, network_id: elsewhere}}
  route: {type: OS::Neutron::ExtraRoute, properties: {router_id: {get_resource: router}, destination: 0.0.0.0/0, nexthop: 10.0.0.9}}
  routes: {type: OS::Neutron::ExtraRouteSet, properties: {router: {get_resource: router}}}
  port: {type: OS::Neutron::Port, properties: {network: {get_resource: net}, fixed_ips: [{subnet: {get_resource: subnet}}]}}
  loose: {type: OS::Neutron::Port, properties: {network: {get_resource: net}}}
  outside: {type: OS::Neutron::FloatingIP, properties: {floating_network: elsewhere}}
  link: {type: OS::Neutron::FloatingIPAssociation, properties: {floatingip_id: f, port_id: {get_resource: port}}}
  loose_link: {type: OS::Neutron::FloatingIPAssociation, properties: {floatingip_id: f, port_id: {get_resource: loose}}}
  forward:
    type: OS::Neutron::FloatingIPPortForward
    properties: {floating_ip: f, internal_port: {get_resource: port}, internal_ip_address: 10.0.0.5, internal_port_number: 1, external_port: 2, protocol: tcp}
  in_net: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: [{uuid: {get_resource: net}}]}}
  in_some: {type: OS::Nova::Server, properties: {flavor: f, image: i, networks: [{port: p}]}}
  in_any: {type: OS::Nova::Server, properties: {flavor: f, image: i}}
  vpc: {type: AWS::EC2::VPC}
  table: {type: AWS::EC2::RouteTable, properties: {VpcId: {get_resource: vpc}}}
  other_table: {type: AWS::EC2::RouteTable, properties: {VpcId: v}}
  attachment: {type: AWS::EC2::VPCGatewayAttachment, properties: {VpcId: {get_resource: vpc}}}
"))
    .unwrap();
    let requires = |name: &str| {
        let mut names: Vec<_> = tree.node(&name.into()).unwrap().requires.iter().map(ToString::to_string).collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(requires("gateway"), "far interface router");
    assert_eq!(requires("route"), "gateway interface router");
    assert_eq!(requires("routes"), "interface router");
    assert_eq!(requires("outside"), "gateway");
    assert_eq!(requires("link"), "interface port");
    assert_eq!(requires("loose_link"), "loose");
    assert_eq!(requires("forward"), "interface port");
    assert_eq!(requires("in_net"), "net subnet");
    assert_eq!(requires("in_some"), "far subnet", "which subnets a port has is not told");
    assert_eq!(requires("in_any"), "");
    assert_eq!(requires("attachment"), "table vpc");
}

#[test]
fn a_circle_is_written_out() {
    let message = told(tree(&hot("
resources:
  x: {type: OS::Heat::Value, properties: {value: {get_resource: a}}}
  a: {type: OS::Heat::Value, properties: {value: {get_resource: b}}}
  b: {type: OS::Heat::Value, properties: {value: 1}, depends_on: c}
  c: {type: OS::Heat::Value, properties: {value: {list_join: [',', [{get_attr: [a, value]}]]}}}
")));
    assert_eq!(message, "CircularDependencyException: Circular Dependency Found: a -> b -> c -> a");
}

#[test]
fn references_that_lead_nowhere_are_told_with_what_was_meant() {
    let wrong = |body: &str| {
        let text = hot(&format!("resources:\n  server: {{type: OS::Heat::TestResource}}\n{body}"));
        let findings = tree(&text).map(|_| ()).unwrap_err();
        let first = findings.first_error().unwrap().clone();
        (format!("{}: {}", first.class, first.message), first.hint.unwrap_or_default(), first.span.line)
    };
    let (message, hint, line) = wrong("  a: {type: OS::Heat::Value, properties: {value: {get_resource: serve}}}");
    assert_eq!(
        message,
        "InvalidTemplateReference: The specified reference \"serve\" (in a.Properties.value) is incorrect."
    );
    assert_eq!((hint.as_str(), line), ("did you mean server?", 4));
    let (message, _, _) = wrong("  a: {type: OS::Heat::Value, properties: {value: 1}, depends_on: nope}");
    assert_eq!(message, "InvalidTemplateReference: The specified reference \"nope\" (in a) is incorrect.");
    let (message, _, _) = wrong("  a: {type: OS::Heat::Value, properties: {value: {get_attr: [server, nope]}}}");
    assert_eq!(
        message,
        "StackValidationFailed: resources.a.properties.value.get_attr: The Referenced Attribute (server nope) is incorrect."
    );
    let (message, hint, line) = wrong("  a: {type: OS::Heat::Valu}");
    assert_eq!(message, "StackValidationFailed: The Resource Type (OS::Heat::Valu) could not be found.");
    assert_eq!((hint.as_str(), line), ("did you mean OS::Heat::Value?", 4));
}

#[test]
fn conditions_decide_what_is_there() {
    let text = hot("
parameters: {env: {type: string}}
conditions:
  prod: {equals: [{get_param: env}, prod]}
  other: {not: prod}
resources:
  a: {type: OS::Heat::Value, properties: {value: 1}, condition: prod}
  b: {type: OS::Heat::Value, properties: {value: {if: [prod, {get_resource: a}, none]}}, depends_on: a}
  c: {type: OS::Heat::Value, properties: {value: [1, {if: [prod, 2]}], type: {if: [prod, comma_delimited_list]}}, condition: {or: [other, prod]}}
outputs:
  o: {value: 1, condition: prod}
");
    let with = |env: &str| tree_of(&submission(&text, &json!({"parameters": {"env": env}}), &[])).unwrap();
    let (prod, test) = (with("prod"), with("test"));
    assert_eq!(names(&prod, ""), ["a", "b", "c"]);
    assert_eq!(names(&test, ""), ["b", "c"]);
    assert_eq!((value(&prod, "b"), value(&test, "b")), (json!("id-a"), json!("none")));
    assert_eq!((value(&prod, "c"), value(&test, "c")), (json!([1, 2]), json!([1])));
    assert!(test.evaluate(&"c".into(), &Nothing).unwrap().properties.get("type").is_none(), "left out, not null");
    let out = |tree: &Tree| tree.outputs(&StackPath::root(), &Nothing)["o"].value.clone().unwrap();
    assert_eq!((out(&prod), out(&test)), (Value::Int(1), Value::Null));
    let circle = told(tree(&hot("conditions: {a: {not: b}, b: {and: [a, true]}}\nresources: {}")));
    assert!(circle.contains("Circular definition for condition"), "{circle}");
}

#[test]
fn parameters_are_needed_known_and_checked() {
    let text = hot("
parameters:
  size: {type: number, constraints: [{range: {max: 5}}]}
  key: {type: string, hidden: true, default: hush}
resources:
  a: {type: OS::Heat::Value, properties: {value: [{get_param: size}, {get_param: key}, {get_param: 'OS::stack_name'}]}}
");
    let with = |environment: Json| tree_of(&submission(&text, &environment, &[]));
    assert_eq!(told(with(json!({}))), "UserParameterMissing: The Parameter (size) was not provided.");
    assert_eq!(
        told(with(json!({"parameters": {"size": 1, "sizes": 2}}))),
        "UnknownUserParameter: The Parameter (sizes) was not defined in template."
    );
    assert!(told(with(json!({"parameters": {"size": 7}}))).contains("Parameter 'size' is invalid: 7 is out of range"));
    let tree = with(json!({"parameter_defaults": {"size": "3"}})).unwrap();
    assert_eq!(value(&tree, "a"), json!([3, "hush", "oracle"]));
    assert!(tree.evaluate(&"a".into(), &Nothing).unwrap().properties.has_secret());
    let submission = submission(&text, &json!({}), &[]);
    let identity = identity();
    let source =
        Source { submission: &submission, catalog: catalog::Catalog::builtin(), identity: &identity, limits: limits() };
    let sketch = Tree::sketch(source).unwrap();
    assert!(sketch.evaluate(&"a".into(), &Nothing).unwrap().properties.has_unknown());
}

const CHILD: &str = "heat_template_version: 2021-04-16
parameters:
  a: {type: string, constraints: [{length: {max: 9}}]}
  l: {type: comma_delimited_list, default: ''}
  d: {type: string, default: own}
conditions: {many: {equals: [{get_param: d}, many]}}
resources:
  x: {type: OS::Heat::Value, properties: {value: [{get_param: a}, {get_param: l}, {get_param: d}, {get_param: 'OS::stack_name'}]}}
  y: {type: OS::Heat::Value, properties: {value: 1}, condition: many}
outputs:
  out: {value: {get_attr: [x, value]}}
  OS::stack_id: {value: {get_resource: x}}
";

fn with_child(resources: &str, environment: &Json, files: &[(&str, &str)]) -> Result<Tree, Diagnostics> {
    let text = hot(&format!("resources:\n  o: {{type: OS::Heat::TestResource}}\n{resources}"));
    let mut all = vec![("n.yaml", CHILD)];
    all.extend(files);
    tree_of(&submission(&text, environment, &all))
}

#[test]
fn a_nested_template_gets_its_parameters_from_its_holder() {
    let n = "  n: {type: n.yaml, properties: {a: {get_attr: [o, output]}, l: [{get_resource: o}, z]}}";
    let environment = json!({"parameter_defaults": {"d": "many"}});
    let mut tree = with_child(n, &environment, &[]).unwrap();
    open_all(&mut tree, &StackPath::root(), &Nothing).unwrap();
    assert!(matches!(tree.node(&"n".into()).unwrap().kind, Kind::Template));
    assert_eq!(names(&tree, "n"), ["n/x", "n/y"], "parameter_defaults reach nested stacks");
    let before = tree.evaluate(&"n/x".into(), &Nothing).unwrap().properties;
    assert!(before.has_unknown());
    assert_eq!(
        value(&tree, "n/x"),
        json!(["o:output", ["id-o", "z"], "many", "oracle-n-x"]),
        "without opening it again"
    );
    let nested = tree.environment(&StackPath::new("n")).unwrap();
    assert!(nested.get("parameters").and_then(|p| p.get("a")).is_some());
}

#[test]
fn findings_of_nested_templates_tell_the_way() {
    let wrong = |resources: &str, files: &[(&str, &str)]| {
        let tree = with_child(resources, &json!({}), files);
        told(tree.and_then(|mut tree| open_all(&mut tree, &StackPath::root(), &Known(&[])).map(|()| tree)))
    };
    assert_eq!(
        wrong("  n: {type: n.yaml, properties: {a: v, zz: 1}}", &[]),
        "StackValidationFailed: Property error: resources.n.properties: Unknown Property zz"
    );
    assert_eq!(
        wrong("  n: {type: n.yaml}", &[]),
        "StackValidationFailed: Property error: resources.n.properties: Property a not assigned"
    );
    assert_eq!(
        wrong("  n: {type: n.yaml, properties: {a: 0123456789}}", &[]),
        "StackValidationFailed: Property error: resources.n.properties.a: length (10) is out of range (min: None, max: 9)"
    );
    assert_eq!(
        wrong("  n: {type: missing.yaml}", &[]),
        "StackValidationFailed: Could not fetch remote template \"missing.yaml\": Invalid URL scheme "
    );
    let deep = "heat_template_version: 2021-04-16\nresources: {m: {type: deeper.yaml, properties: {size: 700}}}";
    let deeper = "heat_template_version: 2021-04-16\nparameters: {size: {type: number}}
resources: {a: {type: OS::Heat::RandomString, properties: {length: {get_param: size}}}}";
    assert_eq!(
        wrong("  n: {type: deep.yaml}", &[("deep.yaml", deep), ("deeper.yaml", deeper)]),
        "StackValidationFailed: Property error: resources.n<deep.yaml>.resources.m<deeper.yaml>.resources.a.properties.length: \
         700 is out of range (min: 1, max: 512)"
    );
    let bad = "heat_template_version: 2021-04-16\nresources: {a: {type: OS::Heat::Value, depends_on: nope}}";
    assert_eq!(
        wrong("  n: {type: bad.yaml}", &[("bad.yaml", bad)]),
        "StackValidationFailed: InvalidTemplateReference: resources.n<bad.yaml>: The specified reference \"nope\" (in a) is incorrect."
    );
}

#[test]
fn recursion_and_size_are_limited() {
    let round = "heat_template_version: 2021-04-16\nresources: {n: {type: round.yaml}}";
    let told_by = |resources: &str, files: &[(&str, &str)]| {
        let tree = with_child(resources, &json!({}), files).unwrap();
        let mut tree = tree;
        let findings = open_all(&mut tree, &StackPath::root(), &Known(&[])).unwrap_err();
        findings.first_error().unwrap().message.clone()
    };
    let message = told_by("  n: {type: round.yaml}", &[("round.yaml", round)]);
    assert!(message.ends_with("Request limit exceeded: Recursion depth exceeds 5."), "{message}");
    let many = "  g: {type: OS::Heat::ResourceGroup, properties: {count: 1001, resource_def: {type: OS::Heat::None}}}";
    let message = told_by(many, &[]);
    assert!(message.ends_with("Maximum resources per stack exceeded."), "{message}");
}

#[test]
fn an_alias_may_stand_for_a_type_and_use_it_inside() {
    let wrap = "heat_template_version: 2021-04-16
parameters: {value: {type: string}}
resources: {inner: {type: 'OS::Heat::TestResource', properties: {value: {get_param: value}}}}
outputs: {output: {value: {get_attr: [inner, output]}}}";
    let environment = json!({"resource_registry": {"OS::Heat::TestResource": "wrap.yaml"}});
    let mut tree = tree_of(&submission(
        &hot("resources: {a: {type: OS::Heat::TestResource, properties: {value: v}}}"),
        &environment,
        &[("wrap.yaml", wrap)],
    ))
    .unwrap();
    open_all(&mut tree, &StackPath::root(), &Nothing).unwrap();
    assert!(matches!(tree.node(&"a".into()).unwrap().kind, Kind::Template));
    assert!(matches!(tree.node(&"a/inner".into()).unwrap().kind, Kind::Type(_)));
    let unfit = "heat_template_version: 2021-04-16\nparameters: {other: {type: string, default: ''}, value: {type: number, default: 1}}";
    let refused = tree_of(&submission(
        &hot("resources: {a: {type: OS::Heat::TestResource}}"),
        &environment,
        &[("wrap.yaml", unfit)],
    ))
    .and_then(|mut tree| open_all(&mut tree, &StackPath::root(), &Nothing).map(|()| tree));
    assert_eq!(
        told(refused),
        "StackValidationFailed: Property value type mismatch between facade OS::Heat::TestResource (String) and provider (Number)"
    );
}

#[test]
fn a_group_follows_what_is_live() {
    let text = hot("
resources:
  n: {type: OS::Heat::Value, properties: {value: 2}}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [n, value]}
      resource_def: {type: OS::Heat::Value, properties: {value: 'v%index%'}}
  h:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: OS::Heat::Value, properties: {value: ['%index%', {get_attr: [n, value]}]}}}
");
    let mut tree = tree(&text).unwrap();
    let expand = |tree: &mut Tree, path: &str, live: &dyn resource::Live| {
        let path = ResourcePath::new(path);
        let properties = tree.evaluate(&path, live).unwrap().properties;
        tree.expand(&path, &properties, &Map::new()).unwrap()
    };
    assert_eq!(expand(&mut tree, "g", &Nothing), Opened::Unknown);
    assert!(tree.order(&StackPath::new("g")).is_none());
    assert_eq!(expand(&mut tree, "h", &Nothing), Opened::Open);
    assert!(tree.evaluate(&"h/1".into(), &Nothing).unwrap().properties.has_unknown());
    assert_eq!(value(&tree, "h/1"), json!(["1", "n:value"]), "what became known is seen without opening it again");

    let mut again = world::tree(&text).unwrap();
    let none = |_: &ResourcePath| Map::new();
    assert_eq!(again.reach(&StackPath::new("h"), &Known(&[]), &none).unwrap(), Opened::Open);
    assert_eq!(value(&again, "h/0"), json!(["0", "n:value"]));
    assert!(again.reach(&StackPath::new("nope"), &Known(&[]), &none).is_err());
}

#[test]
fn opening_again_with_other_values_replaces_what_is_below() {
    let text = hot(
        "resources: {g: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: n.yaml, properties: {a: x}}}}}",
    );
    let mut tree = tree_of(&submission(&text, &json!({}), &[("n.yaml", CHILD)])).unwrap();
    open_all(&mut tree, &StackPath::root(), &Nothing).unwrap();
    assert_eq!(names(&tree, "g/1"), ["g/1/x"]);
    let kept = tree.clone();
    let properties = tree.evaluate(&"g".into(), &Nothing).unwrap().properties;
    let mut removed = Map::new();
    removed.insert("name_blacklist", Value::str("0"));
    assert_eq!(tree.expand(&"g".into(), &properties, &removed).unwrap(), Opened::Open);
    assert_eq!(names(&tree, "g"), ["g/1", "g/2"]);
    assert!(tree.order(&StackPath::new("g/1")).is_none());
    assert_eq!(names(&kept, "g"), ["g/0", "g/1"], "a clone is not touched");
}

#[test]
fn what_is_wrong_in_several_places_is_told_at_once() {
    let codes = |text: &str| -> Vec<String> {
        let refused = tree(text).err().unwrap();
        refused
            .0
            .iter()
            .filter(|finding| finding.severity == model::diagnostic::Severity::Error)
            .map(|finding| finding.code.clone())
            .collect()
    };
    let text = "heat_template_version: wallaby\nparameters: {p: {type: string}}\nresources:\n  a: {type: OS::Heat::Nine}\n  \
                b: {type: OS::Heat::Value, properties: {value: {get_resource: a}}, depends_on: c}\n";
    let given = text.replace("{type: string}", "{type: string, default: x}");
    assert_eq!(codes(&given), ["D0201", "D0301"], "a type and a name, but not the name of the resource with the type");
    let shape = text.replace("depends_on: c", "depnds_on: c");
    assert_eq!(codes(&shape), ["T0104", "D0101"], "a key and a missing value");
}
