//! The reference of the library: what each function is for in a line, how it is called, and an example that has a value.
//!
//! How a function is called is told from the table that is used to call it, so that it cannot be wrong.

use crate::library::{self, Way};

/// A function of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// The ways to call it.
    pub calls: Vec<String>,
    /// An expression that uses it, which needs no data.
    pub example: &'static str,
}

/// All functions by name.
pub fn functions() -> Vec<Entry> {
    let entry = |name: &'static str| {
        let told = TEXTS.iter().find(|(known, ..)| *known == name);
        let (about, example) = told.map_or(("", ""), |(_, about, example)| (about, example));
        Entry { name, about, calls: library::all(name).map(|overload| call(name, overload)).collect(), example }
    };
    library::names().into_iter().map(entry).collect()
}

/// `collection.where(predicate)`, `range(start, stop, step = 1)`.
fn call(name: &str, overload: &library::Overload) -> String {
    let signature = &overload.signature;
    let mut parameters: Vec<String> = signature.positional.iter().map(|parameter| parameter.shown()).collect();
    parameters.extend(signature.rest.iter().map(|parameter| format!("{}…", parameter.name)));
    parameters.extend(signature.keywords.iter().map(|_| "name => value…".to_owned()));
    match overload.way {
        Way::Function => format!("{name}({})", parameters.join(", ")),
        Way::Method | Way::Both => match parameters.split_first() {
            Some((receiver, rest)) => format!("{}.{name}({})", receiver.trim_end_matches('…'), rest.join(", ")),
            None => format!("{name}()"),
        },
    }
}

