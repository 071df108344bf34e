"""CPU time that Heat's own classes need for the templates of a folder: read, made to a stack, every property and output resolved.

Needs openstack-heat; no service, no cloud. Prints one JSON object: file name -> seconds of CPU for one time.
"""
import collections.abc  # noqa: F401  (yaql takes it for loaded)
import json
import logging
import pathlib
import sys
import time

from oslo_config import cfg

from heat.common import config, context, template_format  # noqa: F401  (config registers the options)
from heat.engine import environment, resources, stack, template

logging.disable(logging.CRITICAL)


def answers(text):
    """What Carnot's side does, too."""
    parsed = template_format.parse(text)
    made = stack.Stack(
        context.RequestContext(project_id="bench", is_admin=False), "bench",
        template.Template(parsed, env=environment.Environment({})),
    )
    for resource in made.values():
        dict(resource.properties)
        resource.t.metadata()
    return {name: output.get_value() for name, output in made.outputs.items()}


def measured(text):
    """The least of a few times, after a first one that is not counted."""
    answers(text)
    times = []
    while len(times) < 3 and sum(times) < 20:
        start = time.process_time()
        answers(text)
        times.append(time.process_time() - start)
    return min(times)


def main():
    cfg.CONF([], project="heat", default_config_files=[])
    cfg.CONF.set_override("max_template_size", 10 * 1024 * 1024)
    cfg.CONF.set_override("max_resources_per_stack", -1)
    resources.initialise()
    found = sorted(pathlib.Path(sys.argv[1]).glob("*.yaml"))
    print(json.dumps({path.name: measured(path.read_text()) for path in found}))


main()
