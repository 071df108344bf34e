//! The in-memory store passes the suite, and stays whole when several threads use it.
