//! Small whole templates.

use crate::judge::Judge;
use crate::kind::run::{self, Whole};
use crate::kind::yaml;
use crate::{given, shown};
use serde_json::Value as Json;

/// A template, its files and its environment.
pub(crate) fn ask(case: &Json, expect: &Json, judge: &mut Judge<'_>) {
    let template = case.get("template").unwrap_or(&Json::Null);
    let read = yaml::template(&given::text(template));
    judge.compare("parse", expect.get("parse").unwrap_or(&Json::Null), &shown::outcome(&read));
    if read.is_ok() {
        let (files, environment) = (given::files(case.get("files")), given::map(case.get("env")));
        run::ask(&Whole { template, files, environment }, expect, judge);
    }
}
