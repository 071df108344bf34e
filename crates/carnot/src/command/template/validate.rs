//! `carnot template validate`.

use super::{Args, Material, each};
use crate::ambient;
use crate::out;
use crate::render::diagnostic;
use anyhow::Result;
use model::{Diagnostics, SourceId};

/// Checks a template. Findings go to stderr; nothing is printed on stdout.
pub(super) async fn run(args: &Args) -> Result<()> {
    let mut material = Material::gather(args).await?;
    let (_, mut findings) = template::Template::parse(&material.submission.template, SourceId(0), None);
    if !findings.has_errors() {
        material.assume();
        match material.tree() {
            Ok(mut tree) => findings.extend(each(&mut tree, &mut |_, _| ())),
            Err(refused) => findings = refused,
        }
    }
    if findings.has_errors() {
        return Err(material.refused(&findings));
    }
    report(&material, &findings);
    Ok(())
}

fn report(material: &Material, findings: &Diagnostics) {
    let find = diagnostic::in_packed(&material.packed);
    let shown = diagnostic::all(findings, &find, ambient::stderr().colour);
    if !shown.is_empty() {
        out::note(&shown);
    }
    let files = material.packed.origins.len();
    out::note(&format!("{files} {} in order", if files == 1 { "file is" } else { "files are" }));
}
