//! New inputs out of old ones: tokens are swapped, dropped and repeated, lines moved, pieces of other inputs put in.

/// A source of numbers that gives the same ones for the same seed.
pub struct Dice(u64);

impl Dice {
    /// Numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// The longest input that is made.
const LONGEST: usize = 60_000;

/// What tends to break readers.
const SPICE: &[&str] = &[
    "",
    " ",
    "\n",
    "\t",
    "\u{feff}",
    "\0",
    "\u{85}",
    "\u{2028}",
    "é",
    "😀",
    "'",
    "\"",
    "`",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":",
    ": ",
    "- ",
    ",",
    "&a ",
    "*a",
    "<<: ",
    "!!",
    "!!binary ",
    "|",
    ">",
    "|2-",
    "%",
    "%%%",
    "#",
    "---",
    "...",
    "?",
    "~",
    "null",
    "true",
    "0",
    "-1",
    "0x7f",
    "0o7",
    "1_000",
    "1e400",
    "-0.0",
    ".inf",
    ".nan",
    "9223372036854775808",
    "99999999999999999999999999",
    "1:30",
    "2020-01-02",
    "$",
    "$.data",
    "=>",
    "->",
    "?.",
    "\\",
    "\\u0000",
    "(a*)*b",
    "[",
    "(?P<n>",
    "get_param",
    "get_attr",
    "get_resource",
    "get_file",
    "repeat",
    "for_each",
    "template",
    "str_replace",
    "params",
    "list_join",
    "map_merge",
    "map_replace",
    "yaql",
    "expression",
    "data",
    "if",
    "and",
    "or",
    "not",
    "equals",
    "contains",
    "digest",
    "filter",
    "make_url",
    "list_concat_unique",
    "str_split",
    "resource_facade",
    "Ref",
    "Fn::GetAtt",
    "Fn::Join",
    "Fn::Select",
    "Fn::FindInMap",
    "Fn::If",
    "Fn::Base64",
    "Fn::GetAZs",
    "Fn::Split",
    "Fn::Replace",
    "Fn::MemberListToMap",
    "heat_template_version",
    "HeatTemplateFormatVersion",
    "2012-12-12",
    "2013-05-23",
    "2021-04-16",
    "resources",
    "outputs",
    "parameters",
    "conditions",
    "condition",
    "depends_on",
    "type",
    "default",
    "constraints",
    "range",
    "length",
    "allowed_pattern",
    "allowed_values",
    "modulo",
    "custom_constraint",
    "hidden",
    "immutable",
    "json",
    "comma_delimited_list",
    "number",
    "boolean",
    "string",
    "OS::Heat::Value",
    "OS::Heat::None",
    "OS::Heat::ResourceGroup",
    "nested.yaml",
    "OS::stack_id",
    "OS::Nova::Server",
    "parameter_defaults",
    "resource_registry",
    "parameter_merge_strategies",
    "deep_merge",
    "merge",
    "overwrite",
    "hooks",
    "restricted_actions",
    "event_sinks",
    "encrypted_param_names",
    "permutations",
    "select(",
    "where(",
    "aggregate(",
    "groupBy(",
    "range(",
    "generate(",
    "regex(",
    "let(",
    "def(f, ",
    "f(",
    "toDict(",
    "mergeWith(",
    "cycle()",
    "repeat(",
    "join(",
    ".len()",
    "datetime(",
    "timespan(",
    "orderBy(",
    "switch(",
];

/// A new input: `seed` with a few changes, perhaps with pieces of `others`.
pub fn mutate(dice: &mut Dice, seed: &str, others: &[String]) -> String {
    let mut text = seed.to_owned();
    for _ in 0..=dice.below(4) {
        let other = dice.pick(others).map(String::as_str).unwrap_or_default();
        text = match dice.below(4) {
            0 => lines(dice, &text, other),
            1 => letters(dice, &text),
            _ => tokens(dice, &text, other),
        };
    }
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

/// Words, numbers, blanks, and single signs.
fn split(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 0,
        ' ' => 1,
        _ => 2,
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let now = kind(letter);
        if before.is_some_and(|before| before != now || now == 2) {
            found.extend(text.get(start..at));
            start = at;
        }
        before = Some(now);
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

/// A range of at most `most` of `count`.
fn range(dice: &mut Dice, count: usize, most: usize) -> std::ops::Range<usize> {
    let start = dice.below(count + 1);
    start..(start + dice.below(most + 1)).min(count)
}

/// Changes a list of pieces; `other` are pieces to put in.
fn pieces<'a>(dice: &mut Dice, parts: &mut Vec<&'a str>, other: &[&'a str], most: usize) {
    let at = dice.below(parts.len() + 1);
    match dice.below(7) {
        0 => drop(parts.drain(range(dice, parts.len(), most))),
        1 => {
            let copied: Vec<&str> = parts.get(range(dice, parts.len(), most)).unwrap_or_default().to_vec();
            let times = [1, 2, 3, 10, 100, 1000].get(dice.below(6)).copied().unwrap_or(1);
            let room = LONGEST / copied.iter().map(|part| part.len()).sum::<usize>().max(1);
            let repeated = std::iter::repeat_n(copied, times.min(room)).flatten();
            parts.splice(at..at, repeated);
        }
        2 if !parts.is_empty() => {
            let (a, b) = (dice.below(parts.len()), dice.below(parts.len()));
            parts.swap(a, b);
        }
        3 => {
            let piece: Vec<&str> = other.get(range(dice, other.len(), most)).unwrap_or_default().to_vec();
            parts.splice(at..at, piece);
        }
        4 => {
            let piece: Vec<&str> = other.get(range(dice, other.len(), most)).unwrap_or_default().to_vec();
            parts.splice(range(dice, parts.len(), most), piece);
        }
        _ => {
            let spice = dice.pick(SPICE).copied().unwrap_or_default();
            let end = (at + dice.below(2)).min(parts.len());
            parts.splice(at..end, [spice]);
        }
    }
}

fn tokens(dice: &mut Dice, text: &str, other: &str) -> String {
    let mut parts = split(text);
    pieces(dice, &mut parts, &split(other), 12);
    parts.concat()
}

fn lines(dice: &mut Dice, text: &str, other: &str) -> String {
    let mut parts: Vec<&str> = text.split_inclusive('\n').collect();
    let others: Vec<&str> = other.split_inclusive('\n').collect();
    let indented: String;
    if dice.below(4) == 0 {
        // Deeper or shallower from some line on.
        let from = dice.below(parts.len() + 1);
        let deeper = dice.below(2) == 0;
        let moved = parts.iter().enumerate().map(|(index, line)| match (index >= from, deeper) {
            (true, true) => format!("  {line}"),
            (true, false) => line.strip_prefix("  ").unwrap_or(line).to_owned(),
            (false, _) => (*line).to_owned(),
        });
        indented = moved.collect();
        return indented;
    }
    pieces(dice, &mut parts, &others, 6);
    parts.concat()
}

fn letters(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len() + 1);
    match dice.below(3) {
        0 => {
            let span = range(dice, letters.len(), 4);
            letters.drain(span);
        }
        1 => {
            let code = [0x7f, 0xff, 0x2fff, 0x1_0fff].get(dice.below(4)).copied().unwrap_or(0x7f);
            let code = u32::try_from(dice.below(code)).unwrap_or(0);
            letters.insert(at, char::from_u32(code).unwrap_or('?'));
        }
        _ => {
            if let Some(letter) = letters.get_mut(at) {
                let code = u32::from(*letter) ^ (1 << dice.below(7));
                *letter = char::from_u32(code).unwrap_or('?');
            }
        }
    }
    letters.into_iter().collect()
}
