//! Regular expressions: matched, searched, split by and replaced; how they are compiled is in `pattern`.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::{Item, Key, Pattern};
use crate::pattern::{compile, failed};
use crate::resolve::Args;
use fancy_regex::Captures;
use indexmap::IndexMap;
use std::rc::Rc;

pub(super) const TABLE: &[Row] = &[
    ("regex", Function, "pattern:str ignoreCase:bool?=false multiLine:bool?=false dotAll:bool?=false", |_, a| {
        let flags: String =
            [(1, 'i'), (2, 'm'), (3, 's')].iter().filter(|(i, _)| a.flag(*i)).map(|(_, flag)| *flag).collect();
        compile(&a.text(0), &flags)
    }),
    ("matches", Method, "regexp:regex string:str", |eval, a| matches(eval, &a.item(0), &a.text(1), true)),
    ("matches", Method, "string:str regexp:str", |eval, a| by_text(eval, &a, true)),
    ("#operator_=~", Function, "string:str regexp:regex", |eval, a| matches(eval, &a.item(1), &a.text(0), true)),
    ("#operator_=~", Function, "string:str pattern:str", |eval, a| by_text(eval, &a, true)),
    ("#operator_!~", Function, "string:str regexp:regex", |eval, a| matches(eval, &a.item(1), &a.text(0), false)),
    ("#operator_!~", Function, "string:str pattern:str", |eval, a| by_text(eval, &a, false)),
    ("search", Method, "regexp:regex string:str selector:lambda=none", |eval, a| {
        let text = a.text(1);
        let pattern = pattern(&a.item(0))?;
        let found = pattern.regex.captures(&*text).map_err(|error| failed(&error))?;
        found.map_or(Ok(Item::Null), |found| selected(eval, &a, &pattern, &text, &found))
    }),
    ("searchAll", Method, "regexp:regex string:str selector:lambda=none", |eval, a| {
        let text = a.text(1);
        let pattern = pattern(&a.item(0))?;
        let mut from = Some(0);
        Ok(eval.lazy(move |eval| {
            let Some(start) = from else { return Ok(None) };
            let found = pattern.regex.captures_from_pos(&*text, start).map_err(|error| failed(&error))?;
            let Some(found) = found else { return Ok(None) };
            from = after(&text, &found);
            selected(eval, &a, &pattern, &text, &found).map(Some)
        }))
    }),
    ("split", Method, "regexp:regex string:str maxSplit:int=0", |eval, a| {
        split(eval, &a.item(0), &a.text(1), a.int(2)?)
    }),
    ("split", Method, "string:str regexp:regex maxSplit:int=0", |eval, a| {
        split(eval, &a.item(1), &a.text(0), a.int(2)?)
    }),
    ("replace", Method, "regexp:regex string:str repl:str count:int=0", |eval, a| replace(eval, &a, 0, 1)),
    ("replace", Method, "string:str regexp:regex repl:str count:int=0", |eval, a| replace(eval, &a, 1, 0)),
    ("replaceBy", Method, "regexp:regex string:str repl:lambda count:int=0", |eval, a| replace_by(eval, &a, 0, 1)),
    ("replaceBy", Method, "string:str regexp:regex repl:lambda count:int=0", |eval, a| replace_by(eval, &a, 1, 0)),
    ("escapeRegex", Function, "string:str", |_, a| {
        let mut escaped = String::new();
        for character in a.text(0).chars() {
            if "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(character) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        Ok(Item::str(escaped))
    }),
    ("isRegex", Function, "value:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Regex(_))))),
];

fn pattern(item: &Item) -> Result<Rc<Pattern>> {
    match item {
        Item::Regex(pattern) => Ok(pattern.clone()),
        other => Err(Error::kind(format!("a pattern is wanted, not a '{}'", other.type_name()))),
    }
}

fn matches(eval: &mut Eval<'_>, item: &Item, text: &str, wanted: bool) -> Result<Item> {
    eval.step(20)?;
    let found = pattern(item)?.regex.is_match(text).map_err(|error| failed(&error))?;
    Ok(Item::Bool(found == wanted))
}

fn by_text(eval: &mut Eval<'_>, args: &Args<'_>, wanted: bool) -> Result<Item> {
    // A pattern takes far longer to compile than to match.
    eval.step(200)?;
    let pattern = compile(&args.text(1), "")?;
    matches(eval, &pattern, &args.text(0), wanted)
}

/// Where to look for the next match.
fn after(text: &str, found: &Captures<'_, str>) -> Option<usize> {
    let whole = found.get(0)?;
    if whole.end() > whole.start() {
        return Some(whole.end());
    }
    text.get(whole.end()..)?.chars().next().map(|c| whole.end() + c.len_utf8())
}

fn group(found: &Captures<'_, str>, index: usize) -> Item {
    found.get(index).map_or(Item::Null, |part| Item::str(part.as_str()))
}

/// What the lambda makes of a match, or the matched text.
fn selected<'a>(
    eval: &mut Eval<'a>,
    args: &Args<'a>,
    pattern: &Pattern,
    text: &str,
    found: &Captures<'_, str>,
) -> Result<Item> {
    let Some(selector) = args.lambda(2) else { return Ok(group(found, 0)) };
    let context = eval.child(args.context);
    publish(eval, context, text, found)?;
    refuse_names(pattern, found)?;
    eval.apply_in(&selector, context, &[])
}

/// Tells a context of the match (`$1`) and its groups (`$2`…).
fn publish(eval: &mut Eval<'_>, context: usize, text: &str, found: &Captures<'_, str>) -> Result<()> {
    let characters = |to: usize| text.get(..to).map_or(Item::Int(-1), |before| Item::count(before.chars().count()));
    for index in 0..found.len() {
        let part = found.get(index);
        let (start, end) =
            part.map_or((Item::Int(-1), Item::Int(-1)), |m| (characters(m.start()), characters(m.end())));
        let mut record = IndexMap::new();
        record.insert(Key::str("value"), group(found, index));
        record.insert(Key::str("start"), start);
        record.insert(Key::str("end"), end);
        eval.set(context, &(index + 1).to_string(), Item::dict(record, false)?);
    }
    Ok(())
}

/// Heat's YAQL stumbles over named groups when it tells a lambda of them.
fn refuse_names(pattern: &Pattern, found: &Captures<'_, str>) -> Result<()> {
    let names: Vec<&str> = pattern.regex.capture_names().flatten().collect();
    let Some(name) = names.first() else { return Ok(()) };
    let length = found.name(name).map_or(0, |part| part.as_str().chars().count());
    Err(Error::value(if length > 2 {
        "too many values to unpack (expected 2)".to_owned()
    } else {
        format!("not enough values to unpack (expected 2, got {length})")
    }))
}

fn replace_by<'a>(eval: &mut Eval<'a>, args: &Args<'a>, regex: usize, string: usize) -> Result<Item> {
    let (lambda, text) = (args.wanted(2)?, args.text(string));
    let item = args.item(regex);
    let names = pattern(&item)?;
    substitute(eval, &item, &text, args.int(3)?, |eval, found| {
        let context = eval.child(args.context);
        publish(eval, args.context, &text, found)?;
        refuse_names(&names, found)?;
        let made = eval.apply_in(&lambda, context, &[])?;
        match made {
            Item::Str(text) => Ok(text.to_string()),
            other => Err(Error::kind(format!("expected str instance, {} found", other.type_name()))),
        }
    })
}

