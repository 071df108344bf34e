//! `carnot serve`: API and engine in one process.

use crate::ambient;
use crate::cloud;
use crate::config::{Authentication, Config};
use crate::exit::{Exit, Stop};
use crate::out;
use crate::server::{self, Server};
use anyhow::Result;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

/// Where it listens unless told otherwise.
const LISTEN: &str = "127.0.0.1:8004";

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Address and port [default: 127.0.0.1:8004]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The SQLite database [env: CARNOT_DATABASE] [default: $XDG_STATE_HOME/carnot/carnot.db]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,
    /// The cloud of clouds.yaml to act on, as the user that it names [default: none]
    #[arg(long, visible_alias = "os-cloud", value_name = "NAME")]
    cloud: Option<String>,
}

/// Serves until it is told to stop.
pub(crate) async fn run(args: Args, mut config: Config) -> Result<()> {
    if let Some(database) = args.database.or_else(|| ambient::var("CARNOT_DATABASE").map(PathBuf::from)) {
        config.options.database.path = Some(database);
    }
    let listen = args.listen.or_else(|| config.options.server.listen.clone()).unwrap_or_else(|| LISTEN.to_owned());
    let authentication = config.options.server.authentication.unwrap_or(Authentication::None);
    allowed(&listen, authentication)?;
    let database = config.database(&ambient::var)?;
    let store = server::open(&database, config.options.database.key_file.as_deref())?;
    let cloud = match args.cloud.as_ref().or(config.options.cloud.name.as_ref()) {
        Some(name) => cloud::named(name).await?,
        None => cloud::none(),
    };
    let mut server = Server::start(&listen, store, cloud, &config.options).await?;
    let address = server.address;
    tracing::info!(%address, database = %database.display(), "serving");
    welcome(address, &database.display().to_string());
    let failure = tokio::select! {
        () = told_to_stop() => None,
        error = server.failed() => Some(error),
    };
    tracing::info!("stopping");
    server.stop().await;
    failure.map_or(Ok(()), Err)
}

/// Without authentication only this machine may call.
fn allowed(listen: &str, authentication: Authentication) -> Result<(), Stop> {
    let addresses: Vec<SocketAddr> = listen
        .to_socket_addrs()
        .map_err(|error| Stop::new(Exit::Usage, format!("{listen} is not an address with a port: {error}")))?
        .collect();
    match authentication {
        Authentication::None if !addresses.iter().all(|address| address.ip().is_loopback()) => {
            let stop = Stop::new(Exit::Usage, format!("refusing to listen on {listen} without authentication"));
            Err(stop.hint("listen on 127.0.0.1 or [::1]: everybody who reaches the port could do everything"))
        }
        Authentication::None => Ok(()),
    }
}

fn welcome(address: SocketAddr, database: &str) {
    out::note(&format!(
        "Carnot listens on http://{address}, database {database}.\n\
         Try:\n  \
         carnot stack create hello -t examples/hello.yaml --wait{}\n  \
         openstack --os-auth-type none --os-endpoint http://{address}/v1/default stack list\n\
         Stop it with Ctrl-C; nothing is lost.",
        if address.port() == 8004 { String::new() } else { format!(" --endpoint http://{address}") }
    ));
}

/// SIGTERM or SIGINT.
async fn told_to_stop() {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_authentication_only_loopback() {
        for good in ["127.0.0.1:0", "127.9.9.9:80", "[::1]:8004"] {
            assert!(allowed(good, Authentication::None).is_ok(), "{good}");
        }
        for bad in ["0.0.0.0:8004", "[::]:8004", "192.0.2.1:80", "nonsense", "127.0.0.1"] {
            assert_eq!(allowed(bad, Authentication::None).unwrap_err().exit, Exit::Usage, "{bad}");
        }
    }
}
