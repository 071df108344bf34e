//! Templates that want to cost more than they are: each is refused, soon, and with a code.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use catalog::Catalog;
use definition::{Identity, Limits, Source, Tree};
use model::submission::Submission;
use model::value::Value;
use model::{Diagnostics, StackId, StackPath};
use resource::live::Nothing;

fn tree(template: &str) -> Result<Tree, Diagnostics> {
    let submission = Submission { template: template.to_owned(), ..Submission::default() };
    let identity = Identity {
        id: "11111111-2222-3333-4444-555555555555".parse::<StackId>().unwrap(),
        name: "s".to_owned(),
        project: "p".to_owned(),
    };
    let limits = Limits::default();
    Tree::new(Source { submission: &submission, catalog: Catalog::builtin(), identity: &identity, limits })
}

fn output(expression: &str) -> Result<Value, String> {
    let text = format!("heat_template_version: wallaby\noutputs:\n  o:\n    value: {expression}\n");
    let made: Tree = tree(&text).map_err(|findings| findings.first_error().unwrap().code.clone())?;
    let outputs = made.outputs(&StackPath::root(), &Nothing);
    outputs["o"].value.clone().map_err(|finding| finding.code)
}

#[test]
fn texts_that_double_and_double_are_stopped() {
    let mut expression = "\"xx\"".to_owned();
    for _ in 0..60 {
        expression = format!("{{str_replace: {{template: \"%%\", params: {{\"%\": {expression}}}}}}}");
    }
    assert_eq!(output(&expression), Err("D0402".to_owned()));
}

#[test]
fn lists_of_lists_of_lists_are_stopped() {
    let mut expression = "x".to_owned();
    for level in 0..40 {
        let name = format!("%{level}%");
        expression = format!("{{repeat: {{template: {expression}, for_each: {{\"{name}\": [a, b, c]}}}}}}");
    }
    assert_eq!(output(&expression), Err("D0402".to_owned()));
}

#[test]
fn combinations_of_many_lists_are_stopped() {
    let lists: Vec<String> = (0..30).map(|n| format!("\"%{n}%\": [a, b, c]")).collect();
    let expression = format!("{{repeat: {{template: x, for_each: {{{}}}}}}}", lists.join(", "));
    assert_eq!(output(&expression), Err("D0401".to_owned()));
}

#[test]
fn a_list_of_ten_thousand_is_no_trouble() {
    let items: Vec<String> = (0..10_000).map(|n| format!("\"{n}\"")).collect();
    let expression =
        format!("{{repeat: {{template: {{name: \"%n%\"}}, for_each: {{\"%n%\": [{}]}}}}}}", items.join(", "));
    assert_eq!(output(&expression).unwrap().as_list().map(<[Value]>::len), Some(10_000));
}

fn conditions(definitions: &[String]) -> Option<String> {
    let text = format!("heat_template_version: wallaby\nconditions:\n{}\n", definitions.join("\n"));
    tree(&text).err().map(|findings| findings.first_error().unwrap().code.clone())
}

#[test]
fn conditions_that_ask_each_other_again_and_again_are_stopped() {
    let doubling = |n: usize| format!("  c{n}: {{and: [c{}, c{}]}}", n + 1, n + 1);
    let mut definitions: Vec<String> = (0..60).map(doubling).collect();
    definitions.push("  c60: true".to_owned());
    assert_eq!(conditions(&definitions).as_deref(), Some("D0402"));
    definitions.drain(..52);
    assert_eq!(conditions(&definitions), None, "a few are no trouble");
}

#[test]
fn conditions_in_a_long_row_are_stopped() {
    let mut definitions: Vec<String> = (0..5_000).map(|n| format!("  c{n}: {{not: c{}}}", n + 1)).collect();
    definitions.push("  c5000: true".to_owned());
    assert_eq!(conditions(&definitions).as_deref(), Some("D0402"));
    definitions.reverse();
    assert_eq!(conditions(&definitions).as_deref(), Some("D0402"), "in whatever order they stand");
}