fn split(eval: &mut Eval<'_>, item: &Item, text: &str, most: i64) -> Result<Item> {
    let pattern = pattern(item)?;
    let (mut parts, mut end, mut from, mut count) = (Vec::new(), 0, Some(0), 0);
    while let Some(start) = from.filter(|_| most == 0 || count < most) {
        eval.step(20)?;
        let Some(found) = pattern.regex.captures_from_pos(text, start).map_err(|error| failed(&error))? else { break };
        let Some(whole) = found.get(0) else { break };
        parts.push(Item::str(text.get(end..whole.start()).unwrap_or_default()));
        parts.extend((1..found.len()).map(|index| group(&found, index)));
        end = whole.end();
        from = after(text, &found);
        count += 1;
    }
    parts.push(Item::str(text.get(end..).unwrap_or_default()));
    Item::list(parts)
}

fn substitute<'a>(
    eval: &mut Eval<'a>,
    item: &Item,
    text: &str,
    most: i64,
    mut made: impl FnMut(&mut Eval<'a>, &Captures<'_, str>) -> Result<String>,
) -> Result<Item> {
    let pattern = pattern(item)?;
    let (mut result, mut end, mut from, mut count) = (String::new(), 0, Some(0), 0);
    while let Some(start) = from.filter(|_| most == 0 || count < most) {
        eval.step(20)?;
        let Some(found) = pattern.regex.captures_from_pos(text, start).map_err(|error| failed(&error))? else { break };
        let Some(whole) = found.get(0) else { break };
        result.push_str(text.get(end..whole.start()).unwrap_or_default());
        result.push_str(&made(eval, &found)?);
        eval.reserve(result.len() / 4)?;
        end = whole.end();
        from = after(text, &found);
        count += 1;
    }
    result.push_str(text.get(end..).unwrap_or_default());
    Ok(Item::str(result))
}