type Text = (&'static str, &'static str, &'static str);

const TEXTS: &[Text] = &[
    ("abs", "The number without its sign.", "abs(-2)"),
    ("accumulate", "The results of a fold, one after the other.", "[1, 2, 3].accumulate($1 + $2)"),
    ("add", "The set with further values.", "set(1).add(2).orderBy($)"),
    ("aggregate", "Folds a collection: $1 is the result so far, $2 the next item.", "[1, 2, 3].aggregate($1 + $2, 10)"),
    ("all", "Whether all items are true, or the predicate holds for all.", "[1, 2].all($ > 0)"),
    ("any", "Whether there is an item, or one that the predicate holds for.", "[1, 2].any($ > 1)"),
    ("append", "The collection with further items at its end.", "[1].append(2, 3)"),
    ("assert", "The value itself if the condition holds for it, else an error.", "5.assert($ > 1, 'too small')"),
    ("bitwiseAnd", "The bits that both numbers have.", "bitwiseAnd(6, 3)"),
    ("bitwiseNot", "The number with all bits turned.", "bitwiseNot(1)"),
    ("bitwiseOr", "The bits that any of the numbers has.", "bitwiseOr(6, 3)"),
    ("bitwiseXor", "The bits that one of the numbers has.", "bitwiseXor(6, 3)"),
    ("bool", "Whether the value is true: empty, zero and null are not.", "bool('')"),
    ("call", "Calls a function by its name.", "call(max, [1, 2], {})"),
    ("characters", "The characters of the kinds that are asked for.", "characters(octdigits => true).len()"),
    ("coalesce", "The first value that is not null.", "coalesce(null, 2, 3)"),
    ("concat", "Collections or texts, one behind the other.", "concat('a', 'b')"),
    ("contains", "Whether an item is in the collection.", "[1, 2].contains(2)"),
    ("containsKey", "Whether the dictionary has the key.", "{a => 1}.containsKey(a)"),
    ("containsValue", "Whether the dictionary has the value.", "{a => 1}.containsValue(1)"),
    ("count", "How many items the collection has.", "[1, 2].count()"),
    ("cycle", "The collection again and again, without end.", "[1, 2].cycle().take(3)"),
    (
        "datetime",
        "A point in time out of its parts, of a timestamp or of a text.",
        "datetime('2020-01-02T03:04:05Z').hour",
    ),
    ("def", "Gives an expression a name, to be called behind `->`.", "def(double, $ * 2) -> double(4)"),
    ("defaultIfEmpty", "The collection, or another one if it is empty.", "[].defaultIfEmpty([1])"),
    (
        "delete",
        "The collection without some items from a position on, or the dictionary without keys.",
        "[1, 2, 3].delete(0, 2)",
    ),
    ("deleteAll", "The dictionary without the keys of a collection.", "{a => 1, b => 2}.deleteAll([a])"),
    ("dict", "A dictionary out of rules or pairs.", "dict(a => 1, b => 2)"),
    ("difference", "What is in the first set and not in the second.", "set(1, 2).difference(set(2))"),
    ("distinct", "The items without repetition, compared by a key if one is given.", "[1, 2, 1].distinct()"),
    ("endsWith", "Whether the text ends with any of the others.", "'abc'.endsWith('c')"),
    ("enumerate", "Pairs of a number and an item.", "[a, b].enumerate(1)"),
    ("escapeRegex", "The text as a regular expression that matches it.", "escapeRegex('a.b')"),
    ("examine", "Whether each of the conditions holds.", "examine(1 > 0, 1 > 2)"),
    ("filter", "The items that the predicate holds for.", "[1, 2, 3].filter($ > 1)"),
    ("first", "The first item, or the default if there is none.", "[].first(0)"),
    ("flatten", "The items of all collections in the collection.", "[1, [2, [3]]].flatten()"),
    ("float", "The value as a float.", "float('1.5')"),
    (
        "format",
        "A point in time in a form of `%Y`, `%m`, `%d`, `%H`, `%M`, `%S`….",
        "datetime(2020, 1, 2).format('%d.%m.%Y')",
    ),
    (
        "generate",
        "A sequence of values, each made of the one before, while the predicate holds.",
        "generate(1, $ < 20, $ * 2)",
    ),
    (
        "generateMany",
        "A walk through a graph: each value gives those to go on with.",
        "generateMany(1, switch($ < 3 => [$ + 1], true => []))",
    ),
    ("get", "The value of a key, or the default.", "{a => 1}.get(b, 2)"),
    (
        "groupBy",
        "Pairs of a key and the items that have it, or what values and aggregator make of them.",
        "[1, 2, 3].groupBy($ mod 2, $, $.sum())",
    ),
    ("hex", "The number in the base of 16.", "hex(255)"),
    ("indexOf", "Where an item or a text is, -1 if it is not there.", "'abc'.indexOf('c')"),
    ("indexWhere", "Where the first item is that the predicate holds for.", "[1, 2].indexWhere($ > 1)"),
    ("insert", "The collection with an item put in at a position.", "[1, 3].insert(1, 2)"),
    ("insertMany", "The collection with items put in at a position.", "[1, 4].insertMany(1, [2, 3])"),
    ("int", "The value as a whole number.", "int('12')"),
    ("intersect", "What is in both sets.", "set(1, 2).intersect(set(2, 3))"),
    ("isBoolean", "Whether the value is true or false.", "isBoolean(true)"),
    ("isDatetime", "Whether the value is a point in time.", "isDatetime(now())"),
    ("isDict", "Whether the value is a dictionary.", "isDict({})"),
    ("isEmpty", "Whether the text is empty or null, blanks taken off.", "isEmpty('  ')"),
    ("isInteger", "Whether the value is a whole number.", "isInteger(1.0)"),
    ("isIterable", "Whether the value is a collection that can be gone through.", "isIterable([])"),
    ("isList", "Whether the value is a list.", "isList([1])"),
    ("isNumber", "Whether the value is a number.", "isNumber('1')"),
    ("isRegex", "Whether the value is a regular expression.", "isRegex(regex('a'))"),
    ("isSet", "Whether the value is a set.", "isSet(set())"),
    ("isString", "Whether the value is a text.", "isString('')"),
    ("isTimespan", "Whether the value is a length of time.", "isTimespan(timespan())"),
    ("items", "The pairs of key and value.", "{a => 1}.items().select($[0])"),
    (
        "join",
        "The items as text with a separator between, or the pairs of two collections that a predicate holds for.",
        "[1, 2].join(', ')",
    ),
    ("keys", "The keys of the dictionary.", "{a => 1}.keys().toList()"),
    ("last", "The last item, or the default if there is none.", "[1, 2].last()"),
    ("lastIndexOf", "Where an item or a text is last, -1 if it is not there.", "'abca'.lastIndexOf('a')"),
    ("lastIndexWhere", "Where the last item is that the predicate holds for.", "[1, 2, 1].lastIndexWhere($ = 1)"),
    ("len", "How many items, entries or characters.", "'abc'.len()"),
    ("let", "Gives values names, to be used behind `->`.", "let(x => 2) -> $x * $x"),
    ("limit", "The first items.", "[1, 2, 3].limit(2)"),
    ("list", "A list of the arguments, iterators among them replaced by their items.", "list(1, 2)"),
    ("localtz", "The offset of the local time zone: none.", "localtz().hours"),
    ("map", "What the selector makes of each item.", "[1, 2].map($ * 2)"),
    ("matches", "Whether the regular expression is found in the text.", "'abc'.matches('b.')"),
    ("max", "The larger of two values, or the largest item.", "[1, 3, 2].max()"),
    ("memorize", "The collection, which can then be gone through more than once.", "range(3).memorize()"),
    (
        "mergeWith",
        "Two dictionaries merged deeply, lists and values by functions if given.",
        "{a => {b => 1}}.mergeWith({a => {c => 2}})",
    ),
    ("min", "The smaller of two values, or the smallest item.", "min(1, 2)"),
    ("norm", "The text without blanks around, null if nothing is left.", "norm(' a ')"),
    ("now", "The time at which the template was sent.", "isDatetime(now())"),
    ("orderBy", "The items by a key, the smallest first.", "[3, 1, 2].orderBy($)"),
    ("orderByDescending", "The items by a key, the largest first.", "[3, 1, 2].orderByDescending($)"),
    ("pow", "The first number to the power of the second, modulo the third if given.", "pow(2, 10)"),
    ("random", "A number from 0 to 1, or a whole one of a range; the same for the same expression.", "random() < 1"),
    ("range", "Whole numbers from start to before stop.", "range(1, 4)"),
    ("reduce", "Folds a collection: $1 is the result so far, $2 the next item.", "[1, 2, 3].reduce($1 + $2)"),
    ("regex", "A regular expression.", "regex('a(.)').search('xab', $2.value)"),
    ("remove", "The set without values.", "set(1, 2).remove(2)"),
    ("repeat", "The value again and again, so many times.", "a.repeat(2)"),
    (
        "replace",
        "Replaces parts of a text, items of a collection, or parts of a point in time.",
        "'abc'.replace('b', 'x')",
    ),
    (
        "replaceBy",
        "Replaces what a regular expression finds by what an expression makes of it.",
        "regex('[a-c]').replaceBy('abd', $.value.toUpper())",
    ),
    ("replaceMany", "Replaces items of a collection by those of another one.", "[1, 2, 3].replaceMany(1, [7, 8])"),
    ("reverse", "The items, the last first.", "[1, 2].reverse()"),
    ("rightSplit", "The parts of a text between separators, split from its end.", "'a.b.c'.rightSplit('.', 1)"),
    ("round", "The number with so many digits behind the point.", "round(1.25, 1)"),
    (
        "search",
        "What a regular expression finds in a text, or what a selector makes of it.",
        "regex('b.').search('abc')",
    ),
    ("searchAll", "All that a regular expression finds in a text.", "regex('[ab]').searchAll('abc')"),
    ("select", "What the selector makes of each item.", "[1, 2].select($ + 1)"),
    ("selectAllCases", "The numbers of the conditions that hold.", "selectAllCases(true, false, true)"),
    ("selectCase", "The number of the first condition that holds.", "selectCase(false, true)"),
    ("selectMany", "The items of what the selector makes of each item.", "[1, 2].selectMany([$, $])"),
    ("sequence", "Whole numbers without end.", "sequence(1, 2).take(3)"),
    ("set", "A set of values, or a dictionary with some entries replaced.", "{a => 1}.set(b, 2)"),
    ("shiftBitsLeft", "The number with its bits moved to the left.", "shiftBitsLeft(1, 4)"),
    ("shiftBitsRight", "The number with its bits moved to the right.", "shiftBitsRight(16, 4)"),
    ("sign", "1, 0 or -1: the sign of the number.", "sign(-3)"),
    ("single", "The only item.", "[1].single()"),
    ("skip", "The items behind the first ones.", "[1, 2, 3].skip(1)"),
    (
        "skipWhile",
        "The items from the first one on that the predicate does not hold for.",
        "[1, 2, 1].skipWhile($ < 2)",
    ),
    ("slice", "Lists of so many items.", "[1, 2, 3].slice(2)"),
    (
        "sliceWhere",
        "Lists of items, a new one wherever what the predicate says changes.",
        "[1, 2, 3].sliceWhere($ > 1)",
    ),
    ("split", "The parts of a text between separators.", "'a,b'.split(',')"),
    ("splitAt", "The items before a position, and those from it on.", "[1, 2, 3].splitAt(1)"),
    ("splitWhere", "Lists of the items between those that the predicate holds for.", "[1, 0, 2].splitWhere($ = 0)"),
    ("startsWith", "Whether the text starts with any of the others.", "'abc'.startsWith('x', 'a')"),
    ("str", "The value as text.", "str(1.0)"),
    ("substring", "A part of a text.", "'abcd'.substring(1, 2)"),
    ("sum", "The items added up.", "[1, 2].sum()"),
    ("switch", "The value of the first condition that holds.", "switch(1 > 2 => a, true => b)"),
    ("switchCase", "One of the arguments, by a number.", "1.switchCase(a, b)"),
    ("symmetricDifference", "What is in one of the two sets.", "set(1, 2).symmetricDifference(set(2))"),
    ("take", "The first items.", "[1, 2, 3].take(2)"),
    ("takeWhile", "The items before the first one that the predicate does not hold for.", "[1, 2, 1].takeWhile($ < 2)"),
    ("thenBy", "A further key of an order, the smallest first.", "[[1, b], [1, a]].orderBy($[0]).thenBy($[1])"),
    (
        "thenByDescending",
        "A further key of an order, the largest first.",
        "[[1, a], [1, b]].orderBy($[0]).thenByDescending($[1])",
    ),
    ("timespan", "A length of time.", "timespan(hours => 36).days"),
    ("toCharArray", "The characters of a text.", "'ab'.toCharArray()"),
    ("toDict", "A dictionary of what selectors make of the items.", "[a, b].toDict($, $.toUpper())"),
    ("toList", "The items as a list.", "range(2).toList()"),
    ("toLower", "The text in small letters.", "'AB'.toLower()"),
    ("toSet", "The items as a set.", "[1, 1].toSet()"),
    ("toUpper", "The text in capitals.", "'ab'.toUpper()"),
    ("trim", "The text without blanks, or other characters, around.", "' a '.trim()"),
    ("trimLeft", "The text without blanks, or other characters, before it.", "'xa'.trimLeft('x')"),
    ("trimRight", "The text without blanks, or other characters, behind it.", "'ax'.trimRight('x')"),
    ("union", "What is in any of the two sets.", "set(1).union(set(2))"),
    ("unpack", "Gives the items names, to be used behind `->`.", "[1, 2].unpack(a, b) -> $a + $b"),
    ("utctz", "The offset of UTC: none.", "utctz().hours"),
    ("values", "The values of the dictionary.", "{a => 1}.values().toList()"),
    ("where", "The items that the predicate holds for.", "[1, 2, 3].where($ > 1)"),
    ("with", "Gives values the names $1, $2…, to be used behind `->`.", "with(1, 2) -> $1 + $2"),
    ("zip", "The first items of the collections together, the second ones, and so on.", "[1, 2].zip([a, b])"),
    (
        "zipLongest",
        "The same to the end of the longest, filled up with a default.",
        "[1, 2].zipLongest([a], default => x)",
    ),
];
