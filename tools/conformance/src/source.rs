//! Reading cases: suites (`{"cases": […]}`), lists of cases, corpora (one record a line), each also compressed, and folders of them. What a
//! file is, its content decides.

use crate::shown;
use anyhow::{Context, Result, bail};
use serde_json::Value as Json;
use std::io::Read;
use std::path::Path;

/// All cases of a file, or of the files below a folder, in order. In a folder, files of another form are passed over.
pub fn read(path: &Path) -> Result<Vec<Json>> {
    if path.is_dir() {
        let mut entries: Vec<_> = std::fs::read_dir(path)
            .with_context(|| path.display().to_string())?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        entries.sort();
        let mut cases = Vec::new();
        for entry in entries {
            if entry.is_dir() {
                cases.extend(read(&entry)?);
            } else {
                match file(&entry) {
                    Ok(more) => cases.extend(more),
                    Err(error) => eprintln!("passed over {}: {error:#}", entry.display()),
                }
            }
        }
        return Ok(cases);
    }
    file(path).with_context(|| path.display().to_string())
}

fn file(path: &Path) -> Result<Vec<Json>> {
    let bytes = std::fs::read(path)?;
    let text = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        text
    } else {
        String::from_utf8(bytes)?
    };
    cases(&text)
}

/// A text of JSON with its whole numbers as they stand there.
fn exact(text: &str) -> Result<Json> {
    yaml::parse_json(text).map(|value| shown::value(&value)).map_err(anyhow::Error::msg)
}

/// The cases in a text.
pub fn cases(text: &str) -> Result<Vec<Json>> {
    if let Ok(whole) = exact(text) {
        return of_document(whole);
    }
    let mut cases = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let record = exact(line).with_context(|| format!("line {}", number + 1))?;
        cases.extend(of_document(record)?);
    }
    if cases.is_empty() {
        bail!("no case in it");
    }
    Ok(cases)
}

fn of_document(document: Json) -> Result<Vec<Json>> {
    match document {
        Json::Object(mut object) if object.get("cases").is_some_and(Json::is_array) => match object.remove("cases") {
            Some(Json::Array(cases)) => Ok(cases),
            _ => Ok(Vec::new()),
        },
        Json::Array(cases) if cases.iter().all(is_case) => Ok(cases),
        case if is_case(&case) => Ok(vec![case]),
        _ => bail!("neither a suite nor a case"),
    }
}

fn is_case(json: &Json) -> bool {
    json.get("expect").is_some() || json.get("oracle").is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_form_is_read() {
        for (text, count) in [
            (r#"{"schema": "x", "cases": [{"expect": {}}, {"expect": {}}]}"#, 2),
            (r#"{"cases": []}"#, 0),
            (r#"[{"expect": {}}]"#, 1),
            (r#"{"expect": {}}"#, 1),
            ("{\"oracle\": {}}\n\n{\"oracle\": {}}\n", 2),
        ] {
            assert_eq!(super::cases(text).map(|cases| cases.len()).ok(), Some(count), "{text}");
        }
        for text in ["", "{}", "5", "# a page", "{\"expect\": {}}\nnothing"] {
            assert!(super::cases(text).is_err(), "{text}");
        }
    }
}