/// A part of a replacement.
enum Piece {
    Text(String),
    Group(usize),
}

/// What a replacement says; it is read before anything is looked for.
fn pieces(template: &str, pattern: &Pattern) -> Result<Vec<Piece>> {
    let refused = |message: String| Err(Error::failed("error", message));
    let group = |name: &str, at: usize| match name.parse::<usize>() {
        Ok(index) if index < pattern.regex.captures_len() => Ok(Piece::Group(index)),
        Ok(index) => Err(Error::failed("error", format!("invalid group reference {index} at position {at}"))),
        Err(_) => match pattern.regex.capture_names().position(|known| known == Some(name)) {
            Some(index) => Ok(Piece::Group(index)),
            None => Err(Error::failed("IndexError", format!("unknown group name '{name}'"))),
        },
    };
    let mut made = Vec::new();
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('\\') {
        let at = template.chars().count() - rest.chars().count() + before.chars().count();
        made.push(Piece::Text(before.to_owned()));
        let Some(next) = tail.chars().next() else {
            return refused(format!("bad escape (end of pattern) at position {at}"));
        };
        let digits: String = tail.chars().take(3).take_while(char::is_ascii_digit).collect();
        let octal = digits.chars().take_while(|digit| matches!(digit, '0'..='7')).count();
        let mut length = next.len_utf8();
        made.push(match next {
            '0' => {
                length = octal.min(3);
                character(&digits, length)
            }
            '1'..='9' if octal == 3 && next < '4' => {
                length = 3;
                character(&digits, length)
            }
            '1'..='9' => {
                length = digits.len().min(2);
                group(digits.get(..length).unwrap_or_default(), at + 1)?
            }
            'g' => match tail.strip_prefix("g<").and_then(|tail| tail.split_once('>')) {
                Some((name, _)) => {
                    length = name.len() + 3;
                    group(name, at + 3)?
                }
                None => return refused(format!("missing < at position {}", at + 2)),
            },
            'n' => Piece::Text("\n".to_owned()),
            't' => Piece::Text("\t".to_owned()),
            'r' => Piece::Text("\r".to_owned()),
            'a' => Piece::Text("\u{7}".to_owned()),
            'b' => Piece::Text("\u{8}".to_owned()),
            'f' => Piece::Text("\u{c}".to_owned()),
            'v' => Piece::Text("\u{b}".to_owned()),
            '\\' => Piece::Text("\\".to_owned()),
            c if c.is_ascii_alphabetic() => return refused(format!("bad escape \\{c} at position {at}")),
            c => Piece::Text(format!("\\{c}")),
        });
        rest = tail.get(length..).unwrap_or_default();
    }
    made.push(Piece::Text(rest.to_owned()));
    Ok(made)
}

/// The character of an octal number.
fn character(digits: &str, length: usize) -> Piece {
    let code = u32::from_str_radix(digits.get(..length).unwrap_or_default(), 8).unwrap_or(0);
    Piece::Text(char::from_u32(code).unwrap_or_default().to_string())
}

/// A replacement filled in.
fn expand(pieces: &[Piece], found: &Captures<'_, str>) -> String {
    let part = |piece| match piece {
        &Piece::Group(index) => found.get(index).map_or("", |part| part.as_str()),
        Piece::Text(text) => text,
    };
    pieces.iter().map(part).collect()
}

fn replace(eval: &mut Eval<'_>, args: &Args<'_>, regex: usize, string: usize) -> Result<Item> {
    let item = args.item(regex);
    let pieces = pieces(&args.text(2), &*pattern(&item)?)?;
    substitute(eval, &item, &args.text(string), args.int(3)?, |_, found| Ok(expand(&pieces, found)))
}
