//! Texts: taken apart, joined, searched, changed and tested; lengths and places count characters.

use super::{Row, Way::*};
use crate::error::{Error, Result};
use crate::evaluate::Eval;
use crate::item::Item;
use crate::number;
use crate::resolve::Args;
use std::sync::Arc;

pub(super) const TABLE: &[Row] = &[
    ("concat #operator_+", Function, "*args:str", |eval, a| {
        let texts: Vec<String> = a.others().iter().map(Item::text).collect();
        eval.reserve(texts.iter().map(String::len).sum())?;
        Ok(Item::str(texts.concat()))
    }),
    ("toUpper", Method, "string:str", |_, a| Ok(Item::str(a.text(0).to_uppercase()))),
    ("toLower", Method, "string:str", |_, a| Ok(Item::str(a.text(0).to_lowercase()))),
    ("len", Both, "string:str", |_, a| Ok(Item::count(a.text(0).chars().count()))),
    ("split", Method, "string:str separator:str?=null maxSplits:int=-1", |_, a| {
        split(&a.text(0), a.optional_text(1), a.int(2)?)
    }),
    ("rightSplit", Method, "string:str separator:str?=null maxSplits:int=-1", |_, a| {
        let turn = |text: &str| text.chars().rev().collect::<String>();
        let separator = a.optional_text(1).map(|text| Arc::from(turn(&text)));
        let parts = parts(&turn(&a.text(0)), separator, a.int(2)?)?;
        Item::list(parts.iter().rev().map(|part| Item::str(turn(part))).collect())
    }),
    ("join", Method, "sequence:iter separator:str", |eval, a| join(eval, &a.item(0), &a.text(1))),
    ("join", Method, "separator:str sequence:iter", |eval, a| join(eval, &a.item(1), &a.text(0))),
    ("str", Function, "value:any", |eval, a| Ok(Item::str(shown(eval, &a.item(0))?))),
    ("trim", Method, "string:str chars:str?=null", |_, a| Ok(Item::str(trim(&a, 1, true, true)))),
    ("trimLeft", Method, "string:str chars:str?=null", |_, a| Ok(Item::str(trim(&a, 1, true, false)))),
    ("trimRight", Method, "string:str chars:str?=null", |_, a| Ok(Item::str(trim(&a, 1, false, true)))),
    ("norm", Both, "string:str? chars:str?=null", |_, a| {
        let text = trim(&a, 1, true, true);
        Ok(if text.is_empty() { Item::Null } else { Item::str(text) })
    }),
    ("isEmpty", Both, "string:str? trim:bool=true chars:str?=null", |_, a| {
        let text = if a.flag(1) { trim(&a, 2, true, true) } else { a.text(0).to_string() };
        Ok(Item::Bool(text.is_empty()))
    }),
    ("replace", Method, "string:str old:str new:str count:int=-1", |eval, a| {
        replace(eval, &a.text(0), &a.text(1), &a.text(2), a.int(3)?).map(Item::str)
    }),
    ("replace", Method, "string:str replacements:dict count:int=-1", |eval, a| {
        let mut text = a.text(0).to_string();
        if let Item::Dict(dict) = a.item(1) {
            for (key, value) in &dict.entries {
                let (old, new) = (shown(eval, key.item())?, shown(eval, value)?);
                text = replace(eval, &text, &old, &new, a.int(2)?)?;
            }
        }
        Ok(Item::str(text))
    }),
    ("#operator_*", Function, "left:str right:int", |eval, a| times(eval, &a.text(0), a.int(1)?)),
    ("#operator_*", Function, "left:int right:str", |eval, a| times(eval, &a.text(1), a.int(0)?)),
    ("#operator_in", Function, "left:str right:str", |_, a| Ok(Item::Bool(a.text(1).contains(&*a.text(0))))),
    ("substring", Method, "string:str start:int length:int=-1", |_, a| {
        let letters: Vec<char> = a.text(0).chars().collect();
        let count = i64::try_from(letters.len()).unwrap_or(i64::MAX);
        let length = if a.int(2)? < 0 { count } else { a.int(2)? };
        let start = if a.int(1)? < 0 { a.int(1)?.saturating_add(count) } else { a.int(1)? };
        let (start, end) = (place(start, count), place(start.saturating_add(length), count));
        Ok(Item::str(letters.get(start..end).unwrap_or_default().iter().collect::<String>()))
    }),
    ("indexOf", Method, "string:str sub:str start:int=0", |_, a| find(&a, a.int(2)?, None, false)),
    ("indexOf", Method, "string:str sub:str start:int length:int", |_, a| find_within(&a, false)),
    ("lastIndexOf", Method, "string:str sub:str start:int=0", |_, a| find(&a, a.int(2)?, None, true)),
    ("lastIndexOf", Method, "string:str sub:str start:int length:int", |_, a| find_within(&a, true)),
    ("toCharArray", Method, "string:str", |_, a| {
        Item::tuple(a.text(0).chars().map(|c| Item::str(c.to_string())).collect())
    }),
    (
        "characters",
        Function,
        "digits:any=false hexdigits:any=false asciiLowercase:any=false asciiUppercase:any=false asciiLetters:any=false \
         letters:any=false octdigits:any=false punctuation:any=false printable:any=false lowercase:any=false \
         uppercase:any=false whitespace:any=false",
        characters,
    ),
    ("isString", Function, "arg:any", |_, a| Ok(Item::Bool(matches!(a.item(0), Item::Str(_))))),
    ("startsWith", Method, "string:str *prefixes:str", |_, a| {
        let text = a.text(0);
        Ok(Item::Bool(a.others().iter().any(|prefix| text.starts_with(&prefix.text()))))
    }),
    ("endsWith", Method, "string:str *suffixes:str", |_, a| {
        let text = a.text(0);
        Ok(Item::Bool(a.others().iter().any(|suffix| text.ends_with(&suffix.text()))))
    }),
    ("hex", Function, "num:num?", |_, a| match number::big(&a.item(0)) {
        Some(number) => {
            let digits = number.magnitude().to_str_radix(16);
            let sign = if number.sign() == num_bigint::Sign::Minus { "-" } else { "" };
            Ok(Item::str(format!("{sign}0x{digits}")))
        }
        None => {
            let message = format!("'{}' object cannot be interpreted as an integer", a.item(0).type_name());
            Err(Error::kind(message))
        }
    }),
];

