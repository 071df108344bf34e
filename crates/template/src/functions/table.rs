//! The one table of functions: which version has which, where a value stands and where a condition stands, and how each is read.

use super::*;
use crate::Version;
use crate::Version as V;

/// A function of the language, in all versions.
pub struct Row {
    /// Its name in templates.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Where values stand.
    value: Option<Use>,
    /// Where conditions stand.
    condition: Option<Use>,
}

/// The versions that have a function, and how they read it.
#[derive(Clone, Copy)]
struct Use {
    first: Version,
    last: Version,
    read: Reader,
}

const LAST: Version = V::V20210416;

/// From a version on.
const fn from(first: Version, read: Reader) -> Option<Use> {
    Some(Use { first, last: LAST, read })
}

/// From CloudFormation's first version up to a version.
const fn until(last: Version, read: Reader) -> Option<Use> {
    Some(Use { first: V::Aws20100909, last, read })
}

const fn value(name: &'static str, about: &'static str, value: Option<Use>) -> Row {
    Row { name, about, value, condition: None }
}

const fn condition(name: &'static str, about: &'static str, condition: Option<Use>) -> Row {
    Row { name, about, value: None, condition }
}

const fn both(name: &'static str, about: &'static str, value: Option<Use>, condition: Option<Use>) -> Row {
    Row { name, about, value, condition }
}

/// All functions by name.
static ROWS: [Row; 41] = [
    condition("Fn::And", "True if every one of two or more conditions holds.", until(V::Aws20100909, logic::read_and)),
    value("Fn::Base64", "A text as it is: Heat takes user data in plain text.", until(V::V20130523, base64::read)),
    condition("Fn::Equals", "True if two values are equal.", until(V::Aws20100909, equals::read)),
    both(
        "Fn::FindInMap",
        "A value out of the section Mappings, by mapping, key and name.",
        until(V::Heat20121212, find_in_map::read),
        until(V::Aws20100909, find_in_map::read),
    ),
    value("Fn::GetAZs", "The names of the availability zones.", until(V::V20130523, get_azs::read)),
    value("Fn::GetAtt", "An attribute of a resource.", until(V::Heat20121212, get_attr::read_pair)),
    value("Fn::If", "One of two values, by a condition.", until(V::Aws20100909, if_else::read)),
    value("Fn::Join", "The texts of a list joined by a delimiter.", until(V::V20130523, list_join::read)),
    value(
        "Fn::MemberListToMap",
        "A mapping out of a list of numbered keys and values.",
        until(V::V20130523, member_list::read),
    ),
    condition("Fn::Not", "True if a condition does not hold.", until(V::Aws20100909, logic::read_not_listed)),
    condition("Fn::Or", "True if any of two or more conditions holds.", until(V::Aws20100909, logic::read_or)),
    value("Fn::Replace", "A text with placeholders replaced by values.", until(V::V20130523, str_replace::read_pair)),
    value(
        "Fn::ResourceFacade",
        "A section of the resource that this template stands for.",
        until(V::V20130523, resource_facade::read),
    ),
    value("Fn::Select", "An item of a list or mapping.", until(V::V20150430, select::read)),
    value("Fn::Split", "The parts of a text between delimiters.", until(V::V20130523, split::read_pair)),
    both(
        "Ref",
        "The value of a parameter, or the reference id of a resource.",
        until(V::V20130523, reference::read),
        until(V::Aws20100909, reference::read_parameter),
    ),
    condition("and", "True if every one of two or more conditions holds.", from(V::V20161014, logic::read_and)),
    both(
        "contains",
        "Tells whether a value occurs in a list or in a text.",
        from(V::V20170901, contains::read),
        from(V::V20170901, contains::read),
    ),
    value(
        "digest",
        "The hash of a text by a given algorithm, in hexadecimal digits.",
        from(V::V20150430, digest::read),
    ),
    condition("equals", "True if two values are equal.", from(V::V20161014, equals::read)),
    value("filter", "A list without the items that are named.", from(V::V20170224, filter::read)),
    value("get_attr", "An attribute of a resource, or a part of it.", from(V::V20130523, get_attr::read)),
    value("get_file", "The text of a file that came with the template.", from(V::V20130523, get_file::read)),
    both(
        "get_param",
        "The value of a parameter, or a part of it.",
        from(V::V20130523, get_param::read),
        from(V::V20161014, get_param::read),
    ),
    value("get_resource", "The reference id of a resource.", from(V::V20130523, get_resource::read)),
    value("if", "One of two values, by a condition.", from(V::V20161014, if_else::read)),
    value("list_concat", "Several lists as one.", from(V::V20170901, list_concat::read)),
    value("list_concat_unique", "Several lists as one, each item once.", from(V::V20170901, list_concat::read_unique)),
    value("list_join", "The texts of lists joined by a delimiter.", from(V::V20130523, list_join::read)),
    value("make_url", "A URL made of its parts, each escaped as it must be.", from(V::V20170901, make_url::read)),
    value("map_merge", "Several mappings as one; later ones win.", from(V::V20160408, map_merge::read)),
    value("map_replace", "A mapping with keys and values replaced.", from(V::V20161014, map_replace::read)),
    condition("not", "True if a condition does not hold.", from(V::V20161014, logic::read_not)),
    condition("or", "True if any of two or more conditions holds.", from(V::V20161014, logic::read_or)),
    value("repeat", "A template repeated for every item of one or more lists.", from(V::V20150430, repeat::read)),
    value(
        "resource_facade",
        "A section of the resource that this template stands for.",
        from(V::V20130523, resource_facade::read),
    ),
    value("str_replace", "A text with placeholders replaced by values.", from(V::V20130523, str_replace::read)),
    value(
        "str_replace_strict",
        "As str_replace; every placeholder must occur in the text.",
        from(V::V20170224, str_replace::read_strict),
    ),
    value(
        "str_replace_vstrict",
        "As str_replace_strict; no value may be empty.",
        from(V::V20170901, str_replace::read_very_strict),
    ),
    value("str_split", "The parts of a text between delimiters, or one of them.", from(V::V20151015, split::read)),
    both(
        "yaql",
        "The value of a query in YAQL over data.",
        from(V::V20161014, yaql::read),
        from(V::V20170901, yaql::read),
    ),
];

