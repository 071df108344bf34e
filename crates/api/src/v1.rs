//! The routes of the API's only version. Paths begin behind the version: [`crate::front`] takes that off.

mod event;
mod incarnation;
mod info;
mod operation;
mod output;
mod plan;
mod resource;
mod resource_type;
mod revision;
mod snapshot;
mod software_config;
mod software_deployment;
mod stack;
mod template;

pub(crate) mod document;

use crate::App;
use axum::Router;
use axum::routing::{MethodRouter, delete, get, patch, post, put};

/// Every route.
pub(crate) fn routes() -> Router<App> {
    collections().merge(Router::new().nest("/{project}/stacks/{stack}/{id}", below_stack())).merge(about())
}

/// Stacks as a whole, and the ways to one of them.
fn collections() -> Router<App> {
    // A stack may be called `preview` or `detail`: other methods look it up.
    let others = || put(stack::lookup::handle).patch(stack::lookup::handle).delete(stack::lookup::handle);
    let lookup: MethodRouter<App> = others().get(stack::lookup::handle).post(stack::lookup::handle);
    Router::new()
        .route("/{project}/stacks", get(stack::list::handle).post(stack::create::handle))
        .route("/{project}/stacks/preview", others().post(stack::preview::handle).get(stack::lookup::handle))
        .route("/{project}/stacks/detail", others().get(stack::detail::handle).post(stack::lookup::handle))
        .route("/{project}/stacks/{stack}", lookup)
}

fn below_stack() -> Router<App> {
    let one = get(stack::show::handle)
        .put(stack::update::handle)
        .patch(stack::patch::handle)
        .delete(stack::delete::handle)
        .post(stack::lookup::below);
    Router::new()
        .route("/", one)
        .route("/preview", put(stack::preview_update::handle).patch(stack::preview_patch::handle))
        .route("/abandon", delete(stack::abandon::handle))
        .route("/export", get(stack::export::handle))
        .route("/template", get(stack::template::handle))
        .route("/environment", get(stack::environment::handle))
        .route("/files", get(stack::files::handle))
        .route("/settings", patch(stack::set::handle))
        .route("/actions", post(stack::act::handle))
        .route("/outputs", get(output::list::handle))
        .route("/outputs/{output}", get(output::show::handle))
        .route("/snapshots", get(snapshot::list::handle).post(snapshot::create::handle))
        .route("/snapshots/{snapshot}", get(snapshot::show::handle).delete(snapshot::delete::handle))
        .route("/snapshots/{snapshot}/restore", post(snapshot::restore::handle))
        .route("/resources", get(resource::list::handle))
        .route("/resources/{resource}", get(resource::show::handle).patch(resource::mark::handle))
        .route("/resources/{resource}/metadata", get(resource::metadata::handle))
        .route("/resources/{resource}/signal", post(resource::signal::handle))
        .route("/resources/{resource}/events", get(event::of_resource::handle))
        .route("/resources/{resource}/events/{event}", get(event::show::handle))
        .route("/events", get(event::list::handle))
        .route("/revisions", get(revision::list::handle))
        .route("/revisions/{number}", get(revision::show::handle))
        .route("/revisions/{number}/diff/{to}", get(revision::diff::handle))
        .route("/revisions/{number}/tags/{tag}", put(revision::tag::handle).delete(revision::untag::handle))
        .route("/operations", get(operation::list::handle))
        .route("/operations/{operation}", get(operation::show::handle))
        .route("/plans/{plan}", get(plan::show::handle))
        .route("/incarnations", get(incarnation::list::handle))
        .route("/incarnations/{incarnation}", get(incarnation::show::handle))
        .route("/incarnations/{incarnation}/actions", post(incarnation::act::handle))
}

/// The language, the types, the service itself.
fn about() -> Router<App> {
    Router::new()
        .route("/{project}/validate", post(template::validate::handle))
        .route("/{project}/template_versions", get(template::versions::handle))
        .route("/{project}/template_versions/{version}/functions", get(template::functions::handle))
        .route("/{project}/resource_types", get(resource_type::list::handle))
        .route("/{project}/resource_types/{type}", get(resource_type::show::handle))
        .route("/{project}/resource_types/{type}/template", get(resource_type::template::handle))
        .route("/{project}/build_info", get(info::build::handle))
        .route("/{project}/services", get(info::services::handle))
        .route("/{project}/software_configs", get(software_config::list::handle).post(software_config::create::handle))
        .route(
            "/{project}/software_configs/{config}",
            get(software_config::show::handle).delete(software_config::delete::handle),
        )
        .route(
            "/{project}/software_deployments",
            get(software_deployment::list::handle).post(software_deployment::create::handle),
        )
        .route("/{project}/software_deployments/metadata/{server}", get(software_deployment::metadata::handle))
        .route(
            "/{project}/software_deployments/{deployment}",
            get(software_deployment::show::handle)
                .put(software_deployment::update::handle)
                .delete(software_deployment::delete::handle),
        )
}
