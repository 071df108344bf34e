//! Packing: files on disk become what a server gets, as python-heatclient does it.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use client::pack::{Error, pack};
use std::fs;
use std::path::PathBuf;

/// A directory of its own for each test.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("carnot-pack-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const ROOT: &[u8] = b"heat_template_version: 2018-08-31
resources:
  app: {type: nested/app.yaml}
  alias: {type: My::App}
outputs:
  key: {value: {get_file: key.bin}}
";
const APP: &[u8] = b"heat_template_version: 2018-08-31
resources:
  deeper:
    type: ../deeper.yaml # relative to this file
  script: {type: OS::Heat::Value, properties: {value: {get_file: run.sh}}}
";
const DEEPER: &[u8] = b"heat_template_version: 2018-08-31\nresources: {again: {type: nested/app.yaml}}\n";

#[tokio::test]
async fn everything_that_is_named_comes_along() {
    let folder = folder(
        "all",
        &[
            ("root.yaml", ROOT),
            ("nested/app.yaml", APP),
            ("nested/run.sh", b"#!/bin/sh\n"),
            ("deeper.yaml", DEEPER),
            ("key.bin", &[0xff, 0xfe]),
            ("env/one.yaml", b"parameters: {a: 1, b: {x: 1}}\nresource_registry: {'My::App': app.yaml}\n"),
            ("env/app.yaml", b"heat_template_version: 2018-08-31\n"),
            ("two.yaml", b"parameters: {a: 2, b: {y: 2}}\n"),
        ],
    );
    let path = |name: &str| folder.join(name).display().to_string();
    let url = |name: &str| format!("file://{}", path(name));
    let packed = pack(Some(&path("root.yaml")), &[path("env/one.yaml"), path("two.yaml")]).await.unwrap();

    let mut names: Vec<_> = packed.files.keys().cloned().collect();
    names.sort();
    let mut wanted: Vec<_> =
        ["deeper.yaml", "env/app.yaml", "env/one.yaml", "key.bin", "nested/app.yaml", "nested/run.sh", "two.yaml"]
            .map(url)
            .to_vec();
    wanted.sort();
    assert_eq!(names, wanted);
    assert_eq!(packed.environment_files, [url("env/one.yaml"), url("two.yaml")]);
    assert_eq!(
        serde_json::to_value(&packed.environment).unwrap(),
        serde_json::json!({
            "parameters": {"a": 2, "b": {"x": 1, "y": 2}},
            "resource_registry": {"My::App": url("env/app.yaml")},
        })
    );
    let template = packed.template.clone().unwrap();
    assert!(template.contains(&format!("type: \"{}\"", url("nested/app.yaml"))), "{template}");
    assert!(template.contains("type: My::App"));
    let app = &packed.files[&url("nested/app.yaml")];
    assert!(app.contains(&format!("\"{}\" # relative to this file", url("deeper.yaml"))), "{app}");
    assert_eq!(packed.files[&url("key.bin")], "//4=\n");

    // A place of the sent text is a place of the file.
    let origin = &packed.origins[&url("nested/app.yaml")];
    let at = app.find("script").unwrap();
    assert_eq!(&origin.text[origin.locate(at..at + 6).unwrap()], "script");
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_is_missing_is_named_with_who_names_it() {
    let folder = folder("missing", &[("root.yaml", ROOT), ("nested/app.yaml", APP), ("key.bin", b"k")]);
    let error = pack(Some(&folder.join("root.yaml").display().to_string()), &[]).await.unwrap_err();
    let Error::Unreadable { url, by, .. } = &error else { panic!("{error}") };
    assert!(url.ends_with("run.sh") || url.ends_with("deeper.yaml"), "{url}");
    assert!(by.as_ref().unwrap().ends_with("app.yaml"));
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_its_place() {
    let folder = folder("bad", &[("root.yaml", b"a: [1,\n"), ("list.yaml", b"- 1\n")]);
    let bad = pack(Some(&folder.join("root.yaml").display().to_string()), &[]).await.unwrap_err();
    let Error::Invalid { findings, .. } = bad else { panic!("{bad}") };
    assert!(findings.has_errors());
    let list = pack(None, &[folder.join("list.yaml").display().to_string()]).await.unwrap_err();
    assert!(matches!(list, Error::Invalid { .. }));
    fs::remove_dir_all(folder).unwrap();
}
