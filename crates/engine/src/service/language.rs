//! The versions of the template language, and the functions of each.

use super::{Error, FunctionView, Result, Service, VersionView};
use template::Version;
use template::functions::table;

impl Service {
    /// The versions of the template language, as Heat lists them.
    pub fn template_versions(&self) -> Vec<VersionView> {
        let view = |version: Version| VersionView {
            version: format!("{}.{}", version.key(), version.date()),
            kind: if version.is_hot() { "hot" } else { "cfn" }.to_owned(),
            aliases: version.alias().map(|alias| format!("{}.{alias}", version.key())).into_iter().collect(),
        };
        Version::all().map(view).collect()
    }

    /// The functions of a version, by name.
    pub fn template_functions(&self, version: &str, with_conditions: bool) -> Result<Vec<FunctionView>> {
        let found = Version::of_name(version).ok_or_else(|| {
            let message = format!("Template with version {version} not found");
            Error::refused("NotFound", "unknown_version", message)
        })?;
        let view = |row: &table::Row| FunctionView { function: row.name.to_owned(), description: row.about.to_owned() };
        Ok(table::functions(found, with_conditions).map(view).collect())
    }
}
