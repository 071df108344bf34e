//! Waiting for a stack: events as they happen, a spinner where somebody watches.

use crate::ambient;
use crate::command::stack::Session;
use crate::exit::{Exit, Stop};
use crate::out::{self, Paint, Style};
use anyhow::Result;
use api_types::event::Event;
use api_types::stack::Stack;
use client::{EventQuery, StackRef};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// How deep events of nested stacks are shown.
const DEPTH: u32 = 10;

/// The longest pause between two looks.
const PAUSE: Duration = Duration::from_millis(1000);

/// What one waits for.
#[derive(Clone, Debug)]
pub(crate) struct Wait {
    /// The stack.
    pub(crate) stack: StackRef,
    /// `CREATE`, `UPDATE`, `ROLLBACK`…
    pub(crate) action: &'static str,
    /// The last event before it began.
    pub(crate) marker: Option<String>,
    /// Who is told of events; without it, stderr with a spinner.
    pub(crate) tell: Option<fn(&Event)>,
    /// Why the stack failed, as its first event about that says: a rollback that follows has a reason of its own.
    pub(crate) failure: Option<String>,
}

impl Wait {
    /// Notes where a stack stands, just before something is begun.
    pub(crate) async fn before(session: &Session, stack: &StackRef, action: &'static str) -> Result<Self> {
        let query = EventQuery { descending: true, limit: Some(1), nested_depth: DEPTH, ..EventQuery::default() };
        let last = session.client.events(stack, &query).await?;
        Ok(Self {
            stack: stack.clone(),
            action,
            marker: last.into_iter().next().map(|event| event.id),
            tell: None,
            failure: None,
        })
    }

    /// For a stack that has just been created.
    pub(crate) fn new(stack: &StackRef) -> Self {
        Self { stack: stack.clone(), action: "CREATE", marker: None, tell: None, failure: None }
    }

    /// Waits until nothing is under way; the stack as it is then, `None` if it does not exist any more.
    pub(crate) async fn end(&mut self, session: &Session) -> Result<Option<Stack>> {
        let watch = Watch::new(self);
        let mut pause = Duration::from_millis(50);
        let (mut quiet, mut ended) = (0, false);
        loop {
            let fresh = match self.events(session).await {
                Err(client::Error::Fault(fault)) if fault.status == 404 => return Ok(None),
                events => events?,
            };
            quiet = if fresh.is_empty() { quiet + 1 } else { 0 };
            ended |= fresh.iter().any(|event| ends(event, &self.stack));
            for event in fresh.iter().inspect(|event| watch.event(event)).filter(|event| fails(event, &self.stack)) {
                self.failure = self.failure.take().or_else(|| event.resource_status_reason.clone());
            }
            let stack = match session.client.stack(&self.stack, false).await {
                Err(client::Error::Fault(fault)) if fault.status == 404 => return Ok(None),
                stack => stack?,
            };
            watch.status(stack.stack_status.as_deref().unwrap_or_default(), &self.done(session, &stack, &watch).await);
            // A server may answer a request before its stack shows that something is under way, or may not tell events of it.
            if settled(&stack) && ended || idle(&stack) && quiet > 5 {
                self.events(session).await.unwrap_or_default().iter().for_each(|event| watch.event(event));
                return Ok(Some(stack));
            }
            ambient::sleep(pause).await;
            pause = (pause * 3 / 2).min(PAUSE);
        }
    }

    /// Waits, and fails unless the action completed.
    pub(crate) async fn completed(mut self, session: &Session) -> Result<Option<Stack>> {
        let (name, action) = (self.stack.name.clone(), self.action);
        let stack = self.end(session).await?;
        match &stack {
            None if action == "DELETE" => {}
            None => return Err(Stop::new(Exit::Unsuccessful, format!("{name} does not exist any more")).into()),
            Some(stack) if stack.stack_status.as_deref() == Some(&format!("{action}_COMPLETE")) => {}
            Some(stack) => return Err(self.unsuccessful(stack).into()),
        }
        Ok(stack)
    }

    fn unsuccessful(&self, stack: &Stack) -> Stop {
        let name = &self.stack.name;
        let status = stack.stack_status.as_deref().unwrap_or_default();
        let reason = stack.stack_status_reason.as_deref().unwrap_or_default();
        if let Some(failure) = self.failure.as_ref().filter(|_| status == "ROLLBACK_COMPLETE") {
            return Stop::new(Exit::Unsuccessful, format!("{name} was rolled back: {failure}"));
        }
        let stop = Stop::new(Exit::Unsuccessful, format!("{name} is {status}: {reason}"));
        match status {
            "UPDATE_FAILED" => stop.hint(format!("`carnot stack rollback {name}` shows the way back")),
            "CREATE_FAILED" => stop.hint(format!("`carnot stack rollback {name} --to empty` removes what was made")),
            "ROLLBACK_FAILED" => stop.hint(format!("`carnot stack rollback {name} --resume` goes on where it stopped")),
            _ => stop,
        }
    }

