//! "Did you mean": the nearest of the words that could stand there.

/// A hint with the nearest of `words`, if one is near enough.
pub(crate) fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let limit = (word.chars().count() / 3).max(1);
    let nearest = words.into_iter().map(|other| (distance(word, other), other)).min_by_key(|(far, _)| *far);
    nearest.filter(|(far, _)| *far <= limit).map(|(_, other)| format!("did you mean \"{other}\"?"))
}

/// How many letters must be put in, taken out or changed; case does not count.
fn distance(a: &str, b: &str) -> usize {
    let letters = |text: &str| text.chars().take(64).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (letters(a), letters(b));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, above) in b.iter().zip(row.iter().skip(1)) {
            let here = (corner + usize::from(x != y)).min(above + 1).min(left + 1);
            corner = *above;
            left = here;
            next.push(here);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found() {
        let words = ["parameters", "resources", "outputs"];
        assert_eq!(did_you_mean("resorces", words).as_deref(), Some("did you mean \"resources\"?"));
        assert_eq!(did_you_mean("Parameter", words).as_deref(), Some("did you mean \"parameters\"?"));
        assert_eq!(did_you_mean("mappings", words), None);
    }
}
