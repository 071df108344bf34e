//! One file an event.

pub(crate) mod abandoned;
pub(crate) mod accept;
pub(crate) mod answered;
pub(crate) mod broke;
pub(crate) mod claimed;
pub(crate) mod commit;
pub(crate) mod end;
pub(crate) mod expired;
pub(crate) mod finish;
pub(crate) mod idle;
pub(crate) mod late;
pub(crate) mod nested;
pub(crate) mod refused;
pub(crate) mod restrict;
pub(crate) mod slot;
pub(crate) mod wait;
