//! The types of `OS::Neutron` on the cloud in memory and on a real one: each scenario is one test a cloud.

#![expect(clippy::unwrap_used, reason = "a test ends with what is not as it should be")]

mod lost;
mod network;
mod port;
mod router;
mod security;

use model::failure::Failure;
use model::request::Reply;
use serde_json::Value as Json;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use test_cloud::{Object, Place, call};

/// A cloud for one scenario, with numbers that no other scenario and no other run has.
pub(crate) struct Stage<'a> {
    pub(crate) place: &'a dyn Place,
}

static COUNT: AtomicU64 = AtomicU64::new(1);

impl Stage<'_> {
    /// A number that nobody else has.
    #[expect(clippy::disallowed_methods, reason = "objects of several runs on one real cloud must not be mixed up")]
    pub(crate) fn number(&self) -> u128 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        since * 1000 + u128::from(COUNT.fetch_add(1, Ordering::SeqCst))
    }

    /// An object that is to be.
    pub(crate) fn object(&self, kind: &str, properties: Json) -> Object {
        Object::new(&format!("OS::Neutron::{kind}"), self.number(), properties)
    }

    /// An object that is.
    pub(crate) async fn made(&self, kind: &str, properties: Json) -> Object {
        let mut object = self.object(kind, properties);
        object.create(self.place).await.unwrap();
        object
    }

    /// Ends objects, the last first.
    pub(crate) async fn end(&self, objects: impl IntoIterator<Item = Object>) {
        let mut objects: Vec<Object> = objects.into_iter().collect();
        while let Some(mut object) = objects.pop() {
            object.delete(self.place).await.unwrap();
        }
    }

    /// A call past the types: somebody else's hand.
    pub(crate) async fn by_hand(&self, method: &str, path: &str, body: Json) -> Result<Reply, Failure> {
        self.place.call(&call(method, path, body)).await
    }
}

/// One scenario, as a test on the cloud in memory and with the feature `real` as a test on a real one.
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        $(
            mod $name {
                #[tokio::test(start_paused = true)]
                async fn in_memory() {
                    let fake = cloud_fake::Fake::new(1);
                    super::$name(&crate::Stage { place: &fake }).await;
                }

                #[cfg(feature = "real")]
                #[tokio::test]
                async fn real() {
                    super::$name(&crate::Stage { place: &test_cloud::real() }).await;
                }
            }
        )*
    };
}
pub(crate) use scenarios;
