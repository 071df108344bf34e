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
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        if count == 0 {
            remove_old(&folder);
        }
        let name = format!("conformance-{}-{count}", std::process::id());
        SqliteStore::open(folder.join(name).join("store.db"), KeyRing::ephemeral().unwrap()).unwrap()
    }

    /// Removes what processes left that have ended.
    fn remove_old(folder: &std::path::Path) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let process = name.strip_prefix("conformance-").and_then(|rest| rest.split('-').next());
            if process.is_some_and(|process| !std::path::Path::new("/proc").join(process).exists()) {
                drop(std::fs::remove_dir_all(entry.path()));
            }
        }
    }

    store::conformance_tests!(fresh());
}
