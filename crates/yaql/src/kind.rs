//! What Python calls the type of a value, and how many bytes it needs for one.

use crate::item::{Item, ListKind};

impl Item {
    /// The name of the type.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Item::Null => "NoneType",
            Item::Bool(_) => "bool",
            Item::Int(_) | Item::Big(_) => "int",
            Item::Float(_) => "float",
            Item::Str(_) => "str",
            Item::List(list) => match list.kind {
                ListKind::Tuple => "tuple",
                ListKind::List => "list",
                ListKind::Values => "ValuesView",
                ListKind::Items => "ItemsView",
            },
            Item::Dict(dict) => {
                if dict.frozen {
                    "FrozenDict"
                } else {
                    "dict"
                }
            }
            Item::Set(set) => {
                if set.view {
                    "KeysView"
                } else {
                    "frozenset"
                }
            }
            Item::Iter(_) => "generator",
            Item::Memo(_) => "RememberingIterator",
            Item::Order(_) => "OrderingIterable",
            Item::Regex(_) => "re.Pattern",
            Item::Context(_) => "Context",
            Item::Rule(_) => "MappingRule",
            Item::Time(..) => "datetime.datetime",
            Item::Span(_) => "datetime.timedelta",
        }
    }

    /// How many bytes Python needs for it, without its parts.
    pub(crate) fn bytes(&self) -> usize {
        let table = |count: usize, one: usize| 64 + (count * 4 / 3 + 1).next_power_of_two() * one;
        match self {
            Item::Str(text) => {
                let widest = text.chars().map(u32::from).max().unwrap_or(0);
                let (base, wide) = match widest {
                    0..0x80 => (49, 1),
                    0x80..0x100 => (73, 1),
                    0x100..0x1_0000 => (74, 2),
                    _ => (76, 4),
                };
                base + wide * if widest < 0x80 { text.len() } else { text.chars().count() }
            }
            Item::List(list) => match list.kind {
                ListKind::Tuple => 40 + 8 * list.items.len(),
                ListKind::List => 56 + 8 * list.items.len(),
                ListKind::Values | ListKind::Items => 48,
            },
            Item::Dict(dict) if !dict.frozen => table(dict.entries.len(), 24),
            Item::Set(set) if !set.view => match set.items.len() {
                0..=4 => 216,
                5..=18 => 728,
                19..=76 => 2264,
                77..=306 => 8408,
                count => 216 + count * 64,
            },
            Item::Big(number) => 28 + usize::try_from(number.bits() / 30 * 4).unwrap_or(usize::MAX / 2),
            _ => 48,
        }
    }
}
