//! Which function a call means: the overload whose parameters take the arguments, as Heat's YAQL chooses it.
//!
//! First by number, names and constants, with nothing evaluated; then, with the arguments evaluated once, by their types.

use crate::codes;
use crate::context::{Body, Lambda};
use crate::error::{Error, Result};
use crate::evaluate::{Eval, no_match, unknown};
use crate::item::Item;
use crate::library::{self, Overload};
use crate::parser::{Kind, Node};
use crate::signature::{Default, Parameter, Signature, Type};
use std::sync::Arc;

/// An argument as the caller gives it.
#[derive(Clone)]
pub(crate) enum Given<'a> {
    Node(&'a Node),
    Value(Item),
    Omitted,
}

/// An argument as the function gets it.
#[derive(Clone)]
pub(crate) enum Arg<'a> {
    Absent,
    Value(Item),
    Lambda(Lambda<'a>),
    Rule(&'a Node, &'a Node),
}

/// What a function gets.
pub(crate) struct Args<'a> {
    pub(crate) positional: Vec<Arg<'a>>,
    pub(crate) rest: Vec<Arg<'a>>,
    pub(crate) keywords: Vec<(Arc<str>, Item)>,
    /// A context of its own, below the caller's.
    pub(crate) context: usize,
}

type Keywords<'a> = Vec<(Arc<str>, Given<'a>)>;

/// Which parameter each argument goes to.
struct Mapping<'s> {
    positional: Vec<&'s Parameter>,
    keywords: Vec<(Arc<str>, &'s Parameter)>,
}

impl<'a> Eval<'a> {
    /// Calls a function, or a method of `receiver`.
    pub(crate) fn call(
        &mut self,
        name: &str,
        receiver: Option<Item>,
        mut args: Vec<Given<'a>>,
        context: usize,
    ) -> Result<Item> {
        self.step(1)?;
        let name = if name.starts_with('#') { name } else { name.trim_end_matches('_') };
        if receiver.is_none()
            && let Some(function) = self.defined(context, name)
        {
            return self.call_defined(&function, args, context);
        }
        let candidates: Vec<&'static Overload> = library::overloads(name, receiver.is_some());
        if candidates.is_empty() {
            return Err(match &receiver {
                None => unknown(name),
                Some(receiver) => {
                    let message = format!("Unknown method \"{name}\" for receiver {}", self.text(receiver)?);
                    Error::new(codes::UNKNOWN_FUNCTION, "NoMethodRegisteredException", message)
                }
            });
        }
        let failure = Failure { name, receiver: receiver.clone() };
        if let Some(receiver) = receiver {
            args.insert(0, Given::Value(receiver));
        }
        for arg in &mut args {
            if matches!(arg, Given::Node(Node { kind: Kind::Omitted, .. })) {
                *arg = Given::Omitted;
            }
        }
        let no_keywords = candidates.iter().any(|c| c.signature.no_keywords);
        let mut keywords = if no_keywords { Vec::new() } else { take_keywords(&mut args)? };
        let mapped: Vec<(&'static Overload, Mapping<'static>)> =
            candidates.into_iter().filter_map(|c| Some((c, map(&c.signature, &args, &keywords)?))).collect();
        let Some((_, first)) = mapped.first() else { return Err(failure.no_match(self)?) };
        let lazy = lazy(first);
        if mapped.iter().any(|(_, mapping)| self::lazy(mapping) != lazy) {
            return Err(failure.ambiguous(self)?);
        }
        for (index, arg) in args.iter_mut().enumerate() {
            if !lazy.0.contains(&index) {
                self.settle(arg, context)?;
            }
        }
        for (name, arg) in &mut keywords {
            if !lazy.1.contains(name) {
                self.settle(arg, context)?;
            }
        }
        let mut winner: Option<(&'static Overload, Mapping<'static>)> = None;
        for (overload, mapping) in mapped {
            if !fits(&mapping, &args, &keywords) {
                continue;
            }
            match &winner {
                Some((_, best)) if narrower(best, &mapping) => {}
                Some((_, best)) if !narrower(&mapping, best) => return Err(failure.ambiguous(self)?),
                Some(_) | None => winner = Some((overload, mapping)),
            }
        }
        let Some((overload, _)) = winner else { return Err(failure.no_match(self)?) };
        let args = self.bind(&overload.signature, args, keywords, context)?;
        let result = (overload.body)(self, args)?;
        self.made(&result)?;
        Ok(result)
    }

