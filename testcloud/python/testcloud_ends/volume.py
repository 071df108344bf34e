"""Cinder on one folder: what a volume or a snapshot holds is a file named by its id, no longer than what was written to it.

Files are not copied when volumes are: both names are links to one file, until somebody attaches and may write to it.
"""

import pathlib

from cinder.volume import driver, volume_utils
from oslo_config import cfg

BLANK = "blank"
SECTOR = 512


class Files(driver.VolumeDriver):
    """Sizes are Cinder's own business: nothing here is as large as it claims to be."""

    VERSION = "1"

    def check_for_setup_error(self):
        if not self.file(BLANK).exists():
            self.file(BLANK).write_bytes(bytes(SECTOR))

    def _update_volume_stats(self):
        self._stats = {
            "volume_backend_name": self.configuration.volume_backend_name,
            "vendor_name": "testcloud",
            "driver_version": self.VERSION,
            "storage_protocol": "file",
            "total_capacity_gb": "infinite",
            "free_capacity_gb": "infinite",
            "multiattach": True,
        }

    @staticmethod
    def file(name):
        return pathlib.Path(cfg.CONF.state_path, "volumes", name)

    # What there is: the same for volumes and snapshots.

    def same(self, new, old):
        self.file(new.id).unlink(missing_ok=True)
        self.file(new.id).hardlink_to(self.file(old))

    def drop(self, thing):
        self.file(thing.id).unlink(missing_ok=True)

    def create_volume(self, volume):
        self.same(volume, BLANK)

    def create_snapshot(self, snapshot):
        self.same(snapshot, snapshot.volume_id)

    def create_cloned_volume(self, volume, source):
        self.same(volume, source.id)

    create_volume_from_snapshot = create_cloned_volume
    delete_volume = delete_snapshot = drop

    def extend_volume(self, volume, new_size):
        pass

    def retype(self, context, volume, new_type, diff, host):
        return True

    # What it holds.

    def own(self, volume):
        """Ends the sharing: writes to the file of this volume are seen in no other."""
        file = self.file(volume.id)
        if file.stat().st_nlink > 1:
            held = file.read_bytes()
            file.unlink()
            file.write_bytes(held)
        return str(file)

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return None, False

    def copy_image_to_volume(self, context, volume, image_service, image_id, disable_sparse=False):
        with open(self.own(volume), "wb") as file:
            image_service.download(context, image_id, file)
            # Whatever is read like a disk has at least a sector.
            file.truncate(max(file.tell(), SECTOR))

    def copy_volume_to_image(self, context, volume, image_service, image_meta):
        file = str(self.file(volume.id))
        volume_utils.upload_volume(context, image_service, image_meta, file, volume, run_as_root=False)

    def initialize_connection(self, volume, connector, **kwargs):
        return {"driver_volume_type": "local", "data": {"device_path": self.own(volume)}}

    # Nothing is exported: whoever attaches has the folder.

    def ensure_export(self, context, volume):
        pass

    def create_export(self, context, volume, connector):
        pass

    def remove_export(self, context, volume):
        pass
