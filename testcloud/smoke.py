"""Uses every service of the test cloud through `openstack`, as an ordinary user would, and removes all of it again.

`cargo xtask testcloud smoke` runs it. It uses what the catalogue has, and fails if anything stays behind.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import time

from openstackclient import shell

NAME = f"smoke-{os.getpid()}"
PATIENCE = 120
made = {NAME}
LISTS = {  # where nothing of what was made may be in the end, and which service it is of
    "network": ["network", "router", "port", "floating ip", "security group"],
    "compute": ["server", "keypair"],
    "block-storage": ["volume", "volume snapshot", "volume backup"],
    "image": ["image"],
    "key-manager": ["secret"],
    "dns": ["zone"],
    "load-balancer": ["loadbalancer"],
    "object-store": ["container"],
    "orchestration": ["stack"],
}


def openstack(*words):
    """Runs one command of the command line client; returns what it answers.

    It runs inside this process: to load the client anew takes longer than most commands. It keeps its
    connections between commands, so all of them are of one user.
    """
    started = time.monotonic()
    shows = words[-1] == "--json"
    words = [*words[:-1], "--format", "json"] if shows else [*words]
    said, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(errors):
        status = shell.main(["--os-cloud", "demo", *words])
    print(f"{time.monotonic() - started:6.1f} s  openstack {' '.join(words)}", flush=True)
    if status:
        raise SystemExit(f"openstack {' '.join(words)} ended with {status}:\n{said.getvalue()}{errors.getvalue()}")
    return json.loads(said.getvalue()) if shows else said.getvalue()


def make(kind, *words):
    found = openstack(*kind.split(), "create", *words, "--json")["id"]
    made.add(found)
    return found


def until(what, answers):
    """Waits until `answers` gives something; a state of failure ends it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        state = answers()
        if state is True:
            return
        if isinstance(state, str) and "ERROR" in state.upper():
            raise SystemExit(f"{what}: {state}")
        time.sleep(1)
    raise SystemExit(f"{what} does not come to an end in {PATIENCE} s")


def becomes(kind, name, wanted, field="status"):
    def look():
        state = openstack(*kind.split(), "show", name, "--json")[field]
        return True if state == wanted else state

    until(f"{kind} {name}", look)


def gone(kind, name):
    until(f"{kind} {name}", lambda: name not in openstack(*kind.split(), "list", "--format", "value"))


def network(stack):
    """A network with its router; returns the network, the subnet and a security group."""
    net = make("network", NAME)
    stack.callback(openstack, "network", "delete", net)
    subnet = make("subnet", NAME, "--network", net, "--subnet-range", "10.99.0.0/24")
    router = make("router", NAME, "--external-gateway", "public")
    stack.callback(openstack, "router", "delete", router)
    openstack("router", "add", "subnet", router, subnet)
    stack.callback(openstack, "router", "remove", "subnet", router, subnet)
    group = make("security group", NAME)
    stack.callback(openstack, "security", "group", "delete", group)
    make("security group rule", group, "--protocol", "tcp", "--dst-port", "22")
    return net, subnet, group


def port(stack, net, group):
    name = make("port", NAME, "--network", net, "--security-group", group)
    stack.callback(openstack, "port", "delete", name)
    return name


def floating_ip(stack, port):
    name = make("floating ip", "public", "--port", port)
    stack.callback(openstack, "floating", "ip", "delete", name)
    becomes("floating ip", name, port, "port_id")


def server(stack, port):
    key = openstack("keypair", "create", NAME)
    assert "PRIVATE KEY" in key, key
    stack.callback(openstack, "keypair", "delete", NAME)
    words = ["--image", "tiny", "--flavor", "m1.tiny", "--port", port, "--key-name", NAME]
    name = make("server", NAME, *words)
    stack.callback(gone, "server", name)
    stack.callback(openstack, "server", "delete", name)
    becomes("server", name, "ACTIVE")
    openstack("server", "resize", "--flavor", "m1.small", name)
    becomes("server", name, "VERIFY_RESIZE")
    openstack("server", "resize", "confirm", name)
    becomes("server", name, "ACTIVE")
    return name


