//! Reading texts from files and URLs.

use super::{Error, base64};
use reqwest::Url;

/// A URL for people: of a file its path, relative if it is below the working directory.
pub(super) fn shown(url: &Url) -> String {
    let Ok(path) = url.to_file_path() else { return url.to_string() };
    let here = std::path::absolute(".").unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(&path).display().to_string()
}

/// Reads texts. A client for URLs is made when the first one is met.
#[derive(Default)]
pub(super) struct Fetcher {
    http: Option<reqwest::Client>,
}

/// The URL of a path or URL that a user gave.
pub(super) fn url_of(name: &str) -> Result<Url, Error> {
    if let Ok(url) = Url::parse(name)
        && name.contains("://")
    {
        return Ok(url);
    }
    let unreadable = |cause: String| Error::Unreadable { url: name.to_owned(), by: None, cause };
    let path = std::path::absolute(name).map_err(|error| unreadable(error.to_string()))?;
    Url::from_file_path(path).map_err(|()| unreadable("it is not a path".to_owned()))
}

impl Fetcher {
    /// The text at a URL; what is not UTF-8 comes in base 64.
    pub(super) async fn text(&mut self, url: &Url, by: Option<&str>) -> Result<String, Error> {
        let bytes = self.bytes(url).await;
        let bytes = bytes.map_err(|cause| Error::Unreadable { url: shown(url), by: by.map(str::to_owned), cause })?;
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| base64::encode(error.as_bytes())))
    }

    async fn bytes(&mut self, url: &Url) -> Result<Vec<u8>, String> {
        match url.scheme() {
            "file" => {
                let path = url.to_file_path().map_err(|()| "it is not a path".to_owned())?;
                tokio::fs::read(path).await.map_err(|error| error.to_string())
            }
            "http" | "https" => {
                let response = self.http.get_or_insert_default().get(url.clone()).send().await;
                let response =
                    response.and_then(reqwest::Response::error_for_status).map_err(|error| error.to_string())?;
                Ok(response.bytes().await.map_err(|error| error.to_string())?.to_vec())
            }
            other => Err(format!("{other} is not a scheme that can be read")),
        }
    }
}
