//! Environments: their sections, merging, and the registry.

#![expect(clippy::expect_used, reason = "a test that stops has failed")]

use model::SourceId;
use model::value::{Map, Value};
use std::collections::BTreeMap;
use template::environment::{Hook, Restriction, Target, merge};
use template::{Environment, Registry, Template};

const TEMPLATE: &str = "heat_template_version: 2018-08-31\nparameters:\n  s: {type: string}\n  n: {type: number}\n  l: {type: comma_delimited_list}\n  j: \
                        {type: json}\n  b: {type: boolean}\n";

fn map(text: &str) -> Map {
    let (map, findings) = Environment::parse(text, SourceId(0), "");
    assert!(!findings.has_errors(), "{findings}");
    map.expect("a map")
}

/// The merged value of a parameter, or the class of the refusal.
fn merged(files: &[&str], name: &str) -> Result<String, String> {
    let (template, _) = Template::parse(TEMPLATE, SourceId(0), None);
    let schemata = template.expect("a template").parameters;
    let names: Vec<String> = (0..files.len()).map(|n| format!("env{n}.yaml")).collect();
    let texts: BTreeMap<String, String> =
        names.iter().cloned().zip(files.iter().map(|text| (*text).to_owned())).collect();
    let (map, findings) = merge(&names, &texts, &Map::new(), &schemata);
    match findings.first_error() {
        Some(refused) => Err(refused.class.clone()),
        None => Ok(map.get("parameters").and_then(|p| p.get(name)).map(Value::python_str).unwrap_or_default()),
    }
}

#[test]
fn later_files_win_unless_a_strategy_says_otherwise() {
    let cases = [
        ("parameters: {s: a}", "parameters: {s: b}", "s", Ok("b")),
        (
            "parameters: {s: a}",
            "{parameters: {s: b}, parameter_merge_strategies: {s: merge}}",
            "s",
            Err("ConflictingMergeStrategyForParam"),
        ),
        ("{parameters: {s: a}, parameter_merge_strategies: {s: merge}}", "parameters: {s: b}", "s", Ok("ab")),
        (
            "{parameters: {l: [a]}, parameter_merge_strategies: {default: merge}}",
            "parameters: {l: [b]}",
            "l",
            Ok("['a', 'b']"),
        ),
        ("{parameters: {l: 'a,b'}, parameter_merge_strategies: {l: merge}}", "parameters: {l: c}", "l", Ok("a,b,c")),
        (
            "{parameters: {j: {a: {x: 1}}}, parameter_merge_strategies: {j: merge}}",
            "parameters: {j: {a: {y: 2}, b: 3}}",
            "j",
            Ok("{'a': {'y': 2}, 'b': 3}"),
        ),
        (
            "{parameters: {j: {a: {x: 1}, l: [1]}}, parameter_merge_strategies: {j: deep_merge}}",
            "parameters: {j: {a: {y: 2}, l: [2]}}",
            "j",
            Ok("{'a': {'x': 1, 'y': 2}, 'l': [1, 2]}"),
        ),
        (
            "{parameters: {b: true}, parameter_merge_strategies: {b: merge}}",
            "parameters: {b: 'false'}",
            "b",
            Err("InvalidMergeStrategyForParam"),
        ),
        ("parameters: {s: a}", "parameters: {other: b}", "s", Ok("a")),
    ];
    for (first, second, name, wanted) in cases {
        let wanted = wanted.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(merged(&[first, second], name), wanted, "{first} then {second}");
    }
}

#[test]
fn sections_that_are_not_known_or_empty_are_refused() {
    let code = |text: &str| {
        Environment::parse(text, SourceId(0), "e.yaml").1.first_error().map(|e| (e.code.clone(), e.span.line))
    };
    assert_eq!(code("parameters: {}\nparameter: {}"), Some(("E0002".to_owned(), 2)));
    assert_eq!(code("parameters:\n"), Some(("E0002".to_owned(), 1)));
    assert_eq!(code("- a"), Some(("E0001".to_owned(), 1)));
    assert_eq!(code("a: ["), Some(("Y0003".to_owned(), 1)));
    assert_eq!(code(""), None);
    let (_, findings) = merge(&["gone.yaml".to_owned()], &BTreeMap::new(), &Map::new(), &Default::default());
    assert_eq!(findings.first_error().map(|e| e.code.as_str()), Some("E0003"));
}

