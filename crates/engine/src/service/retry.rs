//! Trying again where somebody else was faster.

use super::{Error, Result};
use std::future::Future;

/// How often a request is read, judged and planned again after a lost race.
const TRIES: u32 = 5;

/// Runs `attempt` until it is not fenced off, a bounded number of times. Each attempt reads everything anew.
pub(super) async fn retry<T, A, F>(mut attempt: A) -> Result<T>
where
    A: FnMut() -> F + Send,
    F: Future<Output = Result<T>> + Send,
{
    let mut tries = 1;
    loop {
        match attempt().await {
            Err(Error::Store(store::Error::Fenced(_))) if tries < TRIES => tries += 1,
            other => return other,
        }
    }
}
