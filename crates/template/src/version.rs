//! Template versions: which are known, and what each can say. Which functions each has is in [`crate::functions::table`].

use crate::{codes, suggest};
use model::Diagnostic;
use model::goal::DeletionPolicy;
use yaml::Node;

/// A version of the template language: CloudFormation's two, then those of HOT, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `AWSTemplateFormatVersion` 2010-09-09
    Aws20100909,
    /// `HeatTemplateFormatVersion` 2012-12-12
    Heat20121212,
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

/// Version of the language → the key that says it, its date, its alias; in order.
const VERSIONS: &[(Version, &str, &str, Option<&str>)] = &[
    (Version::Aws20100909, AWS_KEY, "2010-09-09", None),
    (Version::Heat20121212, CFN_KEY, "2012-12-12", None),
    (Version::V20130523, HOT_KEY, "2013-05-23", None),
    (Version::V20141016, HOT_KEY, "2014-10-16", None),
    (Version::V20150430, HOT_KEY, "2015-04-30", None),
    (Version::V20151015, HOT_KEY, "2015-10-15", None),
    (Version::V20160408, HOT_KEY, "2016-04-08", None),
    (Version::V20161014, HOT_KEY, "2016-10-14", Some("newton")),
    (Version::V20170224, HOT_KEY, "2017-02-24", Some("ocata")),
    (Version::V20170901, HOT_KEY, "2017-09-01", Some("pike")),
    (Version::V20180302, HOT_KEY, "2018-03-02", Some("queens")),
    (Version::V20180831, HOT_KEY, "2018-08-31", Some("rocky")),
    (Version::V20210416, HOT_KEY, "2021-04-16", Some("wallaby")),
];

const HOT_KEY: &str = "heat_template_version";
const AWS_KEY: &str = "AWSTemplateFormatVersion";
const CFN_KEY: &str = "HeatTemplateFormatVersion";
/// The keys that say a version.
const KEYS: [&str; 3] = [AWS_KEY, CFN_KEY, HOT_KEY];

impl Version {
    /// Every version, CloudFormation's first, then HOT's, the oldest first.
    pub fn all() -> impl Iterator<Item = Version> {
        VERSIONS.iter().map(|(version, ..)| *version)
    }

    /// Its date: `2018-08-31`.
    pub fn date(self) -> &'static str {
        VERSIONS.iter().find(|(version, ..)| *version == self).map_or("", |(_, _, date, _)| date)
    }

    /// Its other name: `rocky`.
    pub fn alias(self) -> Option<&'static str> {
        VERSIONS.iter().find(|(version, ..)| *version == self).and_then(|(.., alias)| *alias)
    }

    /// The key of a template that says it: `heat_template_version`.
    pub fn key(self) -> &'static str {
        VERSIONS.iter().find(|(version, ..)| *version == self).map_or("", |(_, key, ..)| key)
    }

    /// The version of HOT of a date or alias.
    pub fn of(text: &str) -> Option<Version> {
        Self::of_key(HOT_KEY, text)
    }

    /// The version of a full name: `heat_template_version.2018-08-31`, `heat_template_version.rocky`.
    pub fn of_name(name: &str) -> Option<Version> {
        name.split_once('.').and_then(|(key, text)| Self::of_key(key, text))
    }

    fn of_key(key: &str, text: &str) -> Option<Version> {
        let fits = |(_, own, date, alias): &&(_, &str, &str, Option<&str>)| {
            *own == key && (*date == text || *alias == Some(text))
        };
        VERSIONS.iter().find(fits).map(|(version, ..)| *version)
    }

    /// Whether it is HOT; else CloudFormation.
    pub fn is_hot(self) -> bool {
        self >= Version::V20130523
    }

    /// Whether templates can have conditions.
    pub fn has_conditions(self) -> bool {
        self >= Version::V20161014 || self == Version::Aws20100909
    }

    /// Whether resources can have an `external_id`.
    pub fn has_external_ids(self) -> bool {
        self >= Version::V20161014
    }

    /// The deletion policy that a text means in this version.
    pub fn deletion_policy(self, text: &str) -> Option<DeletionPolicy> {
        let lower = self >= Version::V20161014;
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
        let said = |key: &'static str| {
            let node = document.get(key)?;
            node.as_text().map(|text| (key, node.span, text))
        };
        let present: Vec<_> = KEYS.into_iter().filter_map(said).collect();
        let &[(key, span, text)] = present.as_slice() else {
            if present.is_empty() {
                return Err(refused(codes::VERSION_MISSING, "Template version was not provided".to_owned()));
            }
            let keys: Vec<&str> = present.iter().map(|(key, ..)| *key).collect();
            return Err(refused(codes::VERSION_AMBIGUOUS, format!("Ambiguous versions ({})", keys.join(", "))));
        };
        Version::of_key(key, text).ok_or_else(|| {
            let of_key = VERSIONS.iter().filter(|(_, own, ..)| *own == key);
            let mut known: Vec<&str> = of_key.flat_map(|(_, _, date, alias)| [Some(*date), *alias]).flatten().collect();
            known.sort_unstable();
            let choice = if known.len() > 1 { "should be one of" } else { "should be" };
            let mut finding =
                refused(codes::VERSION_UNKNOWN, format!("\"{key}: {text}\". \"{key}\" {choice}: {}", known.join(", ")));
            finding.path = key.to_owned();
            finding.span = span;
            finding.hint = suggest::did_you_mean(text, known);
            finding
        })
    }

    /// Whether a document has any key that says a version.
    pub(crate) fn is_said_in(document: &Node) -> bool {
        KEYS.into_iter().any(|key| document.get(key).is_some())
    }

    /// The sections of a template of this version.
    pub(crate) fn sections(self) -> impl Iterator<Item = &'static str> {
        let words = self.words();
        let common = [words.description, words.parameters, words.resources, words.outputs];
        let own: &[&str] = if self.is_hot() { &[HOT_KEY, "parameter_groups"] } else { &[AWS_KEY, CFN_KEY, MAPPINGS] };
        common.into_iter().chain(own.iter().copied()).chain(self.has_conditions().then_some(words.conditions))
    }
}

/// The section of fixed values in CloudFormation templates.
pub(crate) const MAPPINGS: &str = "Mappings";
