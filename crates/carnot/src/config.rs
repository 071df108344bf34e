//! Configuration: `carnot.toml`, then `CARNOT_*` variables, then flags; every option has a default.
//!
//! A key that is not known is an error that points at its line, wherever it was written.

mod file;
mod path;

pub(crate) use file::{Authentication, Client, File, Log, LogFormat};

use crate::exit::{Exit, Stop};
use crate::render::diagnostic::{self, Found};
use model::{Diagnostic, Span};
use std::path::PathBuf;

/// A look-up of an environment variable.
pub(crate) type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is configured, and from where.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Config {
    /// The options.
    pub(crate) options: File,
    /// The file that was read.
    pub(crate) file: Option<PathBuf>,
}

impl Config {
    /// Reads the file (the given one, or the first that exists) and the variables.
    pub(crate) fn load(given: Option<&PathBuf>, env: Env<'_>, vars: &[(String, String)]) -> Result<Self, Stop> {
        let file = match given.cloned().or_else(|| env("CARNOT_CONFIG").map(PathBuf::from)) {
            Some(file) => Some(file),
            None => path::candidates(env).into_iter().find(|file| file.is_file()),
        };
        let mut options = File::default();
        if let Some(file) = &file {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(file)
                .map_err(|error| Stop::new(Exit::Usage, format!("cannot read the configuration {name}: {error}")))?;
            options = parse(&text, &name)?;
        }
        Ok(Self { options: options.overlaid(from_vars(vars)?), file })
    }

    /// The file of the database.
    pub(crate) fn database(&self, env: Env<'_>) -> Result<PathBuf, Stop> {
        let chosen = self.options.database.path.clone();
        chosen.or_else(|| path::state(env).map(|state| state.join("carnot.db"))).ok_or_else(|| {
            Stop::new(Exit::Usage, "there is no place for the database").hint("set HOME, XDG_STATE_HOME or --database")
        })
    }
}

/// Reads the text of a configuration file.
fn parse(text: &str, name: &str) -> Result<File, Stop> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let finding = Diagnostic::error("", error.message().to_owned()).at("", Span::NONE);
        let found = Found { name: name.to_owned(), text: text.to_owned(), range: error.span() };
        let shown = diagnostic::one(&finding, Some(found), false);
        Stop::new(Exit::Usage, format!("the configuration {name} is wrong\n\n{}", shown.trim_end()))
    })
}

/// Variables that are no options.
const OTHERS: [&str; 6] =
    ["CARNOT_CONFIG", "CARNOT_ENDPOINT", "CARNOT_PROJECT", "CARNOT_TOKEN", "CARNOT_LOG", "CARNOT_DATABASE"];

/// `CARNOT_<SECTION>_<KEY>`: each variable is read as the one line of a file that it stands for.
fn from_vars(vars: &[(String, String)]) -> Result<File, Stop> {
    let mut options = File::default();
    for (name, value) in vars.iter().filter(|(name, _)| !OTHERS.contains(&name.as_str())) {
        let wrong = |why: &str| Stop::new(Exit::Usage, format!("the variable {name} is wrong: {why}"));
        let key = name.trim_start_matches("CARNOT_").to_lowercase();
        let Some((section, key)) = key.split_once('_') else { return Err(wrong("it names no option")) };
        let read = |value: toml::Value| {
            let inner = toml::Table::from_iter([(key.to_owned(), value)]);
            File::try_from_table(toml::Table::from_iter([(section.to_owned(), toml::Value::Table(inner))]))
        };
        let text = toml::Value::String(value.clone());
        let number = value.parse().map(toml::Value::Integer);
        let read = number.ok().and_then(|number| read(number).ok()).map_or_else(|| read(text), Ok);
        options = options.overlaid(read.map_err(|error| wrong(error.message()))?);
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vars(vars: &[(&str, &str)]) -> Vec<(String, String)> {
        vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn variables_win_over_the_file() {
        let file =
            parse("[server]\nlisten = \"127.0.0.1:1\"\ndrain_secs = 3\n[limits]\nmax_resources = 5\n", "c").unwrap();
        let over =
            from_vars(&vars(&[("CARNOT_SERVER_LISTEN", "127.0.0.1:2"), ("CARNOT_LIMITS_MAX_DEPTH", "9")])).unwrap();
        let options = file.overlaid(over);
        assert_eq!(options.server.listen.as_deref(), Some("127.0.0.1:2"));
        assert_eq!(options.server.drain_secs, Some(3));
        assert_eq!((options.limits.max_resources, options.limits.max_depth), (Some(5), Some(9)));
    }

    #[test]
    fn what_is_not_known_is_pointed_at() {
        let error = parse("[server]\nlisten = \"x\"\nport = 8004\n", "carnot.toml").unwrap_err();
        insta::assert_snapshot!(error.message, @r"
        the configuration carnot.toml is wrong

        error: unknown field `port`, expected one of `listen`, `authentication`, `drain_secs`
         --> carnot.toml:3:1
          |
        3 | port = 8004
          | ^^^^
        ");
        assert!(from_vars(&vars(&[("CARNOT_SERVER_PORT", "1")])).unwrap_err().message.contains("CARNOT_SERVER_PORT"));
        assert!(from_vars(&vars(&[("CARNOT_NONSENSE", "1")])).is_err());
        assert!(from_vars(&vars(&[("CARNOT_SERVER_DRAIN_SECS", "soon")])).is_err());
        assert!(from_vars(&vars(&[("CARNOT_LOG", "debug"), ("CARNOT_TOKEN", "t")])).is_ok());
    }

    #[test]
    fn the_reference_tells_every_option() {
        let reference = include_str!("../../../docs/reference/configuration.md");
        let sections: std::collections::BTreeMap<&str, &str> =
            reference.split("\n## `[").skip(1).filter_map(|section| section.split_once("]`")).collect();
        for (name, keys) in file::KEYS {
            let text = sections.get(name).unwrap_or_else(|| panic!("[{name}] is not told"));
            let told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
            assert_eq!(told, *keys, "[{name}]");
        }
        assert_eq!(sections.len(), file::KEYS.len());
    }

    #[test]
    fn the_state_directory_is_the_users() {
        let config = Config::default();
        let at = |name: &'static str| move |asked: &str| (asked == name).then(|| "/x".to_owned());
        assert_eq!(config.database(&at("XDG_STATE_HOME")).unwrap(), PathBuf::from("/x/carnot/carnot.db"));
        assert_eq!(config.database(&at("HOME")).unwrap(), PathBuf::from("/x/.local/state/carnot/carnot.db"));
        assert_eq!(config.database(&|_| None).unwrap_err().exit, Exit::Usage);
    }
}
