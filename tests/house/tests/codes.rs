//! The page of codes is what the sources say: `CARNOT_BLESS=1 cargo test -p test-house` writes it anew.

#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test ends with what is not as it should be")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Crates whose `codes.rs` lists codes: `/// meaning` above a constant, or `NAME = "CODE", "meaning"` in a table.
const CRATES: &[&str] = &["yaml", "yaql", "template", "definition"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn codes() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for name in CRATES {
        let text = fs::read_to_string(root().join(format!("crates/{name}/src/codes.rs"))).expect("a list of codes");
        let mut comment = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("///") {
                comment = format!("{comment} {}", words.trim()).trim().to_owned();
                continue;
            }
            let quoted: Vec<&str> = line.split('"').collect();
            match quoted[..] {
                [_, code, _, meaning, _] if code.len() == 5 => found.insert(code.to_owned(), meaning.to_owned()),
                [_, code, _] if code.len() == 5 => found.insert(code.to_owned(), comment.clone()),
                _ => None,
            };
            comment.clear();
        }
    }
    found
}

fn page() -> String {
    let mut page = String::from(
        "# Codes of diagnostics\n\nEvery finding about an input carries one. `Y` YAML, `T` template, `E` environment, `D` definition, `Q` YAQL. \
         Made from the sources.\n\n| code | what is wrong |\n|---|---|\n",
    );
    for (code, meaning) in codes() {
        page.push_str(&format!("| `{code}` | {meaning} |\n"));
    }
    page
}

#[test]
fn the_page_of_codes_is_up_to_date() {
    let path = root().join("docs/reference/codes.md");
    if std::env::var_os("CARNOT_BLESS").is_some() {
        fs::write(&path, page()).expect("the page can be written");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), page(), "bless it with CARNOT_BLESS=1");
}
