//! (purpose)
fn main() {}
