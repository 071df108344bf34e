//! The service catalogue of a token, and where a call goes: the root of a service, below which paths with their version stand.
//!
//! Pure. Catalogues of the wild name services by old and new types, and their addresses end with a version, with a project, with both, or
//! with neither; all of them lead to the same root.

use crate::service;
use serde_json::Value as Json;

/// Which network an address is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interface {
    /// Everybody's.
    #[default]
    Public,
    /// The services' own.
    Internal,
    /// The operators'.
    Admin,
}

impl Interface {
    /// Reads `public`, and the old `publicURL`.
    pub fn read(text: &str) -> Option<Self> {
        match text.strip_suffix("URL").unwrap_or(text) {
            "public" => Some(Self::Public),
            "internal" => Some(Self::Internal),
            "admin" => Some(Self::Admin),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Admin => "admin",
        }
    }
}

/// One address of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The service's type.
    pub service: String,
    /// Whose address it is.
    pub interface: String,
    /// The region.
    pub region: Option<String>,
    /// The address.
    pub url: String,
}

/// What a token opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Every address, in the catalogue's order.
    pub endpoints: Vec<Endpoint>,
}

/// Why a service has no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The catalogue does not know it.
    #[error("the catalogue has no service of type {0}")]
    Service(String),
    /// It is elsewhere.
    #[error("service {service} has no {interface} endpoint{}; it has: {has}", region.as_ref().map(|r| format!(" in region {r}")).unwrap_or_default())]
    Endpoint {
        /// The service.
        service: String,
        /// What was asked for.
        interface: &'static str,
        /// Where.
        region: Option<String>,
        /// What there is instead.
        has: String,
    },
}

impl Catalog {
    /// Reads the `catalog` of a token.
    pub fn read(catalog: &Json) -> Self {
        let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).map(ToOwned::to_owned);
        let mut endpoints = Vec::new();
        for entry in catalog.as_array().into_iter().flatten() {
            let Some(service) = text(entry, "type") else { continue };
            for endpoint in entry.get("endpoints").and_then(Json::as_array).into_iter().flatten() {
                let (Some(interface), Some(url)) = (text(endpoint, "interface"), text(endpoint, "url")) else {
                    continue;
                };
                let region = text(endpoint, "region_id").or_else(|| text(endpoint, "region"));
                endpoints.push(Endpoint { service: service.clone(), interface, region, url });
            }
        }
        Self { endpoints }
    }

    /// The address of a service: of the type that was asked for, else of another name of the same service.
    pub fn find(&self, service: &str, interface: Interface, region: Option<&str>) -> Result<&Endpoint, Missing> {
        let names = std::iter::once(service).chain(service::names(service).iter().copied());
        let mut known = Vec::new();
        for name in names {
            let of_name: Vec<&Endpoint> = self.endpoints.iter().filter(|endpoint| endpoint.service == name).collect();
            let fits = |endpoint: &&&Endpoint| {
                endpoint.interface == interface.as_str()
                    && region.is_none_or(|region| endpoint.region.as_deref() == Some(region))
            };
            if let Some(found) = of_name.iter().find(fits) {
                return Ok(found);
            }
            known.extend(of_name);
        }
        if known.is_empty() {
            return Err(Missing::Service(service.to_owned()));
        }
        let mut has: Vec<String> = known
            .iter()
            .map(|e| format!("{} in {}", e.interface, e.region.as_deref().unwrap_or("no region")))
            .collect();
        has.dedup();
        Err(Missing::Endpoint {
            service: service.to_owned(),
            interface: interface.as_str(),
            region: region.map(ToOwned::to_owned),
            has: has.join(", "),
        })
    }
}

/// The root of a service: its address without a project and without a version at the end.
pub fn root(url: &str, project: Option<&str>) -> String {
    let (address, path) = match url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| (rest, at))) {
        Some((rest, at)) => url.split_at(url.len() - rest.len() + at),
        None => (url, ""),
    };
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_project = |segment: &str| {
        project.is_some_and(|project| segment == project || segment.strip_prefix("AUTH_") == Some(project))
    };
    if segments.last().is_some_and(|last| is_project(last)) {
        segments.pop();
    }
    if segments.last().is_some_and(|last| is_version(last)) {
        segments.pop();
    }
    let mut root = address.trim_end_matches('/').to_owned();
    for segment in segments {
        root.push('/');
        root.push_str(segment);
    }
    root
}

/// Whether a path's segment is a version: `v2`, `v2.1`.
pub(crate) fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

/// Where a call goes: below the root, with the project in its place.
pub fn place(root: &str, path: &str, project: Option<&str>) -> String {
    format!("{root}{}", path.replace("{project_id}", project.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn catalog() -> Catalog {
        Catalog::read(&json!([
            {"type": "network", "endpoints": [
                {"interface": "admin", "region_id": "one", "region": "one", "url": "http://a:9696"},
                {"interface": "public", "region_id": "one", "url": "http://p:9696/"},
                {"interface": "public", "region_id": "two", "url": "http://q:9696/"}]},
            {"type": "block-storage", "endpoints": [
                {"interface": "public", "region_id": "one", "url": "http://c:8776/v3/abc"}]},
        ]))
    }

    #[test]
    fn region_and_interface_choose() {
        let catalog = catalog();
        let url = |service, interface, region| catalog.find(service, interface, region).map(|e| e.url.clone());
        assert_eq!(url("network", Interface::Public, Some("two")).unwrap(), "http://q:9696/");
        assert_eq!(url("network", Interface::Public, None).unwrap(), "http://p:9696/");
        assert_eq!(url("network", Interface::Admin, None).unwrap(), "http://a:9696");
        assert_eq!(url("volumev3", Interface::Public, Some("one")).unwrap(), "http://c:8776/v3/abc");
        assert_eq!(url("dns", Interface::Public, None).unwrap_err(), Missing::Service("dns".into()));
        let elsewhere = url("network", Interface::Internal, Some("two")).unwrap_err().to_string();
        assert!(elsewhere.contains("internal") && elsewhere.contains("public in one"), "{elsewhere}");
    }

    #[test]
    fn every_form_of_address_has_the_same_root() {
        for (url, root_of) in [
            ("http://h:9696", "http://h:9696"),
            ("http://h:9696/", "http://h:9696"),
            ("http://h:9696/v2.0/", "http://h:9696"),
            ("https://h/compute/v2.1", "https://h/compute"),
            ("https://h/volume/v3/abc", "https://h/volume"),
            ("http://h:8080/v1/AUTH_abc", "http://h:8080"),
            ("https://h/v1.example/images", "https://h/v1.example/images"),
        ] {
            assert_eq!(root(url, Some("abc")), root_of, "{url}");
        }
        assert_eq!(place("http://h", "/v3/{project_id}/types", Some("abc")), "http://h/v3/abc/types");
    }
}
