//! Real time: this tool watches other programs start and end.

use model::time::Timestamp;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Measures from the moment it is made.
#[derive(Clone, Copy)]
pub(crate) struct Watch(Instant);

impl Watch {
    /// Starts measuring.
    #[expect(clippy::disallowed_methods, reason = "a tool that watches other programs lives in real time")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How long ago it was started.
    pub(crate) fn passed(self) -> Duration {
        self.0.elapsed()
    }
}

/// This moment.
#[expect(clippy::disallowed_methods, reason = "a tool that watches other programs lives in real time")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Waits before looking again.
#[expect(clippy::disallowed_methods, reason = "a tool that watches other programs lives in real time")]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
