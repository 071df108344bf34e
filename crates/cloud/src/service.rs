//! The names of services: one service has several types in catalogues of different age.

/// Every service that has more than one name, the official one first.
const NAMES: &[&[&str]] = &[
    &["block-storage", "volumev3", "volumev2", "volume", "block-store"],
    &["shared-file-system", "sharev2", "share"],
    &["workflow", "workflowv2"],
    &["alarm", "alarming"],
    &["message", "messaging"],
    &["container-infrastructure-management", "container-infra", "container-infrastructure"],
    &["application-container", "container"],
    &["baremetal", "bare-metal"],
];

/// The official name of a service type.
pub fn canonical(service: &str) -> &str {
    names(service).first().copied().unwrap_or(service)
}

/// Every type that a service may have in a catalogue, apart from `service` itself.
pub fn names(service: &str) -> &'static [&'static str] {
    NAMES.iter().find(|names| names.contains(&service)).copied().unwrap_or_default()
}

/// The name that a microversion header calls a service by.
pub fn header_name(service: &str) -> &str {
    match canonical(service) {
        "block-storage" => "volume",
        name => name,
    }
}
