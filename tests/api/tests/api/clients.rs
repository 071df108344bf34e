//! The real OpenStack clients, unmodified, against the real server.

use std::path::{Path, PathBuf};
use std::process::Command;
use test_api::Stage;

/// Where the clients are installed; `cargo xtask test` makes it and tells.
fn clients() -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "a test may ask how it is run")]
    std::env::var_os("CARNOT_TEST_VENV").map(PathBuf::from)
}

/// Runs one of the scripts in `python/` with the endpoint of a fresh server.
async fn script(name: &str) {
    let Some(clients) = clients() else {
        println!("not run: CARNOT_TEST_VENV names no environment with the clients (cargo xtask test makes one)");
        return;
    };
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
