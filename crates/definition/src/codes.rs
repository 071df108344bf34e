//! The codes of findings about definitions.

/// A parameter has no value.
pub const PARAMETER_MISSING: &str = "D0101";
/// A value is given for a parameter that the template does not have.
pub const PARAMETER_UNKNOWN: &str = "D0102";
/// A resource's type is not known.
pub const TYPE_UNKNOWN: &str = "D0201";
/// A property is wrong, missing or not known.
pub const PROPERTY: &str = "D0202";
/// The template of a nested stack was not sent along.
pub const TEMPLATE_MISSING: &str = "D0203";
/// The update policy is wrong.
pub const UPDATE_POLICY: &str = "D0204";
/// The deletion policy is wrong.
pub const DELETION_POLICY: &str = "D0205";
/// Nothing can be made of a type: its service is not there.
pub const TYPE_UNAVAILABLE: &str = "D0207";
/// A template that stands for a type does not fit it.
pub const FACADE: &str = "D0206";
/// A resource is referred to that does not exist or is not enabled.
pub const REFERENCE: &str = "D0301";
/// An attribute is referred to that the resource does not have.
pub const ATTRIBUTE: &str = "D0302";
/// Resources depend on each other in a circle.
pub const CYCLE: &str = "D0303";
/// A condition is wrong, or depends on itself.
pub const CONDITION: &str = "D0304";
/// A resource and a parameter have the same name.
pub const DUPLICATE: &str = "D0305";
/// A function got wrong arguments.
pub const FUNCTION: &str = "D0401";
/// A nested stack cannot be expanded.
pub const EXPANSION: &str = "D0501";
/// Stacks are nested too deeply.
pub const DEPTH: &str = "D0502";
/// There are too many resources.
pub const RESOURCES: &str = "D0503";
/// The template is too large.
pub const SIZE: &str = "D0504";
/// A path is not in the tree.
pub const PATH: &str = "D0505";
/// A function or a condition costs more than an engine spends.
pub const BUDGET: &str = "D0402";
