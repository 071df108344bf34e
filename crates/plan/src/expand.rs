//! Nested stacks: opened where their holder is decided, so that what depends on them sees what is inside.

use crate::decide::{Decider, Nest, Wanted};
use crate::input::Refusal;
use crate::known::{Chosen, State};
use definition::Opened;
use model::plan::{Action, Reason};
use model::{StackId, StackPath};
use std::sync::Arc;

/// A stack of the tree, as the walk needs it.
pub(crate) struct Place {
    /// Its path.
    pub(crate) at: StackPath,
    /// Its path before its holder was renamed; mostly the same.
    pub(crate) from: StackPath,
    /// Its identity.
    pub(crate) id: StackId,
    /// Its name, for physical names.
    pub(crate) name: String,
    /// The slot that holds it.
    pub(crate) holder: Option<usize>,
    /// Whether a user wrote its template: only then can a new name mean an old resource. Members of groups are numbered by their type.
    pub(crate) written: bool,
}

impl Decider<'_, '_> {
    /// Opens the nested stack of a slot that was just decided, and decides what is inside.
    pub(crate) fn open(&mut self, wanted: &Wanted<'_>, slot: usize) -> Result<(), Refusal> {
        let path = &wanted.node.path;
        let Some(record) = self.slots.get(slot).map(|s| Arc::clone(&s.record)) else {
            return Ok(());
        };
        let members: Vec<_> = self.index.in_stack(&record.path.nested()).iter().map(|r| &***r).collect();
        // A group goes back to the members that the revision had: which were taken out since does not count.
        let bound = self.anchor(path).filter(|_| self.goes_back()).and_then(|binding| binding.identity.as_map());
        let kept = bound.unwrap_or(&record.data);
        let runtime = self.tree.runtime(path, &wanted.properties, kept, &members);
        let opened = self.tree.expand(path, &wanted.properties, &runtime).map_err(Refusal::Definition)?;
        let mut seen = model::incarnation::Incarnation::clone(&record);
        seen.path = path.clone();
        seen.applied = wanted.properties.clone();
        seen.data = runtime;
        let state = match opened {
            Opened::Open => State::Holder,
            Opened::Unknown => State::Shapeless,
        };
        self.chosen.insert(path.clone(), Chosen { record: Arc::new(seen), state });
        if opened == Opened::Unknown {
            if let Some(slot) = self.slots.get_mut(slot) {
                slot.nest = Nest::Unknown;
                if matches!(slot.verdict.action, Action::Keep) {
                    slot.verdict.action = Action::Update;
                }
                slot.verdict.reason = Reason::ValueUnknown;
                slot.verdict.notes.push("its shape becomes known while running; what is inside is planned then".into());
            }
            return Ok(());
        }
        let id = record.physical_id.as_deref().and_then(|id| id.parse().ok());
        let id = id.ok_or_else(|| Refusal::Input(format!("{path} holds a nested stack without an id")))?;
        self.stack(&Place {
            at: path.nested(),
            from: record.path.nested(),
            id,
            name: record.physical_name.clone(),
            holder: Some(slot),
            written: wanted.kind.is_none(),
        })?;
        self.divide(wanted, slot);
        Ok(())
    }
}
