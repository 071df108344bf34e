//! The types of `OS::Neutron`: one file each, one line each here. Those that are made by calls have their lives from
//! `object`, with `search` (names for ids) and `words`; the others are tables so far.

mod address_scope;
mod extra_route;
mod extra_route_set;
mod firewall;
mod firewall_policy;
mod firewall_rule;
mod floating_ip;
mod floating_ip_association;
mod floating_ip_port_forward;
mod flow_classifier;
mod health_monitor;
mod ike_policy;
pub(crate) mod implicit;
mod ipsec_policy;
mod ipsec_site_connection;
mod l2_gateway;
mod l2_gateway_connection;
mod lbaas_health_monitor;
mod lbaas_l7_policy;
mod lbaas_l7_rule;
mod lbaas_listener;
mod lbaas_load_balancer;
mod lbaas_pool;
mod lbaas_pool_member;
mod load_balancer;
mod metering_label;
mod metering_rule;
mod net;
mod network_gateway;
mod object;
mod pool;
mod pool_member;
mod port;
mod port_chain;
mod port_pair;
mod port_pair_group;
mod provider_net;
mod qos_bandwidth_limit_rule;
mod qos_dscp_marking_rule;
mod qos_minimum_bandwidth_rule;
mod qos_minimum_packet_rate_rule;
mod qos_policy;
mod quota;
mod rbac_policy;
mod router;
mod router_gateway;
mod router_interface;
mod search;
mod security_group;
mod security_group_rule;
mod segment;
mod subnet;
mod subnet_pool;
mod taas_tap_flow;
mod taas_tap_service;
mod trunk;
mod vpn_service;
mod words;

use resource::ResourceType;

/// All of them.
pub(crate) const TYPES: &[&ResourceType] = &[
    &address_scope::TYPE,
    &extra_route::TYPE,
    &extra_route_set::TYPE,
    &firewall::TYPE,
    &firewall_policy::TYPE,
    &firewall_rule::TYPE,
    &floating_ip::TYPE,
    &floating_ip_association::TYPE,
    &floating_ip_port_forward::TYPE,
    &flow_classifier::TYPE,
    &health_monitor::TYPE,
    &ike_policy::TYPE,
    &ipsec_policy::TYPE,
    &ipsec_site_connection::TYPE,
    &l2_gateway::TYPE,
    &l2_gateway_connection::TYPE,
    &lbaas_health_monitor::TYPE,
    &lbaas_l7_policy::TYPE,
    &lbaas_l7_rule::TYPE,
    &lbaas_listener::TYPE,
    &lbaas_load_balancer::TYPE,
    &lbaas_pool::TYPE,
    &lbaas_pool_member::TYPE,
    &load_balancer::TYPE,
    &metering_label::TYPE,
    &metering_rule::TYPE,
    &net::TYPE,
    &network_gateway::TYPE,
    &pool::TYPE,
    &pool_member::TYPE,
    &port::TYPE,
    &port_chain::TYPE,
    &port_pair::TYPE,
    &port_pair_group::TYPE,
    &provider_net::TYPE,
    &qos_bandwidth_limit_rule::TYPE,
    &qos_dscp_marking_rule::TYPE,
    &qos_minimum_bandwidth_rule::TYPE,
    &qos_minimum_packet_rate_rule::TYPE,
    &qos_policy::TYPE,
    &quota::TYPE,
    &rbac_policy::TYPE,
    &router::TYPE,
    &router_gateway::TYPE,
    &router_interface::TYPE,
    &security_group::TYPE,
    &security_group_rule::TYPE,
    &segment::TYPE,
    &subnet::TYPE,
    &subnet_pool::TYPE,
    &taas_tap_flow::TYPE,
    &taas_tap_service::TYPE,
    &trunk::TYPE,
    &vpn_service::TYPE,
];
