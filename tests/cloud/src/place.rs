//! Where calls go: the cloud in memory, a real one, or either with one fault in between.

use async_trait::async_trait;
use cloud::Session;
use cloud_fake::Fake;
use model::failure::{Failure, FailureKind};
use model::request::{Reply, Request};
use std::sync::Mutex;

/// A call to the network service, past the types.
pub fn call(method: &str, path: &str, body: serde_json::Value) -> Request {
    Request {
        service: "network".into(),
        method: method.into(),
        path: format!("/v2.0/{path}"),
        body: model::Value::from_json(body),
        idempotent: method != "POST",
        microversion: None,
    }
}

/// A cloud.
#[async_trait]
pub trait Place: Send + Sync {
    /// Makes a call.
    async fn call(&self, request: &Request) -> Result<Reply, Failure>;
}

#[async_trait]
impl Place for Session {
    async fn call(&self, request: &Request) -> Result<Reply, Failure> {
        Session::call(self, request, "").await
    }
}

#[async_trait]
impl Place for Fake {
    async fn call(&self, request: &Request) -> Result<Reply, Failure> {
        Fake::call(self, request)
    }
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has its effect, and the answer is lost.
    LostAnswer,
    /// It is lost on the way, and nobody can tell.
    LostCall,
}

/// A cloud on which the next call of one method goes wrong, once.
pub struct Faulty<'a> {
    place: &'a dyn Place,
    next: Mutex<Option<(&'static str, Fault)>>,
}

impl<'a> Faulty<'a> {
    /// The next call of `method` goes wrong.
    pub fn new(place: &'a dyn Place, method: &'static str, fault: Fault) -> Self {
        Self { place, next: Mutex::new(Some((method, fault))) }
    }
}

#[async_trait]
impl Place for Faulty<'_> {
    async fn call(&self, request: &Request) -> Result<Reply, Failure> {
        let fault = {
            let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            next.take_if(|(method, _)| *method == request.method).map(|(_, fault)| fault)
        };
        match fault {
            None => return self.place.call(request).await,
            Some(Fault::LostCall) => {}
            Some(Fault::LostAnswer) => _ = self.place.call(request).await,
        }
        Err(Failure::new(FailureKind::InDoubt, "ConnectFailure", "the answer was lost"))
    }
}
