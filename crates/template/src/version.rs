//! Template versions: which are known, and what each can say.

use crate::{codes, suggest};
use model::goal::DeletionPolicy;
use model::{Diagnostic, Key, Span};
use yaml::Node;

/// A version of HOT, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 2013-05-23
    V20130523,
    /// 2014-10-16
    V20141016,
    /// 2015-04-30
    V20150430,
    /// 2015-10-15
    V20151015,
    /// 2016-04-08
    V20160408,
    /// 2016-10-14, `newton`
    V20161014,
    /// 2017-02-24, `ocata`
    V20170224,
    /// 2017-09-01, `pike`
    V20170901,
    /// 2018-03-02, `queens`
    V20180302,
    /// 2018-08-31, `rocky`
    V20180831,
    /// 2021-04-16, `wallaby`
    V20210416,
}

/// Version of the language → its alias, oldest first.
const VERSIONS: &[(Version, &str, Option<&str>)] = &[
    (Version::V20130523, "2013-05-23", None),
    (Version::V20141016, "2014-10-16", None),
    (Version::V20150430, "2015-04-30", None),
    (Version::V20151015, "2015-10-15", None),
    (Version::V20160408, "2016-04-08", None),
    (Version::V20161014, "2016-10-14", Some("newton")),
    (Version::V20170224, "2017-02-24", Some("ocata")),
    (Version::V20170901, "2017-09-01", Some("pike")),
    (Version::V20180302, "2018-03-02", Some("queens")),
    (Version::V20180831, "2018-08-31", Some("rocky")),
    (Version::V20210416, "2021-04-16", Some("wallaby")),
];

const HOT_KEY: &str = "heat_template_version";
/// The keys of CloudFormation templates, with their versions.
const CFN: &[(&str, &str)] = &[("AWSTemplateFormatVersion", "2010-09-09"), ("HeatTemplateFormatVersion", "2012-12-12")];

impl Version {
    /// Every version, oldest first.
    pub fn all() -> impl Iterator<Item = Version> {
        VERSIONS.iter().map(|(version, _, _)| *version)
    }

    /// Its date: `2018-08-31`.
    pub fn date(self) -> &'static str {
        VERSIONS.iter().find(|(version, _, _)| *version == self).map_or("", |(_, date, _)| date)
    }

    /// Its other name: `rocky`.
    pub fn alias(self) -> Option<&'static str> {
        VERSIONS.iter().find(|(version, _, _)| *version == self).and_then(|(_, _, alias)| *alias)
    }

    /// The version of a date or alias.
    pub fn of(text: &str) -> Option<Version> {
        VERSIONS.iter().find(|(_, date, alias)| *date == text || *alias == Some(text)).map(|(version, _, _)| *version)
    }

    /// Whether templates can have conditions, and resources `external_id`.
    pub fn has_conditions(self) -> bool {
        self >= Version::V20161014
    }

    /// The deletion policy that a text means in this version.
    pub fn deletion_policy(self, text: &str) -> Option<DeletionPolicy> {
        let lower = self.has_conditions();
        match text {
            "Delete" => Some(DeletionPolicy::Delete),
            "Retain" => Some(DeletionPolicy::Retain),
            "Snapshot" => Some(DeletionPolicy::Snapshot),
            "delete" if lower => Some(DeletionPolicy::Delete),
            "retain" if lower => Some(DeletionPolicy::Retain),
            "snapshot" if lower => Some(DeletionPolicy::Snapshot),
            _ => None,
        }
    }

    /// The version that a document says.
    pub(crate) fn of_document(document: &Node) -> Result<Version, Box<Diagnostic>> {
        let refused = |code: &str, explanation: String| {
            Box::new(
                Diagnostic::error(code, format!("The template version is invalid: {explanation}"))
                    .class("InvalidTemplateVersion")
                    .at("", document.span),
            )
        };
        let cfn: Vec<_> =
            CFN.iter().filter(|(key, _)| document.get(key).is_some_and(|v| v.as_text().is_some())).collect();
        let hot = document.get(HOT_KEY).and_then(|node| node.as_text().map(|text| (node.span, text)));
        let mut present: Vec<&str> = cfn.iter().map(|(key, _)| *key).collect();
        present.extend(hot.map(|_| HOT_KEY));
        if present.len() > 1 {
            return Err(refused(codes::VERSION_AMBIGUOUS, format!("Ambiguous versions ({})", present.join(", "))));
        }
        if let Some((key, known)) = cfn.first() {
            let text = document.get(key).and_then(Node::as_text).map_or("", |text| text);
            if text != *known {
                return Err(refused(
                    codes::VERSION_UNKNOWN,
                    format!("\"{key}: {text}\". \"{key}\" should be: {known}"),
                ));
            }
            return Err(Box::new(
                Diagnostic::error(codes::CFN, format!("CloudFormation templates ({key}) are not supported yet."))
                    .class("InvalidTemplateVersion")
                    .at(*key, key_span(document, key))
                    .hint("write the template as a Heat Orchestration Template (heat_template_version)"),
            ));
        }
        let Some((span, text)) = hot else {
            return Err(refused(codes::VERSION_MISSING, "Template version was not provided".to_owned()));
        };
        Version::of(text).ok_or_else(|| {
            let mut known: Vec<&str> =
                VERSIONS.iter().flat_map(|(_, date, alias)| [Some(*date), *alias]).flatten().collect();
            known.sort_unstable();
            let mut finding = refused(
                codes::VERSION_UNKNOWN,
                format!("\"{HOT_KEY}: {text}\". \"{HOT_KEY}\" should be one of: {}", known.join(", ")),
            );
            finding.path = HOT_KEY.to_owned();
            finding.span = span;
            finding.hint = suggest::did_you_mean(text, known);
            finding
        })
    }

    /// Whether a document has any key that says a version.
    pub(crate) fn is_said_in(document: &Node) -> bool {
        [HOT_KEY].into_iter().chain(CFN.iter().map(|(key, _)| *key)).any(|key| document.get(key).is_some())
    }

    /// The sections of a template of this version.
    pub(crate) fn sections(self) -> impl Iterator<Item = &'static str> {
        let sections = [HOT_KEY, "description", "parameter_groups", "parameters", "resources", "outputs"];
        sections.into_iter().chain(self.has_conditions().then_some("conditions"))
    }
}

fn key_span(document: &Node, key: &str) -> Span {
    document.as_map().and_then(|entries| entries.get(&Key::from(key))).map_or(Span::NONE, |entry| entry.key_span)
}
