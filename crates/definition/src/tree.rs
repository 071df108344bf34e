//! The tree's own data, and evaluating the sections of a resource.

use crate::evaluate::Eval;
use crate::scope::{Entry, Scope};
use crate::{Evaluated, Identity, Kind, Limits, Source, build, codes, facade, fault, parameter};
use catalog::Catalog;
use catalog::properties::{self, Finding};
use indexmap::IndexMap;
use model::value::{Map, Value};
use model::{Diagnostic, Diagnostics, ResourcePath, SourceId, Span, StackPath, Timestamp};
use resource::Live;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use template::{Environment, Expr, ExprKind, Resource, Template};

/// The tree of wanted resources. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Tree {
    /// What all of it shares.
    pub(crate) shared: Arc<Shared>,
    /// The open stacks.
    pub(crate) scopes: Arc<HashMap<StackPath, Arc<Scope>>>,
    /// The templates of files that were parsed, by name.
    pub(crate) parsed: Arc<HashMap<Arc<str>, Arc<Template>>>,
    /// How many resources the open stacks have.
    pub(crate) resources: usize,
}

/// What does not change when nested stacks are opened.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) catalog: Catalog,
    pub(crate) identity: Identity,
    pub(crate) limits: Limits,
    /// When the submission was sent.
    pub(crate) now: Timestamp,
    pub(crate) mode: Mode,
}

/// What is required of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Everything.
    Whole,
    /// The form: parameters need no values.
    Form,
    /// What the resources and outputs that are asked about need: what is wrong elsewhere does no harm.
    Asked,
}

impl Tree {
    /// See [`Tree::new`].
    pub(crate) fn make(source: Source<'_>, mode: Mode) -> Result<Tree, Diagnostics> {
        let submission = source.submission;
        let (size, limit) = (submission.template.len(), source.limits.max_template_bytes);
        if size > limit {
            return Err(build::too_large(size, limit).into());
        }
        let (template, mut findings) = Template::parse(&submission.template, SourceId(0), None);
        let (environment, more) = Environment::from_map(&submission.environment);
        findings.extend(more);
        if mode == Mode::Asked {
            findings.0.retain(|finding| !template::codes::is_late(&finding.code));
        }
        let Some(template) = template else {
            return Err(findings);
        };
        let (parameters, more) = parameter::of_root(&template, &environment, mode);
        // A parameter whose schema is wrong is not missed as well.
        if !findings.0.iter().any(|finding| finding.class == "InvalidSchemaError") {
            findings.extend(more);
        }
        // The form of outputs is told after what is wrong with resources.
        let is_output = |finding: &Diagnostic| finding.code == template::codes::OUTPUT;
        let (outputs, others): (Vec<_>, Vec<_>) = findings.0.into_iter().partition(is_output);
        let (outputs, mut findings) = (Diagnostics(outputs), Diagnostics(others));
        if findings.has_errors() {
            findings.extend(outputs);
            return Err(findings);
        }
        let mut tree = Tree {
            shared: Arc::new(Shared {
                files: submission.files.clone(),
                catalog: source.catalog,
                identity: source.identity.clone(),
                limits: source.limits,
                now: submission.now(),
                mode,
            }),
            scopes: Arc::default(),
            parsed: Arc::default(),
            resources: 0,
        };
        let mut refused = tree.root(template, environment, parameters).err().unwrap_or_default();
        refused.extend(outputs);
        refused.into_result(tree)
    }

    fn root(
        &mut self,
        template: Template,
        environment: Environment,
        parameters: IndexMap<String, Value>,
    ) -> Result<(), Diagnostics> {
        self.count(template.resources.len())?;
        let plan = build::Plan {
            path: StackPath::root(),
            template: Arc::new(template),
            environment: Arc::new(environment),
            origin: crate::scope::Origin::Root,
            parameters,
            in_use: Arc::default(),
            identity: None,
        };
        match build::open(self, plan)? {
            Some(scope) => {
                self.resources = scope.order.len();
                Arc::make_mut(&mut self.scopes).insert(StackPath::root(), Arc::new(scope));
                Ok(())
            }
            None => Err(Diagnostic::error(codes::CONDITION, "a condition of a resource is not known").into()),
        }
    }

