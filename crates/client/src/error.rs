//! What can go wrong with a call: the server's fault, or no answer at all.

use api_types::fault::Detail;

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

/// An error answer, with Carnot's additions where the server sends them.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", detail.message.as_deref().unwrap_or(title))]
pub struct Fault {
    /// The HTTP status.
    pub status: u16,
    /// Its title: `Not Found`.
    pub title: String,
    /// What went wrong.
    pub detail: Detail,
}

impl Fault {
    /// Reads the body of an error answer; one that is not Heat's, such as a proxy's, becomes the message if it is short.
    pub fn parse(status: u16, text: &str) -> Self {
        if let Ok(fault) = serde_json::from_str::<api_types::Fault>(text) {
            let message = fault.error.message.filter(|message| !message.is_empty()).or(Some(fault.explanation));
            return Self { status, title: fault.title, detail: Detail { message, ..fault.error } };
        }
        let text = text.trim();
        let message = (!text.is_empty() && text.len() < 500).then(|| text.to_owned());
        Self { status, title: format!("HTTP status {status}"), detail: Detail { message, ..Detail::default() } }
    }

    /// Carnot's code: `needs_consent`, `plan_stale`…
    pub fn code(&self) -> Option<&str> {
        self.detail.code.as_deref()
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
        assert_eq!(
            (fault.detail.kind.as_str(), fault.title.as_str(), fault.code()),
            ("EntityNotFound", "Not Found", None)
        );
    }

    #[test]
    fn carnots_additions_are_read() {
        let body = serde_json::json!({
            "code": 409, "title": "Conflict", "explanation": "e",
            "error": {"type": "NeedsConsent", "code": "needs_consent", "allow": ["replace"],
                      "plan": {"id": "p", "goal": "rollback", "class": "replace"}},
        });
        let fault = Fault::parse(409, &body.to_string());
        assert_eq!(fault.code(), Some("needs_consent"));
        assert_eq!(fault.to_string(), "e");
        assert_eq!(fault.detail.plan.map(|plan| plan.id).as_deref(), Some("p"));
    }

    #[test]
    fn an_answer_of_a_proxy_is_shown_if_short() {
        assert_eq!(Fault::parse(502, "Bad gateway\n").to_string(), "Bad gateway");
        assert_eq!(Fault::parse(502, &"<p>".repeat(1000)).to_string(), "HTTP status 502");
    }
}