/// A place in a slice.
fn place(index: i64, count: i64) -> usize {
    let index = if index < 0 { index.saturating_add(count) } else { index };
    usize::try_from(index.clamp(0, count)).unwrap_or(0)
}

/// A value as `str` shows it.
fn shown(eval: &mut Eval<'_>, item: &Item) -> Result<String> {
    Ok(match item {
        Item::Null => "null".to_owned(),
        Item::Bool(truth) => truth.to_string(),
        other => eval.text(other)?,
    })
}

fn join(eval: &mut Eval<'_>, sequence: &Item, separator: &str) -> Result<Item> {
    let mut texts = Vec::new();
    for item in eval.all(sequence)? {
        texts.push(shown(eval, &item)?);
    }
    Ok(Item::str(texts.join(separator)))
}

fn split(text: &str, separator: Option<Arc<str>>, most: i64) -> Result<Item> {
    Item::list(parts(text, separator, most)?.into_iter().map(Item::str).collect())
}

fn parts(text: &str, separator: Option<Arc<str>>, most: i64) -> Result<Vec<String>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX - 1);
    if let Some(separator) = separator {
        if separator.is_empty() {
            return Err(Error::value("empty separator"));
        }
        return Ok(text.splitn(most + 1, &*separator).map(str::to_owned).collect());
    }
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        match rest.find(char::is_whitespace).filter(|_| found.len() < most) {
            Some(end) => {
                let (word, tail) = rest.split_at(end);
                found.push(word.to_owned());
                rest = tail.trim_start();
            }
            None => {
                let last = if found.len() < most { rest.trim_end() } else { rest };
                found.push(last.to_owned());
                break;
            }
        }
    }
    Ok(found)
}

