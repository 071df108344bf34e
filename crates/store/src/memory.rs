//! The in-memory store (reference form).
