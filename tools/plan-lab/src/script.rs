//! Scripts: transcripts that are run again. A line `> command` is run, `| text` lines below it are given with it, all else until the next
//! command is what it printed; `#` lines are comments.

use crate::lab::Lab;

/// Runs every command of a script in a fresh laboratory, and gives the script with what they print now.
pub fn replay(script: &str) -> String {
    let mut lab = Lab::new();
    let mut out = String::new();
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("> ") else {
            // Before the first command, comments and empty lines are kept.
            if line.starts_with('#') || line.is_empty() {
                out.push_str(line);
                out.push('\n');
            }
            continue;
        };
        out.push_str(line);
        out.push('\n');
        let mut block = String::new();
        while let Some(text) = lines.next_if(|next| next.starts_with('|')) {
            out.push_str(text);
            out.push('\n');
            block.push_str(text.strip_prefix("| ").unwrap_or_default());
            block.push('\n');
        }
        out.push_str(&lab.run(command, &block));
    }
    out
}
