"""Neutron without agents: a port is bound wherever it is asked for, a QoS rule always holds, a trunk is always carried."""

from neutron.objects import trunk as trunks
from neutron.services.qos.drivers.openvswitch import driver as openvswitch
from neutron.services.trunk.drivers import base as trunk_driver
from neutron_lib import constants
from neutron_lib.api.definitions import portbindings
from neutron_lib.callbacks import events, registry, resources
from neutron_lib.plugins import directory
from neutron_lib.plugins.ml2 import api
from neutron_lib.services.qos import base as qos_driver
from neutron_lib.services.trunk import constants as trunk_words

NAME = "testcloud"


class Mechanism(api.MechanismDriver):
    """Binds every port to the first segment that is offered."""

    connectivity = portbindings.CONNECTIVITY_L2

    def initialize(self):
        self.qos = Qos(NAME, [portbindings.VIF_TYPE_OVS], list(portbindings.VNIC_TYPES), openvswitch.SUPPORTED_RULES)
        self.trunk = Trunk(
            NAME,
            [portbindings.VIF_TYPE_OVS, portbindings.VIF_TYPE_OTHER],
            [trunk_words.SEGMENTATION_TYPE_VLAN],
            can_trunk_bound_port=True,
        )

    def bind_port(self, context):
        segment = next(iter(context.segments_to_bind), None)
        if segment is None:
            return
        plain = context.current.get(portbindings.VNIC_TYPE, portbindings.VNIC_NORMAL) == portbindings.VNIC_NORMAL
        interface = portbindings.VIF_TYPE_OVS if plain else portbindings.VIF_TYPE_OTHER
        details = {
            portbindings.CAP_PORT_FILTER: True,
            portbindings.VIF_DETAILS_CONNECTIVITY: portbindings.CONNECTIVITY_L2,
        }
        context.set_binding(segment[api.ID], interface, details, status=constants.PORT_STATUS_ACTIVE)

    def check_vlan_transparency(self, context):
        return True


class Qos(qos_driver.DriverBase):
    """Knows the rules that Open vSwitch knows, on every port."""

    def is_vif_type_compatible(self, vif_type):
        return True

    def is_vnic_compatible(self, vnic_type):
        return True

    def validate_rule_for_port(self, context, rule, port):
        return True

    def validate_rule_for_network(self, context, rule, network_id):
        return True


class Trunk(trunk_driver.DriverBase):
    """A trunk is active as soon as it is there; its subports are where their parent is."""

    is_loaded = True

    @registry.receives(resources.TRUNK_PLUGIN, [events.AFTER_INIT])
    def register(self, resource, event, trigger, payload=None):
        super().register(resource, event, trigger, payload=payload)
        registry.subscribe(self.trunk_made, resources.TRUNK, events.AFTER_CREATE)
        registry.subscribe(self.subports_added, resources.SUBPORTS, events.AFTER_CREATE)
        registry.subscribe(self.subports_removed, resources.SUBPORTS, events.AFTER_DELETE)

    def trunk_made(self, resource, event, trigger, payload=None):
        self.carry(payload, payload.latest_state.sub_ports)

    def subports_added(self, resource, event, trigger, payload=None):
        self.carry(payload, payload.metadata["subports"])

    def subports_removed(self, resource, event, trigger, payload=None):
        context = payload.context.elevated()
        for subport in payload.metadata["subports"]:
            self.place(context, subport.port_id, host="", owner="")
        self.activate(context, payload.resource_id)

    def carry(self, payload, subports):
        context = payload.context.elevated()
        trunk = trunks.Trunk.get_object(context, id=payload.resource_id)
        if trunk is None:
            return
        parent = directory.get_plugin().get_port(context, trunk.port_id)
        for subport in subports:
            host = parent.get(portbindings.HOST_ID) or ""
            self.place(context, subport.port_id, host, trunk_words.TRUNK_SUBPORT_OWNER)
        self.activate(context, trunk.id)

    @staticmethod
    def place(context, port, host, owner):
        wanted = {portbindings.HOST_ID: host, "device_owner": owner}
        directory.get_plugin().update_port(context, port, {"port": wanted})

    @staticmethod
    def activate(context, trunk_id):
        trunk = trunks.Trunk.get_object(context, id=trunk_id)
        if trunk is not None:
            trunk.update(status=trunk_words.TRUNK_ACTIVE_STATUS)