    /// An open stack.
    pub(crate) fn scope(&self, stack: &StackPath) -> Option<&Arc<Scope>> {
        self.scopes.get(stack)
    }

    /// An enabled resource of an open stack.
    pub(crate) fn entry(&self, path: &ResourcePath) -> Option<&Entry> {
        self.scope(&path.stack())?.entry(path.name())
    }

    /// The text of a file that was sent along.
    pub(crate) fn file(&self, name: &str) -> Option<&str> {
        self.shared.files.get(name).map(String::as_str)
    }

    /// Evaluates a resource's sections in the tree as it is.
    pub(crate) fn evaluate_here(&self, path: &ResourcePath, live: &dyn Live) -> Result<Evaluated, Diagnostics> {
        let found = self
            .scope(&path.stack())
            .and_then(|scope| Some((scope, scope.entry(path.name())?, scope.resource(path.name())?)));
        let Some((scope, entry, resource)) = found else {
            return Err(Diagnostic::error(codes::PATH, format!("{path} is not in this definition")).into());
        };
        if !entry.faults.0.is_empty() {
            return Err(entry.faults.clone());
        }
        let eval = Eval::new(self, scope, live);
        let properties = self.properties(&eval, entry, resource);
        let metadata = match &resource.metadata {
            Some(expr) => eval.value(expr).map_err(|finding| {
                let words = scope.template.version.words();
                let path = format!("{}.{}.{}", words.resources, resource.name, words.metadata);
                Diagnostics::from(build::in_file(scope, wrapped(finding, "", &path, expr.span)))
            }),
            None => Ok(Value::Map(Arc::default())),
        };
        Ok(Evaluated { properties: properties?, metadata: metadata? })
    }

    pub(crate) fn properties(&self, eval: &Eval<'_>, entry: &Entry, resource: &Resource) -> Result<Value, Diagnostics> {
        if let Kind::Type(kind) = entry.node.kind
            && build::takes_anything(kind)
        {
            return Ok(Value::Map(Arc::default()));
        }
        let given = match &resource.properties {
            Some(expr) => given(eval, expr, &resource.name)?,
            None => Value::Map(Arc::default()),
        };
        let resolved = match (&entry.nested, entry.node.kind) {
            (Some((_, template)), _) => facade::resolve(template, &eval.scope.environment, &given),
            (None, Kind::Type(kind)) => properties::resolve(kind, &given),
            (None, Kind::Template) => Ok(given),
        };
        resolved.map_err(|findings| property_findings(eval.scope, resource, findings))
    }

    /// See [`Tree::validate`].
    pub(crate) fn own_rules(&self, path: &ResourcePath, evaluated: &Evaluated) -> Diagnostics {
        let found = self
            .scope(&path.stack())
            .and_then(|scope| Some((scope, scope.entry(path.name())?, scope.resource(path.name())?)));
        match found {
            Some((scope, entry, resource)) => match entry.node.kind {
                Kind::Type(kind) => {
                    property_findings(scope, resource, properties::validate(kind, &evaluated.properties))
                }
                Kind::Template => self.fits(scope, entry, resource),
            },
            None => Diagnostics::default(),
        }
    }

    /// Whether the template of a resource fits the type that it stands for, if it has the name of one.
    fn fits(&self, scope: &Scope, entry: &Entry, resource: &Resource) -> Diagnostics {
        let Some((_, template)) = &entry.nested else {
            return Diagnostics::default();
        };
        let Some(kind) = self.shared.catalog.get(&resource.type_name) else {
            return Diagnostics::default();
        };
        let findings = facade::check(template, &scope.environment, kind);
        let path = build::type_path(scope, resource);
        let placed = |finding: Diagnostic| build::in_file(scope, finding.at(path.clone(), resource.type_span));
        Diagnostics(findings.into_iter().map(placed).collect())
    }
}

