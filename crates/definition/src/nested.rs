//! Nested stacks: opening them, and finding the way down to them again.

use crate::scope::{Entry, Origin, Scope};
use crate::{Kind, Opened, Tree, build, codes, fault, parameter};
use model::incarnation::Incarnation;
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, ResourcePath, StackPath};
use resource::live::Nothing;
use resource::{Expansion, Live, Member, Shape};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use template::Template;

impl Tree {
    /// See [`Tree::expand`].
    pub(crate) fn open(
        &mut self,
        path: &ResourcePath,
        properties: &Value,
        runtime: &Map,
    ) -> Result<Opened, Diagnostics> {
        if self.is_open_with(path, properties, runtime) {
            return Ok(Opened::Open);
        }
        let Some((entry, around)) = self.entry(path).zip(self.scope(&path.stack()).cloned()) else {
            return Err(outside(path).into());
        };
        let file = entry.file().to_owned();
        let generated = entry.is_generated();
        let template = self.nested_template(entry, properties, runtime);
        let deep = path.stack().depth() >= self.shared.limits.max_depth;
        self.close(path);
        let wrap = |inner: Diagnostics| {
            // Heat looks for the type of a group's members outside of the group.
            let bare = generated && inner.0.iter().all(|finding| finding.code == codes::TYPE_UNKNOWN);
            if bare { inner } else { fault::from_nested(inner, path.name(), &file) }
        };
        if deep {
            let message = format!("Recursion depth exceeds {}.", self.shared.limits.max_depth);
            let message = format!("Request limit exceeded: {message}");
            return Err(wrap(fault::plain(codes::DEPTH, "RequestLimitExceeded", message).into()));
        }
        let Some((template, given)) = template.map_err(&wrap)? else {
            return Ok(Opened::Unknown);
        };
        let environment = Arc::new(around.environment.nested(path.name()));
        let parameters = parameter::of_nested(&template, &environment, &given).map_err(&wrap)?;
        let plan = build::Plan {
            path: path.nested(),
            template,
            environment,
            origin: Origin::Nested {
                given: properties.clone(),
                runtime: runtime.clone(),
                moving: generated && !self.is_certain(path),
            },
            parameters,
            in_use: self.in_use(&around, path, &file),
            identity: None,
        };
        let Some(scope) = build::open(self, plan).map_err(&wrap)? else {
            return Ok(Opened::Unknown);
        };
        self.count(scope.order.len()).map_err(|finding| wrap(finding.into()))?;
        self.resources += scope.order.len();
        Arc::make_mut(&mut self.scopes).insert(path.nested(), Arc::new(scope));
        Ok(Opened::Open)
    }

    fn is_open_with(&self, path: &ResourcePath, properties: &Value, runtime: &Map) -> bool {
        self.scope(&path.nested()).is_some_and(|scope| match &scope.origin {
            Origin::Root => false,
            Origin::Nested { given, runtime: kept, .. } => given == properties && kept == runtime,
        })
    }

    /// The nested template and the properties that are its parameters; `None` if its shape is not known.
    fn nested_template(
        &self,
        entry: &Entry,
        properties: &Value,
        runtime: &Map,
    ) -> Result<Option<(Arc<Template>, Map)>, Diagnostics> {
        if let Some((_, template)) = &entry.nested {
            return Ok(Some((Arc::clone(template), properties.as_map().cloned().unwrap_or_default())));
        }
        let shape = match entry.node.kind {
            Kind::Type(kind) => &kind.shape,
            Kind::Template => return Err(outside(&entry.node.path).into()),
        };
        let Shape::Nested(nested) = shape else {
            return Err(outside(&entry.node.path).into());
        };
        match (nested.expand)(properties, runtime) {
            Expansion::Unknown => Ok(None),
            Expansion::Invalid(message) => Err(Diagnostic::error(codes::EXPANSION, message).into()),
            Expansion::Template { document, parameters } => match Template::from_value(&document, None) {
                (Some(template), findings) if !findings.has_errors() => Ok(Some((Arc::new(template), parameters))),
                (_, findings) => Err(findings),
            },
        }
    }

    /// Whether the properties of a resource are known without asking any live resource.
    fn is_certain(&self, path: &ResourcePath) -> bool {
        self.evaluate_here(path, &Nothing).is_ok_and(|evaluated| !evaluated.properties.has_unknown())
    }

    /// The aliases that must not lead back to the same template inside.
    fn in_use(&self, around: &Scope, path: &ResourcePath, file: &str) -> Arc<Vec<(String, String)>> {
        let Some(entry) = around.entry(path.name()).filter(|entry| entry.nested.is_some()) else {
            return Arc::clone(&around.in_use);
        };
        let own = (entry.node.type_name.clone(), file.to_owned());
        // A file that names itself goes round until the depth stops it; only an alias can mean something else.
        if own.0 == own.1 || around.in_use.contains(&own) {
            return Arc::clone(&around.in_use);
        }
        Arc::new(around.in_use.iter().cloned().chain([own]).collect())
    }

    /// Refuses `more` resources beyond the limit.
    pub(crate) fn count(&self, more: usize) -> Result<(), Diagnostic> {
        if self.resources + more <= self.shared.limits.max_resources {
            return Ok(());
        }
        let message = "Request limit exceeded: Maximum resources per stack exceeded.";
        Err(fault::plain(codes::RESOURCES, "RequestLimitExceeded", message)
            .hint(format!("the limit is {} resources in a tree", self.shared.limits.max_resources)))
    }

