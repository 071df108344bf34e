//! The scenarios of `tests/contract/scenarios`, played in this process: the service, one worker, the store in memory, virtual time.
//!
//! Each ends with the common postconditions of rollback.md section 5. The same files are played over HTTP by `tests/contract`.

use crate::world::play::play;
use serde_json::Value as Json;
use std::path::Path;

fn scenario(file: &str) -> Json {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/scenarios");
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let (node, findings) = yaml::parse(&text, model::SourceId(0), None, yaml::Limits::default());
    assert!(!findings.has_errors(), "{findings}");
    node.unwrap().to_value().to_json()
}

macro_rules! scenarios {
    ($($name:ident = $file:literal;)*) => {$(
        #[tokio::test]
        async fn $name() {
            play(&scenario($file)).await;
        }
    )*

        /// A scenario that nobody plays is a mistake.
        #[test]
        fn every_file_is_played() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract/scenarios");
            let mut files: Vec<_> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            files.sort();
            assert_eq!(files, [$($file),*]);
        }
    };
}

scenarios! {
    s18_a_generated_secret_is_superseded = "s18-generated-secret.yaml";
    s19_an_update_in_place_fails = "s19-in-place-failure.yaml";
    s21_only_a_parameter_changes = "s21-parameter-only.yaml";
    s22_the_failed_update_made_new_objects = "s22-new-objects.yaml";
    s27_two_updates_fail = "s27-two-failures.yaml";
    s28_an_update_is_overtaken = "s28-overtaken-update.yaml";
    s32_the_root_fails_after_a_nested_stack_ended = "s32-root-fails-after-nested.yaml";
    s33_a_nested_stack_fails = "s33-nested-fails.yaml";
    s34_a_group_shrinks = "s34-group-scale-down.yaml";
    s37_a_condition_flips = "s37-condition-flips.yaml";
    s38_a_resource_is_renamed = "s38-renamed.yaml";
    s39_only_the_registry_changes = "s39-registry-change.yaml";
    s44_a_create_fails = "s44-failed-create.yaml";
}
