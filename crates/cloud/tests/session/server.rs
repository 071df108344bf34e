//! A small HTTP server that keeps what it saw and does as it is told, also what no decent server does.

use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// What the server does with a request.
pub(crate) enum Act {
    Answer(u16, String),
    Drop,
    Stall,
}

impl Act {
    pub(crate) fn answer(status: u16, body: &str) -> Self {
        Self::Answer(status, body.to_owned())
    }
}

/// A request that was seen.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// How many requests other than for tokens came before.
    pub(crate) nth: usize,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

type Script = dyn Fn(&Seen) -> Act + Send + Sync;

struct Inside {
    url: String,
    script: Box<Script>,
    refusal: Option<(u16, String)>,
    seen: Mutex<Vec<Seen>>,
    tokens: AtomicUsize,
    calls: AtomicUsize,
    open: AtomicUsize,
    most: AtomicUsize,
}

/// The server; it ends with its runtime.
pub(crate) struct Server(Arc<Inside>);

impl Server {
    /// A server that gives out tokens and answers all else by a script.
    pub(crate) async fn start(script: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Self {
        Self::run(Box::new(script), None, None).await
    }

    /// A server that gives out no tokens.
    pub(crate) async fn refusing(status: u16, body: &str) -> Self {
        Self::run(Box::new(|_| Act::Drop), Some((status, body.to_owned())), None).await
    }

    /// A server that speaks TLS and wants a client's certificate.
    pub(crate) async fn secured(script: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Self {
        let file = |name: &str| format!("{}/tests/tls/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(file("ca.pem")).unwrap()).unwrap();
        let clients = WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap();
        let chain = vec![CertificateDer::from_pem_file(file("server.pem")).unwrap()];
        let key = PrivateKeyDer::from_pem_file(file("server.key")).unwrap();
        let config = ServerConfig::builder().with_client_cert_verifier(clients).with_single_cert(chain, key).unwrap();
        Self::run(Box::new(script), None, Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn run(script: Box<Script>, refusal: Option<(u16, String)>, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let inside = Arc::new(Inside {
            url: format!("{scheme}://{}", listener.local_addr().unwrap()),
            script,
            refusal,
            seen: Mutex::default(),
            tokens: AtomicUsize::new(0),
            calls: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        });
        let server = Arc::clone(&inside);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (inside, tls) = (Arc::clone(&server), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(&inside, stream).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(&inside, stream).await;
                            }
                        }
                    }
                });
            }
        });
        Self(inside)
    }

    pub(crate) fn url(&self) -> String {
        self.0.url.clone()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.0.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self, start: &str) -> usize {
        self.seen().iter().filter(|seen| seen.line.starts_with(start)).count()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.0.most.load(Ordering::SeqCst)
    }
}

async fn serve(inside: &Inside, mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let Some(mut seen) = read(&mut stream).await else { return };
    let for_token = seen.line == "POST /v3/auth/tokens";
    if !for_token {
        seen.nth = inside.calls.fetch_add(1, Ordering::SeqCst);
    }
    inside.seen.lock().unwrap().push(seen.clone());
    let act = match (&inside.refusal, for_token) {
        (Some((status, body)), true) => Act::Answer(*status, body.clone()),
        (None, true) => Act::Answer(201, token(&inside.url)),
        (_, false) => {
            let open = inside.open.fetch_add(1, Ordering::SeqCst) + 1;
            inside.most.fetch_max(open, Ordering::SeqCst);
            tokio::time::timeout(std::time::Duration::from_millis(5), std::future::pending::<()>()).await.ok();
            inside.open.fetch_sub(1, Ordering::SeqCst);
            (inside.script)(&seen)
        }
    };
    match act {
        Act::Drop => {}
        Act::Stall => std::future::pending::<()>().await,
        Act::Answer(status, body) => {
            let subject = if for_token {
                format!("X-Subject-Token: token-{}\r\n", inside.tokens.fetch_add(1, Ordering::SeqCst) + 1)
            } else {
                String::new()
            };
            let head = format!(
                "HTTP/1.1 {status} Status\r\nContent-Length: {}\r\nX-Openstack-Request-Id: req-of-the-server\r\n{subject}Connection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    }
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Seen> {
    let mut bytes = Vec::new();
    let end = loop {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.ok().filter(|length| *length > 0)?;
        bytes.extend_from_slice(&part[..length]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.rsplit_once(' ')?.0.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length =
        headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, v)| v.parse().ok()).unwrap_or(0);
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        let mut part = [0; 4096];
        let length = stream.read(&mut part).await.ok().filter(|length| *length > 0)?;
        body.extend_from_slice(&part[..length]);
    }
    Some(Seen { line, headers, body: String::from_utf8_lossy(&body).into_owned(), nth: 0 })
}

fn token(url: &str) -> String {
    let endpoint = |path: &str| json!([{"interface": "public", "region_id": "one", "url": format!("{url}{path}")}]);
    json!({"token": {
        "issued_at": "2026-11-22T20:00:00.000000Z", "expires_at": "2026-11-22T21:00:00.000000Z",
        "user": {"id": "u", "name": "demo"}, "project": {"id": "p"},
        "catalog": [{"type": "network", "endpoints": endpoint("/")},
                    {"type": "compute", "endpoints": endpoint("/compute/v2.1")}],
    }})
    .to_string()
}
