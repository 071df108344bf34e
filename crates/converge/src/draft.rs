//! Collects what an event leads to, and makes events of what happens to records and stacks.

use crate::{Effect, Output, View};
use model::event::Event;
use model::goal::{StackAction, Status};
use model::incarnation::Incarnation;
use model::journal::{JournalEntry, Note};
use model::operation::Operation;
use model::stack::Stack;
use model::step::StepRow;
use model::value::Value;
use model::write::Write;
use model::{EventId, IncarnationId};

pub(crate) struct Draft<'a> {
    view: &'a View<'a>,
    output: Output,
    drawn: u128,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(view: &'a View<'a>) -> Self {
        Self { view, output: Output::default(), drawn: 0 }
    }

    pub(crate) fn finish(self) -> Output {
        self.output
    }

    pub(crate) fn effect(&mut self, effect: Effect) {
        self.output.effects.push(effect);
    }

    pub(crate) fn write(&mut self, write: Write) {
        self.output.writes.push(write);
    }

    pub(crate) fn operation(&mut self, operation: Operation) {
        self.write(Write::Operation(Box::new(operation)));
    }

    pub(crate) fn step(&mut self, row: StepRow, release: Vec<u32>) {
        self.write(Write::Step { row: Box::new(row), release });
    }

    /// Keeps a record; an earlier draft of the same record gives way.
    pub(crate) fn record(&mut self, record: &Incarnation) {
        let drafted = self.output.writes.iter_mut().find_map(|write| match write {
            Write::Incarnation(old) if old.id == record.id => Some(old),
            _ => None,
        });
        match drafted {
            Some(old) => (**old).clone_from(record),
            None => self.write(Write::Incarnation(Box::new(record.clone()))),
        }
    }

    /// A record as this draft has it by now, to be changed.
    pub(crate) fn latest(&self, record: &Incarnation) -> Incarnation {
        let drafted = self.output.writes.iter().find_map(|write| match write {
            Write::Incarnation(drafted) if drafted.id == record.id => Some((**drafted).clone()),
            _ => None,
        });
        drafted.unwrap_or_else(|| record.clone())
    }

    /// Keeps a stack's row.
    pub(crate) fn stack(&mut self, stack: &Stack) {
        self.write(Write::Stack(Box::new(stack.clone())));
    }

    pub(crate) fn journal(&mut self, step: u32, about: Option<IncarnationId>, note: Note) {
        let entry = JournalEntry {
            operation: self.view.operation.id,
            step,
            incarnation: about,
            epoch: self.view.operation.epoch,
            at: self.view.now,
            note,
        };
        self.write(Write::Journal(entry));
    }

    /// Gives a record another state, and tells it as an event if it is another.
    pub(crate) fn state(&mut self, record: &mut Incarnation, action: StackAction, status: Status, reason: &str) {
        let changed = (record.action, record.status) != (action, status);
        record.action = action;
        record.status = status;
        reason.clone_into(&mut record.status_reason);
        record.updated_at = self.view.now;
        if changed {
            self.resource_event(record);
        }
    }

    /// Tells something about a record that does not change it.
    pub(crate) fn tell(&mut self, record: &Incarnation, reason: &str) {
        self.resource_event(&Incarnation { status_reason: reason.to_owned(), ..record.clone() });
    }

    fn resource_event(&mut self, record: &Incarnation) {
        let properties = record.attempted.as_ref().unwrap_or(&record.applied).masked();
        let physical = record.physical_id.clone().unwrap_or_else(|| record.physical_name.clone());
        let event = Event {
            id: self.draw(),
            stack: record.stack,
            root: record.root,
            resource_name: record.path.name().to_owned(),
            physical_id: Some(physical),
            resource_type: record.type_name.clone(),
            action: record.action,
            status: record.status,
            reason: record.status_reason.clone(),
            properties,
            operation: Some(self.view.operation.id),
            at: self.view.now,
        };
        self.write(Write::Event(Box::new(event)));
    }

    /// Gives a stack another state, tells it as an event, and keeps the row.
    pub(crate) fn stack_state(&mut self, stack: &mut Stack, action: StackAction, status: Status, reason: String) {
        stack.action = action;
        stack.status = status;
        stack.status_reason = reason;
        let event = Event {
            id: self.draw(),
            stack: stack.id,
            root: stack.root,
            resource_name: stack.name.clone(),
            physical_id: Some(stack.id.to_string()),
            resource_type: "OS::Heat::Stack".to_owned(),
            action,
            status,
            reason: stack.status_reason.clone(),
            properties: Value::Null,
            operation: Some(self.view.operation.id),
            at: self.view.now,
        };
        self.write(Write::Event(Box::new(event)));
        self.stack(stack);
    }

    fn draw(&mut self) -> EventId {
        let bytes = self.view.nonce.wrapping_add(self.drawn).to_be_bytes();
        self.drawn += 1;
        // The version and variant bits lie above the bits that the counting changes, except after 2^62 of them.
        EventId(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
}
