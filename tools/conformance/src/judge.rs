//! One question of a case, with both answers.

use crate::{culprit, shown};
use model::Diagnostics;
use model::diagnostic::Severity;
use serde_json::Value as Json;

/// Heat's answer and ours.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What was asked, by the name that the suites have for it: `parse`, `result`, `deps_explicit`…
    pub part: String,
    /// Heat's answer.
    pub wanted: Json,
    /// Ours.
    pub got: Json,
    /// Whether they are the same.
    pub agrees: bool,
    /// Whether that is so because an error that we tell is Heat's, though not the first that we tell.
    pub later: bool,
}

/// The judge of one case: knows its text, and what Heat itself does not answer the same way each time.
pub(crate) struct Judge<'a> {
    input: String,
    /// Names of answers of which only success or failure counts.
    unstable: Vec<&'a str>,
    /// What those of the run begin with that is being asked.
    run: String,
    /// What was judged.
    pub(crate) judged: Vec<Judgement>,
}

impl<'a> Judge<'a> {
    /// For a case: what is asked, and the names of its unstable answers.
    pub(crate) fn new(input: &Json, unstable: &'a Json) -> Self {
        let names = unstable.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        Self { input: input.to_string(), unstable: names, run: String::new(), judged: Vec::new() }
    }

    /// From here on another run is asked about, whose unstable answers begin with this.
    pub(crate) fn in_run(&mut self, prefix: &str) {
        prefix.clone_into(&mut self.run);
    }

    /// Two values, or two errors.
    pub(crate) fn compare(&mut self, part: &str, wanted: &Json, got: &Json) {
        self.compare_any(part, &[wanted], got);
    }

    /// What Heat refuses or not, and why. Of all that is wrong with the resources of a template Heat tells what it meets first, and it
    /// goes through a set of names, so that the seed of Python's hashes decides; we tell everything, in the order of the template. So
    /// an error of Heat's that we tell later is the same, and counted apart.
    pub(crate) fn refusal(&mut self, part: &str, wanted: &Json, got: &Json, findings: &Diagnostics) {
        let others = findings.0.iter().filter(|finding| finding.severity == Severity::Error).skip(1).map(shown::error);
        let agrees = self.agrees(part, wanted, got);
        let later = !agrees
            && wanted.get("error").is_some()
            && others.into_iter().any(|other| self.agrees(part, wanted, &other));
        self.tell(part, wanted.clone(), got.clone(), agrees || later);
        if let Some(judgement) = self.judged.last_mut() {
            judgement.later = later;
        }
    }

    /// The same when Heat has several answers, by the moment at which it is asked, and one is enough.
    pub(crate) fn compare_any(&mut self, part: &str, wanted: &[&Json], got: &Json) {
        let agrees = wanted.iter().any(|wanted| self.agrees(part, wanted, got));
        let wanted = wanted.first().map_or(Json::Null, |wanted| (*wanted).clone());
        self.tell(part, wanted, got.clone(), agrees);
    }

    /// What is known to be right or wrong.
    pub(crate) fn tell(&mut self, part: &str, wanted: Json, got: Json, agrees: bool) {
        self.judged.push(Judgement { part: part.to_owned(), wanted, got, agrees, later: false });
    }

    fn agrees(&self, part: &str, wanted: &Json, got: &Json) -> bool {
        match (wanted.get("error"), got.get("error")) {
            (Some(wanted), Some(got)) => self.is_unstable(part) || culprit::same(wanted, got, &self.input),
            (None, None) => self.is_unstable(part) || shown::same(&shown::comparable(wanted), &shown::comparable(got)),
            _ => false,
        }
    }

    /// Whether Heat's answer changes from run to run. A function's result stands for all the moments at which it may be refused.
    fn is_unstable(&self, part: &str) -> bool {
        let own = self.unstable.iter().filter_map(|name| name.strip_prefix(self.run.as_str()));
        own.into_iter().any(|name| name == part || part == "result")
    }
}
