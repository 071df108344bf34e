//! Templates (HOT and CloudFormation) and environments: text in, a typed tree with spans out. Parsing never fails, it collects findings.
//!
//! Deliberately not here: evaluating ([`Expr`]s are resolved by `definition`), the types of resources (`catalog`), reading files.

pub mod codes;
pub mod environment;
pub mod expr;
pub mod functions;
pub mod output;
pub mod parameter;
mod parse;
pub mod resource;
mod suggest;
pub mod template;
pub mod version;
pub mod words;

pub use environment::{Environment, Registry};
pub use expr::{Expr, ExprKind};
pub use functions::Function;
pub use output::Output;
pub use parameter::{Parameter, ParameterGroup};
pub use resource::Resource;
pub use template::Template;
pub use version::Version;
pub use words::Words;
