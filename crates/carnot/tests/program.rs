//! The program as its users meet it: exit statuses, streams, and the demo from start to end.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

fn carnot() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carnot"));
    // Nothing of the machine's own configuration may matter.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARNOT_")) {
        command.env_remove(name);
    }
    command.env("XDG_CONFIG_HOME", "/nonexistent").stdin(Stdio::null());
    command
}

fn example(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn run(arguments: &[&str]) -> Output {
    carnot().args(arguments).output().unwrap()
}

fn texts(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// A directory of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("carnot-program-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server of its own, stopped at the end.
struct Server {
    child: Child,
    url: String,
    state: Folder,
}

impl Server {
    fn start(name: &str) -> Self {
        let state = Folder::new(name);
        let mut child = carnot()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("XDG_STATE_HOME", &state.0)
            .env("CARNOT_LOG", "warn")
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("listens on http://") {
            line.clear();
            assert!(lines.read_line(&mut line).unwrap() > 0, "the server ended");
        }
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        let url = url.trim_end_matches(',').to_owned();
        // What it says later must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Self { child, url, state }
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = carnot();
        command.args(arguments).env("CARNOT_ENDPOINT", &self.url).env("XDG_STATE_HOME", &self.state.0);
        texts(&command.output().unwrap())
    }

    fn stop(mut self) -> i32 {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code().expect("it ends by itself")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_demo_ends_with_the_same_objects() {
    let (status, out, err) = texts(&run(&["demo"]));
    assert_eq!(status, 0, "{out}\n{err}");
    let row = |line: &&str| line.starts_with('|') && line.trim_end().ends_with("| yes  |");
    assert!(out.lines().filter(row).count() >= 6, "{out}");
    assert!(!out.contains("| NO"), "{out}");
    for step in
        ["To roll demo back to revision 1:", "UPDATE_FAILED", "ROLLBACK_COMPLETE", "Every resource has the object"]
    {
        assert!(out.contains(step), "{step} is missing in\n{out}");
    }
}

#[test]
fn a_stack_goes_through_its_life() {
    let server = Server::start("life");
    let app = example("app.yaml");
    let (status, out, err) = server.run(&["stack", "create", "web", "-t", &app, "--wait", "-f", "json"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("\"stack_status\": \"CREATE_COMPLETE\""), "{out}");
    assert!(err.contains("CREATE_COMPLETE"), "progress is told on stderr: {err}");

    let (_, before, _) =
        server.run(&["stack", "resources", "web", "-n", "5", "-f", "value", "-c", "physical_resource_id"]);
    let change = ["-P", "release=two", "-P", "broken=true"];
    let (status, plan, err) = server.run(&[&["stack", "plan", "web", "-t", &app], &change[..]].concat());
    assert_eq!(status, 0, "{err}");
    assert!(plan.starts_with("To update web:"), "{plan}");
    let (status, _, err) = server.run(&[&["stack", "update", "web", "-t", &app, "--wait"], &change[..]].concat());
    assert_eq!(status, 6, "an update that fails has a status of its own: {err}");
    assert!(err.contains("hint: `carnot stack rollback web`"), "{err}");

    let (status, _, err) = server.run(&["stack", "rollback", "web"]);
    assert_eq!(status, 8, "nobody could be asked: {err}");
    let (status, plan, err) = server.run(&["stack", "rollback", "web", "--dry-run"]);
    assert_eq!(status, 0, "{err}");
    assert!(plan.contains("Nothing that revision 1 needs and that still exists is lost."), "{plan}");
    let (status, _, err) = server.run(&["stack", "rollback", "web", "--yes", "--wait", "-m", "as it was"]);
    assert_eq!(status, 0, "{err}");
    let (_, after, _) =
        server.run(&["stack", "resources", "web", "-n", "5", "-f", "value", "-c", "physical_resource_id"]);
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(sorted(&before), sorted(&after));

    let (_, revisions, _) = server.run(&["stack", "revisions", "web", "-f", "value", "-c", "action", "-c", "outcome"]);
    assert_eq!(revisions, "ROLLBACK complete\nUPDATE failed\nCREATE complete\n");
    let (status, diff, err) = server.run(&["stack", "diff", "web", "1", "2"]);
    assert_eq!((status, diff.contains("release")), (0, true), "{diff}{err}");
    let (status, _, err) = server.run(&["stack", "delete", "web", "--wait"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(server.run(&["stack", "show", "web"]).0, 4);
    assert_eq!(server.stop(), 0);
}

#[test]
fn what_is_wrong_is_found() {
    let server = Server::start("doctor");
    let (status, out, err) = server.run(&["doctor", "-f", "value", "-c", "about", "-c", "verdict"]);
    assert_eq!(status, 0, "{out}{err}");
    for about in ["configuration", "state", "keys", "database", "server", "engines", "operations", "leftovers"] {
        assert!(out.contains(&format!("{about} ok\n")), "{about} is not well: {out}");
    }
    let keys = server.state.0.join("carnot/carnot.db.keys");
    std::fs::set_permissions(&keys, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let (status, out, _) = server.run(&["doctor", "-f", "value", "-c", "about", "-c", "verdict"]);
    assert!(status == 1 && out.contains("keys WRONG\n"), "{out}");
}

#[test]
fn what_destroys_is_asked_for() {
    let server = Server::start("consent");
    let file = example("reversible.yaml");
    assert_eq!(server.run(&["stack", "create", "web", "-t", &file, "--wait"]).0, 0);
    assert_eq!(server.run(&["stack", "update", "web", "-t", &file, "-P", "open=false", "--wait"]).0, 6);
    assert_eq!(server.run(&["stack", "mark-unhealthy", "web", "gate", "--reason", "it smokes"]).0, 0);
    let (status, _, err) = server.run(&["stack", "rollback", "web", "--yes"]);
    assert_eq!(status, 5, "{err}");
    assert!(err.contains("! replace  gate") && err.contains("hint: allow it with --allow replace"), "{err}");
    let (status, _, err) = server.run(&["stack", "rollback", "web", "--yes", "--allow", "replace", "--wait"]);
    assert_eq!(status, 0, "{err}");
    let (status, out, _) =
        server.run(&["stack", "revisions", "web", "1", "--tag", "good", "-f", "value", "-c", "tags"]);
    assert_eq!((status, out.as_str()), (0, "good\n"));
    let (status, plan, err) = server.run(&["stack", "rollback", "web", "--to", "tag:good", "--dry-run"]);
    assert!(status == 0 && plan.contains("2 kept. Nothing is changed"), "{plan}{err}");
    assert_eq!(server.run(&["stack", "rollback", "web", "--to", "77", "--yes"]).0, 4);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let server = Server::start("pipe");
    for name in ["a", "b", "c"] {
        assert_eq!(server.run(&["stack", "create", name, "-t", &example("hello.yaml"), "--wait"]).0, 0);
    }
    let mut child = carnot()
        .args(["stack", "events", "a", "--follow"])
        .env("CARNOT_ENDPOINT", &server.url)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 8];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    // The next event meets a closed pipe.
    assert_eq!(server.run(&["stack", "check", "a", "--wait"]).0, 0);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn examples_are_sound() {
    for name in ["hello.yaml", "app.yaml", "reversible.yaml"] {
        let (status, out, err) = texts(&run(&["template", "validate", &example(name)]));
        assert_eq!((status, out.as_str()), (0, ""), "{name}: {err}");
    }
    let (status, out, err) =
        texts(&run(&["template", "resolve", &example("app.yaml"), "-e", &example("app-env.yaml"), "-f", "json"]));
    assert_eq!(status, 0, "{err}");
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    let paths: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap()).collect();
    for path in ["database", "database/password", "workers", "workers/1", "gate"] {
        assert!(paths.contains(&path), "{path} is missing in {paths:?}");
    }
    assert!(!paths.contains(&"workers/2"), "the environment says two workers: {paths:?}");
}

#[test]
fn a_mistake_is_pointed_at() {
    let folder = Folder::new("mistake");
    let file = folder.file(
        "bad.yaml",
        "heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Heat::RandomStrin\n    properties: {length: 5}\n",
    );
    let (status, out, err) = texts(&run(&["template", "validate", &file]));
    assert_eq!((status, out.as_str()), (3, ""), "{err}");
    assert!(err.contains("bad.yaml:4") && err.contains("type: OS::Heat::RandomStrin"), "{err}");
    assert!(!err.contains('\x1b'), "no colour where nobody looks: {err}");

    // A parameter without a value hides nothing that does not depend on it.
    let needy = folder.file(
        "needy.yaml",
        "heat_template_version: 2018-08-31\nparameters: {n: {type: number}}\nresources:\n  a:\n    type: OS::Heat::RandomString\n    \
         properties: {length: {get_param: n}, salt: {get_resource: nobody}}\n",
    );
    let (status, _, err) = texts(&run(&["template", "validate", &needy]));
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("no value is given for n") && err.contains("nobody") && err.contains("needy.yaml:6"), "{err}");

    let server = Server::start("mistake-server");
    let (status, _, sent) = server.run(&["stack", "create", "web", "-t", &file]);
    assert_eq!(status, 3, "{sent}");
    assert!(sent.contains("bad.yaml:4"), "{sent}");
}

#[test]
fn each_failure_has_its_status() {
    let nobody = ["stack", "list", "--endpoint", "http://127.0.0.1:1"];
    let (status, _, err) = texts(&run(&nobody));
    assert_eq!(status, 7, "{err}");
    assert!(err.contains("carnot serve"), "{err}");
    assert_eq!(texts(&run(&["stack", "frobnicate"])).0, 2);
    assert_eq!(texts(&run(&["stack", "list", "--endpoint", "ftp://h"])).0, 2);
    let (status, _, err) = texts(&run(&["serve", "--listen", "0.0.0.0:0"]));
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("without authentication"), "{err}");
    let folder = Folder::new("status");
    let config = folder.file("carnot.toml", "[server]\nlisten = '127.0.0.1:1'\nport = 3\n");
    let (status, _, err) = texts(&run(&["--config", &config, "stack", "list"]));
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("carnot.toml:3") && err.contains("port"), "{err}");
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "zsh", "fish"] {
        let (status, out, _) = texts(&run(&["completion", shell]));
        assert!(status == 0 && out.contains("rollback"), "{shell}");
    }
    let folder = Folder::new("man");
    assert_eq!(texts(&run(&["manpage", &folder.0.display().to_string()])).0, 0);
    assert!(std::fs::read_to_string(folder.0.join("carnot-stack-rollback.1")).unwrap().contains("dry\\-run"));
}
