//! What a handler needs to know of a request beside its body: who asks, what the path names, the query, and how addresses begin.

use crate::App;
use crate::auth::Identity;
use crate::fault::Fault;
use crate::link::Base;
use crate::query::Query;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use engine::service::{Caller, StackIdentity, StackRef};
use model::StackId;

/// The place and the origin of a request.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// Who asks, in the project of the path.
    pub(crate) caller: Caller,
    /// Whether the caller may see all projects at once.
    pub(crate) admin: bool,
    /// The query.
    pub(crate) query: Query,
    /// How addresses begin.
    pub(crate) base: Base,
    /// The address that was asked for, without its query.
    pub(crate) address: String,
    /// The query as it was sent.
    pub(crate) raw_query: Option<String>,
    parts: Vec<(String, String)>,
}

impl Scope {
    /// A part of the path by its name in the route; empty if the route has none of that name.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The stack of the path.
    pub(crate) fn stack(&self) -> StackRef {
        StackRef { name: self.part("stack").to_owned(), id: Some(self.part("id").to_owned()) }
    }

    /// The identity of the stack of the path, for links in answers about it: the service has found it by then.
    pub(crate) fn identity(&self) -> StackIdentity {
        StackIdentity {
            project: self.caller.project.clone(),
            name: self.part("stack").to_owned(),
            id: self.part("id").parse().unwrap_or(StackId(Default::default())),
        }
    }

    /// An id of the path; malformed ones name nothing.
    pub(crate) fn id<T: std::str::FromStr>(&self, name: &str, entity: &str) -> Result<T, Fault> {
        let text = self.part(name);
        text.parse().map_err(|_| Fault::from(engine::service::Error::not_found(entity, text)))
    }

    /// The number of a revision in the path; malformed ones name nothing.
    pub(crate) fn number(&self, name: &str) -> Result<u32, Fault> {
        let text = self.part(name);
        text.parse().map_err(|_| unknown_revision(text))
    }
}

/// The answer about a revision that is none.
pub(crate) fn unknown_revision(text: &str) -> Fault {
    Fault::new("EntityNotFound", "unknown_revision", format!("The Revision ({text}) could not be found."))
}

impl FromRequestParts<App> for Scope {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &App) -> Result<Self, Fault> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.map_err(|_| Fault::malformed("path_not_utf8"))?;
        let named: Vec<(String, String)> = params.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let query = query.map_err(|_| Fault::malformed("query"))?.0;
        let identity = parts.extensions.get::<Identity>().cloned().ok_or_else(Fault::forbidden)?;
        let base = parts.extensions.get::<Base>().cloned().ok_or_else(|| Fault::internal("no_base"))?;
        let address = format!("{}{}", base.0, parts.uri.path());
        let mut scope = Self {
            caller: Caller { project: String::new(), user: identity.user, admin: false },
            admin: identity.admin,
            query: Query(query),
            base,
            address,
            raw_query: parts.uri.query().map(str::to_owned),
            parts: named,
        };
        scope.caller.project = scope.part("project").to_owned();
        if identity.project.is_some_and(|own| own != scope.caller.project) {
            return Err(Fault::forbidden());
        }
        Ok(scope)
    }
}
