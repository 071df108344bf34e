//! Rollback: Carnot's own action, in the one-key form of Heat's actions.

use crate::error::Result;
use crate::stack::StackRef;
use crate::transport::Client;
use crate::view::Started;
use serde::Serialize;
use serde_json::json;
use std::str::FromStr;

/// Where a rollback goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum To {
    /// A revision by number.
    Revision(u32),
    /// `previous`, `empty` or `tag:x`.
    Named(String),
}

impl FromStr for To {
    type Err = String;
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "previous" | "empty" => Ok(Self::Named(text.to_owned())),
            tag if tag.strip_prefix("tag:").is_some_and(|t| !t.is_empty()) => Ok(Self::Named(tag.to_owned())),
            other => other
                .parse()
                .map(Self::Revision)
                .map_err(|_| format!("{other} is neither a revision's number nor previous, empty or tag:NAME")),
        }
    }
}

/// Options of a rollback; what is not set is left to the server.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rollback {
    /// The target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<To>,
    /// Only answer with the plan.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// Carry out exactly this plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<String>,
    /// Classes beyond the limit that are allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// Slots that are not touched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skip: Vec<String>,
    /// Slots or incarnations that are let go instead of deleted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub retain: Vec<String>,
    /// `delete`, `policy` or `retain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_resources: Option<String>,
    /// `keep` or `revert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<String>,
    /// `suspect` or `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observe: Option<String>,
    /// `continue` or `stop`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_error: Option<String>,
    /// Continue a failed rollback.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub resume: bool,
    /// Minutes until it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_mins: Option<u32>,
    /// How long calls under way may still answer, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_inflight_secs: Option<u32>,
    /// Whether blocked deletes fail it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub strict_cleanup: bool,
    /// The client's own name for the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl Client {
    /// Plans a rollback and, unless it is a dry run, starts it.
    pub async fn rollback(&self, stack: &StackRef, rollback: &Rollback) -> Result<Started> {
        self.post(&stack.path(&["actions"]), &json!({ "rollback": rollback })).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_chosen_is_sent() {
        let options = Rollback { to: Some("3".parse().unwrap()), allow: vec!["replace".into()], ..Rollback::default() };
        assert_eq!(serde_json::to_value(&options).unwrap(), json!({"to": 3, "allow": ["replace"]}));
        assert_eq!(serde_json::to_value(Rollback::default()).unwrap(), json!({}));
        assert_eq!("tag:good".parse(), Ok(To::Named("tag:good".into())));
        assert!("yesterday".parse::<To>().is_err());
    }
}
