//! From the parser's events to nodes: anchors and aliases, limits, doubled keys.
//!
//! A syntax error ends the work at once. What only concerns the meaning of a node (an unknown tag, a key that is a list) is kept until the
//! whole text was read, because PyYAML reports syntax errors first.

use crate::codes;
use crate::construct::{self, Pair};
use crate::guard::{Guarded, Place};
use crate::message::Excerpts;
use crate::node::{Kind, Node};
use crate::parse::Limits;
use libyaml_safer::{Event, EventData, Mark, Parser, ScalarStyle};
use model::value::Value;
use model::value::text::python_quoted;
use model::{Diagnostic, Diagnostics, SourceId, Span};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads the one document of a text; null if there is none.
pub(crate) fn compose(
    text: &str,
    source: SourceId,
    limits: Limits,
    findings: &mut Diagnostics,
) -> Result<Node, Diagnostic> {
    let told = findings.0.len();
    let read = scanned(text, source, limits, findings);
    // Python takes a character that is written as two escapes, as in JSON; places behind it in its line are two off then.
    let pairs = |refused: &Diagnostic| refused.message.contains("found invalid Unicode character escape code");
    match read.as_ref().err().filter(|refused| pairs(refused)).and_then(|_| joined_pairs(text)) {
        Some(joined) => {
            findings.0.truncate(told);
            scanned(&joined, source, limits, findings)
        }
        None => read,
    }
}

/// The text with every pair of escaped surrogates as one escape; none if there is no pair.
fn joined_pairs(text: &str) -> Option<String> {
    let code = |text: &str| text.strip_prefix("\\u")?.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    let mut any = false;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(at)?;
        joined.push_str(before);
        let second = escape.get(6..).and_then(code);
        let taken = match (code(escape), second) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                let character = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                joined.push_str(&format!("\\U{character:08x}"));
                any = true;
                12
            }
            // Any other escape, with the character that it escapes.
            _ => {
                let taken = 1 + escape.chars().nth(1).map_or(0, char::len_utf8);
                joined.push_str(escape.get(..taken).unwrap_or_default());
                taken
            }
        };
        rest = escape.get(taken..).unwrap_or_default();
    }
    joined.push_str(rest);
    any.then_some(joined)
}

fn scanned(text: &str, source: SourceId, limits: Limits, findings: &mut Diagnostics) -> Result<Node, Diagnostic> {
    let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let text = text.get(base..).unwrap_or_default();
    let excerpts = Excerpts { text, base, source };
    if let Some(refused) = control_character(text) {
        return Err(refused);
    }
    let Some(guard) = Guarded::new(text) else {
        return Err(
            Diagnostic::error(codes::SYNTAX, "tags, commas and blanks are mixed too wildly").class("ValueError")
        );
    };
    let mut bytes = guard.text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut bytes);
    let mut composer = Composer {
        parser,
        guard: &guard,
        excerpts: &excerpts,
        limits,
        anchors: HashMap::new(),
        nodes: 0,
        texts: HashSet::new(),
        findings,
        deferred: None,
    };
    let root = composer.document()?;
    match composer.deferred {
        Some(refused) => Err(refused),
        None => Ok(root),
    }
}

/// PyYAML looks for characters that it does not take before anything else.
fn control_character(text: &str) -> Option<Diagnostic> {
    // Most texts are plain, and a look at all their bytes is quick.
    if text.bytes().fold(true, |plain, b| plain & matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~')) {
        return None;
    }
    let refused = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let (position, character) = text.chars().enumerate().find(|(_, c)| refused(*c))?;
    let code = u32::from(character);
    Some(
        Diagnostic::error(
            codes::CHARACTER,
            format!(
                "unacceptable character #x{code:04x}: special characters are not allowed\n  in \"<unicode string>\", position {position}"
            ),
        )
        .class("ValueError"),
    )
}

/// A node and how large it is.
#[derive(Clone)]
pub(crate) struct Sized {
    pub(crate) node: Node,
    /// Nodes in it, aliases expanded.
    size: usize,
    /// Levels of nesting in it.
    height: usize,
}

enum Anchor {
    /// Its node is being read.
    Open(Place),
    Done(Place, Sized),
}

pub(crate) struct Composer<'a, 'p> {
    parser: Parser<&'p mut &'p [u8]>,
    guard: &'a Guarded<'a>,
    excerpts: &'a Excerpts<'a>,
    limits: Limits,
    anchors: HashMap<String, Anchor>,
    nodes: usize,
    /// Short texts that were seen: keys and types repeat, so they are shared.
    texts: HashSet<Arc<str>>,
    findings: &'a mut Diagnostics,
    deferred: Option<Diagnostic>,
}

/// A collection that is being read.
struct Frame {
    anchor: Option<String>,
    tag: Option<String>,
    at: Place,
    start: Mark,
    end: Mark,
    items: Items,
    size: usize,
    height: usize,
}

