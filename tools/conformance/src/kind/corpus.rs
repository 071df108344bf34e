//! Public templates with Heat's record of them: reading, then each run.

use crate::judge::Judge;
use crate::kind::run::{self, Whole};
use crate::kind::yaml;
use crate::{given, shown};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A template and its record.
pub(crate) fn ask(record: &Json, judge: &mut Judge<'_>) {
    let empty = Json::Null;
    let oracle = record.get("oracle").unwrap_or(&empty);
    let text = record.get("template").unwrap_or(&empty);
    let read = yaml::template(&given::text(text));
    judge.compare("parse", oracle.get("parse").unwrap_or(&empty), &shown::outcome(&read));
    if read.is_err() {
        return;
    }
    // What the client made of the template: names of files become addresses.
    let template = oracle.get("template_processed").unwrap_or(text);
    let known = given::files(record.get("files"));
    for (place, run) in oracle.get("runs").and_then(Json::as_array).into_iter().flatten().enumerate() {
        let extra = run.get("files_extra").and_then(Json::as_object).into_iter().flatten();
        let sent = oracle.get("files").and_then(Json::as_object).into_iter().flatten();
        let found: Option<BTreeMap<String, String>> =
            sent.chain(extra).map(|(name, hash)| file(record, &known, name, hash)).collect();
        // A run with files that the record does not hold cannot be asked; neither can one that the client did not send.
        let (Some(files), false) = (found, run.get("client_error").is_some()) else { continue };
        judge.in_run(&format!("runs[{place}]."));
        run::ask(&Whole { template, files, environment: given::map(run.get("env")) }, run, judge);
    }
}

/// A file's name and text: by its name, or the text with that hash.
fn file(record: &Json, known: &BTreeMap<String, String>, name: &str, hash: &Json) -> Option<(String, String)> {
    let own = record.get("template").and_then(Json::as_str);
    let hashed = |text: &&str| {
        let hex: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        hash.as_str() == Some(hex.as_str())
    };
    let text = known.get(name).map(String::as_str);
    let text = text.or_else(|| known.values().map(String::as_str).chain(own).find(hashed))?;
    Some((name.to_owned(), text.to_owned()))
}