def volume(stack, server):
    name = make("volume", NAME, "--size", "1")
    stack.callback(gone, "volume", name)
    stack.callback(openstack, "volume", "delete", name)
    becomes("volume", name, "available")
    snapshot = make("volume snapshot", NAME, "--volume", name)
    becomes("volume snapshot", snapshot, "available")
    openstack("volume", "snapshot", "delete", snapshot)
    gone("volume snapshot", snapshot)
    backup = make("volume backup", name, "--name", NAME)
    becomes("volume backup", backup, "available")
    openstack("volume", "backup", "delete", backup)
    gone("volume backup", backup)
    if server:
        openstack("server", "add", "volume", server, name)
        stack.callback(becomes, "volume", name, "available")
        stack.callback(openstack, "server", "remove", "volume", server, name)
        becomes("volume", name, "in-use")


def image(stack, server):
    name = make("server image", server, "--name", NAME)
    stack.callback(openstack, "image", "delete", name)
    becomes("image", name, "active")


def secret(stack):
    href = openstack("secret", "store", "--name", NAME, "--payload", "hush", "--json")["Secret href"]
    stack.callback(openstack, "secret", "delete", href)
    assert openstack("secret", "get", href, "--payload", "--json")["Payload"] == "hush"


def zone(stack):
    name = f"{NAME}.example."
    made = make("zone", name, "--email", "somebody@example.org")
    stack.callback(gone, "zone", made)
    stack.callback(openstack, "zone", "delete", made)
    becomes("zone", made, "ACTIVE")
    record = make("recordset", made, "www", "--type", "A", "--record", "192.0.2.1")
    until("recordset", lambda: openstack("recordset", "show", made, record, "--json")["status"] == "ACTIVE")


def load_balancer(stack, subnet):
    name = make("loadbalancer", "--name", NAME, "--vip-subnet-id", subnet)
    stack.callback(gone, "loadbalancer", name)
    stack.callback(openstack, "loadbalancer", "delete", "--cascade", name)
    becomes("loadbalancer", name, "ACTIVE", "provisioning_status")
    words = ["--protocol", "HTTP", "--protocol-port", "80"]
    listener = make("loadbalancer listener", "--name", NAME, *words, name)
    becomes("loadbalancer", name, "ACTIVE", "provisioning_status")
    words = ["--protocol", "HTTP", "--lb-algorithm", "ROUND_ROBIN", "--listener", listener]
    pool = make("loadbalancer pool", "--name", NAME, *words)
    becomes("loadbalancer", name, "ACTIVE", "provisioning_status")
    make("loadbalancer member", "--address", "10.99.0.77", "--protocol-port", "80", pool)
    becomes("loadbalancer", name, "ACTIVE", "provisioning_status")


def container(stack):
    openstack("container", "create", NAME)
    stack.callback(openstack, "container", "delete", "--recursive", NAME)
    openstack("object", "create", NAME, __file__, "--name", "a")
    assert "a" in openstack("object", "list", NAME, "--format", "value").split()


def orchestration(stack):
    template = {"heat_template_version": "2021-04-16", "resources": {"net": {"type": "OS::Neutron::Net"}}}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(template, file)
        file.flush()
        openstack("stack", "create", "--wait", "--template", file.name, NAME)
    stack.callback(openstack, "stack", "delete", "--yes", "--wait", NAME)
    becomes("stack", NAME, "CREATE_COMPLETE", "stack_status")


def use(services):
    with contextlib.ExitStack() as stack:
        found = bound = None
        if "network" in services:
            net, subnet, group = network(stack)
            bound = port(stack, net, group)
            floating_ip(stack, bound)
            if "load-balancer" in services:
                load_balancer(stack, subnet)
        if "compute" in services:
            found = server(stack, bound)
            image(stack, found)
        for kind, act in {"key-manager": secret, "dns": zone, "object-store": container}.items():
            if kind in services:
                act(stack)
        if "block-storage" in services:
            volume(stack, found)
        if "orchestration" in services:
            orchestration(stack)


def left_behind(services):
    kinds = [kind for service, kinds in LISTS.items() if service in services for kind in kinds]
    rows = [row for kind in kinds for row in openstack(*kind.split(), "list", "--format", "value").splitlines()]
    return [row for row in rows if any(name in row for name in made)]


def main():
    started = time.monotonic()
    services = {service["Type"] for service in openstack("catalog", "list", "--json")} - set(sys.argv[1:])
    use(services)
    if left := left_behind(services):
        raise SystemExit(f"this stayed behind: {left}")
    print(f"all is well with {', '.join(sorted(services))}, in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
