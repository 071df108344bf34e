//! Templates as people write them: what becomes of each part, and what is said about mistakes.

#![expect(clippy::expect_used, reason = "a test that stops has failed")]

use model::goal::DeletionPolicy;
use model::value::Value;
use model::{Diagnostics, SourceId};
use template::expr::{Branch, Reference};
use template::functions::ReplaceMode;
use template::{ExprKind, Function, Template, Version};

fn parsed(text: &str) -> (Option<Template>, Diagnostics) {
    Template::parse(text, SourceId(0), None)
}

fn good(text: &str) -> Template {
    let (template, findings) = parsed(text);
    assert!(!findings.has_errors(), "{findings}");
    template.expect("a template")
}

/// Code, message and line of every error.
fn errors(text: &str) -> Vec<(String, String, u32)> {
    let (_, findings) = parsed(text);
    let errors = findings.0.into_iter().filter(|finding| finding.severity == model::diagnostic::Severity::Error);
    errors.map(|finding| (finding.code, finding.message, finding.span.line)).collect()
}

const WHOLE: &str = r#"heat_template_version: rocky
description: all parts
parameters:
  size: {type: number, default: "3", constraints: [{range: {min: 1, max: 9}}], label: Size, tags: [a]}
  secret: {type: string, hidden: true, immutable: true}
parameter_groups:
  - {label: G, parameters: [size]}
conditions:
  big: {equals: [{get_param: size}, 9]}
  odd: {not: {and: [big, {or: [big, big]}]}}
resources:
  one:
    type: OS::Heat::Value
    properties:
      value: {get_param: size}
      type: number
    condition: big
    depends_on: [two]
    deletion_policy: retain
    metadata: {plain: [1, 2]}
  two:
    type: OS::Heat::RandomString
    depends_on: one
    external_id: abc
outputs:
  o:
    description: what came of it
    value: {get_attr: [one, value, 0]}
    condition: {not: big}
"#;

#[test]
fn every_part_is_there_with_its_place() {
    let template = good(WHOLE);
    assert_eq!((template.version, template.description.as_deref()), (Version::V20180831, Some("all parts")));
    let size = &template.parameters["size"];
    assert_eq!(
        (size.label.as_ref().and_then(Value::as_str), size.tags.len(), size.constraints.len()),
        (Some("Size"), 1, 1)
    );
    assert!(template.parameters["secret"].hidden && template.parameters["secret"].immutable);
    assert_eq!(template.parameter_groups[0].parameters, ["size".into()]);
    let names: Vec<&str> = template.resources.keys().map(|name| &**name).collect();
    assert_eq!(names, ["one", "two"]);
    let one = &template.resources["one"];
    assert_eq!(
        (&*one.type_name, one.span.line, one.type_span.line, one.type_span.column),
        ("OS::Heat::Value", 12, 13, 11)
    );
    let properties = one.properties.as_ref().expect("properties");
    assert_eq!(properties.entry("type").and_then(|expr| expr.as_text()), Some("number"));
    let value = properties.entry("value").expect("a value");
    assert_eq!(value.span.line, 15);
    let ExprKind::Call(call) = &value.kind else { panic!("a call is wanted, not {value:?}") };
    assert_eq!(&*call.path, "resources.one.properties.value.get_param");
    assert_eq!(one.condition.as_ref().and_then(|condition| condition.as_text()), Some("big"));
    assert_eq!(one.depends_on[0].0, "two".into());
    assert_eq!(template.resources["two"].depends_on[0].0, "one".into());
    let policy = one.deletion_policy.as_ref().and_then(|policy| policy.as_text()).expect("a policy");
    assert_eq!(template.version.deletion_policy(policy), Some(DeletionPolicy::Retain));
    assert_eq!(
        one.metadata.as_ref().expect("metadata").entry("plain").and_then(|e| e.as_literal()),
        Some(&Value::list([1.into(), 2.into()]))
    );
    assert_eq!(template.outputs["o"].description.as_deref(), Some("what came of it"));
    assert_eq!(template.document.locate(&["resources", "one", "metadata", "plain", "1"]).span.column, 27);
}

