//! Reading expressions: one pass over the document's nodes that finds calls, checks their arguments and keeps all else as literals.

use crate::expr::{Call, Expr, ExprKind};
use crate::functions::table::{Known, condition_function, exists, meant, value_function};
use crate::{Version, codes};
use indexmap::IndexMap;
use model::value::text::python_quoted;
use model::value::{Key, Map, Value};
use model::{Diagnostic, Diagnostics, Span};
use std::sync::Arc;
use yaml::{Entry, Kind, Node};

/// Why a call is wrong; worded as Heat does.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    code: &'static str,
    /// Heat sees it when it validates, so the message names another class or path.
    class: &'static str,
    hint: Option<String>,
}

/// Arguments taken apart as Python does.
pub(crate) enum Unpacked<const N: usize> {
    /// As many as are wanted.
    Fits([Expr; N]),
    /// More or fewer: Python's words.
    Miscounted(String),
}

impl Fault {
    /// Python's `ValueError`.
    pub(crate) fn value(message: impl Into<String>) -> Fault {
        Fault { message: message.into(), code: codes::ARGUMENTS, class: "StackValidationFailed", hint: None }
    }

    /// Python's `TypeError`.
    pub(crate) fn kind(message: impl Into<String>) -> Fault {
        Fault::value(message)
    }

    /// Python's `KeyError`, whose text is quoted.
    pub(crate) fn key(message: impl AsRef<str>) -> Fault {
        Fault::value(python_quoted(message.as_ref()))
    }

    /// The same, but seen only when the whole template is validated.
    pub(crate) fn late(self) -> Fault {
        Fault { code: codes::ARGUMENTS_LATE, ..self }
    }

    /// The same with a hint.
    pub(crate) fn hinted(self, hint: Option<String>) -> Fault {
        Fault { hint, ..self }
    }
}

/// A step of the path to where we are.
#[derive(Clone, Debug)]
enum Step {
    Key(Arc<str>),
    Index(usize),
}

/// Which functions are known where we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Value,
    Condition,
}

/// Where the reader is in the document.
pub(crate) struct Cursor<'f> {
    version: Version,
    mode: Mode,
    path: Vec<Step>,
    /// Branches of `if` around us: their faults do not count yet.
    branches: usize,
    findings: &'f mut Diagnostics,
}

impl<'f> Cursor<'f> {
    /// At the top of a template.
    pub(crate) fn new(version: Version, findings: &'f mut Diagnostics) -> Self {
        Self { version, mode: Mode::Value, path: Vec::new(), branches: 0, findings }
    }

