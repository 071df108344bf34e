"""Makes what users of a cloud expect to find: users, projects, roles, the catalogue; an external network, flavors, an image, a volume type.

`cargo xtask testcloud up` runs it with the task as JSON on its input. What is there already is left as it is. Only the standard library is needed.
"""

import json
import sys
import urllib.error
import urllib.request

ORDINARY_ROLES = ["member", "heat_stack_owner", "creator", "load-balancer_member"]
FLAVORS = {  # name: MiB of memory, processors, GiB of disk
    "m1.nano": (128, 1, 1),
    "m1.micro": (256, 1, 1),
    "m1.tiny": (512, 1, 1),
    "m1.small": (2048, 1, 20),
    "m1.medium": (4096, 2, 40),
    "m1.large": (8192, 4, 80),
}
IMAGES = ["tiny", "cirros"]


def request(method, url, body=None, token=None, headers=None):
    """One HTTP request; returns status, headers and the body, read as JSON when there is any."""
    headers = dict(headers or {})
    data = body
    if body is not None and not isinstance(body, bytes):
        data = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    if token:
        headers["X-Auth-Token"] = token
    asked = urllib.request.Request(url, data, headers, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=300) as answer:
            text = answer.read()
            return answer.status, answer.headers, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        text = error.read().decode(errors="replace")
        error.close()
        raise SystemExit(f"{method} {url}: {error.code} {text}") from None


class User:
    """Somebody with a token; finds services in the catalogue."""

    def __init__(self, task, name, project):
        domain = {"name": "Default"}
        self.identity = task["keystone"] + "/v3"
        body = {
            "auth": {
                "identity": {
                    "methods": ["password"],
                    "password": {"user": {"name": name, "domain": domain, "password": task["password"]}},
                },
                "scope": {"project": {"name": project, "domain": domain}},
            }
        }
        _, headers, answer = request("POST", self.identity + "/auth/tokens", body)
        self.token = headers["X-Subject-Token"]
        self.project = answer["token"]["project"]["id"]
        self.catalogue = {service["type"]: service["endpoints"] for service in answer["token"]["catalog"]}

    def url(self, kind):
        if kind == "identity":
            return self.identity
        return next(point["url"] for point in self.catalogue[kind] if point["interface"] == "public")

    def ask(self, method, kind, path, body=None, headers=None):
        return request(method, self.url(kind) + path, body, self.token, headers)[2]

    def get(self, kind, path):
        return self.ask("GET", kind, path)

    def make(self, kind, path, many, one, wanted):
        """The object with the wanted name, made if there is none."""
        for found in self.get(kind, path)[many]:
            if found["name"] == wanted["name"]:
                return found
        return self.ask("POST", kind, path, {one: wanted})[one]


def identity(task):
    """The users and the rows of the catalogue that belong to a group."""
    admin = User(task, "admin", "admin")
    if task["group"] != "keystone":
        service_user(task, admin, task["group"])
    for endpoint in task["endpoints"]:
        publish(task, admin, endpoint)


def resources(task):
    """What a group's own API makes."""
    make = {"keystone": people, "glance": images, "nova": flavors, "neutron": networks, "cinder": volume_types}
    if task["group"] in make:
        make[task["group"]](task, User(task, "admin", "admin"))


def publish(task, admin, endpoint):
    """Puts a row into the catalogue, or gives the row of that type another address."""
    services = admin.get("identity", f"/services?type={endpoint['type']}")["services"]
    if services:
        service = services[0]
    else:
        wanted = {"name": endpoint["name"], "type": endpoint["type"]}
        service = admin.ask("POST", "identity", "/services", {"service": wanted})["service"]
    points = admin.get("identity", f"/endpoints?service_id={service['id']}")["endpoints"]
    have = {point["interface"]: point for point in points}
    for interface in ["public", "internal", "admin"]:
        point = {"interface": interface, "service_id": service["id"], "region_id": task["region"]}
        point["url"] = endpoint["url"]
        if interface not in have:
            admin.ask("POST", "identity", "/endpoints", {"endpoint": point})
        elif have[interface]["url"] != endpoint["url"]:
            admin.ask("PATCH", "identity", f"/endpoints/{have[interface]['id']}", {"endpoint": point})


