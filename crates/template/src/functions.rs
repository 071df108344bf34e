//! The functions that templates can call: one file each, with what it is called with and how its arguments are checked.
//!
//! Deliberately not here: evaluating them (`definition/src/functions`).

mod contains;
mod digest;
mod equals;
mod get_attr;
mod get_file;
mod get_param;
mod get_resource;
mod if_else;
mod list_concat;
mod list_join;
mod logic;
mod map_merge;
mod repeat;
mod str_replace;
mod yaql;

use crate::parse::{Cursor, Fault};
use crate::{Expr, Version};
use std::sync::Arc;
use yaml::Node;

/// A function with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// A parameter's value: of a name, or of a list of a name and a path.
    GetParam {
        /// The whole argument.
        args: Expr,
    },
    /// A resource's reference id.
    GetResource {
        /// The resource's name.
        name: Expr,
    },
    /// An attribute of a resource.
    GetAttr {
        /// The resource's name.
        resource: Expr,
        /// The attribute; none (from 2015-10-15 on) for all of them.
        attribute: Option<Expr>,
        /// Further path elements.
        path: Vec<Expr>,
        /// Whether the path is applied to the attribute's value (2013-05-23) rather than given to the resource.
        then_select: bool,
    },
    /// The text of a file.
    GetFile {
        /// Its name.
        name: Expr,
    },
    /// A text with parts replaced.
    StrReplace {
        /// The text.
        template: Expr,
        /// What is replaced → by what.
        params: Expr,
        /// What is checked.
        mode: ReplaceMode,
    },
    /// Texts of lists joined.
    ListJoin {
        /// What stands between.
        delimiter: Expr,
        /// The lists.
        lists: Vec<Expr>,
        /// Whether items may be lists and mappings, which become JSON, and empty values count as no list (from 2015-10-15 on).
        multiple: bool,
    },
    /// Lists one after the other.
    ListConcat {
        /// A list of lists.
        lists: Expr,
        /// Whether repeated items are left out.
        unique: bool,
    },
    /// Mappings merged.
    MapMerge {
        /// A list of mappings.
        maps: Expr,
    },
    /// A template repeated for each item.
    Repeat {
        /// What is repeated.
        template: Expr,
        /// Placeholder → items.
        for_each: Expr,
        /// Whether items may be the keys of a mapping (from 2016-10-14 on).
        maps: bool,
        /// Every combination of items; else the items side by side.
        permutations: bool,
    },
    /// One of two values.
    If {
        /// A truth value, the name of a condition, or a call.
        condition: Expr,
        /// The value if it holds.
        then: Expr,
        /// The value if not; without one the enclosing entry is dropped.
        otherwise: Option<Expr>,
    },
    /// Whether two values are equal.
    Equals {
        /// One.
        left: Expr,
        /// The other.
        right: Expr,
    },
    /// The opposite of a condition.
    Not {
        /// The condition.
        condition: Expr,
    },
    /// Whether all conditions hold.
    And {
        /// The conditions.
        conditions: Vec<Expr>,
    },
    /// Whether any condition holds.
    Or {
        /// The conditions.
        conditions: Vec<Expr>,
    },
    /// Whether a value is in a list or text.
    Contains {
        /// The value.
        value: Expr,
        /// The list or text.
        sequence: Expr,
    },
    /// A hash of a text.
    Digest {
        /// A list of the algorithm and the text.
        args: Expr,
    },
    /// The value of a query.
    Yaql {
        /// The query's text.
        expression: Expr,
        /// What it says, if it stands in the template.
        parsed: Option<Arc<::yaql::Expression>>,
        /// What it asks about, its `$.data`.
        data: Option<Expr>,
    },
}

impl Function {
    /// Every argument in turn.
    pub fn arguments<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        match self {
            Self::GetParam { args } | Self::Digest { args } => see(args),
            Self::GetResource { name } | Self::GetFile { name } => see(name),
            Self::GetAttr { resource, attribute, path, .. } => {
                see(resource);
                attribute.iter().for_each(&mut *see);
                path.iter().for_each(see);
            }
            Self::StrReplace { template, params, .. } => {
                see(template);
                see(params);
            }
            Self::ListJoin { delimiter, lists, .. } => {
                see(delimiter);
                lists.iter().for_each(see);
            }
            Self::ListConcat { lists, .. } => see(lists),
            Self::MapMerge { maps } => see(maps),
            Self::Repeat { template, for_each, .. } => {
                see(template);
                see(for_each);
            }
            Self::If { condition, then, otherwise } => {
                see(condition);
                see(then);
                otherwise.iter().for_each(see);
            }
            Self::Equals { left, right } => {
                see(left);
                see(right);
            }
            Self::Not { condition } => see(condition),
            Self::And { conditions } | Self::Or { conditions } => conditions.iter().for_each(see),
            Self::Contains { value, sequence } => {
                see(value);
                see(sequence);
            }
            Self::Yaql { expression, data, .. } => {
                see(expression);
                data.iter().for_each(see);
            }
        }
    }
}

