//! The real cloud, for tests that were asked to use one.

use cloud::Session;
use std::collections::BTreeMap;
use std::path::Path;

/// The real cloud that `CARNOT_TEST_CLOUD` names. A test fails without it.
#[expect(clippy::disallowed_methods, reason = "a test is told by its environment which cloud there is")]
pub fn real() -> Session {
    let name = std::env::var("CARNOT_TEST_CLOUD").unwrap_or_default();
    let env: BTreeMap<String, String> = std::env::vars().collect();
    let config = cloud::config::load(Some(&name), &env, Path::new(".")).and_then(|config| {
        let wrong = |why: String| cloud::config::Error::Wrong { name: name.clone(), why };
        Session::open(config).map_err(|error| wrong(error.to_string()))
    });
    #[expect(clippy::panic, reason = "a cloud that is asked for and cannot be used fails the test")]
    config.unwrap_or_else(|error| panic!("CARNOT_TEST_CLOUD: {error}"))
}