def roles(admin):
    return {role["name"]: role["id"] for role in admin.get("identity", "/roles")["roles"]}


def user(task, admin, name, project):
    project = admin.make("identity", "/projects", "projects", "project", {"name": project, "domain_id": "default"})
    wanted = {"name": name, "password": task["password"], "domain_id": "default", "default_project_id": project["id"]}
    return admin.make("identity", "/users?domain_id=default", "users", "user", wanted), project


def grant(admin, who, project, names):
    known = roles(admin)
    for name in names:
        admin.ask("PUT", "identity", f"/projects/{project['id']}/users/{who['id']}/roles/{known[name]}")


def service_user(task, admin, name):
    who, project = user(task, admin, name, "service")
    grant(admin, who, project, ["admin", "service"])


def people(task, admin):
    for name in ["heat_stack_owner", "heat_stack_user", "service", "creator", "load-balancer_member"]:
        admin.make("identity", "/roles", "roles", "role", {"name": name})
    for name in ["demo", "alt"]:
        grant(admin, *user(task, admin, name, name), ORDINARY_ROLES)
    grant(admin, *user(task, admin, "admin", "admin"), ORDINARY_ROLES)
    # An orchestration server: a service user, and a domain for the users that it makes.
    service_user(task, admin, "heat")
    domain = admin.make("identity", "/domains", "domains", "domain", {"name": "heat"})
    wanted = {"name": "heat_domain_admin", "password": task["password"], "domain_id": domain["id"]}
    who = admin.make("identity", f"/users?domain_id={domain['id']}", "users", "user", wanted)
    admin.ask("PUT", "identity", f"/domains/{domain['id']}/users/{who['id']}/roles/{roles(admin)['admin']}")


def images(task, admin):
    have = {image["name"] for image in admin.get("image", "/v2/images")["images"]}
    for name in IMAGES:
        if name in have:
            continue
        wanted = {"name": name, "disk_format": "raw", "container_format": "bare", "visibility": "public"}
        image = admin.ask("POST", "image", "/v2/images", wanted)
        data = b"no machine starts from this\n"
        admin.ask("PUT", "image", f"/v2/images/{image['id']}/file", data, {"Content-Type": "application/octet-stream"})


def flavors(task, admin):
    for name, (memory, processors, disk) in FLAVORS.items():
        wanted = {"name": name, "ram": memory, "vcpus": processors, "disk": disk}
        admin.make("compute", "/flavors", "flavors", "flavor", wanted)


def networks(task, admin):
    outside = {
        "name": "public",
        "router:external": True,
        "provider:network_type": "flat",
        "provider:physical_network": "public",
    }
    outside = admin.make("network", "/v2.0/networks", "networks", "network", outside)
    subnet(admin, "public-subnet", outside, "172.24.4.0/24", enable_dhcp=False)
    demo = User(task, "demo", "demo")
    inside = demo.make("network", f"/v2.0/networks?project_id={demo.project}", "networks", "network", {"name": "private"})
    inner = subnet(demo, "private-subnet", inside, "10.0.0.0/24")
    router = {"name": "router", "external_gateway_info": {"network_id": outside["id"]}}
    router = demo.make("network", "/v2.0/routers", "routers", "router", router)
    ports = demo.get("network", f"/v2.0/ports?device_id={router['id']}&network_id={inside['id']}")["ports"]
    if not ports:
        demo.ask("PUT", "network", f"/v2.0/routers/{router['id']}/add_router_interface", {"subnet_id": inner["id"]})


def subnet(somebody, name, network, cidr, **more):
    wanted = {"name": name, "network_id": network["id"], "ip_version": 4, "cidr": cidr, **more}
    return somebody.make("network", f"/v2.0/subnets?network_id={network['id']}", "subnets", "subnet", wanted)


def volume_types(task, admin):
    wanted = {"name": "files", "extra_specs": {"volume_backend_name": "files"}}
    admin.make("block-storage", "/types", "volume_types", "volume_type", wanted)


if __name__ == "__main__":
    job = json.load(sys.stdin)
    {"identity": identity, "resources": resources}[job["what"]](job)