#[test]
fn expressions_tell_what_they_refer_to() {
    let template = good(
        "heat_template_version: wallaby\nresources:\n  r:\n    type: T\n    properties:\n      a: {if: [c, {get_resource: x}, {get_attr: [y, b, 1]}]}\n      \
         b: {str_replace: {template: {get_file: f}, params: {k: {get_param: [p, q]}}}}\n      c: {if: [{not: d}, {get_resource: z}]}\n",
    );
    let refer = |branch: Branch| {
        let mut found = Vec::new();
        let properties = template.resources["r"].properties.as_ref().expect("properties");
        properties.references(&mut |_| branch, &mut |_, reference| {
            found.push(match reference {
                Reference::Param(args) => format!("param {}", args.as_literal().expect("literal").python_str()),
                Reference::Resource(name) => format!("resource {}", name.as_text().expect("text")),
                Reference::Attribute { resource, attribute, path } => {
                    let name = attribute.and_then(|name| name.as_text()).expect("text");
                    format!("attribute {} {name} {}", resource.as_text().expect("text"), path.len())
                }
                Reference::File(name) => format!("file {}", name.as_text().expect("text")),
                Reference::Either(name) => format!("either {}", name.as_text().unwrap_or("call")),
                Reference::Condition(condition) => format!("condition {}", condition.as_text().unwrap_or("call")),
            });
        });
        found
    };
    let common = ["file f", "param ['p', 'q']"];
    assert_eq!(
        refer(Branch::Then),
        ["condition c", "resource x", common[0], common[1], "condition call", "resource z"]
    );
    assert_eq!(refer(Branch::Else), ["condition c", "attribute y b 1", common[0], common[1], "condition call"]);
    assert_eq!(refer(Branch::Both).len(), 7);
}

