//! What runs: a line for each program.

use super::cloud::Cloud;
use super::process::Record;
use anyhow::Result;
use serde::Serialize;

/// How `status` answers.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

#[derive(Serialize)]
struct Row {
    group: String,
    program: String,
    port: Option<u16>,
    pid: u32,
    processes: u32,
    /// Proportional set size of the program with its children.
    memory_mib: u64,
    up_since: String,
}

/// The state of all that runs.
pub(crate) fn status(cloud: &Cloud, format: Format) -> Result<String> {
    let rows = rows(cloud);
    Ok(match format {
        Format::Json => serde_json::to_string_pretty(&rows)?,
        Format::Table => table(&rows),
    })
}

fn rows(cloud: &Cloud) -> Vec<Row> {
    let programs = cloud.groups.values().flat_map(|group| group.programs.iter().map(move |program| (group, program)));
    let living = programs.filter_map(|(group, program)| {
        let record = Record::living(&cloud.record(&program.name))?;
        let usage = record.usage();
        Some(Row {
            group: group.name.clone(),
            program: program.name.clone(),
            port: cloud.port(group, &program.name),
            pid: record.pid,
            processes: usage.processes,
            memory_mib: usage.memory / 1024,
            up_since: record.since.to_wire(),
        })
    });
    living.collect()
}

fn table(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "nothing runs".to_owned();
    }
    let mut text = format!("{:<20} {:>6} {:>8} {:>6}  {}\n", "program", "port", "pid", "MiB", "up since");
    for row in rows {
        let port = row.port.map_or("-".to_owned(), |port| port.to_string());
        text += &format!("{:<20} {port:>6} {:>8} {:>6}  {}\n", row.program, row.pid, row.memory_mib, row.up_since);
    }
    let total: u64 = rows.iter().map(|row| row.memory_mib).sum();
    text + &format!("{:<20} {:>6} {:>8} {total:>6}", "together", "", "")
}
