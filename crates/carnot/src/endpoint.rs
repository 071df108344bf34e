//! Where the API is: a flag, `CARNOT_ENDPOINT`, the configuration, or the local server.

use crate::config::{self, Env};
use clap::Args;
use client::Endpoint;

/// Where a server on this machine listens unless told otherwise.
pub(crate) const LOCAL: &str = "http://127.0.0.1:8004";

/// Which server, which project.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct EndpointArgs {
    /// The API's URL, with or without version and project [env: CARNOT_ENDPOINT] [default: http://127.0.0.1:8004]
    #[arg(long, global = true, value_name = "URL", help_heading = "Server")]
    pub(crate) endpoint: Option<String>,
    /// The project, if the URL names none [env: CARNOT_PROJECT] [default: default]
    #[arg(long, global = true, value_name = "PROJECT", help_heading = "Server")]
    pub(crate) project: Option<String>,
}

/// The endpoint that these say. A token comes from `CARNOT_TOKEN` only: flags can be seen by others.
pub(crate) fn find(args: &EndpointArgs, env: Env<'_>, config: &config::Client) -> Endpoint {
    let url = args.endpoint.clone().or_else(|| env("CARNOT_ENDPOINT")).or_else(|| config.endpoint.clone());
    let project = args.project.clone().or_else(|| env("CARNOT_PROJECT")).or_else(|| config.project.clone());
    let url = url.unwrap_or_else(|| LOCAL.to_owned());
    Endpoint { url: complete(&url, project.as_deref().unwrap_or("default")), token: env("CARNOT_TOKEN") }
}

/// The URL with version and project.
fn complete(url: &str, project: &str) -> String {
    let url = url.trim_end_matches('/');
    match url.rsplit_once("/v1") {
        Some((_, "")) => format!("{url}/{project}"),
        Some((_, rest)) if rest.starts_with('/') => url.to_owned(),
        Some(_) | None => format!("{url}/v1/{project}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(flag: Option<&str>, env: &[(&str, &str)], config: Option<&str>) -> String {
        let args = EndpointArgs { endpoint: flag.map(str::to_owned), project: None };
        let env = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let config = config::Client { endpoint: config.map(str::to_owned), project: Some("file".into()) };
        find(&args, &env, &config).url
    }

    #[test]
    fn flags_win_over_variables_and_those_over_the_file() {
        let env = [("CARNOT_ENDPOINT", "http://env:1"), ("CARNOT_PROJECT", "p")];
        assert_eq!(url(Some("http://flag:1/v1/x"), &env, Some("http://file:1")), "http://flag:1/v1/x");
        assert_eq!(url(None, &env, Some("http://file:1")), "http://env:1/v1/p");
        assert_eq!(url(None, &[], Some("http://file:1/v1/")), "http://file:1/v1/file");
        assert_eq!(url(None, &[], None), "http://127.0.0.1:8004/v1/file");
    }

    #[test]
    fn version_and_project_are_added_where_they_miss() {
        assert_eq!(complete("http://h/heat-api", "p"), "http://h/heat-api/v1/p");
        assert_eq!(complete("http://h/heat-api/v1/abc/", "p"), "http://h/heat-api/v1/abc");
        assert_eq!(complete("http://v1.example", "p"), "http://v1.example/v1/p");
    }

    #[test]
    fn a_token_is_not_shown() {
        let env = |name: &str| (name == "CARNOT_TOKEN").then(|| "gAAAA".to_owned());
        let endpoint = find(&EndpointArgs::default(), &env, &config::Client::default());
        assert_eq!(endpoint.token.as_deref(), Some("gAAAA"));
        assert!(!format!("{endpoint:?}").contains("gAAAA"));
    }
}
