//! Log lines on stderr: `CARNOT_LOG` or `[log]`, as text or JSON. What is logged never holds a secret: values stay out of spans and fields.

use crate::ambient;
use crate::config::{Log, LogFormat};
use tracing_subscriber::EnvFilter;

/// Starts logging. `default` is the filter where nothing is said.
pub(crate) fn start(options: &Log, format: Option<LogFormat>, default: &str) {
    let wanted = ambient::var("CARNOT_LOG").or_else(|| options.filter.clone());
    let filter = wanted.and_then(|text| EnvFilter::try_new(text).ok()).unwrap_or_else(|| EnvFilter::new(default));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (tests, the demo's server) leaves the first in place.
    let _ = match format.or(options.format).unwrap_or_default() {
        LogFormat::Text => builder.with_ansi(ambient::stderr().colour).try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}
