//! The scripts of `tests/*.txt`: what they print is what they say, and no invariant breaks. `BLESS=1` writes what they print now.

#[cfg(test)]
mod scripts {
    use std::path::{Path, PathBuf};

    fn scripts() -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let entries =
            std::fs::read_dir(folder).expect("the scripts' folder").map(|entry| entry.expect("an entry").path());
        let mut scripts: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ext| ext == "txt")).collect();
        scripts.sort();
        scripts
    }

    #[test]
    fn scripts_print_what_they_say() {
        #[expect(clippy::disallowed_methods, reason = "a developer's wish, not a setting of the program")]
        let bless = std::env::var_os("BLESS").is_some();
        let mut wrong = Vec::new();
        for path in scripts() {
            let said = std::fs::read_to_string(&path).expect("a script");
            let printed = plan_lab::replay(&said);
            assert!(!printed.contains("VIOLATION"), "{}:\n{printed}", path.display());
            if said == printed {
                continue;
            }
            if bless {
                std::fs::write(&path, printed).expect("the script is written");
            } else {
                let first = said.lines().zip(printed.lines()).find(|(a, b)| a != b);
                wrong.push(format!("{}: {first:?}", path.display()));
            }
        }
        assert!(wrong.is_empty(), "run with BLESS=1 if this is right:\n{}", wrong.join("\n"));
    }

    #[test]
    fn scripts_print_the_same_every_time() {
        for path in scripts() {
            let script = std::fs::read_to_string(&path).expect("a script");
            assert_eq!(plan_lab::replay(&script), plan_lab::replay(&script), "{}", path.display());
        }
    }
}
