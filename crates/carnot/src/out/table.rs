//! Tables in the look of `openstack` (PrettyTable), fitted to the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrower than this no column becomes.
const NARROWEST: usize = 8;

/// A table with a header. `width` is the terminal's; without it nothing is wrapped.
pub(super) fn table(header: &[&str], rows: &[Vec<String>], width: Option<usize>) -> String {
    let widths = fit(natural(header, rows), width);
    let rule: String = widths.iter().fold("+".to_owned(), |rule, width| rule + &"-".repeat(width + 2) + "+") + "\n";
    let mut text = rule.clone();
    let titles: Vec<String> = header.iter().map(|title| (*title).to_owned()).collect();
    line(&mut text, &titles, &widths);
    text += &rule;
    for row in rows {
        line(&mut text, row, &widths);
    }
    if !rows.is_empty() {
        text += &rule;
    }
    text
}

/// The width of each column's widest line.
fn natural(header: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let cell = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let mut widths: Vec<usize> = header.iter().map(|title| title.width()).collect();
    for row in rows {
        for (width, text) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell(text));
        }
    }
    widths
}

/// Takes columns off the widest until the table fits.
fn fit(mut widths: Vec<usize>, terminal: Option<usize>) -> Vec<usize> {
    let Some(terminal) = terminal else { return widths };
    let room = terminal.saturating_sub(3 * widths.len() + 1);
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let widest = widths.iter().copied().max().unwrap_or(0);
        let second = widths.iter().copied().filter(|width| *width < widest).max().unwrap_or(0).max(NARROWEST);
        if widest <= NARROWEST {
            break;
        }
        let target = widest.saturating_sub(over).max(second).min(widest - 1);
        if let Some(width) = widths.iter_mut().find(|width| **width == widest) {
            *width = target;
        }
    }
    widths
}

fn line(text: &mut String, row: &[String], widths: &[usize]) {
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    for index in 0..height {
        for (cell, width) in cells.iter().zip(widths) {
            let part = cell.get(index).map_or("", String::as_str);
            text.push_str("| ");
            text.push_str(part);
            text.push_str(&" ".repeat(width.saturating_sub(part.width()) + 1));
        }
        text.push_str("|\n");
    }
}

/// The lines of a cell, none wider than `width`; broken at spaces where there are any.
fn wrap(cell: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in cell.lines() {
        let mut rest = line;
        while rest.width() > width.max(1) {
            let (mut used, mut hard, mut soft) = (0, rest.len(), None);
            for (at, letter) in rest.char_indices() {
                used += letter.width().unwrap_or(0);
                if used > width.max(1) {
                    hard = at.max(rest.chars().next().map_or(1, char::len_utf8));
                    break;
                }
                if letter == ' ' && at > 0 {
                    soft = Some(at);
                }
            }
            let (now, later) = rest.split_at(soft.unwrap_or(hard));
            lines.push(now.to_owned());
            rest = if soft.is_some() { later.trim_start() } else { later };
        }
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        vec![
            vec!["web".into(), "CREATE_COMPLETE".into(), "Stack CREATE completed successfully".into()],
            vec!["数据库".into(), "UPDATE_FAILED".into(), String::new()],
        ]
    }

    #[test]
    fn the_look_of_openstack() {
        insta::assert_snapshot!(table(&["Stack Name", "Stack Status", "Reason"], &rows(), None), @r"
        +------------+-----------------+-------------------------------------+
        | Stack Name | Stack Status    | Reason                              |
        +------------+-----------------+-------------------------------------+
        | web        | CREATE_COMPLETE | Stack CREATE completed successfully |
        | 数据库     | UPDATE_FAILED   |                                     |
        +------------+-----------------+-------------------------------------+
        ");
    }

    #[test]
    fn a_narrow_terminal_wraps_the_widest_column() {
        insta::assert_snapshot!(table(&["Stack Name", "Stack Status", "Reason"], &rows(), Some(50)), @r"
        +------------+-----------------+-----------------+
        | Stack Name | Stack Status    | Reason          |
        +------------+-----------------+-----------------+
        | web        | CREATE_COMPLETE | Stack CREATE    |
        |            |                 | completed       |
        |            |                 | successfully    |
        | 数据库     | UPDATE_FAILED   |                 |
        +------------+-----------------+-----------------+
        ");
    }

    #[test]
    fn any_text_fits_any_width() {
        for text in
            ["", "a", "a b c d e f", "ééééééééé", "漢字漢字漢字漢字", "\n\nx", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
        {
            for width in 1..60 {
                let text = table(&["A", "B"], &[vec![text.to_owned(), text.to_owned()]], Some(width));
                let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
                assert!(widths.iter().all(|w| *w == widths[0]), "{text}");
            }
        }
    }

    #[test]
    fn no_rows_is_a_header() {
        assert_eq!(table(&["ID"], &[], None), "+----+\n| ID |\n+----+\n");
    }
}