    /// Calls a function with values.
    pub(crate) fn call_values(&mut self, name: &str, args: Vec<Item>, context: usize) -> Result<Item> {
        self.call(name, None, args.into_iter().map(Given::Value).collect(), context)
    }

    fn call_defined(&mut self, function: &Lambda<'a>, args: Vec<Given<'a>>, context: usize) -> Result<Item> {
        let mut args = args;
        let keywords = take_keywords(&mut args)?;
        let mut values = Vec::new();
        for mut arg in args {
            self.settle(&mut arg, context)?;
            if let Given::Value(value) = arg {
                values.push(value);
            }
        }
        let inner = self.child(function.context);
        for (name, mut arg) in keywords {
            self.settle(&mut arg, context)?;
            if let Given::Value(value) = arg {
                self.set(inner, &name, value);
            }
        }
        self.apply_in(function, inner, &values)
    }

    fn settle(&mut self, arg: &mut Given<'a>, context: usize) -> Result<()> {
        if let Given::Node(node) = arg {
            *arg = Given::Value(self.node(node, context)?);
        }
        Ok(())
    }

    fn bind(
        &mut self,
        signature: &Signature,
        args: Vec<Given<'a>>,
        keywords: Keywords<'a>,
        context: usize,
    ) -> Result<Args<'a>> {
        let context = self.child(context);
        let mut bound = Args { positional: Vec::new(), rest: Vec::new(), keywords: Vec::new(), context };
        let mut keywords = keywords;
        let mut args = args.into_iter();
        for parameter in &signature.positional {
            let given = match args.next() {
                Some(Given::Omitted) | None => {
                    let place = keywords.iter().position(|(name, _)| **name == *parameter.name);
                    place.map(|place| keywords.remove(place).1)
                }
                given => given,
            };
            let arg = match (given, &parameter.default) {
                (Some(given), _) => self.convert(parameter, given, context)?,
                (None, Some(Default::Value(value))) => Arg::Value(Item::from_value(value)?),
                (None, _) => Arg::Absent,
            };
            bound.positional.push(arg);
        }
        if let Some(parameter) = &signature.rest {
            for given in args {
                bound.rest.push(self.convert(parameter, given, context)?);
            }
        }
        for (name, given) in keywords {
            if let Given::Value(value) = given {
                self.measure(&value)?;
                bound.keywords.push((name, value));
            }
        }
        Ok(bound)
    }

    fn convert(&mut self, parameter: &Parameter, given: Given<'a>, context: usize) -> Result<Arg<'a>> {
        Ok(match (parameter.kind, given) {
            (Type::Rule, Given::Node(Node { kind: Kind::Rule(rule), .. })) => Arg::Rule(&rule.0, &rule.1),
            (Type::Lambda, Given::Node(node)) => Arg::Lambda(Lambda { body: Body::Node(node), context }),
            (Type::Lambda, Given::Value(value)) => Arg::Lambda(Lambda { body: Body::Value(value), context }),
            (Type::Iter | Type::NoSet, Given::Value(value)) if !value.is_null() => {
                self.measure(&value)?;
                Arg::Value(self.limited(value)?)
            }
            (_, Given::Value(value)) => {
                self.measure(&value)?;
                Arg::Value(value)
            }
            (_, Given::Node(node)) => Arg::Value(self.node(node, context)?),
            (_, Given::Omitted) => Arg::Absent,
        })
    }
}

struct Failure<'n> {
    name: &'n str,
    receiver: Option<Item>,
}

