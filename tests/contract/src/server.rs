//! The real binary, started on a free loopback port with a state folder of its own.

use crate::http::Endpoint;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
}

/// The binary, built if it is not up to date.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let release = !cfg!(debug_assertions);
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "carnot"]);
        if release {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo runs").success(), "carnot does not build");
        let own = std::env::current_exe().expect("a program has a path");
        let folder = own.ancestors().find(|f| f.ends_with("debug") || f.ends_with("release")).expect("a target folder");
        folder.join("carnot")
    })
}

impl Server {
    /// Starts one on a fresh folder.
    pub fn start(label: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("carnot-{label}-{}", std::process::id()));
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let port = free_port()?;
        Ok(Self { child: spawn(&folder, port)?, folder, port })
    }

    /// The endpoint of a project.
    pub fn endpoint(&self, project: &str) -> Result<Endpoint> {
        Endpoint::new(&format!("http://127.0.0.1:{}/v1/{project}", self.port), None)
    }

    /// Its address: `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills it without warning.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Starts it again on the same folder and port.
    pub fn restart(&mut self) -> Result<()> {
        self.child = spawn(&self.folder, self.port)?;
        Ok(())
    }

    /// Waits until it answers.
    pub async fn ready(&self) -> Result<()> {
        let endpoint = self.endpoint("probe")?;
        for _ in 0..600 {
            if endpoint.call("GET", "/build_info", None).await.is_ok_and(|a| a.status == 200) {
                return Ok(());
            }
            pause(50).await;
        }
        bail!("the server on port {} does not answer", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Waits for real: these programs watch another process.
#[expect(clippy::disallowed_methods, reason = "the server under test runs in real time")]
pub async fn pause(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn spawn(folder: &Path, port: u16) -> Result<Child> {
    let mut child = Command::new(binary())
        .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
        .env_remove("CARNOT_TEST_VENV")
        .env("XDG_STATE_HOME", folder)
        .env("CARNOT_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| binary().display().to_string())?;
    // Whatever it says is passed on, so that a panic is seen in the test's output.
    if let Some(stderr) = child.stderr.take() {
        std::thread::spawn(move || {
            BufReader::new(stderr)
                .lines()
                .map_while(Result::ok)
                .filter(|l| !l.is_empty())
                .for_each(|l| eprintln!("server: {l}"));
        });
    }
    Ok(child)
}