    /// How far the operation under way is; empty where nobody watches or the server does not tell.
    async fn done(&self, session: &Session, stack: &Stack, watch: &Watch) -> String {
        let operation = stack.carnot.as_ref().and_then(|history| history.operation.as_ref());
        let Some(operation) = operation.filter(|_| watch.bar.is_some()) else { return String::new() };
        let Ok(operation) = session.client.operation(&self.stack, operation).await else { return String::new() };
        let ended = operation.steps.iter().filter(|step| matches!(step.status.as_str(), "done" | "failed" | "skipped"));
        format!(" · {} of {} steps", ended.count(), operation.steps.len())
    }

    async fn events(&mut self, session: &Session) -> client::Result<Vec<Event>> {
        let query = EventQuery { nested_depth: DEPTH, marker: self.marker.clone(), ..EventQuery::default() };
        let events = session.client.events(&self.stack, &query).await?;
        if let Some(last) = events.last() {
            self.marker = Some(last.id.clone());
        }
        Ok(events)
    }
}

/// Whether the event is the end of something that the whole stack did.
fn ends(event: &Event, stack: &StackRef) -> bool {
    event.physical_resource_id.as_ref() == Some(&stack.id) && !event.resource_status.ends_with("_IN_PROGRESS")
}

/// Whether the event says that something that the whole stack did failed.
fn fails(event: &Event, stack: &StackRef) -> bool {
    ends(event, stack) && event.resource_status.ends_with("_FAILED")
}

/// Whether nothing is under way.
fn idle(stack: &Stack) -> bool {
    !stack.stack_status.as_deref().unwrap_or_default().ends_with("_IN_PROGRESS")
}

/// Whether nothing is under way and nothing follows by itself: a failure may start a rollback.
fn settled(stack: &Stack) -> bool {
    let rolls_back = matches!(stack.stack_status.as_deref(), Some("CREATE_FAILED" | "UPDATE_FAILED"));
    idle(stack) && (stack.disable_rollback || !rolls_back)
}

/// What somebody sees while waiting.
struct Watch {
    bar: Option<ProgressBar>,
    style: Style,
    name: String,
    tell: Option<fn(&Event)>,
}

impl Watch {
    fn new(wait: &Wait) -> Self {
        let stream = ambient::stderr();
        let bar = (stream.terminal && wait.tell.is_none()).then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} · {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { bar, style: Style { colour: stream.colour }, name: wait.stack.name.clone(), tell: wait.tell }
    }

    fn event(&self, event: &Event) {
        if let Some(tell) = self.tell {
            return tell(event);
        }
        let line = line(event, self.style);
        match &self.bar {
            Some(bar) => bar.println(line),
            None => out::note(&line),
        }
    }

    fn status(&self, status: &str, done: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{} {status}{done}", self.name));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The name of the stack that links point to.
pub(crate) fn stack_of(links: &[api_types::Link]) -> &str {
    let href = api_types::Link::find(links, "stack").unwrap_or_default();
    href.split_once("/stacks/").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default()
}

/// An event in one line.
pub(crate) fn line(event: &Event, style: Style) -> String {
    let stack = stack_of(&event.links);
    let name = &event.resource_name;
    let place = if stack.is_empty() || stack == name { name.clone() } else { format!("{stack}.{name}") };
    let time =
        event.event_time.split_once('T').map_or(event.event_time.as_str(), |(_, time)| time.trim_end_matches('Z'));
    let status = format!("{:<20}", event.resource_status);
    let paint = match event.resource_status.rsplit_once('_').map(|(_, status)| status) {
        Some("FAILED") => Paint::Bad,
        Some("COMPLETE") => Paint::Good,
        _ => Paint::Dim,
    };
    let reason =
        event.resource_status_reason.as_deref().filter(|reason| *reason != "state changed").unwrap_or_default();
    format!("{time}  {}  {place}  {reason}", style.paint(paint, &status)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line() {
        let link = api_types::Link { href: "http://h/v1/p/stacks/web/1-2".into(), rel: "stack".into() };
        let event = Event {
            links: vec![link],
            event_time: "2026-11-22T18:20:05Z".into(),
            resource_name: "gate".into(),
            resource_status: "UPDATE_FAILED".into(),
            resource_status_reason: Some("ValueError: resources.gate: Test Resource failed gate".into()),
            ..Event::default()
        };
        assert_eq!(
            line(&event, Style { colour: false }),
            "18:20:05  UPDATE_FAILED         web.gate  ValueError: resources.gate: Test Resource failed gate"
        );
    }
}
