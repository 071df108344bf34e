//! `yaql: {expression, data}`. An expression that stands in the template is parsed with it.

use super::Function;
use crate::parse::{Cursor, Fault};
use crate::{Expr, ExprKind};
use std::sync::Arc;
use yaml::Node;

pub(super) fn read(cursor: &mut Cursor<'_>, name: &str, args: &Node) -> Result<Function, Fault> {
    let fields = cursor.fields(args).ok_or_else(|| Fault::kind(format!("Arguments to \"{name}\" must be a map.")))?;
    let known = |key: &str| key == "expression" || key == "data";
    let surplus = fields.keys().any(|key| !key.is_text() || !known(key.as_str()));
    let Some(expression) = fields.get("expression").filter(|_| !surplus) else {
        return Err(Fault::key(format!(
            "\"{name}\" syntax should be {name}:\n              expression: $.data.var1.sum()\n              data:\n                \
             var1: [3, 2, 1]"
        )));
    };
    let parsed = parsed(expression, name)?;
    Ok(Function::Yaql { expression: expression.clone(), parsed, data: fields.get("data").cloned() })
}

/// What the expression says; none if that is not known before it is evaluated.
fn parsed(expression: &Expr, name: &str) -> Result<Option<Arc<yaql::Expression>>, Fault> {
    let text = match &expression.kind {
        ExprKind::Literal(_) | ExprKind::List(_) | ExprKind::Map(_) => expression.as_text(),
        ExprKind::Call(_) | ExprKind::Invalid(_) => return Ok(None),
    };
    let Some(text) = text else {
        let message = format!("The \"expression\" argument to {name} must contain a string.");
        return Err(Fault::kind(message).late());
    };
    match yaql::parse(text) {
        Ok(parsed) => Ok(Some(Arc::new(parsed))),
        Err(error) => Err(Fault::value(format!("Bad expression {error}.")).late()),
    }
}