fn registry(text: &str) -> Registry {
    let (registry, findings) = Registry::from_value(map(text).get("resource_registry").unwrap_or(&Value::Null));
    assert!(!findings.has_errors(), "{findings}");
    registry
}

#[test]
fn the_registry_resolves_aliases_patterns_and_own_entries() {
    let registry = registry(
        "resource_registry:\n  My::Net: OS::Neutron::Net\n  My::Far: My::Net\n  My::Tmpl: file:///a/b.yaml\n  Old::*: OS::*\n  Loop::A: Loop::B\n  \
         Loop::B: Loop::A\n  All::*: OS::Heat::None\n  All::This: OS::Heat::Value\n  resources:\n    special: {My::Net: special.template}\n",
    );
    let found = |name: &str, resource: Option<&str>| registry.lookup(name, resource);
    let kind = |name: &str| Target::Type(name.to_owned());
    let file = |name: &str| Target::Template(name.to_owned());
    assert_eq!(found("My::Net", None), kind("OS::Neutron::Net"));
    assert_eq!(found("My::Far", Some("r")), kind("OS::Neutron::Net"));
    assert_eq!(found("My::Far", Some("special")), file("special.template"));
    assert_eq!(found("My::Tmpl", None), file("file:///a/b.yaml"));
    assert_eq!(found("other.yaml", None), file("other.yaml"));
    assert_eq!(found("Old::Heat::Value", None), kind("OS::Heat::Value"));
    assert_eq!(found("All::Of::Them", None), kind("OS::Heat::None"));
    assert_eq!(found("All::This", None), kind("OS::Heat::Value"));
    assert_eq!(found("OS::Heat::Value", None), kind("OS::Heat::Value"));
    assert!(matches!(found("Loop::A", None), Target::Type(_)), "a loop ends");
}

#[test]
fn hooks_and_restrictions_follow_patterns_into_nested_stacks() {
    let environment = map(
        "resource_registry:\n  resources:\n    web*:\n      hooks: [pre-create, post-delete]\n      inner: {hooks: pre-update}\n    web1: {restricted_actions: \
         replace}\nparameters: {a: 1}\nparameter_defaults: {b: 2}\n",
    );
    let (environment, findings) = Environment::from_map(&environment);
    assert!(!findings.has_errors(), "{findings}");
    assert_eq!(environment.registry.hooks("web1"), [Hook::PreCreate, Hook::PostDelete]);
    assert_eq!(environment.registry.restrictions("web1"), [Restriction::Replace]);
    assert!(environment.registry.hooks("db").is_empty() && environment.registry.restrictions("web2").is_empty());
    let nested = environment.nested("web2");
    assert_eq!(nested.registry.hooks("inner"), [Hook::PreUpdate]);
    assert!(nested.parameters.is_empty() && nested.parameter_defaults.len() == 1);
    let bad = Value::map([("resources", Value::map([("r", Value::map([("hooks", Value::from("never"))]))]))]);
    let (_, findings) = Registry::from_value(&bad);
    assert_eq!(findings.first_error().map(|e| e.class.as_str()), Some("InvalidBreakPointHook"));
}

#[test]
fn the_typed_form_and_the_map_say_the_same() {
    let given = map(
        "parameters: {a: 1}\nparameter_defaults: {b: [2]}\nresource_registry: {X: Y, resources: {r: {X: z.yaml, hooks: pre-create}}}\n",
    );
    let once = Environment::from_map(&given).0;
    let again = Environment::from_map(&once.to_map()).0;
    assert_eq!(once, again);
    assert_eq!(once.to_map(), again.to_map());
}
