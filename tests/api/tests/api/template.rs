//! Templates that the tests use.

use serde_json::{Value as Json, json};

/// A generated text, a resource that takes a parameter and may fail, a group, and a nested stack from a file.
pub(crate) fn tree() -> Json {
    json!({
        "template": TREE,
        "files": {"inner.yaml": INNER},
        "parameters": {"word": "one"},
    })
}

/// The same with another word; the resource that takes it fails if told so.
pub(crate) fn changed(word: &str, fail: bool) -> Json {
    let mut body = tree();
    body["parameters"] = json!({"word": word, "fail": fail});
    body
}

/// One resource.
pub(crate) fn small(value: &str) -> Json {
    json!({"template": {
        "heat_template_version": "2016-10-14",
        "description": "one thing",
        "resources": {"thing": {"type": "OS::Heat::TestResource", "properties": {"value": value}}},
        "outputs": {"out": {"description": "what it has", "value": {"get_attr": ["thing", "output"]}}},
    }})
}

const TREE: &str = "
heat_template_version: 2016-10-14
description: A tree of things
parameters:
  word: {type: string, default: none}
  fail: {type: boolean, default: false}
  secret: {type: string, default: hush, hidden: true}
resources:
  text: {type: OS::Heat::RandomString, properties: {length: 12}, metadata: {colour: blue}}
  thing:
    type: OS::Heat::TestResource
    depends_on: text
    properties: {value: {get_param: word}, fail: {get_param: fail}}
  group:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: OS::Heat::RandomString}}
  inner:
    type: inner.yaml
    properties: {word: {get_param: word}}
outputs:
  text: {description: The text, value: {get_attr: [text, value]}}
  inner: {value: {get_attr: [inner, out]}}
";

const INNER: &str = "
heat_template_version: 2016-10-14
parameters: {word: {type: string}}
resources:
  leaf: {type: OS::Heat::Value, properties: {value: {get_param: word}}}
outputs:
  out: {value: {get_attr: [leaf, value]}}
";
