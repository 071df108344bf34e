//! The versions of the template language, and the functions of each.

use super::{Error, FunctionView, Result, Service, VersionView};

/// A version as Heat lists it: name, kind, aliases.
const VERSIONS: [(&str, &str, &[&str]); 13] = [
    ("AWSTemplateFormatVersion.2010-09-09", "cfn", &[]),
    ("HeatTemplateFormatVersion.2012-12-12", "cfn", &[]),
    ("heat_template_version.2013-05-23", "hot", &[]),
    ("heat_template_version.2014-10-16", "hot", &[]),
    ("heat_template_version.2015-04-30", "hot", &[]),
    ("heat_template_version.2015-10-15", "hot", &[]),
    ("heat_template_version.2016-04-08", "hot", &[]),
    ("heat_template_version.2016-10-14", "hot", &["heat_template_version.newton"]),
    ("heat_template_version.2017-02-24", "hot", &["heat_template_version.ocata"]),
    ("heat_template_version.2017-09-01", "hot", &["heat_template_version.pike"]),
    ("heat_template_version.2018-03-02", "hot", &["heat_template_version.queens"]),
    ("heat_template_version.2018-08-31", "hot", &["heat_template_version.rocky"]),
    ("heat_template_version.2021-04-16", "hot", &["heat_template_version.wallaby"]),
];

/// A function that can be evaluated: name, first version with it, whether it stands in conditions only, and a line about it.
const FUNCTIONS: [(&str, &str, bool, &str); 19] = [
    ("and", "2016-10-14", true, "True if every one of two or more conditions holds."),
    ("contains", "2017-09-01", false, "Tells whether a value occurs in a list or in a text."),
    ("digest", "2015-04-30", false, "The hash of a text by a given algorithm, in hexadecimal digits."),
    ("equals", "2016-10-14", true, "True if two values are equal."),
    ("get_attr", "2013-05-23", false, "An attribute of a resource, or a part of it."),
    ("get_file", "2013-05-23", false, "The text of a file that came with the template."),
    ("get_param", "2013-05-23", false, "The value of a parameter, or a part of it."),
    ("get_resource", "2013-05-23", false, "The reference id of a resource."),
    ("if", "2016-10-14", false, "One of two values, by a condition."),
    ("list_concat", "2017-09-01", false, "Several lists as one."),
    ("list_concat_unique", "2017-09-01", false, "Several lists as one, each item once."),
    ("list_join", "2013-05-23", false, "The texts of lists joined by a delimiter."),
    ("map_merge", "2016-04-08", false, "Several mappings as one; later ones win."),
    ("not", "2016-10-14", true, "True if a condition does not hold."),
    ("or", "2016-10-14", true, "True if any of two or more conditions holds."),
    ("repeat", "2015-04-30", false, "A template repeated for every item of one or more lists."),
    ("str_replace", "2013-05-23", false, "A text with placeholders replaced by values."),
    ("str_replace_strict", "2017-02-24", false, "As str_replace; every placeholder must occur in the text."),
    ("str_replace_vstrict", "2017-09-01", false, "As str_replace_strict; no value may be empty."),
];

impl Service {
    /// The versions of the template language, as Heat lists them.
    pub fn template_versions(&self) -> Vec<VersionView> {
        let view = |(version, kind, aliases): &(&str, &str, &[&str])| VersionView {
            version: (*version).to_owned(),
            kind: (*kind).to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        };
        VERSIONS.iter().map(view).collect()
    }

    /// The functions of a version that can be evaluated here; of CloudFormation none can yet.
    pub fn template_functions(&self, version: &str, with_conditions: bool) -> Result<Vec<FunctionView>> {
        let found = VERSIONS.iter().find(|(name, _, aliases)| *name == version || aliases.contains(&version));
        let (name, kind, _) = found.ok_or_else(|| {
            let message = format!("Template with version {version} not found");
            Error::refused("NotFound", "unknown_version", message)
        })?;
        let date = name.rsplit('.').next().unwrap_or_default();
        let there = |(_, since, condition, _): &&(&str, &str, bool, &str)| {
            *kind == "hot" && *since <= date && (with_conditions || !condition)
        };
        let view = |(function, _, _, description): &(&str, &str, bool, &str)| FunctionView {
            function: (*function).to_owned(),
            description: (*description).to_owned(),
        };
        Ok(FUNCTIONS.iter().filter(there).map(view).collect())
    }
}
