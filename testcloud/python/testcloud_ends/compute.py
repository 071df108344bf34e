"""nova-compute with the hypervisor of this package: Nova looks for hypervisors below `nova.virt` only, so this folder is put there."""

from nova import monkey_patch

monkey_patch.patch(backend="threading")

# ruff: noqa: E402
import os
import sys

import nova.virt
from nova.cmd import compute

nova.virt.__path__.append(os.path.join(os.path.dirname(__file__), "virt"))

if __name__ == "__main__":
    sys.argv[0] = "nova-compute"
    compute.main()