/// What a collection holds so far.
enum Items {
    List(Vec<Node>),
    /// Pairs, and a key that waits for its value.
    Map(Vec<Pair>, Option<(Node, bool)>),
}

impl Composer<'_, '_> {
    fn next(&mut self) -> Result<Event, Diagnostic> {
        match self.parser.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.excerpts.syntax(self.guard, &error)),
            None => Err(Diagnostic::error(codes::SYNTAX, "unexpected end of the text").class("ValueError")),
        }
    }

    fn document(&mut self) -> Result<Node, Diagnostic> {
        self.next()?; // the start of the stream
        if matches!(self.next()?.data, EventData::StreamEnd) {
            return Ok(Node::scalar(Value::Null, Span::NONE));
        }
        let event = self.next()?;
        let start = self.guard.place(event.start_mark);
        let root = self.root(event)?;
        self.next()?; // the end of the document
        let after = self.next()?;
        if !matches!(after.data, EventData::StreamEnd) {
            let place = self.guard.place(after.start_mark);
            let context = ("expected a single document in the stream", start);
            return Err(self.excerpts.error(
                codes::SECOND_DOCUMENT,
                Some(context),
                "but found another document",
                place,
                None,
            ));
        }
        Ok(root)
    }

    /// Reads the root node. Open collections stand on a stack of our own, so that depth costs no stack of the thread.
    fn root(&mut self, first: Event) -> Result<Node, Diagnostic> {
        let mut open: Vec<Frame> = Vec::new();
        let mut event = first;
        loop {
            if let Some(done) = self.step(event, &mut open)? {
                let Some(frame) = open.last_mut() else { return Ok(done.0.node) };
                frame.take(done);
            }
            event = self.next()?;
        }
    }

    /// One event; a node that is complete now, and whether it is the merge key.
    fn step(&mut self, event: Event, open: &mut Vec<Frame>) -> Result<Option<(Sized, bool)>, Diagnostic> {
        let (start, end) = (event.start_mark, event.end_mark);
        let (anchor, tag, items) = match event.data {
            EventData::SequenceEnd | EventData::MappingEnd => {
                return Ok(open.pop().map(|frame| (self.close(frame, end), false)));
            }
            EventData::Alias { anchor } => {
                self.count(1, start)?;
                return self.alias(&anchor, start, open.len()).map(|sized| Some((sized, false)));
            }
            EventData::Scalar { anchor, tag, value, style, .. } => {
                self.count(1, start)?;
                let at = self.declare(anchor.as_deref(), start)?;
                let value = self.guard.mend(value, style, end);
                let is_key = open.last().is_some_and(Frame::wants_key);
                let special = is_key
                    .then(|| construct::special_key(tag.as_deref(), &value, style == ScalarStyle::Plain))
                    .flatten();
                let span = self.span(start, end);
                let node = match special {
                    Some(_) => Node::scalar(Value::str(value), span),
                    None => self.scalar(tag.as_deref(), value, style, span),
                };
                let sized = self.keep(anchor, at, Sized { node, size: 1, height: 0 });
                return Ok(Some((sized, special == Some(construct::Special::Merge))));
            }
            EventData::SequenceStart { anchor, tag, .. } => (anchor, tag, Items::List(Vec::new())),
            EventData::MappingStart { anchor, tag, .. } => (anchor, tag, Items::Map(Vec::new(), None)),
            EventData::StreamStart { .. }
            | EventData::StreamEnd
            | EventData::DocumentStart { .. }
            | EventData::DocumentEnd { .. } => {
                return Err(Diagnostic::error(codes::SYNTAX, "unexpected end of a node").class("ValueError"));
            }
        };
        self.count(1, start)?;
        self.deep(open.len() + 1, start)?;
        let at = self.declare(anchor.as_deref(), start)?;
        open.push(Frame { anchor, tag, at, start, end, items, size: 1, height: 1 });
        Ok(None)
    }

    fn close(&mut self, frame: Frame, end: Mark) -> Sized {
        let node = match frame.items {
            Items::List(items) => {
                let end = self.later(frame.end, end, items.last());
                let node = Node { span: self.span(frame.start, end), kind: Kind::List(Arc::new(items)) };
                construct::list(frame.tag.as_deref(), node)
            }
            Items::Map(pairs, _) => {
                let end = self.later(frame.end, end, pairs.last().map(|pair| &pair.value));
                let span = self.span(frame.start, end);
                construct::map(frame.tag.as_deref(), pairs, span, self.findings)
            }
        };
        let node = self.settle(node);
        self.keep(frame.anchor, frame.at, Sized { node, size: frame.size, height: frame.height })
    }

    fn alias(&mut self, name: &str, start: Mark, depth: usize) -> Result<Sized, Diagnostic> {
        let place = self.guard.place(start);
        match self.anchors.get(name) {
            None => {
                let problem = format!("found undefined alias {}", python_quoted(name));
                Err(self.excerpts.error(codes::ANCHOR, None, &problem, place, None))
            }
            Some(Anchor::Open(_)) => {
                Err(Diagnostic::error(codes::RECURSIVE, "maximum recursion depth exceeded in comparison")
                    .class("RecursionError")
                    .at("", self.excerpts.span(place, place))
                    .hint(format!("the alias *{name} stands inside the node that it refers to")))
            }
            Some(Anchor::Done(_, kept)) => {
                let kept = kept.clone();
                self.count(kept.size, start)?;
                self.deep(depth + kept.height, start)?;
                Ok(kept)
            }
        }
    }

    /// Notes an anchor before its node is read.
    fn declare(&mut self, anchor: Option<&str>, start: Mark) -> Result<Place, Diagnostic> {
        let place = self.guard.place(start);
        let Some(name) = anchor else { return Ok(place) };
        if let Some(Anchor::Open(first) | Anchor::Done(first, _)) = self.anchors.get(name) {
            let context = format!("found duplicate anchor {}; first occurrence", python_quoted(name));
            return Err(self.excerpts.error(codes::ANCHOR, Some((&context, *first)), "second occurrence", place, None));
        }
        self.anchors.insert(name.to_owned(), Anchor::Open(place));
        Ok(place)
    }

    fn keep(&mut self, anchor: Option<String>, at: Place, sized: Sized) -> Sized {
        if let Some(name) = anchor {
            self.anchors.insert(name, Anchor::Done(at, sized.clone()));
        }
        sized
    }

    fn scalar(&mut self, tag: Option<&str>, value: String, style: ScalarStyle, span: Span) -> Node {
        let built = construct::scalar(tag, value, style == ScalarStyle::Plain, &mut self.texts);
        match built {
            Ok(value) => Node::scalar(value, span),
            Err(fault) => self.settle(Err(fault.at(span))),
        }
    }

    /// A node, or an empty one in its place when its fault is kept for later.
    fn settle(&mut self, built: Result<Node, construct::Fault>) -> Node {
        built.unwrap_or_else(|fault| {
            let span = fault.span;
            if self.deferred.is_none() {
                self.deferred = Some(self.refusal(fault));
            }
            Node::scalar(Value::Null, span)
        })
    }

    fn refusal(&self, fault: construct::Fault) -> Diagnostic {
        let place = |span: Span| Place {
            offset: (span.start as usize).saturating_sub(self.excerpts.base),
            line: (span.line as usize).saturating_sub(1),
            column: (span.column as usize).saturating_sub(1),
        };
        if let Some(class) = fault.class {
            return Diagnostic::error(fault.code, fault.problem).class(class).at("", fault.span);
        }
        let context = fault.context.map(|(words, span)| (words, place(span)));
        let mut refused = self.excerpts.error(fault.code, context, &fault.problem, place(fault.span), None);
        refused.span = fault.span;
        refused
    }

    fn count(&mut self, nodes: usize, at: Mark) -> Result<(), Diagnostic> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes <= self.limits.nodes {
            return Ok(());
        }
        let place = self.guard.place(at);
        let message =
            format!("The document has more than {} nodes, counting what its aliases stand for.", self.limits.nodes);
        Err(Diagnostic::error(codes::TOO_MANY, message).class("ValueError").at("", self.excerpts.span(place, place)))
    }

    fn deep(&self, depth: usize, at: Mark) -> Result<(), Diagnostic> {
        if depth <= self.limits.depth {
            return Ok(());
        }
        let place = self.guard.place(at);
        let message = format!("Lists and mappings are nested deeper than {} levels.", self.limits.depth);
        Err(Diagnostic::error(codes::TOO_DEEP, message).class("ValueError").at("", self.excerpts.span(place, place)))
    }

    fn span(&self, start: Mark, end: Mark) -> Span {
        self.excerpts.span(self.guard.place(start), self.guard.place(end))
    }

    /// Where a collection ends: block collections end where the next token starts, which may be far below; their last item says better.
    fn later(&self, start: Mark, end: Mark, last: Option<&Node>) -> Mark {
        let Some(last) = last.filter(|last| last.span.is_known()) else { return end };
        let mut mark = start;
        let offset = self.guard.place(end).offset;
        let last_end = (last.span.end as usize).saturating_sub(self.excerpts.base);
        let is_flow =
            offset > last_end && self.excerpts.text.get(offset - 1..offset).is_some_and(|c| c == "]" || c == "}");
        if is_flow || last_end < self.guard.place(start).offset || !self.guard.is_plain() {
            return end;
        }
        mark.index = last_end as u64;
        mark
    }
}

impl Frame {
    fn wants_key(&self) -> bool {
        matches!(self.items, Items::Map(_, None))
    }

    /// Takes over a node that is complete.
    fn take(&mut self, (done, merges): (Sized, bool)) {
        self.size += done.size;
        self.height = self.height.max(done.height + 1);
        match &mut self.items {
            Items::List(items) => items.push(done.node),
            Items::Map(pairs, key) => match key.take() {
                Some((key, merges)) => pairs.push(Pair { key, merges, value: done.node }),
                None => *key = Some((done.node, merges)),
            },
        }
    }
}
