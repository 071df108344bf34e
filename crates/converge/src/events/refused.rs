//! An operation cannot be planned: it ends without having touched anything.

use crate::draft::Draft;
use crate::events::idle;
use crate::{Output, View};
use model::failure::Failure;
use model::revision::Revision;
use model::snapshot::Snapshot;

pub(crate) fn on(
    view: &View<'_>,
    failure: Failure,
    revision: Option<&Revision>,
    snapshot: Option<&Snapshot>,
) -> Output {
    let mut draft = Draft::new(view);
    idle::fail(&mut draft, view, &(String::new(), failure), revision, snapshot);
    draft.finish()
}