/// What `str_replace` checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplaceMode {
    /// Values are texts and numbers (before 2015-10-15).
    Plain,
    /// Lists and mappings too, as JSON.
    Json,
    /// Every placeholder must occur.
    Strict,
    /// And no value may be empty.
    VeryStrict,
}

/// How a call is read: the arguments as they stand, not parsed yet.
pub(crate) type Reader = fn(&mut Cursor<'_>, &str, &Node) -> Result<Function, Fault>;

/// What a version knows of a name.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    /// A function that is read so.
    Yes(Reader),
    /// A function of an older version.
    Removed,
    /// A function that Heat has and Carnot does not have yet.
    Later,
    /// A function that cannot stand in a condition.
    NotHere,
}

/// What `name` is where a value stands.
pub(crate) fn value_function(name: &str, version: Version) -> Option<Known> {
    use Version as V;
    let reader = |since: Version, reader: Reader| (version >= since).then_some(Known::Yes(reader));
    let later = |since: Version| (version >= since).then_some(Known::Later);
    match name {
        "get_param" => reader(V::V20130523, get_param::read),
        "get_resource" => reader(V::V20130523, get_resource::read),
        "get_attr" => reader(V::V20130523, get_attr::read),
        "get_file" => reader(V::V20130523, get_file::read),
        "str_replace" => reader(V::V20130523, str_replace::read),
        "list_join" => reader(V::V20130523, list_join::read),
        "repeat" => reader(V::V20150430, repeat::read),
        "digest" => reader(V::V20150430, digest::read),
        "map_merge" => reader(V::V20160408, map_merge::read),
        "if" => reader(V::V20161014, if_else::read),
        "str_replace_strict" => reader(V::V20170224, str_replace::read_strict),
        "str_replace_vstrict" => reader(V::V20170901, str_replace::read_very_strict),
        "list_concat" => reader(V::V20170901, list_concat::read),
        "list_concat_unique" => reader(V::V20170901, list_concat::read_unique),
        "contains" => reader(V::V20170901, contains::read),
        "resource_facade" => later(V::V20130523),
        "str_split" => later(V::V20151015),
        "yaql" => reader(V::V20161014, yaql::read),
        "map_replace" => later(V::V20161014),
        "filter" => later(V::V20170224),
        "make_url" => later(V::V20170901),
        "Fn::Select" if version < V::V20151015 => Some(Known::Later),
        "Ref"
        | "Fn::GetAZs"
        | "Fn::Join"
        | "Fn::Split"
        | "Fn::Replace"
        | "Fn::Base64"
        | "Fn::MemberListToMap"
        | "Fn::ResourceFacade"
            if version == V::V20130523 =>
        {
            Some(Known::Later)
        }
        "Fn::Select"
        | "Ref"
        | "Fn::GetAZs"
        | "Fn::Join"
        | "Fn::Split"
        | "Fn::Replace"
        | "Fn::Base64"
        | "Fn::MemberListToMap"
        | "Fn::ResourceFacade" => Some(Known::Removed),
        _ => None,
    }
}

/// What `name` is where a condition stands.
pub(crate) fn condition_function(name: &str, version: Version) -> Option<Known> {
    if version >= Version::V20161014 {
        let since_pike = version >= Version::V20170901;
        match name {
            "get_param" => return Some(Known::Yes(get_param::read)),
            "equals" => return Some(Known::Yes(equals::read)),
            "not" => return Some(Known::Yes(logic::read_not)),
            "and" => return Some(Known::Yes(logic::read_and)),
            "or" => return Some(Known::Yes(logic::read_or)),
            "contains" if since_pike => return Some(Known::Yes(contains::read)),
            "yaql" if since_pike => return Some(Known::Yes(yaql::read)),
            _ => {}
        }
    }
    match value_function(name, version)? {
        Known::Removed => Some(Known::Removed),
        Known::Yes(_) | Known::Later | Known::NotHere => Some(Known::NotHere),
    }
}
