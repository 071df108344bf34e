"""Cinder on plain files: a volume is a file of a few blocks, however many GiB it claims to have."""

import pathlib
import shutil

from cinder import interface
from cinder.volume import driver
from oslo_config import cfg

SIZE = 64 * 1024


@interface.volumedriver
class Files(driver.VolumeDriver):
    """One file for each volume and each snapshot, by its name."""

    VERSION = "1.0"
    CI_WIKI_NAME = "none"

    @staticmethod
    def get_driver_options():
        return []

    def do_setup(self, context):
        self.folder = pathlib.Path(cfg.CONF.state_path, "volumes")
        self.folder.mkdir(exist_ok=True)

    def check_for_setup_error(self):
        pass

    def file(self, thing):
        return self.folder / thing["name"]

    @staticmethod
    def fill_up(file):
        with file.open("ab") as open_file:
            open_file.truncate(SIZE)

    def copy(self, source, target):
        shutil.copyfile(self.file(source), self.file(target))

    def _update_volume_stats(self):
        pool = {
            "pool_name": "files",
            "total_capacity_gb": 100_000,
            "free_capacity_gb": 90_000,
            "provisioned_capacity_gb": 0,
            "reserved_percentage": 0,
            "max_over_subscription_ratio": 20.0,
            "thin_provisioning_support": True,
            "thick_provisioning_support": False,
            "QoS_support": True,
            "multiattach": True,
            "online_extend_support": True,
            "consistent_group_snapshot_enabled": True,
        }
        self._stats = {
            "volume_backend_name": self.configuration.safe_get("volume_backend_name"),
            "vendor_name": "none",
            "driver_version": self.VERSION,
            "storage_protocol": "file",
            "pools": [pool],
        }

    # Volumes

    def create_volume(self, volume):
        self.fill_up(self.file(volume))

    def delete_volume(self, volume):
        self.file(volume).unlink(missing_ok=True)

    def extend_volume(self, volume, new_size):
        pass

    def create_cloned_volume(self, volume, src_vref):
        self.copy(src_vref, volume)

    def retype(self, context, volume, new_type, diff, host):
        return True, {}

    def migrate_volume(self, context, volume, host):
        return False, None

    # Snapshots

    def create_snapshot(self, snapshot):
        self.copy(snapshot["volume"], snapshot)

    def delete_snapshot(self, snapshot):
        self.file(snapshot).unlink(missing_ok=True)

    def create_volume_from_snapshot(self, volume, snapshot):
        self.copy(snapshot, volume)

    def revert_to_snapshot(self, context, volume, snapshot):
        self.copy(snapshot, volume)

    # Images

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return None, False

    def copy_image_to_volume(self, context, volume, image_service, image_id, disable_sparse=False):
        with self.file(volume).open("wb") as file:
            image_service.download(context, image_id, file)
        self.fill_up(self.file(volume))

    def copy_volume_to_image(self, context, volume, image_service, image_meta):
        with self.file(volume).open("rb") as file:
            store = image_meta.get("store_id")
            image_service.update(context, image_meta["id"], {}, file, store_id=store)

    # Connections: whoever is on this machine opens the file.

    def local_path(self, volume):
        return str(self.file(volume))

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        return {}

    def remove_export(self, context, volume):
        pass

    def create_export_snapshot(self, context, snapshot, connector):
        return {}

    def remove_export_snapshot(self, context, snapshot):
        pass

    def initialize_connection(self, volume, connector, **kwargs):
        return {"driver_volume_type": "local", "data": {"device_path": self.local_path(volume)}}

    def initialize_connection_snapshot(self, snapshot, connector, **kwargs):
        return self.initialize_connection(snapshot, connector)

    def terminate_connection(self, volume, connector, **kwargs):
        pass

    # Groups

    def create_group(self, context, group):
        return {"status": "available"}

    def update_group(self, context, group, add_volumes=None, remove_volumes=None):
        return None, None, None

    def delete_group(self, context, group, volumes):
        for volume in volumes:
            self.delete_volume(volume)
        return {"status": "deleted"}, [{"id": volume["id"], "status": "deleted"} for volume in volumes]
