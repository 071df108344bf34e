//! Parameter groups.

use super::{ParameterGroup, Parameters};
use crate::codes;
use crate::parse::Cursor;
use model::{Diagnostic, Span};
use std::sync::Arc;
use yaml::Node;

const PSEUDO: &[&str] = &["OS::stack_id", "OS::stack_name", "OS::project_id"];

/// Reads the section; each parameter belongs to one group at most, and must exist.
pub(crate) fn read(cursor: &mut Cursor<'_>, section: Option<&Node>, parameters: &Parameters) -> Vec<ParameterGroup> {
    let Some(section) = section.filter(|node| !node.is_falsy()) else { return Vec::new() };
    let Some(items) = section.as_list() else {
        refuse(cursor, "", "The parameter_groups should be a list.", section.span);
        return Vec::new();
    };
    let mut seen: Vec<Arc<str>> = Vec::new();
    let mut groups = Vec::new();
    for item in items {
        let text = |key: &str| item.get(key).filter(|node| !node.is_null()).map(|node| node.to_value().python_str());
        let label = text("label");
        let place = label.clone().unwrap_or_default();
        if item.as_map().is_none() {
            let message = format!("'{}' object has no attribute 'get'", item.python_type());
            let finding = Diagnostic::error(codes::GROUP, message).class("AttributeError");
            cursor.push(finding.at("parameter_groups", item.span).hint("a group is a mapping"));
            continue;
        }
        let Some(given) = item.get("parameters").filter(|node| !node.is_null()) else {
            refuse(cursor, &place, "The parameters must be provided for each parameter group.", item.span);
            continue;
        };
        let Some(names) = given.as_list() else {
            refuse(cursor, &place, "The parameters of parameter group should be a list.", given.span);
            continue;
        };
        let mut members = Vec::new();
        for node in names {
            let name: Arc<str> = node.as_text().cloned().unwrap_or_else(|| node.to_value().python_str().into());
            if seen.contains(&name) {
                let message = format!("The {name} parameter must be assigned to one parameter group only.");
                refuse(cursor, &place, &message, node.span);
            } else if !parameters.contains_key(&name) && !PSEUDO.contains(&&*name) {
                let message = format!("The grouped parameter {name} does not reference a valid parameter.");
                refuse(cursor, &place, &message, node.span);
            }
            seen.push(name.clone());
            members.push(name);
        }
        groups.push(ParameterGroup {
            label: label.map(Into::into),
            description: text("description").map(Into::into),
            parameters: members,
        });
    }
    groups
}

fn refuse(cursor: &mut Cursor<'_>, label: &str, message: &str, span: Span) {
    let path = if label.is_empty() { "parameter_groups".to_owned() } else { format!("parameter_groups.{label}") };
    let place = if label.is_empty() && message.contains("should be a list.") && !message.contains("parameters of") {
        "parameter_groups".to_owned()
    } else {
        format!("parameter_groups.{label}")
    };
    let message = format!("Parameter Groups error: {place}: {message}");
    cursor.push(Diagnostic::error(codes::GROUP, message).at(path, span));
}
