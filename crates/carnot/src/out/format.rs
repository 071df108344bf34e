//! The forms of data: `-f table|json|yaml|value` and `-c COLUMN`.

use super::{table, yaml};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value as Json};

/// How data is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// For programs
    Json,
    /// For programs and people
    Yaml,
    /// Values alone, for shells
    Value,
}

/// What was asked for about the form of data.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// How data is written
    #[arg(short = 'f', long, value_enum, default_value_t, help_heading = "Output")]
    pub(crate) format: Format,
    /// Only this column or field; can be given several times
    #[arg(short = 'c', long = "column", value_name = "COLUMN", help_heading = "Output")]
    pub(crate) columns: Vec<String>,
}

/// A column: its key for programs and its title for people.
pub(crate) type Column = (&'static str, &'static str);

/// Something to be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    /// Fields of one thing.
    Record(Map<String, Json>),
    /// Many things with the same columns.
    List {
        /// The columns.
        columns: Vec<Column>,
        /// Their values, row by row.
        rows: Vec<Vec<Json>>,
    },
    /// A document.
    Document(Json),
}

impl Data {
    /// Fields of one thing, in this order.
    pub(crate) fn record<K: Into<String>>(fields: impl IntoIterator<Item = (K, Json)>) -> Self {
        Self::Record(fields.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// All members of a serialised thing but its links.
    pub(crate) fn of(value: Json) -> Self {
        match value {
            Json::Object(mut fields) => {
                // Links lead nowhere on a terminal, and a program has better ones.
                fields.shift_remove("links");
                Self::Record(fields)
            }
            other => Self::Document(other),
        }
    }
}

/// The text. The error says which column there is not.
pub(super) fn render(shape: &Shape, data: &Data, width: Option<usize>) -> Result<String, String> {
    match data {
        Data::Record(fields) => record(shape, fields, width),
        Data::List { columns, rows } => list(shape, columns, rows, width),
        Data::Document(document) => Ok(match shape.format {
            Format::Json => json(document),
            Format::Table | Format::Yaml => yaml::to_yaml(document),
            Format::Value => cell(document) + "\n",
        }),
    }
}

fn record(shape: &Shape, fields: &Map<String, Json>, width: Option<usize>) -> Result<String, String> {
    let keys: Vec<&str> = fields.keys().map(String::as_str).collect();
    let wanted = chosen(&shape.columns, &keys.iter().map(|key| (*key, *key)).collect::<Vec<_>>())?;
    let picked = || wanted.iter().filter_map(|index| fields.iter().nth(*index));
    Ok(match shape.format {
        Format::Json => json(&Json::Object(picked().map(|(k, v)| (k.clone(), v.clone())).collect())),
        Format::Yaml => yaml::to_yaml(&Json::Object(picked().map(|(k, v)| (k.clone(), v.clone())).collect())),
        Format::Value => picked().map(|(_, value)| cell(value) + "\n").collect(),
        Format::Table => {
            let rows: Vec<_> = picked().map(|(key, value)| vec![key.clone(), cell(value)]).collect();
            table::table(&["Field", "Value"], &rows, width)
        }
    })
}

fn list(shape: &Shape, columns: &[Column], rows: &[Vec<Json>], width: Option<usize>) -> Result<String, String> {
    let wanted = chosen(&shape.columns, columns)?;
    let key = |index: &usize| columns.get(*index).map_or("", |column| column.0);
    let value = |row: &[Json], index: &usize| row.get(*index).cloned().unwrap_or_default();
    let objects = || {
        let object = |row: &Vec<Json>| wanted.iter().map(|i| (key(i).to_owned(), value(row, i))).collect::<Map<_, _>>();
        Json::Array(rows.iter().map(|row| Json::Object(object(row))).collect())
    };
    let cells = |row: &Vec<Json>| wanted.iter().map(|index| cell(&value(row, index))).collect::<Vec<_>>();
    Ok(match shape.format {
        Format::Json => json(&objects()),
        Format::Yaml => yaml::to_yaml(&objects()),
        Format::Value => rows.iter().map(|row| cells(row).join(" ") + "\n").collect(),
        Format::Table => {
            let titles: Vec<&str> = wanted.iter().map(|i| columns.get(*i).map_or("", |column| column.1)).collect();
            table::table(&titles, &rows.iter().map(cells).collect::<Vec<_>>(), width)
        }
    })
}

/// Which columns, by key or title, whatever the case.
fn chosen(wanted: &[String], columns: &[(&str, &str)]) -> Result<Vec<usize>, String> {
    if wanted.is_empty() {
        return Ok((0..columns.len()).collect());
    }
    let find = |name: &String| {
        let same = |column: &(&str, &str)| column.0.eq_ignore_ascii_case(name) || column.1.eq_ignore_ascii_case(name);
        columns.iter().position(same).ok_or_else(|| {
            let keys: Vec<_> = columns.iter().map(|column| column.0).collect();
            format!("there is no column {name}; there are {}", keys.join(", "))
        })
    };
    wanted.iter().map(find).collect()
}

fn json(value: &Json) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// A value for a person's eye or a shell's variable.
fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => String::new(),
        Json::Array(items) if items.iter().all(|item| !item.is_array() && !item.is_object()) => {
            items.iter().map(cell).collect::<Vec<_>>().join(", ")
        }
        Json::Array(_) | Json::Object(_) => yaml::to_yaml(value).trim_end().to_owned(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shape(format: Format, columns: &[&str]) -> Shape {
        Shape { format, columns: columns.iter().map(|c| (*c).to_owned()).collect() }
    }

    fn stacks() -> Data {
        Data::List {
            columns: vec![("id", "ID"), ("stack_name", "Stack Name")],
            rows: vec![vec![json!("1"), json!("web")], vec![json!("2"), json!(null)]],
        }
    }

    #[test]
    fn columns_are_chosen_by_key_or_title() {
        let text = render(&shape(Format::Value, &["stack name", "ID"]), &stacks(), None).unwrap();
        assert_eq!(text, "web 1\n 2\n");
        assert!(render(&shape(Format::Json, &["size"]), &stacks(), None).unwrap_err().contains("id, stack_name"));
    }

    #[test]
    fn programs_get_keys() {
        let text = render(&shape(Format::Json, &["stack_name"]), &stacks(), None).unwrap();
        assert_eq!(serde_json::from_str::<Json>(&text).unwrap(), json!([{"stack_name": "web"}, {"stack_name": null}]));
    }

    #[test]
    fn one_thing_is_shown_field_by_field() {
        let record = Data::record([("id", json!("7")), ("tags", json!(["a", "b"])), ("none", json!(null))]);
        insta::assert_snapshot!(render(&shape(Format::Table, &[]), &record, None).unwrap(), @r"
        +-------+-------+
        | Field | Value |
        +-------+-------+
        | id    | 7     |
        | tags  | a, b  |
        | none  |       |
        +-------+-------+
        ");
        assert_eq!(render(&shape(Format::Value, &["tags"]), &record, None).unwrap(), "a, b\n");
    }
}
