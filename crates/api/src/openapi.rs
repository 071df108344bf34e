//! The OpenAPI document: made of the handlers' own descriptions, checked in as `docs/reference/openapi.json`.

use crate::v1::document::Document;
use api_types::Fault;
use std::collections::BTreeMap;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, Ref, RefOr};
use utoipa::{IntoParams, IntoResponses, OpenApi, PartialSchema, ToSchema};

/// The document.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    let schemas = &mut document.components.get_or_insert_default().schemas;
    let mut further = Vec::new();
    Fault::schemas(&mut further);
    further.push((Fault::name().into_owned(), Fault::schema()));
    for (name, schema) in further {
        schemas.entry(name).or_insert(schema);
    }
    document
}

/// The path of everything in a project.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct InProject {
    /// The project.
    project: String,
}

/// The path of everything below a stack.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct AtStack {
    /// The project.
    project: String,
    /// The stack's name.
    stack: String,
    /// The stack's id.
    id: String,
}

/// What any route may answer beside its own answers.
pub(crate) struct Faults;

impl IntoResponses for Faults {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let cases = [
            ("400", "The request is wrong"),
            ("403", "The caller may not"),
            ("404", "It does not exist"),
            ("409", "The state of the stack is in the way"),
            ("500", "Something broke inside"),
        ];
        let body = || ContentBuilder::new().schema(Some(Ref::from_schema_name(Fault::name()))).build();
        let response =
            |text: &str| ResponseBuilder::new().description(text).content("application/json", body()).build();
        cases.into_iter().map(|(status, text)| (status.to_owned(), RefOr::T(response(text)))).collect()
    }
}
