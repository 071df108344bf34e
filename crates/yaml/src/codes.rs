//! The codes of this crate's findings.

/// Code and what it says, for the reference page.
pub const CODES: &[(&str, &str)] = &[
    (TOO_LARGE, "The text has more bytes than allowed."),
    (CHARACTER, "The text holds a control character."),
    (SYNTAX, "The text is not YAML."),
    (NOT_A_MAPPING, "The text is not a JSON object or YAML mapping."),
    (TOO_DEEP, "Lists and mappings are nested too deep."),
    (TOO_MANY, "The document has, or its aliases expand to, too many nodes."),
    (RECURSIVE, "An alias stands inside the node that it refers to."),
    (ANCHOR, "An alias refers to no anchor, or two anchors have one name."),
    (SECOND_DOCUMENT, "The text holds more than one document."),
    (TAG, "A tag is not known, or does not fit what it stands before."),
    (KEY, "A list or mapping is used as a key."),
    (MERGE, "What stands at `<<` is not a mapping or a list of mappings."),
    (SCALAR, "A scalar does not have the form that its tag wants."),
    (DUPLICATE_KEY, "A key is given twice; the last one counts."),
];

/// More bytes than allowed.
pub const TOO_LARGE: &str = "Y0001";
/// A control character.
pub const CHARACTER: &str = "Y0002";
/// Not YAML.
pub const SYNTAX: &str = "Y0003";
/// Not a mapping.
pub const NOT_A_MAPPING: &str = "Y0004";
/// Nested too deep.
pub const TOO_DEEP: &str = "Y0005";
/// Too many nodes.
pub const TOO_MANY: &str = "Y0006";
/// An alias in its own node.
pub const RECURSIVE: &str = "Y0007";
/// An unknown alias or a doubled anchor.
pub const ANCHOR: &str = "Y0008";
/// A second document.
pub const SECOND_DOCUMENT: &str = "Y0009";
/// An unknown or unfit tag.
pub const TAG: &str = "Y0010";
/// A key that is a collection.
pub const KEY: &str = "Y0011";
/// A merge of something else than mappings.
pub const MERGE: &str = "Y0012";
/// A scalar that does not fit its tag.
pub const SCALAR: &str = "Y0013";
/// A doubled key.
pub const DUPLICATE_KEY: &str = "Y0101";
