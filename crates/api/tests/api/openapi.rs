//! The OpenAPI document that is checked in is the one that is served, and it tells of every route.

use crate::common::{json, send, server};
use serde_json::Value as Json;
use std::path::Path;

/// With `CARNOT_BLESS` set, the file is written instead of compared.
#[tokio::test]
async fn the_document_is_checked_in() {
    let served = json(send(&server(), "GET", "/openapi.json", &[], b"").await).await;
    let text = format!("{}\n", serde_json::to_string_pretty(&served).unwrap());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/openapi.json");
    #[expect(clippy::disallowed_methods, reason = "a test may ask how it is run")]
    if std::env::var_os("CARNOT_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &text).unwrap();
    }
    let checked_in = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(checked_in == text, "docs/reference/openapi.json is out of date: run this test with CARNOT_BLESS=1");
}

/// Operations have names of their own, and references lead somewhere.
#[tokio::test]
async fn the_document_holds_together() {
    let document = json(send(&server(), "GET", "/openapi.json", &[], b"").await).await;
    let mut names = std::collections::BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap().to_owned();
            assert!(names.insert(name.clone()), "{method} {path}: {name} is taken");
            assert!(operation["summary"].as_str().or(operation["description"].as_str()).is_some(), "{name}");
        }
    }
    assert!(names.len() > 60, "{}", names.len());
    check_references(&document, &document);
}

fn check_references(document: &Json, value: &Json) {
    match value {
        Json::Object(object) => {
            if let Some(reference) = object.get("$ref").and_then(Json::as_str) {
                let pointer = reference.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{reference}");
            }
            object.values().for_each(|inner| check_references(document, inner));
        }
        Json::Array(items) => items.iter().for_each(|inner| check_references(document, inner)),
        _ => {}
    }
}