    /// Takes the stack nested in a resource, and all below it, out of the tree.
    fn close(&mut self, path: &ResourcePath) {
        let top = path.nested();
        if !self.scopes.contains_key(&top) {
            return;
        }
        let scopes: &mut HashMap<_, _> = Arc::make_mut(&mut self.scopes);
        let gone: Vec<StackPath> = scopes.keys().filter(|stack| stack.is_within(&top)).cloned().collect();
        for stack in gone {
            if let Some(scope) = scopes.remove(&stack) {
                self.resources = self.resources.saturating_sub(scope.order.len());
            }
        }
    }

    /// See [`Tree::reach`].
    pub(crate) fn find(
        &mut self,
        stack: &StackPath,
        live: &dyn Live,
        runtime: &dyn Fn(&ResourcePath) -> Map,
    ) -> Result<Opened, Diagnostics> {
        for holder in holders(stack) {
            if self.entry(&holder).is_none() {
                return Err(outside(&holder).into());
            }
            let evaluated = self.evaluate_here(&holder, live)?;
            if self.open(&holder, &evaluated.properties, &runtime(&holder))? == Opened::Unknown {
                return Ok(Opened::Unknown);
            }
            if let Some(identity) = live.stack(&holder) {
                self.identify(&holder.nested(), identity);
            }
        }
        Ok(Opened::Open)
    }

    /// The tree as it is with what is live now: templates that types made of properties which live resources have changed since are
    /// made again. Engines that [`Tree::reach`] before they evaluate have nothing to do here.
    pub(crate) fn current(&self, stack: &StackPath, live: &dyn Live) -> Cow<'_, Tree> {
        let mut tree = Cow::Borrowed(self);
        for holder in holders(stack) {
            let Some(scope) = tree.scope(&holder.nested()) else { break };
            let Origin::Nested { given, runtime, moving: true } = &scope.origin else { continue };
            let Ok(evaluated) = tree.evaluate_here(&holder, live) else { break };
            if evaluated.properties == *given {
                continue;
            }
            let runtime = runtime.clone();
            let mut newer = tree.as_ref().clone();
            if newer.open(&holder, &evaluated.properties, &runtime) != Ok(Opened::Open) {
                break;
            }
            tree = Cow::Owned(newer);
        }
        tree
    }

    /// See [`Tree::runtime`].
    pub(crate) fn runtime_of(
        &self,
        path: &ResourcePath,
        properties: &Value,
        kept: &Map,
        members: &[&Incarnation],
    ) -> Map {
        let Some(Kind::Type(kind)) = self.node(path).map(|node| node.kind) else {
            return kept.clone();
        };
        let Shape::Nested(nested) = &kind.shape else {
            return kept.clone();
        };
        let names: Vec<String> = members.iter().map(|record| record.path.name().to_owned()).collect();
        let live = Members { tree: self, records: members };
        (nested.runtime)(&Member { path, properties, runtime: kept, members: &names, live: &live })
    }
}

impl Tree {
    /// Findings about a stack as they look from the root: with the way through the nested stacks.
    pub(crate) fn seen_from_root(&self, stack: &StackPath, findings: Diagnostics) -> Diagnostics {
        holders(stack).iter().rev().fold(findings, |findings, holder| {
            let file = self.entry(holder).map_or("nested_stack", Entry::file);
            if findings.0.is_empty() { findings } else { fault::from_nested(findings, holder.name(), file) }
        })
    }
}

/// The resources that hold a stack and those around it, the outermost first.
fn holders(stack: &StackPath) -> Vec<ResourcePath> {
    let mut holders: Vec<ResourcePath> =
        std::iter::successors(stack.holder(), |holder| holder.stack().holder()).collect();
    holders.reverse();
    holders
}

impl Tree {
    /// Tells name and id of an open nested stack, for its pseudo parameters where no [`Live`] does.
    pub fn identify(&mut self, stack: &StackPath, identity: (String, String)) {
        let known = self.scope(stack).is_none_or(|scope| scope.identity.as_ref() == Some(&identity));
        if known {
            return;
        }
        let project = self.shared.identity.project.clone();
        if let Some(scope) = Arc::make_mut(&mut self.scopes).get_mut(stack) {
            let mut parameters = scope.parameters.clone();
            for (key, value) in parameter::told(scope.template.version, &project, &identity) {
                parameters.insert(key.to_owned(), value);
            }
            *scope = Arc::new(scope.named(parameters, identity));
        }
    }
}

fn outside(path: &ResourcePath) -> Diagnostic {
    Diagnostic::error(codes::PATH, format!("{path} holds no nested stack in this definition"))
}

/// Answers about the members of a group from their records alone.
struct Members<'a> {
    tree: &'a Tree,
    records: &'a [&'a Incarnation],
}

impl Members<'_> {
    fn record(&self, path: &ResourcePath) -> Option<&Incarnation> {
        self.records.iter().copied().find(|record| record.path.name() == path.name())
    }
}

impl Live for Members<'_> {
    fn reference(&self, path: &ResourcePath) -> Value {
        let unknown = || Value::unknown(path.clone(), "");
        self.record(path).map_or_else(unknown, |record| self.tree.reference_of(record, &Nothing))
    }

    fn attribute(&self, path: &ResourcePath, name: &str, rest: &[Value]) -> Option<(Value, usize)> {
        Some((Value::unknown(path.clone(), name), rest.len()))
    }

    fn exists(&self, path: &ResourcePath) -> bool {
        self.record(path).is_some()
    }
}
