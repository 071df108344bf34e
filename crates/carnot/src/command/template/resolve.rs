//! `carnot template resolve`: the resources that a template comes to, through all nested stacks, with what is known before anything exists.

use super::{Args, Material, each};
use crate::out::{self, Data};
use anyhow::Result;
use serde_json::json;

/// Lists the resources with their properties.
pub(super) async fn run(args: &Args) -> Result<()> {
    let mut material = Material::gather(args).await?;
    let missing = material.assume();
    if !missing.is_empty() {
        out::note(&format!("note: no value is given for {}: what depends on it is not known", missing.join(", ")));
    }
    let mut tree = material.tree().map_err(|findings| material.refused(&findings))?;
    let mut rows = Vec::new();
    let findings = each(&mut tree, &mut |node, evaluated| {
        let requires: Vec<&str> = node.requires.iter().map(model::ResourcePath::name).collect();
        rows.push(vec![
            json!(node.path.as_str()),
            json!(node.type_name),
            json!(requires),
            evaluated.properties.masked().to_json(),
        ]);
    });
    if findings.has_errors() {
        return Err(material.refused(&findings));
    }
    let columns = vec![("path", "Resource"), ("type", "Type"), ("requires", "Requires"), ("properties", "Properties")];
    Ok(out::print(&args.shape, &Data::List { columns, rows })?)
}
