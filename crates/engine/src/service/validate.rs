//! A template checked without a stack: its parameters for user interfaces, or the first fault.

use super::submission::{self, Defaults};
use super::{Caller, Error, Result, Service, Validate, Validated};
use crate::planning::facts;
use definition::describe;
use model::goal::StackAction;
use model::{StackPath, Value};
use resource::live::Nothing;
use template::Environment;

/// The only code that Heat lets a client pass over: the service of a type is not there.
const IGNORABLE: &str = "99001";

impl Service {
    /// Checks a template as far as that can be done without values for all parameters.
    pub async fn validate(&self, caller: &Caller, request: Validate) -> Result<Validated> {
        let unknown: Vec<_> = request.ignore_errors.iter().filter(|code| *code != IGNORABLE).collect();
        if !unknown.is_empty() {
            let listed = Value::list(unknown.iter().map(|code| Value::str(code.as_str()))).python_repr();
            let message = format!("Invalid codes in ignore_errors : {listed}");
            return Err(Error::refused("HTTPBadRequest", "invalid_ignore_errors", message));
        }
        let defaults = Defaults { tags: Vec::new(), timeout_mins: None, disable_rollback: true };
        let mut submission =
            submission::assemble(&self.ctx.config.site, &request.sent, None, defaults, None)?.submission;
        submission.sent_at(self.ctx.store.now().await?);
        // As Heat calls it.
        let root = self.blank(caller, "dummy", StackAction::Create).await?;
        // That a parameter has no value yet is no fault of a template.
        let mut tree = facts::sketch(&self.ctx, &root, &submission)?;
        if request.ignore_errors.is_empty() {
            let order = tree.order(&StackPath::root()).unwrap_or_default();
            let unavailable = order.iter().find_map(|path| tree.unavailable(path));
            unavailable.map_or(Ok(()), |finding| Err(model::Diagnostics::from(finding)))?;
        }
        tree.form().into_result(())?;
        if request.show_nested {
            // What is wrong inside is told when a stack is made of it.
            tree.check(&Nothing, &mut |_, _| ());
        }
        let environment = Environment::from_map(&submission.environment).0;
        Ok(Validated { body: describe::answer(&tree, &environment, request.show_nested) })
    }
}
