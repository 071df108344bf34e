//! Every scenario against the real binary on SQLite: one server, one stack each.

use test_contract::play::{Target, play};
use test_contract::scenario;
use test_contract::server::Server;

#[tokio::test]
async fn every_scenario_holds() {
    let server = Server::start("scenarios").expect("the server starts");
    server.ready().await.expect("the server answers");
    let mut failures = Vec::new();
    for scenario in scenario::all().expect("scenarios can be read") {
        let endpoint = server.endpoint(&scenario.id.to_lowercase()).expect("an endpoint");
        if let Err(error) = play(&endpoint, Target::Carnot, &scenario).await {
            failures.push(format!("{} ({}): {error:#}", scenario.id, scenario.title));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
