//! No text and no value makes the language panic.

use model::SourceId;
use model::value::Value;
use proptest::prelude::*;
use template::expr::Branch;
use template::{Environment, Template};

const TEMPLATE: &str = "heat_template_version: wallaby\nparameters:\n  p: {type: json, default: {a: [1]}, constraints: [{length: {max: 3}}]}\nconditions:\n  c: \
                        {equals: [{get_param: [p, a, 0]}, 1]}\nresources:\n  r:\n    type: OS::Heat::Value\n    condition: {not: c}\n    properties:\n      \
                        value: {if: [c, {get_attr: [s, value]}, {str_replace: {template: a, params: {a: {get_file: f}}}}]}\n      list: {list_join: ['', \
                        {repeat: {template: x, for_each: {x: [1, 2]}}}]}\n    depends_on: [s]\n  s: {type: OS::Heat::RandomString}\noutputs:\n  o: {value: \
                        {list_concat: [[1], {digest: [md5, a]}]}}\n";

const WORDS: &[&str] = &[
    "get_param",
    "get_attr",
    "get_resource",
    "if",
    "not",
    "and",
    "equals",
    "repeat",
    "template",
    "for_each",
    "str_replace",
    "params",
    "list_join",
    "type",
    "properties",
    "condition",
    "resources",
    "outputs",
    "value",
    "parameters",
    "default",
    "constraints",
    "length",
    "range",
    "min",
    "allowed_values",
    "depends_on",
    "parameter_groups",
    "conditions",
    "digest",
    "contains",
    "map_merge",
    "yaql",
    "Ref",
    "hidden",
];

/// Looks at every part of what was read.
fn visit(template: &Template) {
    for resource in template.resources.values() {
        let parts = [&resource.properties, &resource.metadata, &resource.condition, &resource.update_policy];
        for expr in parts.into_iter().flatten() {
            expr.references(&mut |_| Branch::Both, &mut |_, _| {});
        }
    }
    for parameter in template.parameters.values() {
        let _ = parameter.convert(&Value::from("x"));
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        prop::sample::select(WORDS).prop_map(Value::from),
        "[a-z]{0,3}".prop_map(Value::from),
        Just(Value::from("x").into_secret()),
        Just(Value::unknown("a".into(), "b")),
    ];
    leaf.prop_recursive(5, 60, 5, |inner| {
        let key = prop_oneof![prop::sample::select(WORDS).prop_map(str::to_owned), "[a-z]{1,2}"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::list),
            prop::collection::vec((key, inner), 0..4).prop_map(Value::map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_mutation_of_a_template_ends_well(from in 0..TEMPLATE.len(), to in 0..TEMPLATE.len(), word in prop::sample::select(WORDS), quote in any::<bool>()) {
        let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 40));
        let word = if quote { format!("{{{word}: [") } else { (*word).to_owned() };
        let text = format!("{}{word}{}", &TEMPLATE[..from], &TEMPLATE[to..]);
        let (template, findings) = Template::parse(&text, SourceId(0), None);
        prop_assert!(template.is_some() || findings.has_errors());
        template.iter().for_each(visit);
    }

    #[test]
    fn any_document_ends_well(sections in prop::collection::vec((prop::sample::select(WORDS), value()), 0..6), version in prop::sample::select(vec!["2013-05-23", "2015-10-15", "newton", "wallaby"])) {
        let mut entries = vec![("heat_template_version", Value::from(version))];
        entries.extend(sections);
        let (template, findings) = Template::from_value(&Value::map(entries), None);
        prop_assert!(template.is_some() || findings.has_errors());
        template.iter().for_each(visit);
    }

    #[test]
    fn any_environment_ends_well(value in value()) {
        if let Some(map) = value.as_map() {
            let (environment, _) = Environment::from_map(map);
            let (again, _) = Environment::from_map(&environment.to_map());
            prop_assert_eq!(again.to_map(), environment.to_map());
            let _ = environment.registry.lookup("get_attr", Some("a"));
            let _ = environment.nested("a").registry.hooks("b");
        }
    }
}