/// The given properties, evaluated one by one so that each finding has its place.
fn given(eval: &Eval<'_>, expr: &Expr, resource: &str) -> Result<Value, Diagnostics> {
    let words = eval.scope.template.version.words();
    let prefix = format!("{}.{resource}.{}", words.resources, words.properties);
    let ExprKind::Map(entries) = &expr.kind else {
        let finding = |finding| build::in_file(eval.scope, wrapped(finding, "Property error", &prefix, expr.span));
        return eval.value(expr).map_err(|f| Diagnostics::from(finding(f)));
    };
    let mut findings = Diagnostics::default();
    let mut values = Map::new();
    for (key, entry) in entries.iter() {
        match eval.maybe(entry) {
            Ok(Some(value)) => _ = values.insert(key.clone(), value),
            Ok(None) => {}
            Err(finding) => {
                let path = format!("{prefix}.{}", key.as_str());
                findings.push(build::in_file(eval.scope, wrapped(finding, "Property error", &path, entry.span)));
            }
        }
    }
    findings.into_result(Value::Map(Arc::new(values)))
}

/// A finding of a function as one of the section around it. One that names its own path stays as it is.
fn wrapped(finding: Diagnostic, error: &str, path: &str, span: Span) -> Diagnostic {
    if finding.class == "StackValidationFailed" && !finding.path.is_empty() {
        return finding;
    }
    let span = if finding.span.is_known() { finding.span } else { span };
    let outer = fault::validation(&finding.code, error, path, &finding.message, span);
    match finding.hint {
        Some(hint) => outer.hint(hint),
        None => outer,
    }
}

/// Findings about properties, each with its place in the template.
pub(crate) fn property_findings(scope: &Scope, resource: &Resource, findings: Vec<Finding>) -> Diagnostics {
    let words = scope.template.version.words();
    let prefix = format!("{}.{}.{}", words.resources, resource.name, words.properties);
    let finding = |finding: Finding| {
        let mut place = vec![words.resources, &*resource.name, words.properties];
        place.extend(finding.path.iter().map(String::as_str));
        let node = scope.template.document.locate(&place);
        let key = match (&node.kind, &finding.surplus) {
            (yaml::Kind::Map(entries), Some(surplus)) => entries.get(surplus.as_str()).map(|entry| entry.key_span),
            (yaml::Kind::Map(_) | yaml::Kind::List(_) | yaml::Kind::Scalar(_), _) => None,
        };
        let found = key.unwrap_or(node.span);
        let span = if found.is_known() { found } else { resource.span };
        // A fault of several properties together is told without a path.
        let whole = finding.path.is_empty() && finding.surplus.is_none() && !finding.message.starts_with("Property ");
        let path = finding.dotted(&prefix);
        let told = if whole {
            let class = class_of(&finding.message);
            Diagnostic::error(codes::PROPERTY, finding.message).class(class).at(path, span)
        } else {
            fault::validation(codes::PROPERTY, "Property error", &path, &finding.message, span)
        };
        let told = build::in_file(scope, told);
        match finding.hint {
            Some(hint) => told.hint(hint),
            None => told,
        }
    };
    Diagnostics(findings.into_iter().map(finding).collect())
}

/// Heat's exception class for a fault of several properties together.
fn class_of(message: &str) -> &'static str {
    if message.starts_with("At least one of the following properties must be specified:") {
        "PropertyUnspecifiedError"
    } else if message.starts_with("Cannot define the following properties at the same time:") {
        "ResourcePropertyConflict"
    } else if message.contains(" cannot be specified without ") {
        "ResourcePropertyDependency"
    } else {
        "StackValidationFailed"
    }
}
