//! The codes of this crate's findings.

macro_rules! codes {
    ($($name:ident = $code:literal, $text:literal;)*) => {
        $(#[doc = $text] pub const $name: &str = $code;)*
        /// Code and what it says, for the reference page.
        pub const CODES: &[(&str, &str)] = &[$(($code, $text)),*];
    };
}

codes! {
    VERSION_MISSING = "T0001", "The template says no version.";
    VERSION_UNKNOWN = "T0002", "The template's version is not known.";
    VERSION_AMBIGUOUS = "T0004", "The template says versions of two languages.";
    SECTION_UNKNOWN = "T0101", "A section at the top of the template is not known.";
    SECTION_SHAPE = "T0102", "A section of the template does not have its shape.";
    RESOURCE_SHAPE = "T0103", "A resource does not have its shape.";
    RESOURCE_KEY = "T0104", "A key of a resource is not known.";
    RESOURCE_TYPE = "T0105", "A resource has no type.";
    RESOURCE_NAME = "T0106", "The name of a resource is empty or has a slash.";
    RESOURCE_FIELD = "T0107", "A field of a resource does not have its type.";
    DELETION_POLICY = "T0108", "A deletion policy is not known.";
    OUTPUT = "T0109", "An output does not have its shape.";
    CONDITION = "T0110", "A condition is not a truth value or a call.";
    GROUP = "T0111", "A parameter group does not have its shape, or names what is no parameter.";
    DUPLICATE_NAME = "T0112", "A resource has the name of a parameter.";
    ARGUMENTS = "T0201", "A function is called with wrong arguments.";
    FUNCTION_REMOVED = "T0202", "A function is not part of this version of HOT any more.";
    FUNCTION_UNKNOWN = "T0203", "A mapping looks like the call of a function that this version does not have.";
    ARGUMENTS_LATE = "T0205", "A function is called with arguments of which Heat takes notice only when it validates.";
    FUNCTION_NOT_HERE = "T0204", "A function cannot stand in a condition.";
    PARAMETER_SHAPE = "T0301", "A parameter's schema does not have its shape.";
    PARAMETER_CONSTRAINT = "T0302", "A constraint of a parameter is wrong.";
    PARAMETER_UNFIT = "T0305", "A constraint of a parameter does not suit its type.";
    PARAMETER_DEFAULT = "T0303", "The default of a parameter breaks its constraints.";
    PARAMETER_VALUE = "T0304", "The value of a parameter is not valid.";
    ENVIRONMENT_SHAPE = "E0001", "An environment does not have its shape.";
    ENVIRONMENT_SECTION = "E0002", "A section of an environment is not known or empty.";
    ENVIRONMENT_MISSING = "E0003", "An environment file is named but was not sent.";
    MERGE_STRATEGY = "E0004", "A parameter cannot be merged, or two files want it merged differently.";
    REGISTRY = "E0005", "An entry of the resource registry does not have its shape.";
}

/// Codes of what Heat sees only when it validates a whole template; what is asked of a template before, it answers.
const LATE: &[&str] = &[
    SECTION_UNKNOWN,
    CONDITION,
    GROUP,
    DUPLICATE_NAME,
    FUNCTION_REMOVED,
    ARGUMENTS_LATE,
    PARAMETER_UNFIT,
    PARAMETER_DEFAULT,
];

/// Whether a finding of this crate is of that sort.
pub fn is_late(code: &str) -> bool {
    LATE.contains(&code)
}