#[test]
fn each_version_knows_its_functions() {
    let call = |version: &str, text: &str| {
        let template =
            format!("heat_template_version: {version}\nresources:\n  r:\n    type: T\n    properties: {{p: {text}}}\n");
        let (template, findings) = parsed(&template);
        let properties = template.expect("a template").resources["r"].properties.clone().expect("properties");
        (properties.entry("p").cloned().expect("p"), findings)
    };
    let literal = |version: &str, text: &str| call(version, text).0.as_literal().is_some();
    assert!(literal("2014-10-16", "{repeat: {template: x, for_each: {x: [1]}}}"), "unknown names are data");
    assert!(literal("2016-10-14", "{list_concat: [[1], [2]]}"));
    assert!(literal("wallaby", "{equals: [1, 1]}"), "only conditions know it");
    assert!(literal("wallaby", "{get_param: a, other: b}"), "two keys are data");
    let mode =
        |version: &str, name: &str| match call(version, &format!("{{{name}: {{template: a, params: {{}}}}}}")).0.kind {
            ExprKind::Call(call) => match &call.function {
                Function::StrReplace { mode, .. } => *mode,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
    assert_eq!(mode("2015-04-30", "str_replace"), ReplaceMode::Plain);
    assert_eq!(mode("2015-10-15", "str_replace"), ReplaceMode::Json);
    assert_eq!(mode("ocata", "str_replace_strict"), ReplaceMode::Strict);
    assert_eq!(mode("pike", "str_replace_vstrict"), ReplaceMode::VeryStrict);
    let (_, findings) = call("2015-10-15", "{Ref: a}");
    assert_eq!(findings.first_error().map(|e| e.code.as_str()), Some("T0202"));
    let (expr, findings) = call("2015-10-15", "{map_replace: [{}, {}]}");
    assert!(!findings.has_errors() && expr.as_literal().is_some(), "a later function is data");
    assert_eq!(findings.0.first().map(|told| told.code.as_str()), Some("T0203"), "and whoever wrote it is told");
    let (_, findings) = call("rocky", "{if: [c, 1]}");
    assert!(findings.has_errors(), "the third part may be left out from wallaby on");
    assert!(!call("wallaby", "{if: [c, 1]}").1.has_errors());
}

#[test]
fn a_fault_in_a_branch_counts_only_when_the_branch_is_taken() {
    let template = good("heat_template_version: rocky\noutputs: {o: {value: {if: [c, {list_join: x}, 1]}}}\n");
    let ExprKind::Call(call) = &template.outputs["o"].value.kind else { panic!("a call is wanted") };
    let Function::If { then, .. } = &call.function else { panic!("an if is wanted") };
    let ExprKind::Invalid(finding) = &then.kind else { panic!("a fault is wanted, not {then:?}") };
    assert!(finding.message.starts_with("outputs.o.value.if.list_join: Incorrect arguments"), "{finding}");
}

/// A mistake in a template of 2018-08-31, the finding's code and message, and its line.
const MISTAKES: &[(&str, &str, &str, u32)] = &[
    ("resorces: {}", "T0101", "The template section is invalid: resorces", 2),
    ("resources: x", "T0102", "'str' object has no attribute 'items'", 2),
    ("resources:\n  a: {}", "T0105", "Each resource must contain a type key.", 3),
    ("resources:\n  a: {type: }", "T0105", "Each Resource must contain a Type key.", 3),
    (
        "resources:\n  a:\n    type: T\n    propertis: {}",
        "T0104",
        "\"propertis\" is not a valid keyword inside a resource definition",
        5,
    ),
    ("resources:\n  a:\n    type: T\n    properties: []", "T0107", "Resource a properties type must be object", 5),
    ("resources:\n  a/b: {type: T}", "T0106", "Resource names must not be empty and must not contain a slash.", 3),
    ("resources:\n  a: {type: T, deletion_policy: Keep}", "T0108", "Invalid deletion policy \"Keep\"", 3),
    ("resources:\n  a: {type: T, depends_on: [[b]]}", "T0107", "Resource a depends_on must be a list of strings", 3),
    (
        "outputs:\n  o: {}",
        "T0109",
        "Output validation error: outputs.o: Each output definition must contain a value key.",
        3,
    ),
    (
        "conditions: []",
        "T0102",
        "Conditions validation error: Condition definitions must be a map. Found a list instead",
        2,
    ),
    (
        "conditions:\n  c: no idea",
        "T0110",
        "Condition validation error: The definition of condition \"c\" is invalid: no idea",
        3,
    ),
    (
        "conditions:\n  c: {get_attr: [a, b]}",
        "T0204",
        "conditions.c.get_attr: The function \"get_attr\" is invalid in this context",
        3,
    ),
    ("parameters:\n  p: {type: text}", "T0301", "Invalid type (text)", 3),
    (
        "parameters:\n  p: {type: number, constraints: [{length: {min: 1}}]}",
        "T0305",
        "Parameter 'p' is invalid: Length constraint invalid for number",
        3,
    ),
    ("parameters:\n  p: {type: string}\nresources:\n  p: {type: T}", "T0112", "Duplicate names {'p'}", 5),
    (
        "outputs:\n  o: {value: {get_attr: abc}}",
        "T0201",
        "outputs.o.value.get_attr: Argument to \"get_attr\" must be a list",
        3,
    ),
    (
        "parameter_groups:\n  - {label: x, parameters: [p]}",
        "T0111",
        "Parameter Groups error: parameter_groups.x: The grouped parameter p does not reference a valid parameter.",
        3,
    ),
];

#[test]
fn mistakes_are_told_with_their_line_and_in_heats_words() {
    let body = "heat_template_version: 2018-08-31\n";
    for (text, code, message, line) in MISTAKES {
        let found = errors(&format!("{body}{text}\n"));
        let wanted = ((*code).to_owned(), (*message).to_owned(), *line);
        assert_eq!(found, [wanted], "{text}");
    }
}

#[test]
fn hints_name_the_word_that_was_meant() {
    let (_, findings) =
        parsed("heat_template_version: 2018-08-31\nresources:\n  a: {typ: T, type: T}\nparameter: {}\n");
    let hints: Vec<_> = findings.0.iter().filter_map(|finding| finding.hint.as_deref()).collect();
    assert_eq!(hints, ["did you mean \"parameters\"?", "did you mean \"type\"?"]);
}

#[test]
fn versions_are_told_apart() {
    let code = |text: &str| errors(text).first().map(|(code, ..)| code.clone()).unwrap_or_default();
    assert_eq!(code("resources: {}"), "T0001");
    assert_eq!(code("heat_template_version: 5"), "T0001");
    assert_eq!(code("heat_template_version: 2013-05-24"), "T0002");
    assert_eq!(code("HeatTemplateFormatVersion: '2010-09-09'"), "T0002");
    assert_eq!(code("AWSTemplateFormatVersion: '2010-09-09'\nheat_template_version: rocky"), "T0004");
    for version in Version::all() {
        assert_eq!(good(&format!("{}: '{}'", version.key(), version.date())).version, version);
        if let Some(alias) = version.alias() {
            assert_eq!(good(&format!("heat_template_version: {alias}")).version, version);
        }
    }
}

#[test]
fn a_document_that_is_a_value_keeps_secrets_and_unknowns() {
    let secret = Value::from("hush").into_secret();
    let unknown = Value::unknown("a".into(), "value");
    let properties = Value::map([
        ("s", secret.clone()),
        ("u", unknown.clone()),
        ("p", Value::map([("get_param", Value::from("x"))])),
    ]);
    let resource = Value::map([("type", Value::from("T")), ("properties", properties)]);
    let document = Value::map([
        ("heat_template_version", Value::from("2018-08-31")),
        ("resources", Value::map([("0", resource)])),
    ]);
    let (template, findings) = Template::from_value(&document, Some("group.yaml"));
    assert!(!findings.has_errors(), "{findings}");
    let template = template.expect("a template");
    let properties = template.resources["0"].properties.as_ref().expect("properties");
    assert_eq!(properties.entry("s").and_then(|s| s.as_literal()), Some(&secret));
    assert_eq!(properties.entry("u").and_then(|u| u.as_literal()), Some(&unknown));
    assert!(matches!(properties.entry("p").map(|p| &p.kind), Some(ExprKind::Call(_))));
    let (_, findings) = Template::from_value(&Value::map([("a", Value::Null)]), Some("group.yaml"));
    assert_eq!(findings.0[0].file.as_deref(), Some("group.yaml"));
}
