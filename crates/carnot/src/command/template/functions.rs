//! `carnot template functions`: the functions of templates and of their queries, told from the tables that are used to read them.

use crate::exit::{Exit, Stop};
use crate::out::{self, Data};
use anyhow::Result;
use model::{Timestamp, Value};
use serde_json::{Value as Json, json};
use template::{Version, functions::table};
use yaql::{Limits, reference};

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the functions of this name, with examples
    name: Option<String>,
    /// Only those of this version of templates: a date, a name of a release, or a full name
    #[arg(long, value_name = "VERSION")]
    of: Option<String>,
    #[command(flatten)]
    shape: out::Shape,
}

/// Lists the functions, or tells all of those of a name.
pub(super) fn run(args: &Args) -> Result<()> {
    let version = args.of.as_deref().map(version).transpose()?;
    let data = match &args.name {
        Some(name) => one(name, version)?,
        None => Data::List {
            columns: vec![("language", "Language"), ("name", "Name"), ("about", "What it does")],
            rows: of_templates(version)
                .map(|(row, _)| vec![json!("template"), json!(row.name), json!(row.about)])
                .chain(queries(version).map(|entry| vec![json!("yaql"), json!(entry.name), json!(entry.about)]))
                .collect(),
        },
    };
    Ok(out::print(&args.shape, &data)?)
}

fn version(text: &str) -> Result<Version, Stop> {
    let found = Version::of(text).or_else(|| Version::of_name(text));
    found.or_else(|| Version::all().find(|version| version.date() == text)).ok_or_else(|| {
        let known: Vec<&str> = Version::all().map(Version::date).collect();
        Stop::new(Exit::NotFound, format!("there is no version {text} of templates"))
            .hint(format!("there are {}", known.join(", ")))
    })
}

/// The functions of templates, and the versions that have them.
fn of_templates(only: Option<Version>) -> impl Iterator<Item = (&'static table::Row, Vec<Version>)> {
    let has = |version: Version, name: &str| table::functions(version, true).any(|row| row.name == name);
    let mut rows: Vec<&'static table::Row> = Vec::new();
    for row in Version::all().flat_map(|version| table::functions(version, true)) {
        if !rows.iter().any(|known| known.name == row.name) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| row.name);
    rows.into_iter()
        .map(move |row| (row, Version::all().filter(|version| has(*version, row.name)).collect::<Vec<_>>()))
        .filter(move |(_, versions)| only.is_none_or(|only| versions.contains(&only)))
}

/// The library of queries, if the version has queries.
fn queries(only: Option<Version>) -> impl Iterator<Item = reference::Entry> {
    let has = only.is_none_or(|only| table::functions(only, true).any(|row| row.name == "yaql"));
    reference::functions().into_iter().filter(move |_| has)
}

/// All that is known of a name.
fn one(name: &str, version: Option<Version>) -> Result<Data, Stop> {
    let of_templates = of_templates(version).filter(|(row, _)| row.name == name).map(|(row, versions)| {
        let versions: Vec<&str> = versions.into_iter().map(Version::date).collect();
        json!({ "language": "template", "name": row.name, "about": row.about, "versions": versions })
    });
    let of_queries = queries(version).filter(|entry| entry.name == name).map(|entry| {
        json!({
            "language": "yaql", "name": entry.name, "about": entry.about, "calls": entry.calls,
            "example": entry.example, "gives": answer(entry.example),
        })
    });
    let mut found: Vec<Json> = of_templates.chain(of_queries).collect();
    match found.len() {
        0 => Err(Stop::new(Exit::NotFound, format!("there is no function {name}"))
            .hint("carnot template functions lists them all")),
        1 => Ok(found.pop().map_or_else(|| Data::Document(Json::Null), Data::of)),
        _ => Ok(Data::Document(Json::Array(found))),
    }
}

/// The value of an example.
fn answer(example: &str) -> Json {
    let value = yaql::parse(example)
        .and_then(|parsed| yaql::evaluate(&parsed, &Value::Null, &Limits::default(), Timestamp::default()));
    value.map_or(Json::Null, |value| value.to_json())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> Data {
        one(name, None).unwrap()
    }

    #[test]
    fn a_function_of_queries_is_told_with_an_example_and_its_value() {
        let Data::Record(fields) = told("groupBy") else { panic!("one thing") };
        assert_eq!(fields["gives"], json!([[1, 4], [0, 2]]));
        assert_eq!(fields["calls"], json!(["collection.groupBy(keySelector, [valueSelector], [aggregator])"]));
    }

    #[test]
    fn a_function_of_templates_is_told_with_its_versions() {
        let Data::Record(fields) = told("make_url") else { panic!("one thing") };
        let versions: Vec<&str> = fields["versions"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        assert_eq!(versions, ["2017-09-01", "2018-03-02", "2018-08-31", "2021-04-16"]);
    }

    #[test]
    fn what_both_languages_have_is_told_of_both() {
        assert!(matches!(told("repeat"), Data::Document(Json::Array(both)) if both.len() == 2));
        assert_eq!(one("nothing", None).unwrap_err().exit, Exit::NotFound);
        assert!(queries(version("2015-10-15").ok()).next().is_none());
        assert!(of_templates(version("2010-09-09").ok()).any(|(row, _)| row.name == "Fn::And"));
        assert_eq!(version("next").unwrap_err().exit, Exit::NotFound);
    }
}
