//! The codes of this crate's findings.

macro_rules! codes {
    ($($name:ident = $code:literal, $text:literal;)*) => {
        $(#[doc = $text] pub const $name: &str = $code;)*
        /// Code and what it says, for the reference page.
        pub const CODES: &[(&str, &str)] = &[$(($code, $text)),*];
    };
}

codes! {
    LEXICAL = "Q0001", "A character of a YAQL expression is not part of the language.";
    GRAMMAR = "Q0002", "A YAQL expression does not have its shape.";
    NESTED = "Q0003", "A YAQL expression or a value of it is nested too deeply.";
    UNKNOWN_FUNCTION = "Q0101", "A YAQL expression calls a function that there is not.";
    NO_MATCH = "Q0102", "No function of that name takes the arguments of a YAQL expression.";
    AMBIGUOUS = "Q0103", "More than one function takes the arguments of a YAQL expression.";
    TOO_LARGE = "Q0201", "A collection of a YAQL expression has too many items.";
    QUOTA = "Q0202", "A YAQL expression needs too much memory.";
    STEPS = "Q0203", "A YAQL expression takes too long.";
    FAILED = "Q0301", "The evaluation of a YAQL expression failed.";
}
