//! Layers: a crate depends only on its own ring or a lower one, rings 0 to 2 stay pure, and drivers stay where they belong.

#![expect(clippy::expect_used, reason = "a test ends with what is not as it should be")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Ring of every crate; a crate that is not listed here fails the test (ARCHITECTURE.md, "The house").
const RINGS: &[(&str, u8)] = &[
    ("model", 0),
    ("yaml", 1),
    ("yaql", 1),
    ("template", 1),
    ("resource", 2),
    ("catalog", 2),
    ("definition", 2),
    ("plan", 2),
    ("converge", 2),
    ("invariants", 2),
    ("store", 3),
    ("store-sqlite", 3),
    ("api-types", 3),
    ("cloud", 3),
    ("cloud-fake", 3),
    ("engine", 4),
    ("api", 4),
    ("client", 4),
    ("carnot", 5),
    ("xtask", 6),
    ("plan-lab", 6),
    ("conformance", 6),
    ("fuzz", 6),
    ("benches", 6),
    ("bench-language", 6),
    ("test-house", 6),
    ("test-cloud", 6),
    ("test-sim", 6),
    ("test-api", 6),
    ("test-contract", 6),
];

/// Inside ring 2, who may use whom: a crate may use those before it in this list; converge and invariants read plans as data only.
const RING_2_ORDER: &[&str] = &["resource", "catalog", "definition", "plan"];

/// Third-party crates that only these crates may depend on directly (tools and tests may as well).
const WRAPPERS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store-sqlite"]),
    ("reqwest", &["client", "cloud"]),
    ("axum", &["api"]),
    ("libyaml-safer", &["yaml"]),
    ("aws-lc-rs", &["store-sqlite"]),
];

/// What rings 0 to 2 never depend on.
const IMPURE: &[&str] =
    &["tokio", "async-trait", "reqwest", "rusqlite", "axum", "tracing", "rand", "getrandom", "hyper"];

fn metadata() -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

/// Crate → direct dependencies (without those for tests).
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    packages
        .iter()
        .map(|package| {
            let needs = package["dependencies"].as_array().expect("dependencies").iter();
            let needs = needs.filter(|d| d["kind"].is_null()).map(|d| text(&d["name"])).collect();
            (text(&package["name"]), needs)
        })
        .collect()
}

fn ring(name: &str) -> Option<u8> {
    RINGS.iter().find(|(crate_name, _)| *crate_name == name).map(|(_, ring)| *ring)
}

#[test]
fn every_crate_has_a_ring_and_every_ring_entry_a_crate() {
    let crates: BTreeSet<String> = dependencies().into_keys().collect();
    let listed: BTreeSet<String> = RINGS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(crates, listed);
}

#[test]
fn dependencies_point_down() {
    for (name, needs) in dependencies() {
        for need in needs {
            let (Some(own), Some(other)) = (ring(&name), ring(&need)) else { continue };
            assert!(other <= own, "{name} (ring {own}) depends on {need} (ring {other})");
        }
    }
}

#[test]
fn ring_two_keeps_its_order() {
    for (name, needs) in dependencies() {
        if ring(&name) != Some(2) {
            continue;
        }
        let place = |crate_name: &str| RING_2_ORDER.iter().position(|c| *c == crate_name);
        for need in needs.iter().filter(|need| ring(need) == Some(2)) {
            let allowed = match (place(&name), place(need)) {
                (Some(own), Some(other)) => other < own,
                // converge and invariants know types, not trees or the planner.
                (None, Some(other)) => other <= 1,
                _ => false,
            };
            assert!(allowed, "{name} must not depend on {need}");
        }
    }
}

#[test]
fn rings_zero_to_two_are_pure() {
    for (name, needs) in dependencies() {
        if ring(&name).is_some_and(|ring| ring <= 2) {
            for need in IMPURE {
                assert!(!needs.contains(*need), "{name} is pure and must not depend on {need}");
            }
        }
    }
}

#[test]
fn drivers_stay_where_they_belong() {
    for (name, needs) in dependencies() {
        if ring(&name) == Some(6) {
            continue;
        }
        for (driver, homes) in WRAPPERS {
            assert!(!needs.contains(*driver) || homes.contains(&name.as_str()), "{name} must not depend on {driver}");
        }
    }
}
