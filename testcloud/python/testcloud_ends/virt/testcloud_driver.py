"""Nova's fake hypervisor with a memory: after a restart it has the servers that Nova knows, and a snapshot is an image that can be used."""

import io

from nova import context as contexts
from nova import objects
from nova.compute import power_state, vm_states
from nova.image import glance
from nova.virt import fake

# Servers that no hypervisor has.
NOWHERE = {vm_states.BUILDING, vm_states.DELETED, vm_states.ERROR, vm_states.SHELVED_OFFLOADED}


class Hypervisor(fake.FakeDriverWithoutFakeNodes):
    """Large enough for any test."""

    vcpus = 1000
    memory_mb = 800_000
    local_gb = 600_000

    def init_host(self, host):
        super().init_host(host)
        wanted = ["flavor", "info_cache"]
        for server in objects.InstanceList.get_by_host(contexts.get_admin_context(), host, expected_attrs=wanted):
            if server.vm_state not in NOWHERE:
                self.take_in(server)

    def take_in(self, server):
        state = server.power_state
        if state in (None, power_state.NOSTATE):
            state = power_state.RUNNING
        self.instances[server.uuid] = fake.FakeInstance(server.name, state, server.uuid)
        self.resources.claim(vcpus=server.flavor.vcpus, mem=server.flavor.memory_mb, disk=server.flavor.root_gb)
        for interface in server.get_network_info():
            self._interfaces[interface["id"]] = interface

    def snapshot(self, context, instance, image_id, update_task_state):
        super().snapshot(context, instance, image_id, update_task_state)
        what = {"disk_format": "raw", "container_format": "bare"}
        data = io.BytesIO(b"what a server had on its disk\n")
        glance.API().update(context, image_id, what, data=data, purge_props=False)

    def pause(self, instance):
        self.instances[instance.uuid].state = power_state.PAUSED

    def unpause(self, instance):
        self.instances[instance.uuid].state = power_state.RUNNING

    def suspend(self, context, instance):
        self.instances[instance.uuid].state = power_state.SUSPENDED

    def resume(self, context, instance, network_info, block_device_info=None, share_info=None):
        self.instances[instance.uuid].state = power_state.RUNNING
