//! The store in SQLite passes the suite of all stores, in memory and in a file.
#![expect(clippy::unwrap_used, reason = "tests")]

use store_sqlite::{KeyRing, SqliteStore};

mod in_memory {
    use super::*;

    store::conformance_tests!(SqliteStore::open(":memory:", KeyRing::ephemeral().unwrap()).unwrap());
}

mod in_a_file {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    static COUNT: AtomicU32 = AtomicU32::new(0);

    fn fresh() -> SqliteStore {
        let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let name = format!("conformance-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        SqliteStore::open(folder.join(name).join("store.db"), KeyRing::ephemeral().unwrap()).unwrap()
    }

    store::conformance_tests!(fresh());
}
