//! The words of a template's two languages: how HOT and CloudFormation spell sections, and the keys of what is in them.

use crate::Version;

/// One language's spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The section of the template's description.
    pub description: &'static str,
    /// The section of parameters.
    pub parameters: &'static str,
    /// The section of conditions.
    pub conditions: &'static str,
    /// The section of resources.
    pub resources: &'static str,
    /// The section of outputs.
    pub outputs: &'static str,
    /// A resource's type.
    pub kind: &'static str,
    /// A resource's properties.
    pub properties: &'static str,
    /// A resource's metadata.
    pub metadata: &'static str,
    /// The names that a resource depends on.
    pub depends_on: &'static str,
    /// What happens to the object when the resource goes.
    pub deletion_policy: &'static str,
    /// How the resource is updated.
    pub update_policy: &'static str,
    /// A resource's or output's description.
    pub about: &'static str,
    /// A resource's or output's condition.
    pub condition: &'static str,
    /// An output's value.
    pub value: &'static str,
}

/// Heat Orchestration Templates.
static HOT: Words = Words {
    description: "description",
    parameters: "parameters",
    conditions: "conditions",
    resources: "resources",
    outputs: "outputs",
    kind: "type",
    properties: "properties",
    metadata: "metadata",
    depends_on: "depends_on",
    deletion_policy: "deletion_policy",
    update_policy: "update_policy",
    about: "description",
    condition: "condition",
    value: "value",
};

/// CloudFormation templates.
static CFN: Words = Words {
    description: "Description",
    parameters: "Parameters",
    conditions: "Conditions",
    resources: "Resources",
    outputs: "Outputs",
    kind: "Type",
    properties: "Properties",
    metadata: "Metadata",
    depends_on: "DependsOn",
    deletion_policy: "DeletionPolicy",
    update_policy: "UpdatePolicy",
    about: "Description",
    condition: "Condition",
    value: "Value",
};

impl Version {
    /// How templates of this version spell their sections.
    pub fn words(self) -> &'static Words {
        if self.is_hot() { &HOT } else { &CFN }
    }
}