    /// The template's version.
    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// Tells a finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Does something with `key` put on the path.
    pub(crate) fn within<T>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.step(Step::Key(key.into()), work)
    }

    fn step<T>(&mut self, step: Step, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let done = work(self);
        self.path.pop();
        done
    }

    /// The path as Heat's messages name it.
    pub(crate) fn path(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if text.is_empty() => text.push_str(key),
                Step::Key(key) => {
                    text.push('.');
                    text.push_str(key);
                }
                Step::Index(index) => text.push_str(&format!("[{index}]")),
            }
        }
        text
    }

    /// An expression where a value stands.
    pub(crate) fn expr(&mut self, node: &Node) -> Expr {
        match &node.kind {
            Kind::Scalar(value) => Expr { span: node.span, kind: ExprKind::Literal(value.clone()) },
            Kind::List(items) => self.list(node, items),
            Kind::Map(entries) => match self.call(node, entries) {
                Some(call) => call,
                None => self.map(node, entries, false),
            },
        }
    }

    /// The same, but a mapping keeps its entries apart even if they are all literals.
    pub(crate) fn sections(&mut self, node: &Node) -> Expr {
        match &node.kind {
            Kind::Map(entries) => match self.call(node, entries) {
                Some(call) => call,
                None => self.map(node, entries, true),
            },
            Kind::Scalar(_) | Kind::List(_) => self.expr(node),
        }
    }

    /// An expression where a condition stands.
    pub(crate) fn condition(&mut self, node: &Node) -> Expr {
        let before = std::mem::replace(&mut self.mode, Mode::Condition);
        let expr = self.expr(node);
        self.mode = before;
        expr
    }

    /// The condition of an `if`: Heat starts its path anew there.
    pub(crate) fn condition_argument(&mut self, function: &str, node: &Node) -> Expr {
        let path = std::mem::replace(&mut self.path, vec![Step::Key(function.into())]);
        let expr = self.condition(node);
        self.path = path;
        expr
    }

    /// A branch of an `if`.
    pub(crate) fn branch(&mut self, node: &Node) -> Expr {
        self.branches += 1;
        let expr = self.expr(node);
        self.branches -= 1;
        expr
    }

    /// The items of a list of arguments; `None` if it is no list or is the result of a call.
    pub(crate) fn items(&mut self, node: &Node) -> Option<Vec<Expr>> {
        let items = node.as_list()?;
        Some(items.iter().enumerate().map(|(index, item)| self.step(Step::Index(index), |c| c.expr(item))).collect())
    }

    /// The fields of a mapping of arguments; `None` if it is no mapping or is itself a call.
    pub(crate) fn fields(&mut self, node: &Node) -> Option<IndexMap<Key, Expr>> {
        let entries = node.as_map()?;
        if self.known(entries).is_some() {
            return None;
        }
        let field = |(key, entry): (&Key, &Entry)| {
            (key.clone(), self.step(Step::Key(key.as_str().into()), |c| c.expr(&entry.value)))
        };
        Some(entries.iter().map(field).collect())
    }

    /// Whether a node is the call of a function.
    pub(crate) fn is_call(&self, node: &Node) -> bool {
        node.as_map().is_some_and(|entries| self.known(entries).is_some())
    }

    /// Arguments as Python takes them apart: the items of a list, the characters of a text, the keys of a mapping.
    pub(crate) fn unpack<const N: usize>(&mut self, node: &Node) -> Result<Unpacked<N>, Fault> {
        let literal = |text: &str| Expr { span: node.span, kind: ExprKind::Literal(Value::str(text)) };
        let rigid = |kind: &str| Fault::kind(format!("cannot unpack non-iterable {kind} object"));
        let parts: Vec<Expr> = match &node.kind {
            Kind::List(_) => self.items(node).unwrap_or_default(),
            Kind::Map(entries) => match self.expr(node).kind {
                ExprKind::Call(call) => return Err(rigid(call.python_class())),
                ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Map(_) | ExprKind::Invalid(_) => {
                    entries.keys().map(|key| literal(key.as_str())).collect()
                }
            },
            Kind::Scalar(value) => match value.as_str() {
                Some(text) => text.chars().map(|character| literal(character.encode_utf8(&mut [0; 4]))).collect(),
                None => return Err(rigid(value.python_type())),
            },
        };
        let count = parts.len();
        Ok(<[Expr; N]>::try_from(parts).map_or_else(
            |_| {
                Unpacked::Miscounted(if count < N {
                    format!("not enough values to unpack (expected {N}, got {count})")
                } else {
                    format!("too many values to unpack (expected {N})")
                })
            },
            Unpacked::Fits,
        ))
    }

    fn known<'n>(&self, entries: &'n IndexMap<Key, Entry>) -> Option<(&'n Arc<str>, &'n Entry, Known)> {
        let (Some((Key::Str(name), entry)), 1) = (entries.first(), entries.len()) else { return None };
        let known = match self.mode {
            Mode::Value => value_function(name, self.version),
            Mode::Condition => condition_function(name, self.version),
        };
        known.map(|known| (name, entry, known))
    }

    fn list(&mut self, node: &Node, items: &Arc<Vec<Node>>) -> Expr {
        let items: Vec<Expr> = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.step(Step::Index(index), |cursor| cursor.expr(item)))
            .collect();
        let literal = items.iter().all(|item| item.as_literal().is_some());
        let kind = if literal {
            ExprKind::Literal(Value::list(items.into_iter().filter_map(Expr::into_literal)))
        } else {
            ExprKind::List(Arc::new(items))
        };
        Expr { span: node.span, kind }
    }

    /// A mapping of one entry whose key nearly is, or in another version is, the name of a function: whoever wrote it is told.
    fn warn_of_lost_call(&mut self, entries: &IndexMap<Key, Entry>) {
        let (Some((Key::Str(name), entry)), 1) = (entries.first(), entries.len()) else { return };
        // Short words are keys of data more often than mistakes.
        let like_a_function = name.starts_with("Fn::") || name.contains('_') && name.len() > 6;
        if !like_a_function {
            return;
        }
        let hint = meant(name, self.version);
        let message = match (exists(name), &hint) {
            (true, _) => format!("The function \"{name}\" is not part of this version: it is taken as data"),
            (false, Some(_)) => format!("\"{name}\" is no function: it is taken as data"),
            (false, None) => return,
        };
        let mut finding =
            Diagnostic::warning(codes::FUNCTION_UNKNOWN, message).at(format!("{}.{name}", self.path()), entry.key_span);
        finding.hint = hint.filter(|_| !exists(name));
        self.findings.push(finding);
    }

    fn map(&mut self, node: &Node, entries: &IndexMap<Key, Entry>, apart: bool) -> Expr {
        self.warn_of_lost_call(entries);
        let mut parsed = Vec::with_capacity(entries.len());
        for (key, entry) in entries {
            let step = match key {
                Key::Str(text) => Step::Key(text.clone()),
                Key::Other(_, text) => Step::Key(text.clone()),
            };
            parsed.push((key.clone(), self.step(step, |cursor| cursor.expr(&entry.value))));
        }
        let literal = !apart && parsed.iter().all(|(_, value)| value.as_literal().is_some());
        let kind = if literal {
            let map: Map =
                parsed.into_iter().filter_map(|(key, value)| value.into_literal().map(|value| (key, value))).collect();
            ExprKind::Literal(Value::Map(Arc::new(map)))
        } else {
            ExprKind::Map(Arc::new(parsed))
        };
        Expr { span: node.span, kind }
    }

    fn call(&mut self, node: &Node, entries: &IndexMap<Key, Entry>) -> Option<Expr> {
        let (name, entry, known) = self.known(entries)?;
        let kind = self.step(Step::Key(name.clone()), |cursor| {
            let path = cursor.path();
            match cursor.read(name, &entry.value, known) {
                Ok(function) => ExprKind::Call(Arc::new(Call { name: name.clone(), path: path.into(), function })),
                Err(fault) => cursor.invalid(fault, path, entry.key_span),
            }
        });
        Some(Expr { span: node.span, kind })
    }

    fn read(&mut self, name: &str, args: &Node, known: Known) -> Result<crate::Function, Fault> {
        match known {
            Known::Yes(reader) => reader(self, name, args),
            Known::Removed => Err(Fault {
                message: format!(
                    "The template version is invalid: The function {name} is not supported in this version of HOT."
                ),
                code: codes::FUNCTION_REMOVED,
                ..Fault::value("")
            }),
            Known::NotHere => Err(Fault {
                message: format!("The function \"{name}\" is invalid in this context"),
                code: codes::FUNCTION_NOT_HERE,
                ..Fault::value("")
            }),
        }
    }

    fn invalid(&mut self, fault: Fault, path: String, span: Span) -> ExprKind {
        let mut finding =
            Diagnostic::error(fault.code, format!("{path}: {}", fault.message)).class(fault.class).at(path, span);
        finding.hint = fault.hint;
        if self.branches == 0 {
            self.findings.push(finding.clone());
        }
        ExprKind::Invalid(Arc::new(finding))
    }
}
