//! The functions that templates can call: one file each, with what it is called with and how its arguments are checked.
//!
//! Deliberately not here: evaluating them (`definition/src/functions`).

use crate::Expr;

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
