//! How many calls go to one service at once.

use crate::service;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A counter for every service that was called.
#[derive(Debug)]
pub(crate) struct Gates {
    width: usize,
    gates: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Gates {
    pub(crate) fn new(width: usize) -> Self {
        Self { width: width.max(1), gates: Mutex::default() }
    }

    /// Waits until a call may go to a service. It ends when what is returned is dropped; `None` never comes, the gates are not closed.
    pub(crate) async fn pass(&self, service: &str) -> Option<OwnedSemaphorePermit> {
        let gate = {
            let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
            let gate = gates.entry(service::canonical(service).to_owned());
            Arc::clone(gate.or_insert_with(|| Arc::new(Semaphore::new(self.width))))
        };
        gate.acquire_owned().await.ok()
    }
}
