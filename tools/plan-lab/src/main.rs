//! The prompt: `plan-lab` reads commands from standard input, `plan-lab FILE` replays a script and prints its transcript.

use plan_lab::{Lab, replay};
use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    if let Some(file) = std::env::args().nth(1) {
        print!("{}", replay(&std::fs::read_to_string(file)?));
        return Ok(());
    }
    let mut lab = Lab::new();
    let mut lines = std::io::stdin().lock().lines();
    loop {
        print!("> ");
        std::io::stdout().flush()?;
        let Some(line) = lines.next().transpose()? else { return Ok(()) };
        let mut block = String::new();
        if matches!(line.split_whitespace().next(), Some("template" | "file")) {
            // A text ends with a line that has only a dot.
            while let Some(text) = lines.next().transpose()?.filter(|text| text != ".") {
                block.push_str(&text);
                block.push('\n');
            }
        }
        print!("{}", lab.run(&line, &block));
    }
}
