"""An Octavia provider without machines: its calls do nothing, and a thread turns whatever is pending into what was asked for."""

import threading
import time

from octavia.api.drivers.driver_agent import driver_updater
from octavia.api.drivers.noop_driver import driver as noop
from octavia.db import api as database
from octavia.db import models, repositories
from oslo_log import log as logging

LOG = logging.getLogger(__name__)
PAUSE = 0.3
_start = threading.Lock()
_thread = None


class Provider(noop.NoopProviderDriver):
    """Starts the thread with the first call."""

    def __init__(self):
        super().__init__()
        global _thread
        with _start:
            if _thread is None:
                _thread = threading.Thread(target=settle_for_ever, daemon=True)
                _thread.start()

    def create_vip_port(self, *args, **kwargs):
        # Octavia makes a real port itself then.
        raise NotImplementedError


def settle_for_ever():
    while True:
        time.sleep(PAUSE)
        try:
            for balancer in pending():
                settle(balancer)
        except Exception:
            LOG.exception("load balancers do not settle")


def pending():
    session = database.get_session()
    with session.begin():
        query = session.query(models.LoadBalancer.id)
        rows = query.filter(models.LoadBalancer.provisioning_status.like("PENDING%")).all()
        return [repositories.LoadBalancerRepository().get(session, id=row.id) for row in rows]


def settle(balancer):
    doomed = balancer.provisioning_status == "PENDING_DELETE"
    status = {"loadbalancers": [verdict(balancer, doomed)]}
    for kind, thing in parts(balancer):
        if doomed or thing.provisioning_status.startswith("PENDING"):
            status.setdefault(kind, []).append(verdict(thing, doomed))
    answer = driver_updater.DriverUpdater().update_loadbalancer_status(status)
    if answer["status_code"] != 200:
        LOG.error("load balancer %s does not settle: %s", balancer.id, answer)


def verdict(thing, doomed):
    if doomed or thing.provisioning_status == "PENDING_DELETE":
        return {"id": thing.id, "provisioning_status": "DELETED"}
    return {"id": thing.id, "provisioning_status": "ACTIVE", "operating_status": "ONLINE"}


def parts(balancer):
    """What hangs on a load balancer, with the name that Octavia has for a list of it."""
    for listener in balancer.listeners:
        yield "listeners", listener
        for policy in listener.l7policies:
            yield "l7policies", policy
            yield from (("l7rules", rule) for rule in policy.l7rules)
    for pool in balancer.pools:
        yield "pools", pool
        yield from (("members", member) for member in pool.members)
        if pool.health_monitor:
            yield "healthmonitors", pool.health_monitor
