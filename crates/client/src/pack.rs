//! Gathers what a template names, as python-heatclient does: files of `get_file`, nested templates, environments and their registries.
//!
//! Every name becomes a URL, and the same URL is the key of its text in `files`. Texts are rewritten in place, so that lines and comments
//! stay and a server's finding points at the line that the user sees; where that is not possible (names written across lines, aliases in
//! keys) the document is sent as JSON. Not here: merging environments by strategy, which is the server's business.

mod base64;
mod fetch;
mod merge;
mod origin;
mod reference;
mod rewrite;

use api_types::stack::Request;
use fetch::Fetcher;
use model::value::Value;
use model::{Diagnostics, SourceId};
pub use origin::Origin;
use reference::Reference;
use reqwest::Url;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// What is sent of a template.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// The template's text; none if only environments were packed.
    pub template: Option<String>,
    /// URL → text.
    pub files: BTreeMap<String, String>,
    /// All environments merged, for servers that do not merge themselves.
    pub environment: Map<String, Json>,
    /// URLs of the environments among `files`, in the order of merging.
    pub environment_files: Vec<String>,
    /// The files that the sent texts come from: the template under an empty name, all else under its URL.
    pub origins: BTreeMap<String, Origin>,
}

impl Packed {
    /// Writes it into a request.
    pub fn write_to(self, request: &mut Request) {
        request.template = self.template.map(Json::String);
        request.files = self.files.into_iter().map(|(name, text)| (name, Json::String(text))).collect();
        request.environment = (!self.environment.is_empty()).then(|| Json::Object(self.environment));
        request.environment_files = self.environment_files;
    }
}

/// Why files could not be gathered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or URL could not be read.
    #[error("cannot read {url}{}: {cause}", named_by(.by))]
    Unreadable {
        /// What.
        url: String,
        /// The document that names it, if any does.
        by: Option<String>,
        /// Why not.
        cause: String,
    },
    /// A document is not YAML or JSON, or no environment.
    #[error("{url} is not a document that can be sent")]
    Invalid {
        /// Which.
        url: String,
        /// Its text.
        text: String,
        /// What is wrong.
        findings: Diagnostics,
    },
    /// A name cannot be made a URL.
    #[error("{name} in {by} is not a name of a file")]
    Name {
        /// The name.
        name: String,
        /// Where it stands.
        by: String,
    },
}

/// Reads a text as Heat does.
fn read(text: &str) -> (Option<yaml::Node>, Diagnostics) {
    yaml::parse(text, SourceId(0), None, yaml::Limits::default())
}

fn named_by(by: &Option<String>) -> String {
    by.as_ref().map(|by| format!(", which {by} names")).unwrap_or_default()
}

/// Gathers a template (a path or URL) and environments (paths or URLs) with everything that they name.
pub async fn pack(template: Option<&str>, environments: &[String]) -> Result<Packed, Error> {
    let mut packer = Packer { fetcher: Fetcher::default(), packed: Packed::default(), waiting: Vec::new() };
    if let Some(template) = template {
        let url = fetch::url_of(template)?;
        let text = packer.fetcher.text(&url, None).await?;
        let (text, origin) = packer.template(&url, text, true)?;
        packer.packed.template = Some(text);
        packer.packed.origins.insert(String::new(), origin);
    }
    for environment in environments {
        let url = fetch::url_of(environment)?;
        let text = packer.fetcher.text(&url, None).await?;
        packer.environment(&url, &text)?;
    }
    packer.drain().await?;
    Ok(packer.packed)
}

struct Packer {
    fetcher: Fetcher,
    packed: Packed,
    /// What was named and is not read yet, with what named it.
    waiting: Vec<(Url, String)>,
}

impl Packer {
    /// Reads all that is named, and all that those name, until nothing is missing.
    async fn drain(&mut self) -> Result<(), Error> {
        while let Some((url, by)) = self.waiting.pop() {
            if self.packed.files.contains_key(url.as_str()) {
                continue;
            }
            let text = self.fetcher.text(&url, Some(&by)).await?;
            let (text, origin) = self.template(&url, text, false)?;
            self.packed.origins.insert(url.to_string(), origin);
            self.packed.files.insert(url.to_string(), text);
        }
        Ok(())
    }

    /// A text with its names made URLs, if it is a template; files that only look like YAML stay as they are. The `root` template must
    /// at least be readable, so that the findings point into it.
    fn template(&mut self, url: &Url, text: String, root: bool) -> Result<(String, Origin), Error> {
        let (node, findings) = read(&text);
        match node {
            Some(node) if reference::is_template(&node) => {
                let names = reference::of_template(&node);
                self.rewritten(url, text, &node, names)
            }
            None if root => Err(Error::Invalid { url: fetch::shown(url), text, findings }),
            _ => Ok((text.clone(), Origin { name: fetch::shown(url), text, edits: Some(Vec::new()) })),
        }
    }

    fn environment(&mut self, url: &Url, text: &str) -> Result<(), Error> {
        let (node, findings) = read(text);
        let invalid = |findings| Error::Invalid { url: fetch::shown(url), text: text.to_owned(), findings };
        let node = node.ok_or_else(|| invalid(findings))?;
        let names = reference::of_environment(&node);
        let (rewritten, origin) = self.rewritten(url, text.to_owned(), &node, names)?;
        let (node, findings) = read(&rewritten);
        let parsed = node.ok_or_else(|| invalid(findings))?.to_value().to_json();
        let Json::Object(parsed) = parsed else {
            let finding = model::Diagnostic::error("E0001", "The environment is not a valid YAML mapping data type.");
            return Err(invalid(finding.into()));
        };
        merge::deep(&mut self.packed.environment, parsed);
        self.packed.environment_files.push(url.to_string());
        self.packed.files.insert(url.to_string(), rewritten);
        self.packed.origins.insert(url.to_string(), origin);
        Ok(())
    }

    /// The text with every name made a URL; all of them are to be read.
    fn rewritten(
        &mut self,
        url: &Url,
        text: String,
        node: &yaml::Node,
        names: Vec<Reference>,
    ) -> Result<(String, Origin), Error> {
        let mut edits = Vec::new();
        for name in names {
            let bad = || Error::Name { name: name.text.clone(), by: fetch::shown(url) };
            let base = match &name.base {
                Some(base) => Url::parse(&format!("{}/", base.trim_end_matches('/'))).map_err(|_| bad())?,
                None => url.clone(),
            };
            let target = base.join(&name.text).map_err(|_| bad())?;
            edits.push((name.path, name.span, Value::str(target.as_str())));
            self.waiting.push((target, fetch::shown(url)));
        }
        let rewritten = rewrite::rewrite(&text, node, &edits);
        Ok((rewritten.text, Origin { name: fetch::shown(url), text, edits: rewritten.edits }))
    }
}
