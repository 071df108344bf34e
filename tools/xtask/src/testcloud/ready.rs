//! Whether a program answers yet.

use super::clock::{Watch, now, pause};
use super::cloud::HOST;
use super::group::Ready;
use anyhow::{Result, bail};
use model::time::Timestamp;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A machine that builds Rust beside it is slow.
const PATIENCE: Duration = Duration::from_secs(300);

/// How long a program without a port has to live to count as up.
const SETTLED: Duration = Duration::from_secs(2);

/// Waits until a program is up; `lives` tells since when there is something to wait for.
pub(crate) fn wait(name: &str, port: Option<u16>, ready: Ready, lives: impl Fn() -> Option<Timestamp>) -> Result<()> {
    let watch = Watch::start();
    loop {
        let Some(since) = lives() else { bail!("{name} has ended") };
        let up = match (ready, port) {
            (Ready::Http, Some(port)) => answers(port),
            (Ready::Port, Some(port)) => listens(port),
            (Ready::Alive, _) | (Ready::Http | Ready::Port, None) => now().since(since) > SETTLED,
        };
        if up {
            return Ok(());
        }
        if watch.passed() > PATIENCE {
            bail!("{name} does not answer after {} s", PATIENCE.as_secs());
        }
        pause(Duration::from_millis(200));
    }
}

/// Whether anything takes connections on the port.
pub(crate) fn listens(port: u16) -> bool {
    connect(port).is_some()
}

/// Whether the port answers to a request with anything but a server's error.
fn answers(port: u16) -> bool {
    status(port).is_some_and(|status| status < 500)
}

fn status(port: u16) -> Option<u16> {
    let mut stream = connect(port)?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(stream, "GET /healthcheck HTTP/1.0\r\nHost: {HOST}:{port}\r\n\r\n").ok()?;
    let mut start = [0u8; 12];
    stream.read_exact(&mut start).ok()?;
    // "HTTP/1.1 200"
    std::str::from_utf8(start.get(9..)?).ok()?.parse().ok()
}

fn connect(port: u16) -> Option<TcpStream> {
    let address: SocketAddr = format!("{HOST}:{port}").parse().ok()?;
    TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()
}
