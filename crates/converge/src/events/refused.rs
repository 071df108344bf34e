//! An operation cannot be planned: it ends without having touched anything.

use crate::draft::Draft;
use crate::events::idle;
use crate::{Output, View};
use model::failure::Failure;
use model::revision::Revision;
use model::snapshot::Snapshot;
use model::stack::Stack;

pub(crate) fn on(
    view: &View<'_>,
    failure: Failure,
    tree: &[Stack],
    revision: Option<&Revision>,
    snapshot: Option<&Snapshot>,
) -> Output {
    let mut draft = Draft::new(view);
    let failure = (String::new(), failure);
    idle::close_open(&mut draft, view, tree, &failure);
    idle::fail(&mut draft, view, &failure, revision, snapshot);
    draft.finish()
}
