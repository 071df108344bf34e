//! Where a place of a sent text stands in the file that the user wrote.

use std::ops::Range;

/// A file as it was read, and what was exchanged in it before it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Its path or URL, for people.
    pub name: String,
    /// Its text.
    pub text: String,
    /// First byte and length of what was taken out, length of what came there, in order; `None` if the sent text was written anew.
    pub(super) edits: Option<Vec<(usize, usize, usize)>>,
}

impl Origin {
    /// The bytes of the file that `sent`, bytes of the sent text, come from.
    pub fn locate(&self, sent: Range<usize>) -> Option<Range<usize>> {
        let start = self.place(sent.start, false)?;
        let end = self.place(sent.end, true)?.max(start);
        (end <= self.text.len()).then_some(start..end)
    }

    /// One place; inside of what was exchanged it is one of its ends.
    fn place(&self, sent: usize, end: bool) -> Option<usize> {
        let mut grown: isize = 0;
        for (start, old, new) in self.edits.as_ref()? {
            let at = start.checked_add_signed(grown)?;
            if sent <= at {
                break;
            }
            if sent < at + new {
                return Some(if end { start + old } else { *start });
            }
            grown += new.cast_signed() - old.cast_signed();
        }
        sent.checked_add_signed(-grown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        // `a: x.yaml` was sent as `a: "file:///x.yaml"`, and so was the second line.
        let origin = Origin {
            name: "t".into(),
            text: "a: x.yaml\nb: y.yaml\nc: 1\n".into(),
            edits: Some(vec![(3, 6, 17), (13, 6, 17)]),
        };
        let sent = "a: \"file:///x.yaml*\"\nb: \"file:///y.yaml*\"\nc: 1\n";
        let of = |text: &str| sent.find(text).map(|start| start..start + text.len()).unwrap();
        for (range, text) in [(0..1, "a"), (3..20, "x.yaml"), (5..9, "x.yaml"), (of("b"), "b"), (of("c: 1"), "c: 1")] {
            assert_eq!(&origin.text[origin.locate(range).unwrap()], text);
        }
        assert_eq!(Origin { edits: None, ..origin }.locate(0..1), None);
    }
}