/// The functions of a version, by name; those that stand in conditions only if asked for.
pub fn functions(version: Version, with_conditions: bool) -> impl Iterator<Item = &'static Row> {
    let there = move |used: &Option<Use>| used.is_some_and(|used| used.has(version));
    ROWS.iter().filter(move |row| there(&row.value) || with_conditions && there(&row.condition))
}

impl Use {
    fn has(self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }
}

/// What a version knows of a name.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    /// A function that is read so.
    Yes(Reader),
    /// A function of an older version.
    Removed,
    /// A function that cannot stand in a condition.
    NotHere,
}

/// What `name` is where a value stands.
pub(crate) fn value_function(name: &str, version: Version) -> Option<Known> {
    let used = row(name)?.value?;
    if used.has(version) {
        return Some(Known::Yes(used.read));
    }
    // Versions of HOT know what the first one had, to refuse it in other words.
    let first = V::V20130523;
    (used.has(first) && version > first).then_some(Known::Removed)
}

/// What `name` is where a condition stands.
pub(crate) fn condition_function(name: &str, version: Version) -> Option<Known> {
    let used = row(name)?.condition.filter(|used| used.has(version));
    if let Some(used) = used {
        return Some(Known::Yes(used.read));
    }
    match value_function(name, version)? {
        Known::Removed => Some(Known::Removed),
        Known::Yes(_) | Known::NotHere => Some(Known::NotHere),
    }
}

/// A hint for a mapping with one key that looks like the call of a function that there is not: the name that was meant.
pub(crate) fn meant(name: &str, version: Version) -> Option<String> {
    crate::suggest::did_you_mean(name, functions(version, true).map(|row| row.name))
}

/// Whether any version has a function of that name.
pub(crate) fn exists(name: &str) -> bool {
    row(name).is_some()
}

fn row(name: &str) -> Option<&'static Row> {
    ROWS.binary_search_by(|row| row.name.cmp(name)).ok().and_then(|place| ROWS.get(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order() {
        assert!(ROWS.windows(2).all(|pair| pair[0].name < pair[1].name), "they are looked up by halving");
    }
}
