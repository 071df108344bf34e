"""python-heatclient as a library, unmodified, against a server whose endpoint is the argument."""

import sys
import time

from heatclient import client, exc
from heatclient.common import template_utils
from keystoneauth1 import session
from keystoneauth1.noauth import NoAuth

ENDPOINT = sys.argv[1]
TEMPLATE = {
    "heat_template_version": "2016-10-14",
    "parameters": {"word": {"type": "string"}},
    "resources": {"thing": {"type": "OS::Heat::TestResource", "properties": {"value": {"get_param": "word"}}}},
    "outputs": {"word": {"value": {"get_attr": ["thing", "output"]}}},
}


def clients():
    """Both ways to reach a server without a token."""
    yield client.Client("1", endpoint=ENDPOINT, token="none")
    yield client.Client("1", session=session.Session(auth=NoAuth(endpoint=ENDPOINT)), endpoint_override=ENDPOINT)


def wait(heat, name, state):
    for _ in range(200):
        stack = heat.stacks.get(name)
        if stack.stack_status == state:
            return stack
        assert stack.stack_status.endswith("IN_PROGRESS"), stack
        time.sleep(0.05)
    raise AssertionError(f"{name} never became {state}")


def refused(error, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except error as fault:
        return str(fault)
    raise AssertionError(f"{call} was not refused")


def check(heat, name):
    files, _ = template_utils.get_template_contents(template_object=None, template_file=None, files={}, existing=True)
    created = heat.stacks.create(stack_name=name, template=TEMPLATE, parameters={"word": "one"}, files=files or {})
    stack = wait(heat, name, "CREATE_COMPLETE")
    assert stack.id == created["stack"]["id"] and stack.output_list()["outputs"][0]["output_key"] == "word"
    assert [s.stack_name for s in heat.stacks.list(filters={"name": name})] == [name]
    assert len(list(heat.stacks.list(limit=1, page_size=1))) == 1

    heat.stacks.update(name, existing=True, parameters={"word": "two"})
    wait(heat, name, "UPDATE_COMPLETE")
    assert heat.stacks.output_show(name, "word")["output"]["output_value"] == "two"
    changes = heat.stacks.preview_update(name, template=TEMPLATE, parameters={"word": "three"})["resource_changes"]
    assert [one["resource_name"] for one in changes["updated"]] == ["thing"], changes
    preview = heat.stacks.preview(stack_name="other", template=TEMPLATE, parameters={"word": "one"})
    assert [one["resource_name"] for one in preview.resources] == ["thing"]

    thing = heat.resources.get(name, "thing")
    assert thing.resource_type == "OS::Heat::TestResource" and heat.resources.metadata(name, "thing") == {}
    assert [one.resource_name for one in heat.resources.list(name, nested_depth=2)] == ["thing"]
    events = heat.events.list(name, sort_dir="asc")
    assert heat.events.get(name, "thing", heat.events.list(name, resource_name="thing")[0].id).resource_name == "thing"
    assert events[0].resource_status_reason == "Stack CREATE started"
    heat.actions.check(name)
    wait(heat, name, "CHECK_COMPLETE")

    message = refused(exc.HTTPConflict, heat.stacks.create, stack_name=name, template=TEMPLATE, parameters={"word": ""})
    assert message == f"ERROR: The Stack ({name}) already exists.", message
    message = refused(exc.HTTPNotFound, heat.stacks.get, "nothing")
    assert message == "ERROR: The Stack (nothing) could not be found.", message
    message = refused(exc.HTTPBadRequest, heat.stacks.create, stack_name="bad", template=TEMPLATE)
    assert message == "ERROR: The Parameter (word) was not provided.", message
    assert heat.stacks.validate(template=TEMPLATE)["Parameters"]["word"]["Type"] == "String"

    heat.stacks.delete(name)
    for _ in range(200):
        if not list(heat.stacks.list(filters={"name": name})):
            break
        time.sleep(0.05)
    refused(exc.HTTPNotFound, heat.stacks.get, name)


for number, heat in enumerate(clients()):
    check(heat, f"library{number}")
print("the library works")
