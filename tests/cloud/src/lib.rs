//! The contract of resource types with clouds: one scenario, carried out on the cloud in memory and on a real one, with the same
//! expectations.
//!
//! A scenario drives a type's flow turn by turn as an engine does, without an engine: what is proven here is that the calls do what the
//! type believes they do. With the feature `real`, `CARNOT_TEST_CLOUD` names the real cloud, in `clouds.yaml`; without
//! it only the cloud in memory is asked.

mod life;
mod place;
#[cfg(feature = "real")]
mod real;

pub use life::{Ended, Object};
pub use place::{Fault, Faulty, Place, call};
#[cfg(feature = "real")]
pub use real::real;