fn trim(args: &Args<'_>, chars: usize, left: bool, right: bool) -> String {
    let text = args.text(0);
    let chars = args.optional_text(chars);
    let unwanted = |c: char| chars.as_ref().map_or_else(|| c.is_whitespace(), |chars| chars.contains(c));
    let text = if left { text.trim_start_matches(unwanted) } else { &text };
    if right { text.trim_end_matches(unwanted) } else { text }.to_owned()
}

fn replace(eval: &mut Eval<'_>, text: &str, old: &str, new: &str, count: i64) -> Result<String> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let found = if old.is_empty() { text.chars().count() + 1 } else { text.matches(old).count() };
    eval.reserve(text.len().saturating_add(found.min(count).saturating_mul(new.len()) / 4))?;
    Ok(text.replacen(old, new, count))
}

fn times(eval: &mut Eval<'_>, text: &str, count: i64) -> Result<Item> {
    let count = usize::try_from(count).unwrap_or(0);
    // Python counts each repetition's head, and takes it off again.
    eval.reserve(49_usize.saturating_add(count.saturating_mul(text.len())))?;
    Ok(Item::str(text.repeat(count)))
}

fn find_within(args: &Args<'_>, last: bool) -> Result<Item> {
    let count = i64::try_from(args.text(0).chars().count()).unwrap_or(i64::MAX);
    let start = if args.int(2)? < 0 { args.int(2)?.saturating_add(count) } else { args.int(2)? };
    let length = if args.int(3)? < 0 { count - start } else { args.int(3)? };
    find(args, start, Some(start.saturating_add(length)), last)
}

/// Where the text has the other, in characters, or -1.
fn find(args: &Args<'_>, start: i64, end: Option<i64>, last: bool) -> Result<Item> {
    let letters: Vec<char> = args.text(0).chars().collect();
    let wanted: Vec<char> = args.text(1).chars().collect();
    let count = i64::try_from(letters.len()).unwrap_or(i64::MAX);
    if start > count {
        return Ok(Item::Int(-1));
    }
    let (start, end) = (place(start, count), place(end.unwrap_or(count), count));
    let window = letters.get(start..end).unwrap_or_default();
    let found = if wanted.is_empty() {
        Some(if last { window.len() } else { 0 })
    } else {
        let mut windows = window.windows(wanted.len());
        if last { windows.rposition(|w| w == wanted) } else { windows.position(|w| w == wanted) }
    };
    Ok(found.map_or(Item::Int(-1), |index| Item::count(index + start)))
}

fn characters(_: &mut Eval<'_>, args: Args<'_>) -> Result<Item> {
    let punctuation = |c: &char| c.is_ascii_punctuation();
    let space = |c: &char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    let mut found = Vec::new();
    for (index, name) in [(5, "letters"), (9, "lowercase"), (10, "uppercase")] {
        if args.flag(index) {
            let message = format!("module 'string' has no attribute '{name}'");
            return Err(Error::failed("AttributeError", message));
        }
    }
    for character in (0..=127_u8).map(char::from) {
        let wanted = (args.flag(0) && character.is_ascii_digit())
            || (args.flag(1) && character.is_ascii_hexdigit())
            || (args.flag(2) && character.is_ascii_lowercase())
            || (args.flag(3) && character.is_ascii_uppercase())
            || (args.flag(4) && character.is_ascii_alphabetic())
            || (args.flag(6) && ('0'..='7').contains(&character))
            || (args.flag(7) && punctuation(&character))
            || (args.flag(8) && (character.is_ascii_graphic() || space(&character)))
            || (args.flag(11) && space(&character));
        if wanted {
            found.push(Item::str(character.to_string()));
        }
    }
    Item::tuple(found)
}