impl Failure<'_> {
    fn no_match(&self, eval: &mut Eval<'_>) -> Result<Error> {
        let Self { name, receiver } = self;
        Ok(match receiver {
            None => no_match(name),
            Some(receiver) => {
                let receiver = eval.text(receiver)?;
                let message = format!("No method \"{name}\" for receiver {receiver} matches supplied arguments");
                Error::new(codes::NO_MATCH, "NoMatchingMethodException", message)
            }
        })
    }

    fn ambiguous(&self, eval: &mut Eval<'_>) -> Result<Error> {
        let Self { name, receiver } = self;
        Ok(match receiver {
            None => {
                Error::new(codes::AMBIGUOUS, "AmbiguousFunctionException", format!("Ambiguous function \"{name}\""))
            }
            Some(receiver) => {
                let message = format!("Ambiguous method \"{name}\" for receiver {}", eval.text(receiver)?);
                Error::new(codes::AMBIGUOUS, "AmbiguousMethodException", message)
            }
        })
    }
}

/// Takes the `name => value` out of the arguments.
fn take_keywords<'a>(args: &mut Vec<Given<'a>>) -> Result<Keywords<'a>> {
    let mut keywords: Keywords<'a> = Vec::new();
    if !args.iter().any(|arg| matches!(arg, Given::Node(Node { kind: Kind::Rule(_), .. }))) {
        return Ok(keywords);
    }
    let mut positional = Vec::new();
    for arg in args.drain(..) {
        match arg {
            Given::Node(Node { kind: Kind::Rule(rule), at }) => match &rule.0.kind {
                Kind::Keyword(name) => {
                    keywords.retain(|(known, _)| known != name);
                    keywords.push((name.clone(), Given::Node(&rule.1)));
                }
                _ => {
                    let message = "Cannot convert mapping to keyword argument";
                    return Err(Error::new(codes::NO_MATCH, "MappingTranslationException", message).at(*at));
                }
            },
            other => positional.push(other),
        }
    }
    *args = positional;
    Ok(keywords)
}

/// Which parameters the arguments go to; none if they do not fit.
fn map<'s>(signature: &'s Signature, args: &[Given<'_>], keywords: &Keywords<'_>) -> Option<Mapping<'s>> {
    let mut mapping = Mapping { positional: Vec::new(), keywords: Vec::new() };
    for (index, parameter) in signature.positional.iter().enumerate() {
        let keyword = keywords.iter().find(|(name, _)| **name == *parameter.name);
        match (args.get(index), keyword) {
            (Some(Given::Node(_) | Given::Value(_)), Some(_)) => return None,
            (Some(Given::Omitted) | None, Some((name, _))) => mapping.keywords.push((name.clone(), parameter)),
            (Some(Given::Omitted) | None, None) if parameter.default.is_none() => return None,
            (Some(_) | None, None) => {}
        }
        if index < args.len() {
            mapping.positional.push(parameter);
        }
    }
    for _ in signature.positional.len()..args.len() {
        mapping.positional.push(signature.rest.as_ref()?);
    }
    for (name, _) in keywords {
        if !mapping.keywords.iter().any(|(known, _)| known == name) {
            mapping.keywords.push((name.clone(), signature.keywords.as_ref()?));
        }
    }
    fits(&mapping, args, keywords).then_some(mapping)
}

fn fits(mapping: &Mapping<'_>, args: &[Given<'_>], keywords: &Keywords<'_>) -> bool {
    mapping.positional.iter().zip(args).all(|(parameter, given)| parameter.takes(given))
        && mapping.keywords.iter().all(|(name, parameter)| {
            keywords.iter().find(|(known, _)| known == name).is_none_or(|(_, given)| parameter.takes(given))
        })
}

fn lazy(mapping: &Mapping<'_>) -> (Vec<usize>, Vec<Arc<str>>) {
    let positional = mapping.positional.iter().enumerate().filter(|(_, p)| p.kind.is_lazy()).map(|(i, _)| i).collect();
    let keywords = mapping.keywords.iter().filter(|(_, p)| p.kind.is_lazy()).map(|(name, _)| name.clone()).collect();
    (positional, keywords)
}

/// Whether `one` says more of its parameters than `other`.
fn narrower(one: &Mapping<'_>, other: &Mapping<'_>) -> bool {
    let pairs: Vec<_> = one.positional.iter().zip(&other.positional).map(|(a, b)| (a.kind, b.kind)).collect();
    !pairs.iter().any(|(a, b)| b.narrower_than(*a)) && pairs.iter().any(|(a, b)| a.narrower_than(*b))
}
