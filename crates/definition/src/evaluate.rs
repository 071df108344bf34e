//! Evaluating expressions: values out of parameters, files, conditions and what is live.
//!
//! An entry whose `if` has no branch for its case is left out. What is not known stays unknown; what was made of a secret is one.

use crate::scope::Scope;
use crate::tree::Mode;
use crate::{Tree, codes, fault, functions, parameter};
use model::value::{Key, Unknown, Value};
use model::{Diagnostic, ResourcePath, Span};
use resource::Live;
use std::sync::Arc;
use template::expr::Call;
use template::{Expr, ExprKind};

/// Where expressions are evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Eval<'a> {
    /// The tree.
    pub(crate) tree: &'a Tree,
    /// The stack.
    pub(crate) scope: &'a Scope,
    /// What is live.
    pub(crate) live: &'a dyn Live,
    /// Whether parameters have the values that the stack was opened with: what decides its shape.
    pub(crate) shape: bool,
    /// The conditions that are being evaluated.
    visiting: Option<&'a Visit<'a>>,
}

/// A condition that is being evaluated, and the one that asked for it.
struct Visit<'a> {
    name: &'a str,
    before: Option<&'a Visit<'a>>,
}

/// A call that is being evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    /// Where.
    pub(crate) eval: Eval<'a>,
    /// The call.
    pub(crate) call: &'a Call,
    /// Its place.
    pub(crate) span: Span,
}

/// A value, or nothing at all.
pub(crate) type Maybe = Result<Option<Value>, Diagnostic>;

impl<'a> Eval<'a> {
    /// Evaluates with the values of now.
    pub(crate) fn new(tree: &'a Tree, scope: &'a Scope, live: &'a dyn Live) -> Self {
        Self { tree, scope, live, shape: false, visiting: None }
    }

    /// Evaluates what decides the shape of the stack.
    pub(crate) fn shape(tree: &'a Tree, scope: &'a Scope) -> Self {
        Self { shape: true, ..Self::new(tree, scope, &resource::live::Nothing) }
    }

    /// The value of an expression; null if it is left out.
    pub(crate) fn value(&self, expr: &Expr) -> Result<Value, Diagnostic> {
        Ok(self.maybe(expr)?.unwrap_or_default())
    }

    /// The value of an expression, if it is not left out.
    pub(crate) fn maybe(&self, expr: &Expr) -> Maybe {
        match &expr.kind {
            ExprKind::Literal(value) => Ok(Some(value.clone())),
            ExprKind::List(items) => self.values(items).map(|items| Some(Value::list(items))),
            ExprKind::Map(entries) => {
                let mut kept: Vec<(Key, Value)> = Vec::with_capacity(entries.len());
                for (key, entry) in entries.iter() {
                    if let Some(value) = self.maybe(entry).map_err(stopped)? {
                        kept.push((key.clone(), value));
                    }
                }
                Ok(Some(Value::map(kept)))
            }
            ExprKind::Call(call) => functions::call(&Site { eval: *self, call, span: expr.span }),
            ExprKind::Invalid(finding) => Err(finding.as_ref().clone()),
        }
    }

    /// The values of expressions that are not left out.
    pub(crate) fn values(&self, exprs: &[Expr]) -> Result<Vec<Value>, Diagnostic> {
        exprs.iter().filter_map(|expr| self.maybe(expr).map_err(stopped).transpose()).collect()
    }

    /// A parameter's value.
    pub(crate) fn parameter(&self, name: &str) -> Result<Value, Diagnostic> {
        if let Some(value) = parameter::pseudo(self, name) {
            return Ok(value);
        }
        if self.tree.shared.mode == Mode::Asked && self.scope.path.is_root() {
            return parameter::asked(self, name);
        }
        if self.shape {
            return self.scope.parameters.get(name).cloned().ok_or_else(|| self.meant(parameter::missing(name), name));
        }
        parameter::current(self, name).map_err(|finding| self.meant(finding, name))
    }

    /// The finding about a parameter that the template does not have, with the name of one that it has and that is like it.
    fn meant(&self, finding: Diagnostic, name: &str) -> Diagnostic {
        let known = &self.scope.template.parameters;
        if known.contains_key(name) || finding.code != codes::PARAMETER_MISSING {
            return finding;
        }
        match catalog::suggest(name, known.keys().map(|known| &**known)) {
            Some(known) => finding.hint(format!("did you mean {known}?")),
            None => finding,
        }
    }

    /// Whether a condition holds: a truth value, or unknown. The expression is a truth value, a condition's name or a call.
    pub(crate) fn holds(&self, expr: &Expr) -> Result<Value, Diagnostic> {
        let value = self.value(expr)?;
        self.truth(&value).map_err(|finding| if finding.span.is_known() { finding } else { finding.at("", expr.span) })
    }

