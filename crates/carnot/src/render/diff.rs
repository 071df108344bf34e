//! The difference of two revisions for people.

use crate::out::{Paint, Style};
use api_types::revision::{Change, Diff};
use serde_json::Value as Json;

/// The text, ended by a line break.
pub(crate) fn diff(diff: &Diff, style: Style) -> String {
    let mut text = style.paint(Paint::Bold, &format!("From revision {} to revision {}:", diff.from, diff.to)) + "\n";
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n{title}\n");
            lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
    };
    section("Template", diff.template.iter().map(|change| line(change, style)).collect());
    section("Environment", diff.environment.iter().map(|change| line(change, style)).collect());
    section("Files", diff.files.iter().map(|file| format!("~ {file}")).collect());
    // A revision that was not reached has no objects of its own: that is no difference.
    let reached =
        diff.bindings.iter().any(|slot| slot.before.is_some()) && diff.bindings.iter().any(|slot| slot.after.is_some());
    let bound = diff.bindings.iter().filter(|_| reached).map(|slot| {
        let [before, after] = [&slot.before, &slot.after].map(|id| id.clone().map(Json::String));
        sided(&slot.path, before.as_ref(), after.as_ref(), style)
    });
    section("Objects", bound.collect());
    if text.lines().count() == 1 {
        text += "\nThere is no difference.\n";
    }
    text
}

fn line(change: &Change, style: Style) -> String {
    sided(&change.path, change.before.as_ref(), change.after.as_ref(), style)
}

fn sided(path: &str, before: Option<&Json>, after: Option<&Json>, style: Style) -> String {
    let shown = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match (before, after) {
        (Some(before), Some(after)) => {
            style.paint(Paint::Warn, &format!("~ {path}")) + &format!(": {} -> {}", shown(before), shown(after))
        }
        (None, Some(after)) => style.paint(Paint::Good, &format!("+ {path}")) + &format!(": {}", shown(after)),
        (Some(before), None) => style.paint(Paint::Bad, &format!("- {path}")) + &format!(": {}", shown(before)),
        (None, None) => format!("~ {path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api_types::revision::Rebound;
    use serde_json::json;

    #[test]
    fn each_side_is_shown() {
        let change =
            |path: &str, before: Option<Json>, after: Option<Json>| Change { path: path.into(), before, after };
        let it = Diff {
            from: 1,
            to: 2,
            template: vec![
                change("resources.gate.properties.fail", Some(json!(false)), Some(json!(true))),
                change("resources.extra", None, Some(json!({"type": "OS::Heat::None"}))),
                change("outputs.old", Some(json!("x")), None),
            ],
            environment: vec![],
            files: vec!["file:///app.yaml".into()],
            bindings: vec![Rebound { path: "app/secret".into(), before: Some("a".into()), after: Some("b".into()) }],
        };
        insta::assert_snapshot!(diff(&it, Style { colour: false }), @r#"
        From revision 1 to revision 2:

        Template
          ~ resources.gate.properties.fail: false -> true
          + resources.extra: {"type":"OS::Heat::None"}
          - outputs.old: x

        Files
          ~ file:///app.yaml

        Objects
          ~ app/secret: a -> b
        "#);
        assert!(diff(&Diff::default(), Style { colour: false }).contains("no difference"));
    }
}
