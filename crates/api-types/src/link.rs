//! Links of Heat's answers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where something is found, and what it is to the thing that carries the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Link {
    /// An absolute URL.
    pub href: String,
    /// `self`, `stack`, `resource`, `nested`, `root_stack`, `next`…
    pub rel: String,
}

impl Link {
    /// The address of relation `rel` in a list of links.
    pub fn find<'a>(links: &'a [Link], rel: &str) -> Option<&'a str> {
        links.iter().find(|link| link.rel == rel).map(|link| link.href.as_str())
    }
}
