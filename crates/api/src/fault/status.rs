//! Heat's fault map: which HTTP status an exception class has, and what Heat says about a status.

use axum::http::StatusCode;

/// The status of an exception class; 500 for those that Heat does not map either.
pub(super) fn of(class: &str) -> StatusCode {
    match class {
        "ActionInProgress" | "StackExists" => StatusCode::CONFLICT,
        // Our own: the state of the stack is in the way.
        "RollbackNotAllowed"
        | "NoCompleteRevision"
        | "NeedsConsent"
        | "PlanStale"
        | "OperationInProgress"
        | "ResourceActionRestricted" => StatusCode::CONFLICT,
        "EntityNotFound"
        | "NotFound"
        | "ResourceNotAvailable"
        | "ResourceNotFound"
        | "SnapshotNotFound"
        | "HTTPNotFound" => StatusCode::NOT_FOUND,
        "InvalidTenant" | "Forbidden" | "NotAuthorized" | "HTTPForbidden" => StatusCode::FORBIDDEN,
        "HTTPMethodNotAllowed" => StatusCode::METHOD_NOT_ALLOWED,
        "AttributeError"
        | "ValueError"
        | "ResourceActionNotSupported"
        | "PhysicalResourceNameAmbiguity"
        | "PhysicalResourceIDAmbiguity"
        | "StackValidationFailed"
        | "InvalidSchemaError"
        | "InvalidTemplateReference"
        | "InvalidTemplateVersion"
        | "InvalidTemplateSection"
        | "UnknownUserParameter"
        | "NotSupported"
        | "MissingCredentialError"
        | "UserParameterMissing"
        | "RequestLimitExceeded"
        | "DownloadLimitExceeded"
        | "Invalid"
        | "ResourcePropertyConflict"
        | "PropertyUnspecifiedError"
        | "ObjectFieldInvalid"
        | "ReadOnlyFieldError"
        | "ObjectActionError"
        | "IncompatibleObjectVersion"
        | "OrphanedObjectError"
        | "UnsupportedObjectError"
        | "ResourceTypeUnavailable"
        | "InvalidBreakPointHook"
        | "ImmutableParameterModified"
        | "CircularDependencyException"
        | "HTTPBadRequest" => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What Heat says about a status.
pub(super) fn explanation(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "The resource could not be found.",
        StatusCode::FORBIDDEN => "Access was denied to this resource.",
        StatusCode::CONFLICT => "There was a conflict when trying to complete your request.",
        StatusCode::INTERNAL_SERVER_ERROR => {
            "The server has either erred or is incapable of performing the requested operation."
        }
        _ => "The server could not comply with the request since it is either malformed or otherwise incorrect.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value as Json;

    /// Every class that Heat has gets the status that Heat's own map gave when it was run.
    #[test]
    fn statuses_are_heats() {
        let facts: Json = serde_json::from_str(include_str!("statuses.json")).unwrap();
        // Heat never answers with this one: there the update fails later.
        for (class, status) in
            facts.as_object().unwrap().iter().filter(|(class, _)| *class != "ResourceActionRestricted")
        {
            assert_eq!(Json::from(of(class).as_u16()), *status, "{class}");
        }
    }
}
