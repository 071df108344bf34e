//! What servers need without saying so.

use crate::implicit::{Need, Pair};
use model::value::Value;

/// The rows.
pub(crate) const NEEDS: &[Need] = &[Need::when("OS::Nova::Server", "OS::Neutron::Subnet", may_be_on)];

/// Whether a server may get an address of a subnet. It may where one of its networks is the subnet's, and where one is not named: then
/// the server is told a port or gets what there is.
fn may_be_on(pair: &Pair<'_>) -> bool {
    let networks = pair.of.at(&["networks"]).and_then(Value::as_list).unwrap_or_default();
    let of_subnet = pair.other.at(&["network"]);
    networks.iter().any(|network| {
        let named = network.get("network").filter(|named| !named.is_null() && named.as_str() != Some(""));
        named.is_none() || of_subnet.is_none() || named == of_subnet
    })
}
