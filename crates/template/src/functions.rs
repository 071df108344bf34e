//! The functions that templates can call: one file each, with what it is called with and how its arguments are checked. Which version has
//! which is in [`table`].
//!
//! Deliberately not here: evaluating them (`definition/src/functions`).

mod base64;
mod contains;
mod digest;
mod equals;
mod filter;
mod find_in_map;
mod get_attr;
mod get_azs;
mod get_file;
mod get_param;
mod get_resource;
mod if_else;
mod list_concat;
mod list_join;
mod logic;
pub mod make_url;
mod map_merge;
mod map_replace;
mod member_list;
mod reference;
mod repeat;
mod resource_facade;
mod select;
mod split;
mod str_replace;
pub mod table;
mod yaql;

use crate::Expr;
use crate::parse::{Cursor, Fault};
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
    /// A parameter's value or a resource's reference id, by one name.
    Ref {
        /// The name.
        name: Expr,
        /// Whether it can be a resource's; in conditions it is a parameter's.
        resources: bool,
    },
    /// A value out of the template's mappings.
    FindInMap {
        /// The mapping.
        map: Expr,
        /// The key in it.
        key: Expr,
        /// The name in what is there.
        value: Expr,
    },
    /// The availability zones.
    GetAzs {
        /// Means nothing.
        region: Expr,
    },
    /// An item of a list or mapping.
    Select {
        /// Its place or key.
        index: Expr,
        /// The list or mapping, or its JSON.
        from: Expr,
    },
    /// The parts of a text.
    Split {
        /// What stands between them.
        delimiter: Expr,
        /// The text.
        text: Expr,
    },
    /// A text as it is.
    Base64 {
        /// The text.
        text: Expr,
    },
    /// A mapping out of a list of numbered keys and values.
    MemberListToMap {
        /// The name of the keys.
        key: Arc<str>,
        /// The name of the values.
        value: Arc<str>,
        /// The list.
        list: Expr,
    },
    /// A section of the resource that the template stands for.
    ResourceFacade {
        /// Which.
        part: Expr,
    },
    /// The parts of a text, or one of them.
    StrSplit {
        /// A list of the delimiter, the text, and a place.
        args: Expr,
    },
    /// A mapping with keys and values replaced.
    MapReplace {
        /// A list of the mapping, and what replaces what.
        args: Expr,
    },
    /// A list without some items.
    Filter {
        /// The items that are left out.
        values: Expr,
        /// The list.
        list: Expr,
    },
    /// A URL.
    MakeUrl {
        /// Its parts by name.
        parts: Vec<(Arc<str>, Expr)>,
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
            Self::GetParam { args } | Self::Digest { args } | Self::StrSplit { args } | Self::MapReplace { args } => {
                see(args);
            }
            Self::GetResource { name } | Self::GetFile { name } | Self::Ref { name, .. } => see(name),
            Self::FindInMap { map, key, value } => [map, key, value].into_iter().for_each(see),
            Self::GetAzs { region } => see(region),
            Self::Select { index, from } => [index, from].into_iter().for_each(see),
            Self::Split { delimiter, text } => [delimiter, text].into_iter().for_each(see),
            Self::Base64 { text } => see(text),
            Self::MemberListToMap { list, .. } => see(list),
            Self::ResourceFacade { part } => see(part),
            Self::Filter { values, list } => [values, list].into_iter().for_each(see),
            Self::MakeUrl { parts } => parts.iter().for_each(|(_, part)| see(part)),
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

impl Function {
    /// The name of Heat's class, for messages.
    pub(crate) fn python_class(&self) -> &'static str {
        match self {
            Self::GetParam { .. } => "GetParam",
            Self::GetResource { .. } => "GetResource",
            Self::GetAttr { then_select: true, .. } => "GetAttThenSelect",
            Self::GetAttr { attribute: None, .. } => "GetAttAllAttributes",
            Self::GetAttr { .. } => "GetAtt",
            Self::GetFile { .. } => "GetFile",
            // Which of the two it is, is not known yet; the other one is `GetResource`.
            Self::Ref { .. } => "ParamRef",
            Self::FindInMap { .. } => "FindInMap",
            Self::GetAzs { .. } => "GetAZs",
            Self::Select { .. } => "Select",
            Self::Split { .. } => "Split",
            Self::Base64 { .. } => "Base64",
            Self::MemberListToMap { .. } => "MemberListToMap",
            Self::ResourceFacade { .. } => "ResourceFacade",
            Self::StrSplit { .. } => "StrSplit",
            Self::MapReplace { .. } => "MapReplace",
            Self::Filter { .. } => "Filter",
            Self::MakeUrl { .. } => "MakeURL",
            Self::StrReplace { mode: ReplaceMode::Plain, .. } => "Replace",
            Self::StrReplace { mode: ReplaceMode::Json, .. } => "ReplaceJson",
            Self::StrReplace { mode: ReplaceMode::Strict, .. } => "ReplaceJsonStrict",
            Self::StrReplace { mode: ReplaceMode::VeryStrict, .. } => "ReplaceJsonVeryStrict",
            Self::ListJoin { multiple: true, .. } => "JoinMultiple",
            Self::ListJoin { multiple: false, .. } => "Join",
            Self::ListConcat { unique: true, .. } => "ListConcatUnique",
            Self::ListConcat { unique: false, .. } => "ListConcat",
            Self::MapMerge { .. } => "MapMerge",
            Self::Repeat { .. } => "Repeat",
            Self::If { .. } => "If",
            Self::Equals { .. } => "Equals",
            Self::Not { .. } => "Not",
            Self::And { .. } => "And",
            Self::Or { .. } => "Or",
            Self::Contains { .. } => "Contains",
            Self::Digest { .. } => "Digest",
            Self::Yaql { .. } => "Yaql",
        }
    }
}
