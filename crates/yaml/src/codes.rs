//! The codes of this crate's findings.

macro_rules! codes {
    ($($name:ident = $code:literal, $text:literal;)*) => {
        $(#[doc = $text] pub const $name: &str = $code;)*
        /// Code and what it says, for the reference page.
        pub const CODES: &[(&str, &str)] = &[$(($code, $text)),*];
    };
}

codes! {
    TOO_LARGE = "Y0001", "The text has more bytes than allowed.";
    CHARACTER = "Y0002", "The text holds a control character.";
    SYNTAX = "Y0003", "The text is not YAML.";
    NOT_A_MAPPING = "Y0004", "The text is not a JSON object or YAML mapping.";
    TOO_DEEP = "Y0005", "Lists and mappings are nested too deep.";
    TOO_MANY = "Y0006", "The document has, or its aliases expand to, too many nodes.";
    RECURSIVE = "Y0007", "An alias stands inside the node that it refers to.";
    ANCHOR = "Y0008", "An alias refers to no anchor, or two anchors have one name.";
    SECOND_DOCUMENT = "Y0009", "The text holds more than one document.";
    TAG = "Y0010", "A tag is not known, or does not fit what it stands before.";
    KEY = "Y0011", "A list or mapping is used as a key.";
    MERGE = "Y0012", "What stands at `<<` is not a mapping or a list of mappings.";
    SCALAR = "Y0013", "A scalar does not have the form that its tag wants.";
    DUPLICATE_KEY = "Y0101", "A key is given twice; the last one counts.";
}
