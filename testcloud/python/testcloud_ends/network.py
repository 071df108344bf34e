"""Neutron without agents: a port is bound wherever it is asked for, a QoS rule always holds.

Trunks are left to Neutron: what an agent would report about them over the queue is reported here, in the same process.
"""

from neutron.services.qos.drivers.openvswitch import driver as openvswitch
from neutron.services.trunk.drivers import base as trunk_driver
from neutron.services.trunk.rpc import server
from neutron_lib import constants
from neutron_lib.api.definitions import portbindings
from neutron_lib.callbacks import events, registry, resources
from neutron_lib.plugins.ml2 import api
from neutron_lib.services.qos import base as qos_driver
from neutron_lib.services.trunk import constants as trunk_words

NAME = "testcloud"
BOUND = portbindings.VIF_TYPE_OVS


class Mechanism(api.MechanismDriver):
    """Binds every port to the first segment that is offered."""

    connectivity = portbindings.CONNECTIVITY_L2

    def initialize(self):
        # Both make themselves known to their plugins.
        qos_driver.DriverBase(NAME, [BOUND], portbindings.VNIC_TYPES, openvswitch.SUPPORTED_RULES)
        Trunks(NAME, [BOUND], [trunk_words.SEGMENTATION_TYPE_VLAN], can_trunk_bound_port=True)

    def bind_port(self, context):
        details = {portbindings.CAP_PORT_FILTER: True, portbindings.VIF_DETAILS_CONNECTIVITY: self.connectivity}
        for segment in context.segments_to_bind[:1]:
            context.set_binding(segment[api.ID], BOUND, details, status=constants.PORT_STATUS_ACTIVE)

    def check_vlan_transparency(self, context):
        return True


class Reports(server.TrunkSkeleton):
    """What Neutron does when an agent reports; the base class would listen to the queue for it."""

    def __init__(self):
        pass


class Trunks(trunk_driver.DriverBase):
    """Reports every trunk as wired as soon as something has changed about it."""

    is_loaded = True
    reports = Reports()

    @registry.receives(resources.TRUNK, [events.AFTER_CREATE])
    @registry.receives(resources.SUBPORTS, [events.AFTER_CREATE, events.AFTER_DELETE])
    def changed(self, resource, event, trigger, payload):
        trunk = payload.latest_state
        self.wire(payload.context, trunk.id, [part.port_id for part in trunk.sub_ports])

    @registry.receives(resources.PORT, [events.AFTER_UPDATE])
    def moved(self, resource, event, trigger, payload):
        """A parent that comes to a machine takes the ports of its trunk with it."""
        before, after = payload.states[0], payload.latest_state
        trunk, host = after.get("trunk_details"), after[portbindings.HOST_ID]
        if trunk and host and host != before[portbindings.HOST_ID]:
            self.wire(payload.context, trunk["trunk_id"], [part["port_id"] for part in trunk["sub_ports"]])

    def wire(self, context, trunk, ports):
        self.reports.update_subport_bindings(context, [{"trunk_id": trunk, "port_id": port} for port in ports])
        self.reports.update_trunk_status(context, trunk, trunk_words.TRUNK_ACTIVE_STATUS)
