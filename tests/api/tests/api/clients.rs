//! The real OpenStack clients, unmodified, against the real server.

use std::path::{Path, PathBuf};
use std::process::Command;
use test_api::Stage;

/// Where the clients are installed: `cargo xtask test` makes it and tells. Without them this test fails; it is never passed over.
fn clients() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "a test may ask how it is run")]
    let told = std::env::var_os("CARNOT_TEST_VENV").map(PathBuf::from);
    let folder = told.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/clients"));
    assert!(folder.join("bin/python").exists(), "no clients in {}: cargo xtask test installs them", folder.display());
    folder
}

/// Runs one of the scripts in `python/` with the endpoint of a fresh server.
async fn script(name: &str) {
    let clients = clients();
    let stage = Stage::new(name).await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("python").join(format!("{name}.py"));
    let endpoint = stage.endpoint();
    let python = clients.join("bin/python");
    let run = move || Command::new(python).arg(file).arg(endpoint).output().unwrap();
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    println!("{}", text(&output.stdout));
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[tokio::test]
async fn command_line() {
    script("command_line").await;
}

#[tokio::test]
async fn library() {
    script("library").await;
}

#[tokio::test]
async fn hooks() {
    script("hooks").await;
}
