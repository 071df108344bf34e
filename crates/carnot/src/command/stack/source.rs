//! Arguments that say what a stack is to be: template, environments, parameters.

use crate::exit::{Exit, Stop};
use anyhow::Result;
use api_types::stack::Request;
use client::pack::Packed;
use serde_json::{Map, Value as Json};

/// What is wanted.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Source {
    /// The template: a file or URL
    #[arg(short = 't', long, value_name = "FILE")]
    pub(crate) template: Option<String>,
    #[command(flatten)]
    pub(crate) values: Values,
}

/// What fills a template.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Values {
    /// An environment: a file or URL; can be given several times, later ones win
    #[arg(short = 'e', long = "environment", value_name = "FILE")]
    pub(crate) environments: Vec<String>,
    /// A parameter's value; can be given several times
    #[arg(short = 'P', long = "parameter", value_name = "NAME=VALUE")]
    pub(crate) parameters: Vec<String>,
    /// A parameter whose value is a file's text; can be given several times
    #[arg(long = "parameter-file", value_name = "NAME=FILE")]
    pub(crate) parameter_files: Vec<String>,
}

/// How a stack is run.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Minutes until the operation fails
    #[arg(long, value_name = "MINUTES")]
    pub(crate) timeout: Option<u32>,
    /// Tags, separated by commas
    #[arg(long, value_name = "TAGS")]
    pub(crate) tags: Option<String>,
    /// When replaced and removed objects are deleted: immediate, manual, or after:SECONDS (Carnot only)
    #[arg(long, value_name = "WHEN")]
    pub(crate) sweep: Option<String>,
    /// Why, for the history (Carnot only)
    #[arg(short = 'm', long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
}

impl Source {
    /// Gathers the files and writes all of it into a request.
    pub(crate) async fn request(&self) -> Result<(Request, Packed)> {
        let packed = super::pack(self.template.as_deref(), &self.values.environments).await?;
        let mut request = Request { parameters: self.values.parameters()?, ..Request::default() };
        packed.clone().write_to(&mut request);
        Ok((request, packed))
    }
}

impl Values {
    /// The parameters that were given.
    pub(crate) fn parameters(&self) -> Result<Map<String, Json>> {
        let mut parameters = Map::new();
        for pair in &self.parameters {
            let (name, value) = split(pair)?;
            parameters.insert(name.to_owned(), Json::from(value));
        }
        for pair in &self.parameter_files {
            let (name, file) = split(pair)?;
            let text = std::fs::read_to_string(file)
                .map_err(|error| Stop::new(Exit::Invalid, format!("cannot read {file}: {error}")))?;
            parameters.insert(name.to_owned(), Json::from(text));
        }
        Ok(parameters)
    }
}

impl Settings {
    /// Writes them into a request.
    pub(crate) fn write_to(&self, request: &mut Request) {
        request.timeout_mins = self.timeout;
        request.tags.clone_from(&self.tags);
        request.sweep.clone_from(&self.sweep);
        request.message.clone_from(&self.message);
    }
}

/// `name=value`
fn split(pair: &str) -> Result<(&str, &str)> {
    let wrong = || Stop::new(Exit::Usage, format!("{pair} is not of the form NAME=VALUE"));
    Ok(pair.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(wrong)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_hold_anything() {
        let values = Values {
            environments: vec![],
            parameters: vec!["a=1=2".into(), "b=".into(), "c=x;y,z".into()],
            parameter_files: vec![],
        };
        let parameters = values.parameters().unwrap();
        assert_eq!(Json::Object(parameters), serde_json::json!({"a": "1=2", "b": "", "c": "x;y,z"}));
        assert!(split("=1").is_err() && split("a").is_err());
    }
}