    /// What a value means as a condition: itself, or the condition of that name.
    pub(crate) fn truth(&self, value: &Value) -> Result<Value, Diagnostic> {
        match value.reveal() {
            Value::Bool(_) | Value::Unknown(_) => Ok(value.reveal().clone()),
            // No condition at all holds.
            Value::Null => Ok(Value::Bool(true)),
            Value::Str(name) if self.scope.template.conditions.contains_key(&**name) => self.condition(name),
            _ => Err(invalid_condition(&value.masked())),
        }
    }

    /// The value of the condition `name`: a truth value, or unknown.
    fn condition(&self, name: &str) -> Result<Value, Diagnostic> {
        if let Some(truth) = self.scope.conditions.get(name) {
            return Ok(Value::Bool(*truth));
        }
        let mut before = self.visiting;
        while let Some(visit) = before {
            if visit.name == name {
                let message = format!("Circular definition for condition \"{name}\"");
                return Err(wrong_condition(&message));
            }
            before = visit.before;
        }
        let Some(definition) = self.scope.template.conditions.get(name) else {
            return Err(invalid_condition(&Value::str(name)));
        };
        let visit = Visit { name, before: self.visiting };
        let inner = Eval { visiting: Some(&visit), ..*self };
        let value = inner.value(definition)?;
        match value.reveal() {
            Value::Bool(_) | Value::Unknown(_) => Ok(value.reveal().clone()),
            _ => {
                let text = value.masked().python_str();
                Err(wrong_condition(&format!("The definition of condition \"{name}\" is invalid: {text}")))
            }
        }
    }

    /// The value of the condition `name`, as a caller from outside asks for it.
    pub(crate) fn named(&self, name: &str) -> Result<Value, Diagnostic> {
        let span = self.scope.template.conditions.get(name).map_or(Span::NONE, |definition| definition.span);
        self.condition(name).map_err(|finding| if finding.span.is_known() { finding } else { finding.at("", span) })
    }

    /// The path of a resource of this stack, if it is enabled.
    pub(crate) fn resource(&self, name: &str) -> Option<ResourcePath> {
        self.scope.entries.contains_key(name).then(|| self.scope.path.resource(name))
    }
}

/// A query that found nothing where it had to is told by Python in other words from inside of a list or mapping.
fn stopped(finding: Diagnostic) -> Diagnostic {
    if finding.class != "StopIteration" {
        return finding;
    }
    Diagnostic { message: "generator raised StopIteration".to_owned(), ..finding.class("RuntimeError") }
}

fn invalid_condition(value: &Value) -> Diagnostic {
    fault::plain(codes::CONDITION, "ValueError", format!("Invalid condition \"{}\"", value.python_str()))
}

fn wrong_condition(message: &str) -> Diagnostic {
    fault::validation(codes::CONDITION, "Condition validation error", "", message, Span::NONE)
}

impl Site<'_> {
    /// A finding about the arguments, of Heat's exception class.
    pub(crate) fn fault(&self, class: &str, message: impl Into<String>) -> Diagnostic {
        fault::plain(codes::FUNCTION, class, message).at(&*self.call.path, self.span)
    }

    /// The function's name.
    pub(crate) fn name(&self) -> &str {
        &self.call.name
    }

    /// The same finding, placed here if it has no place.
    pub(crate) fn placed(&self, finding: Diagnostic) -> Diagnostic {
        if finding.span.is_known() { finding } else { finding.at(&*self.call.path, self.span) }
    }
}

/// If any part of the values is not known: the unknown that waits for all of it.
pub(crate) fn unknown_of<'v>(values: impl IntoIterator<Item = &'v Value>) -> Option<Value> {
    let mut awaits = Vec::new();
    let mut any = false;
    for value in values {
        if value.has_unknown() {
            any = true;
            for source in value.awaits() {
                if !awaits.contains(&source) {
                    awaits.push(source);
                }
            }
        }
    }
    any.then(|| Value::Unknown(Arc::new(Unknown { awaits })))
}

/// `value`, marked secret if any part of the values that it was made of is.
pub(crate) fn tainted<'v>(value: Value, sources: impl IntoIterator<Item = &'v Value>) -> Value {
    if sources.into_iter().any(Value::has_secret) { value.into_secret() } else { value }
}

/// The items of a list; those of a secret list are secret.
pub(crate) fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Secret(inner) => Some(items(inner)?.into_iter().map(Value::into_secret).collect()),
        other => other.as_list().map(<[Value]>::to_vec),
    }
}

/// Whether Python takes a value for true.
pub(crate) fn is_true(value: &Value) -> bool {
    match value.reveal() {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Int(number) => *number != 0,
        Value::Float(number) => *number != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
        Value::Big(_) | Value::Unknown(_) | Value::Secret(_) => true,
    }
}

/// Python's `==`: numbers by value, true is 1.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    let number = |truth: &bool| Value::Int(i64::from(*truth));
    match (a.reveal(), b.reveal()) {
        (Value::Bool(a), b @ (Value::Int(_) | Value::Float(_))) => number(a).same(b),
        (a @ (Value::Int(_) | Value::Float(_)), Value::Bool(b)) => a.same(&number(b)),
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.at(key).is_some_and(|other| equal(value, other)))
        }
        (a, b) => a.same(b),
    }
}
