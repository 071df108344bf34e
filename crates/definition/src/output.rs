//! Outputs of open stacks.

use crate::evaluate::Eval;
use crate::scope::Scope;
use crate::{Output, Tree, build};
use indexmap::IndexMap;
use model::value::Value;
use resource::Live;

/// All outputs. One whose condition does not hold is null, as in Heat; one whose condition is wrong has no value.
pub(crate) fn all(tree: &Tree, scope: &Scope, live: &dyn Live) -> IndexMap<String, Output> {
    let eval = Eval::new(tree, scope, live);
    let outputs = scope.template.outputs.values();
    outputs
        .map(|output| {
            let value = match output.condition.as_ref().map(|condition| eval.holds(condition)) {
                Some(Ok(Value::Bool(false))) => Ok(Value::Null),
                None | Some(Ok(Value::Bool(true))) => eval.value(&output.value),
                Some(other) => other,
            };
            let value = value.map_err(|finding| build::in_file(scope, finding));
            let description = output.description.as_ref().map(|text| text.to_string());
            (output.name.to_string(), Output { value, description })
        })
        .collect()
}
