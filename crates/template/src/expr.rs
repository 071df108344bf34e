//! Expressions: what a template says where a value is wanted.

use crate::functions::Function;
use model::Span;
use model::value::{Key, Value};
use std::sync::Arc;

/// An expression, cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A value as it is; whole lists and mappings too when no call is in them.
    Literal(Value),
    /// A list with a call somewhere in it.
    List(Arc<Vec<Expr>>),
    /// A mapping with a call somewhere in it, in order.
    Map(Arc<Vec<(Key, Expr)>>),
    /// A call of a function.
    Call(Arc<Call>),
    /// A call with wrong arguments, in a branch of an `if`: an error only if the branch is taken.
    Invalid(Arc<model::Diagnostic>),
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The function's name as the template spells it.
    pub name: Arc<str>,
    /// Where in the document: `resources.a.properties.b.get_attr`, as Heat's messages name it.
    pub path: Arc<str>,
    /// The function and its arguments.
    pub function: Function,
}

/// Something that an expression refers to. Names are expressions too (nearly always literal texts).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reference<'a> {
    /// A parameter: the whole argument of `get_param` (a name, or a list that starts with one).
    Param(&'a Expr),
    /// A resource, by `get_resource`.
    Resource(&'a Expr),
    /// A resource if there is one of that name, else a parameter, by `Ref`.
    Either(&'a Expr),
    /// An attribute of a resource; without a name all of them.
    Attribute {
        /// The resource.
        resource: &'a Expr,
        /// The attribute.
        attribute: Option<&'a Expr>,
        /// Further path elements.
        path: &'a [Expr],
    },
    /// A file.
    File(&'a Expr),
    /// A condition, by an `if`.
    Condition(&'a Expr),
}

/// Which branch of an `if` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// The first one.
    Then,
    /// The second one.
    Else,
    /// It is not known: both.
    Both,
}

impl Expr {
    /// A literal that stands nowhere.
    pub fn literal(value: Value) -> Expr {
        Expr { span: Span::NONE, kind: ExprKind::Literal(value) }
    }

    /// The literal value.
    pub fn as_literal(&self) -> Option<&Value> {
        match &self.kind {
            ExprKind::Literal(value) => Some(value),
            ExprKind::List(_) | ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => None,
        }
    }

    /// The literal text.
    pub fn as_text(&self) -> Option<&str> {
        self.as_literal().and_then(Value::as_str)
    }

    /// Tells `see` everything that the expression refers to, with the call that does; `choose` is asked about the condition of each `if`.
    pub fn references<'a>(
        &'a self,
        choose: &mut dyn FnMut(&'a Expr) -> Branch,
        see: &mut dyn FnMut(&'a Call, Reference<'a>),
    ) {
        match &self.kind {
            ExprKind::Literal(_) | ExprKind::Invalid(_) => {}
            ExprKind::List(items) => items.iter().for_each(|item| item.references(choose, see)),
            ExprKind::Map(entries) => entries.iter().for_each(|(_, value)| value.references(choose, see)),
            ExprKind::Call(call) => call.references(choose, see),
        }
    }

    /// The literal value, taken out.
    pub(crate) fn into_literal(self) -> Option<Value> {
        match self.kind {
            ExprKind::Literal(value) => Some(value),
            ExprKind::List(_) | ExprKind::Map(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => None,
        }
    }

    /// The value at a text key of a mapping whose entries are kept apart.
    pub fn entry(&self, key: &str) -> Option<&Expr> {
        match &self.kind {
            ExprKind::Map(entries) => entries.iter().find(|(k, _)| k.is_text() && k.as_str() == key).map(|(_, v)| v),
            ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Call(_) | ExprKind::Invalid(_) => None,
        }
    }
}

impl Call {
    /// The name of Heat's class of function, for messages.
    pub(crate) fn python_class(&self) -> &'static str {
        self.function.python_class()
    }

    fn references<'a>(
        &'a self,
        choose: &mut dyn FnMut(&'a Expr) -> Branch,
        see: &mut dyn FnMut(&'a Call, Reference<'a>),
    ) {
        match &self.function {
            Function::GetParam { args } => see(self, Reference::Param(args)),
            Function::GetResource { name } => see(self, Reference::Resource(name)),
            Function::Ref { name, resources: true } => see(self, Reference::Either(name)),
            Function::Ref { name, resources: false } => see(self, Reference::Param(name)),
            Function::GetAttr { resource, attribute, path, .. } => {
                see(self, Reference::Attribute { resource, attribute: attribute.as_ref(), path });
            }
            Function::GetFile { name } => see(self, Reference::File(name)),
            Function::If { condition, then, otherwise } => {
                see(self, Reference::Condition(condition));
                condition.references(choose, see);
                let branch = choose(condition);
                if branch != Branch::Else {
                    then.references(choose, see);
                }
                if let Some(otherwise) = otherwise.as_ref().filter(|_| branch != Branch::Then) {
                    otherwise.references(choose, see);
                }
                return;
            }
            Function::StrReplace { .. }
            | Function::ListJoin { .. }
            | Function::ListConcat { .. }
            | Function::MapMerge { .. }
            | Function::Repeat { .. }
            | Function::Equals { .. }
            | Function::Not { .. }
            | Function::And { .. }
            | Function::Or { .. }
            | Function::Contains { .. }
            | Function::Yaql { .. }
            | Function::FindInMap { .. }
            | Function::GetAzs { .. }
            | Function::Select { .. }
            | Function::Split { .. }
            | Function::Base64 { .. }
            | Function::MemberListToMap { .. }
            | Function::ResourceFacade { .. }
            | Function::StrSplit { .. }
            | Function::MapReplace { .. }
            | Function::Filter { .. }
            | Function::MakeUrl { .. }
            | Function::Digest { .. } => {}
        }
        self.function.arguments(&mut |argument| argument.references(choose, see));
    }
}
