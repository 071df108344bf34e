//! From text to tokens. Read one at a time, because a grammar error before a bad character is the one that is reported.

use crate::codes;
use crate::error::{Error, Result};
use model::value::Value;
use model::value::text::python_float;
use num_bigint::BigInt;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A literal: text, number, true, false, null.
    Literal(Value),
    /// A bare word.
    Word(Arc<str>),
    /// A name directly before its parenthesis, which is part of it.
    Function(Arc<str>),
    /// `$`, `$1`, `$name`.
    Dollar(Arc<str>),
    /// An operator, or an operator that is a word.
    Operator(&'static str),
    /// `=>`.
    Mapping,
    /// A bracket or a comma.
    Sign(char),
    /// The end.
    End,
}

impl Token {
    /// As messages show it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Literal(Value::Float(number)) => python_float(*number),
            Self::Literal(value) => value.python_str(),
            Self::Word(text) | Self::Function(text) | Self::Dollar(text) => text.to_string(),
            Self::Operator(name) => (*name).to_owned(),
            Self::Mapping => "=>".to_owned(),
            Self::Sign(sign) => sign.to_string(),
            Self::End => String::new(),
        }
    }
}

const OPERATORS: &[&str] = &["?.", "->", "=~", "!~", ">=", "<=", "!=", ".", "+", "-", "*", "/", ">", "<", "="];
const WORDS: &[&str] = &["mod", "in", "not", "and", "or"];

pub(crate) struct Lexer {
    characters: Vec<char>,
    position: usize,
}

fn word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

impl Lexer {
    pub(crate) fn new(text: &str) -> Self {
        Self { characters: text.chars().collect(), position: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.position + ahead).copied()
    }

    /// How many characters from `ahead` on satisfy `test`.
    fn run(&self, ahead: usize, test: impl Fn(char) -> bool) -> usize {
        self.characters.iter().skip(self.position + ahead).take_while(|c| test(**c)).count()
    }

    fn take(&mut self, count: usize) -> String {
        let text = self.characters.iter().skip(self.position).take(count).collect();
        self.position += count;
        text
    }

    /// The next token and where it starts.
    pub(crate) fn next(&mut self) -> Result<(Token, usize)> {
        self.position += self.run(0, |c| matches!(c, ' ' | '\t' | '\r' | '\n'));
        let start = self.position;
        let Some(first) = self.peek(0) else { return Ok((Token::End, start)) };
        let token = match first {
            '$' => {
                let length = 1 + self.run(1, word_character);
                Some(Token::Dollar(self.take(length).into()))
            }
            '0'..='9' => self.number(),
            '\'' | '"' | '`' => self.quoted(first),
            c if c.is_alphabetic() || c == '_' => self.word(),
            '(' | ')' | '[' | ']' | '{' | '}' | ',' => {
                self.position += 1;
                Some(Token::Sign(first))
            }
            _ => self.operator(),
        };
        token.map(|token| (token, start)).ok_or_else(|| {
            let message = format!("Lexical error: illegal character '{first}' at position {start}");
            Error::new(codes::LEXICAL, "YaqlLexicalException", message).at(start)
        })
    }

    fn operator(&mut self) -> Option<Token> {
        if self.peek(0) == Some('=') && self.peek(1) == Some('>') {
            self.position += 2;
            return Some(Token::Mapping);
        }
        let name = OPERATORS.iter().find(|name| name.chars().enumerate().all(|(i, c)| self.peek(i) == Some(c)))?;
        self.position += name.len();
        Some(Token::Operator(name))
    }

    fn number(&mut self) -> Option<Token> {
        let digit = |c: char| c.is_ascii_digit();
        let ends = |length: usize| !self.peek(length).is_some_and(word_character);
        let whole = self.run(0, digit);
        let fraction = if self.peek(whole) == Some('.') { self.run(whole + 1, digit) } else { 0 };
        let length = whole + 1 + fraction;
        if fraction > 0 && ends(length) {
            return self.take(length).parse().ok().map(|number| Token::Literal(Value::Float(number)));
        }
        if !ends(whole) || whole > 4300 {
            return None;
        }
        self.take(whole).parse::<BigInt>().ok().map(|number| Token::Literal(Value::big(number)))
    }

    fn word(&mut self) -> Option<Token> {
        let length = self.run(0, word_character);
        if self.peek(length) == Some('(') {
            let name = self.take(length);
            self.position += 1;
            return Some(Token::Function(name.into()));
        }
        if self.peek(0) == Some('_') && self.peek(1) == Some('_') {
            return None;
        }
        let word = self.take(length);
        Some(match word.as_str() {
            "true" => Token::Literal(Value::Bool(true)),
            "false" => Token::Literal(Value::Bool(false)),
            "null" => Token::Literal(Value::Null),
            text => match WORDS.iter().find(|name| **name == text) {
                Some(name) => Token::Operator(name),
                None => Token::Word(text.into()),
            },
        })
    }

    fn quoted(&mut self, quote: char) -> Option<Token> {
        let mut length = 1;
        loop {
            match self.peek(length)? {
                c if c == quote => break,
                '\\' if self.peek(length + 1)? == '\n' => return None,
                '\\' => length += 2,
                _ => length += 1,
            }
        }
        let whole = self.take(length + 1);
        let inner: Vec<char> = whole.chars().skip(1).take(length - 1).collect();
        let text =
            if quote == '`' { inner.into_iter().collect::<String>().replace("\\`", "`") } else { unescape(&inner) };
        Some(Token::Literal(Value::str(text)))
    }
}

/// The text with its escapes replaced; what is no escape stays as it is.
fn unescape(text: &[char]) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let escaped = if *first == '\\' { escape(tail) } else { None };
        if let Some((character, length)) = escaped {
            plain.push(character);
            rest = tail.get(length..).unwrap_or_default();
        } else {
            plain.push(*first);
            rest = tail;
        }
    }
    plain
}

/// The character of an escape and how long it is behind the backslash.
fn escape(text: &[char]) -> Option<(char, usize)> {
    let number = |from: usize, length: usize, radix: u32| {
        let digits: String = text.get(from..from + length)?.iter().collect();
        let code = u32::from_str_radix(&digits, radix).ok()?;
        Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), from + length))
    };
    match text.first()? {
        'U' => number(1, 8, 16),
        'u' => number(1, 4, 16),
        'x' => number(1, 2, 16),
        '0'..='7' => number(0, text.iter().take(3).take_while(|c| matches!(c, '0'..='7')).count(), 8),
        'a' => Some(('\u{7}', 1)),
        'b' => Some(('\u{8}', 1)),
        'f' => Some(('\u{c}', 1)),
        'n' => Some(('\n', 1)),
        'r' => Some(('\r', 1)),
        't' => Some(('\t', 1)),
        'v' => Some(('\u{b}', 1)),
        c @ ('\\' | '\'' | '"') => Some((*c, 1)),
        _ => None,
    }
}
