//! Requests of clients, from the service down to the store: scenarios, rollbacks, refusals, what is shown.

#[cfg(test)]
mod about;
#[cfg(test)]
mod control;
#[cfg(test)]
mod hook;
#[cfg(test)]
mod looked;
#[cfg(test)]
mod moved;
#[cfg(test)]
mod race;
#[cfg(test)]
mod refusal;
#[cfg(test)]
mod rollback;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod world;
