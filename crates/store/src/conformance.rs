//! The conformance suite that every store passes: each case is an async function that is given a fresh store.
//!
//! [`crate::conformance_tests`] makes a test of each. Not here: what only one store can do (surviving a crash, sealing).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests, and library code only so that several crates can run them"
)]

pub mod due;
pub mod fence;
pub mod fixture;
pub mod generate;
pub mod likeness;
pub mod list;
pub mod property;
pub mod queue;
pub mod record;
pub mod sample;

/// Makes a test of every case. `$new` is an expression for a fresh store.
#[macro_export]
macro_rules! conformance_tests {
    ($new:expr) => {
        $crate::conformance_tests! { @each $new;
            fence::epoch fence::lease fence::version fence::claims fence::generation fence::namesakes fence::dangling
            queue::release queue::waiting queue::order queue::halting queue::ownership queue::relaid queue::reap queue::shared
            queue::threads
            due::attention_needed due::leftovers due::deferred due::engines
            list::stack_filters list::stack_pages list::stack_order list::events
            record::trees record::incarnations record::history record::operations record::snapshots record::forgotten record::trimmed
        }

        #[test]
        fn rows_of_any_kind_round_trip() {
            $crate::conformance::property::round_trips(|| $new);
        }

        #[test]
        fn acts_like_the_store_in_memory() {
            $crate::conformance::likeness::acts_like_memory(|| $new);
        }
    };
    (@each $new:expr; $($module:ident::$case:ident)*) => {$(
        #[test]
        fn $case() {
            let store = $new;
            $crate::conformance::fixture::block_on($crate::conformance::$module::$case(&store));
        }
    )*};
}
