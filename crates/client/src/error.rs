//! What can go wrong with a call: the server's fault, or no answer at all.

use serde_json::Value as Json;

/// The result of a call.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a call gave no result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server refused or failed.
    #[error(transparent)]
    Fault(#[from] Box<Fault>),
    /// Nobody answered.
    #[error("no answer from {url}")]
    Unreachable {
        /// What was called.
        url: String,
        /// What went wrong on the way.
        #[source]
        source: reqwest::Error,
    },
    /// The answer is not what the API promises.
    #[error("the answer of {url} cannot be understood: {detail}")]
    Malformed {
        /// What was called.
        url: String,
        /// What is wrong with the answer.
        detail: String,
    },
    /// The endpoint is not a URL that can be called.
    #[error("{0} is not the URL of an endpoint")]
    Endpoint(String),
    /// Files of a template could not be gathered.
    #[error(transparent)]
    Pack(#[from] crate::pack::Error),
}

impl Error {
    /// The HTTP status of the server's fault.
    pub fn status(&self) -> Option<u16> {
        self.fault().map(|fault| fault.status)
    }

    /// The server's fault, if it is one.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault(fault) => Some(fault),
            Self::Unreachable { .. } | Self::Malformed { .. } | Self::Endpoint(_) | Self::Pack(_) => None,
        }
    }
}

/// An error answer in Heat's form, with Carnot's additions where the server sends them.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// The HTTP status.
    pub status: u16,
    /// Its title: `Not Found`.
    pub title: String,
    /// Heat's exception class: `EntityNotFound`.
    pub class: String,
    /// What happened.
    pub message: String,
    /// Carnot's code: `needs_consent`, `plan_stale`…
    pub code: Option<String>,
    /// What to do about it, in Carnot's words.
    pub hint: Option<String>,
    /// The plan that the answer carries.
    pub plan: Option<Json>,
    /// Everything that was sent.
    pub body: Json,
}

impl Fault {
    /// Reads the body of an error answer.
    pub fn parse(status: u16, text: &str) -> Self {
        let body: Json = serde_json::from_str(text).unwrap_or(Json::Null);
        let error = &body["error"];
        let text_at = |value: &Json| value.as_str().map(str::to_owned);
        let first =
            |names: &[&str]| names.iter().find_map(|name| text_at(&error[*name]).or_else(|| text_at(&body[*name])));
        let plain = || {
            let text = text.trim();
            if body.is_null() && !text.is_empty() && text.len() < 500 {
                text.to_owned()
            } else {
                format!("HTTP status {status}")
            }
        };
        let plan = [&error["plan"], &body["plan"]].into_iter().find(|plan| plan.is_object()).cloned();
        Self {
            status,
            title: text_at(&body["title"]).unwrap_or_default(),
            class: text_at(&error["type"]).unwrap_or_default(),
            message: first(&["message", "explanation"]).unwrap_or_else(plain),
            code: text_at(&error["code"]).or_else(|| text_at(&body["code"])),
            hint: first(&["hint"]),
            plan,
            body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heats_fault_is_read() {
        let fault = Fault::parse(
            404,
            r#"{"code": 404, "title": "Not Found", "explanation": "The resource could not be found.",
                "error": {"message": "The Stack (x) could not be found.", "traceback": null, "type": "EntityNotFound"}}"#,
        );
        assert_eq!(fault.to_string(), "The Stack (x) could not be found.");
        assert_eq!((fault.class.as_str(), fault.title.as_str(), fault.code), ("EntityNotFound", "Not Found", None));
    }

    #[test]
    fn carnots_additions_are_read() {
        let body = serde_json::json!({
            "code": 409, "title": "Conflict",
            "error": {"type": "ActionNotComplete", "message": "m", "code": "needs_consent", "plan": {"id": "p"}},
        });
        let fault = Fault::parse(409, &body.to_string());
        assert_eq!(fault.code.as_deref(), Some("needs_consent"));
        assert_eq!(fault.plan, Some(serde_json::json!({"id": "p"})));
    }

    #[test]
    fn an_answer_of_a_proxy_is_shown_if_short() {
        assert_eq!(Fault::parse(502, "Bad gateway\n").message, "Bad gateway");
        assert_eq!(Fault::parse(502, &"<p>".repeat(1000)).message, "HTTP status 502");
    }
}
