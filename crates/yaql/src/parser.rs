//! From tokens to a tree, by precedence climbing over the operator table that Heat's engine has.

use crate::codes;
use crate::error::{Error, Result};
use crate::lexer::{Lexer, Token};
use model::value::Value;
use std::sync::Arc;

/// How deeply an expression may be nested; Python's own limit comes at about this depth of its evaluation.
const DEPTH: usize = 120;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub(crate) root: Node,
}

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Where it stands, in characters.
    pub(crate) at: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Constant(Value),
    Keyword(Arc<str>),
    Dollar(Arc<str>),
    Call {
        name: Arc<str>,
        args: Vec<Node>,
    },
    Binary {
        operator: &'static str,
        left: Box<Node>,
        right: Box<Node>,
    },
    Unary {
        operator: &'static str,
        operand: Box<Node>,
    },
    Index(Vec<Node>),
    List(Vec<Node>),
    Map(Vec<Node>),
    Wrap(Box<Node>),
    Rule(Box<(Node, Node)>),
    /// An argument that was left out: `f(, 1)`.
    Omitted,
}

/// How tightly a binary operator binds: the smaller the tighter.
fn level(token: &Token) -> Option<u8> {
    Some(match token {
        Token::Sign('[') => 2,
        Token::Operator(name) => match *name {
            "." | "?." => 1,
            "=~" | "!~" => 4,
            "*" | "/" | "mod" => 5,
            "+" | "-" => 6,
            ">" | "<" | ">=" | "<=" | "!=" | "=" | "in" => 7,
            "and" => 9,
            "or" => 10,
            "->" => 11,
            _ => return None,
        },
        _ => return None,
    })
}

const LOOSEST: u8 = 11;

struct Parser {
    text: String,
    lexer: Lexer,
    token: Token,
    at: usize,
    depth: usize,
}

pub(crate) fn parse(text: &str) -> Result<Expression> {
    let mut lexer = Lexer::new(text);
    let (token, at) = lexer.next()?;
    let mut parser = Parser { text: text.to_owned(), lexer, token, at, depth: 0 };
    let (root, _) = parser.value(LOOSEST)?;
    match parser.token {
        Token::End => Ok(Expression { root }),
        _ => Err(parser.unexpected()),
    }
}

impl Parser {
    fn advance(&mut self) -> Result<Token> {
        let (token, at) = self.lexer.next()?;
        self.at = at;
        Ok(std::mem::replace(&mut self.token, token))
    }

    fn unexpected(&self) -> Error {
        if self.token == Token::End {
            let message = "Parse error: unexpected end of statement";
            return Error::new(codes::GRAMMAR, "YaqlGrammarException", message);
        }
        let Self { text, token, at, .. } = self;
        let message = format!("Parse error: unexpected '{}' at position {at} of expression '{text}'", token.shown());
        Error::new(codes::GRAMMAR, "YaqlGrammarException", message).at(*at)
    }

    fn expect(&mut self, sign: char) -> Result<()> {
        if self.token != Token::Sign(sign) {
            return Err(self.unexpected());
        }
        self.advance().map(drop)
    }

    /// A value of operators that bind at least as tightly as `loosest`, and how deeply it is nested.
    fn value(&mut self, loosest: u8) -> Result<(Node, usize)> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Error::nested().at(self.at));
        }
        let (mut left, mut depth) = self.operand()?;
        while let Some(level) = level(&self.token).filter(|level| *level <= loosest) {
            let at = self.at;
            let operator = self.advance()?;
            let kind = if let Token::Operator(operator) = operator {
                let tighter = if operator == "->" { level } else { level - 1 };
                let (right, inner) = self.value(tighter)?;
                depth = depth.max(inner);
                Kind::Binary { operator, left: Box::new(left), right: Box::new(right) }
            } else {
                let (mut args, inner) = self.args(']')?;
                depth = depth.max(inner);
                args.insert(0, left);
                Kind::Index(args)
            };
            depth += 1;
            if depth > DEPTH {
                return Err(Error::nested().at(at));
            }
            left = Node { at, kind };
        }
        self.depth -= 1;
        Ok((left, depth))
    }

    fn operand(&mut self) -> Result<(Node, usize)> {
        let at = self.at;
        let (kind, depth) = match self.token.clone() {
            Token::Literal(value) => (self.advance().map(|_| Kind::Constant(value))?, 0),
            Token::Word(word) => (self.advance().map(|_| Kind::Keyword(word))?, 0),
            Token::Dollar(name) => (self.advance().map(|_| Kind::Dollar(name))?, 0),
            Token::Function(name) => {
                self.advance()?;
                let (args, depth) = self.args(')')?;
                (Kind::Call { name, args }, depth)
            }
            Token::Operator(operator @ ("+" | "-" | "not")) => {
                self.advance()?;
                let (operand, depth) = self.value(if operator == "not" { 8 } else { 3 })?;
                (Kind::Unary { operator, operand: Box::new(operand) }, depth)
            }
            Token::Sign('(') => {
                self.advance()?;
                let (inner, depth) = self.value(LOOSEST)?;
                self.expect(')')?;
                (Kind::Wrap(Box::new(inner)), depth)
            }
            Token::Sign('[') => {
                self.advance()?;
                let (args, depth) = self.args(']')?;
                (Kind::List(args), depth)
            }
            Token::Sign('{') => {
                self.advance()?;
                let (args, depth) = self.args('}')?;
                (Kind::Map(args), depth)
            }
            Token::Operator(_) | Token::Mapping | Token::Sign(_) | Token::End => return Err(self.unexpected()),
        };
        Ok((Node { at, kind }, depth + 1))
    }

    /// Arguments up to the closing sign: values, perhaps left out, then `name => value`.
    fn args(&mut self, close: char) -> Result<(Vec<Node>, usize)> {
        let mut args = Vec::new();
        let mut depth = 0;
        if self.token == Token::Sign(close) {
            self.advance()?;
            return Ok((args, depth));
        }
        let mut named = false;
        loop {
            let at = self.at;
            if self.token == Token::Sign(',') && !named {
                args.push(Node { at, kind: Kind::Omitted });
                self.advance()?;
                continue;
            }
            let (value, inner) = self.value(LOOSEST)?;
            depth = depth.max(inner);
            if self.token == Token::Mapping {
                named = true;
                self.advance()?;
                let (destination, inner) = self.value(LOOSEST)?;
                depth = depth.max(inner);
                args.push(Node { at, kind: Kind::Rule(Box::new((value, destination))) });
            } else if named {
                return Err(self.unexpected());
            } else {
                args.push(value);
            }
            if self.token == Token::Sign(',') {
                self.advance()?;
                continue;
            }
            self.expect(close)?;
            return Ok((args, depth));
        }
    }
}
