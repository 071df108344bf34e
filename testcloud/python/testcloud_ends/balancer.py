"""An Octavia provider without machines: a thread looks through Octavia's tables, and whatever is pending there comes about."""

import operator
import threading
import time

from octavia.api.drivers.driver_agent import driver_updater
from octavia.api.drivers.noop_driver import driver as noop
from octavia.db import api as database
from octavia.db import models
from oslo_log import log as logging

LOG = logging.getLogger(__name__)
PAUSE = 0.3
# What Octavia calls a list of the kind, where it is kept, and the way from one to its load balancer.
KINDS = [
    ("members", models.Member, "pool.load_balancer"),
    ("healthmonitors", models.HealthMonitor, "pool.load_balancer"),
    ("pools", models.Pool, "load_balancer"),
    ("l7rules", models.L7Rule, "l7policy.listener.load_balancer"),
    ("l7policies", models.L7Policy, "listener.load_balancer"),
    ("listeners", models.Listener, "load_balancer"),
]
DELETED = {"provisioning_status": "DELETED"}
WORKS = {"provisioning_status": "ACTIVE", "operating_status": "ONLINE"}
FATES = {"PENDING_CREATE": WORKS, "PENDING_UPDATE": WORKS, "PENDING_DELETE": DELETED}


def settle_for_ever():
    while True:
        time.sleep(PAUSE)
        try:
            answer = driver_updater.DriverUpdater().update_loadbalancer_status(fates())
            if answer["status_code"] != 200:
                LOG.error("load balancers stay pending: %s", answer)
        except Exception:
            LOG.exception("load balancers stay pending")


def fates():
    """All that is to be reported now; what belongs to a load balancer that goes, goes with it."""
    session = database.get_session()
    with session.begin():
        pending = session.query(models.LoadBalancer).filter(models.LoadBalancer.provisioning_status.in_(FATES))
        balancers = {row.id: FATES[row.provisioning_status] for row in pending}
        report = {"loadbalancers": [{"id": name, **fate} for name, fate in balancers.items()]}
        for kind, model, way in KINDS if balancers else []:
            for row in session.query(model):
                owner = balancers.get(operator.attrgetter(way)(row).id)
                fate = DELETED if owner is DELETED else FATES.get(row.provisioning_status)
                if owner and fate:
                    report.setdefault(kind, []).append({"id": row.id, **fate})
    return report


class Provider(noop.NoopProviderDriver):
    """Does nothing when it is called; its first object starts the thread."""

    thread = threading.Thread(target=settle_for_ever, daemon=True)
    first = threading.Lock()

    def __init__(self):
        super().__init__()
        if self.first.acquire(blocking=False):
            self.thread.start()

    def create_vip_port(self, *args, **kwargs):
        # Octavia makes a real port itself then.
        raise NotImplementedError
