"""The orchestration commands of python-openstackclient, unmodified, against a server whose endpoint is the argument.

Each command must end with 0 and print what Heat's users see. The shell runs in this process, which spares its start-up time; the
first command runs as a program of its own.
"""

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import warnings

from openstackclient import shell

ENDPOINT = sys.argv[1]
GLOBAL = ["--os-auth-type", "none", "--os-endpoint", ENDPOINT]

TREE = """
heat_template_version: 2016-10-14
description: A tree of things
parameters:
  word: {type: string, default: none}
  secret: {type: string, default: hush, hidden: true}
resources:
  text: {type: OS::Heat::RandomString, properties: {length: 12}, metadata: {colour: blue}}
  thing: {type: OS::Heat::TestResource, depends_on: text, properties: {value: {get_param: word}}}
  group: {type: OS::Heat::ResourceGroup, properties: {count: 2, resource_def: {type: My::Thing}}}
outputs:
  text: {description: The text, value: {get_attr: [text, value]}}
  word: {value: {get_attr: [thing, output]}}
"""
INNER = """
heat_template_version: 2016-10-14
resources:
  leaf: {type: OS::Heat::RandomString}
"""
SLOW = """
heat_template_version: 2016-10-14
parameters: {wait: {type: number, default: 0}, word: {type: string, default: a}}
resources:
  thing:
    type: OS::Heat::TestResource
    properties: {value: {get_param: word}, action_wait_secs: {update: {get_param: wait}}}
"""
ENVIRONMENT = "resource_registry: {'My::Thing': inner.yaml}\nparameters: {secret: mine}\n"


def run(*words, fails=False):
    """Runs one command and returns what it printed to stdout."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        started = time.monotonic()
        client = shell.OpenStackShell()
        client.stdout, client.stderr = stdout, stderr
        try:
            code = client.run(GLOBAL + list(words))
        except SystemExit as end:
            code = end.code
    for handler in list(logging.getLogger("").handlers):
        logging.getLogger("").removeHandler(handler)
    print(f"{time.monotonic() - started:5.1f}s  openstack {' '.join(words)}")
    said = f"{words}: exit {code}\nstdout: {stdout.getvalue()}\nstderr: {stderr.getvalue()}"
    assert (code != 0) == fails, said
    return stderr.getvalue() if fails else stdout.getvalue()


def shown(*words):
    """What a command prints with `-f json`; commands that wait print events before it."""
    text = run(*words, "-f", "json")
    start = min(place for place in (text.find("{\n"), text.find("[\n"), text.find("[]"), text.find("{}")) if place >= 0)
    return json.loads(text[start:])


def same(seen, wanted):
    assert seen == wanted, f"{seen!r} is not {wanted!r}"


def column(rows, name):
    return [row[name] for row in rows]


def status(stack):
    return shown("stack", "show", stack)["stack_status"]


def settled(stack, wanted):
    for _ in range(200):
        if status(stack) == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{stack} is {status(stack)}, not {wanted}")


def life():
    """Create, look, update, act, delete."""
    created = run("stack", "create", "-t", "tree.yaml", "-e", "env.yaml", "--parameter", "word=one", "--tags", "a,b", "--wait", "s")
    assert "CREATE_COMPLETE" in created and "Stack CREATE completed successfully" in created, created
    same(column(shown("stack", "list"), "Stack Status"), ["CREATE_COMPLETE"])
    same(column(shown("stack", "list", "--nested", "--property", "name=s"), "Stack Name"), ["s"])
    same(len(shown("stack", "list", "--nested")), 4)
    same(column(shown("stack", "list", "--tags", "a", "--sort", "stack_name:asc", "--limit", "5"), "Stack Name"), ["s"])
    stack = shown("stack", "show", "s")
    same((stack["description"], stack["parameters"]["word"], stack["parameters"]["secret"]),
         ("A tree of things", "one", "******"))
    same(sorted(column(stack["outputs"], "output_key")), ["text", "word"])
    text = shown("stack", "output", "show", "s", "text")["output_value"]
    same(len(text), 12)
    same(sorted(column(shown("stack", "output", "list", "s"), "output_key")), ["text", "word"])
    same(shown("stack", "output", "show", "--all", "s")["word"]["output_value"]
         if isinstance(shown("stack", "output", "show", "--all", "s")["word"], dict)
         else json.loads(shown("stack", "output", "show", "--all", "s")["word"])["output_value"], "one")

    updated = run("stack", "update", "--existing", "--parameter", "word=two", "--wait", "s")
    assert "UPDATE_COMPLETE" in updated, updated
    same(shown("stack", "output", "show", "s", "word")["output_value"], "two")
    same(shown("stack", "output", "show", "s", "text")["output_value"], text)
    preview = run("stack", "update", "--dry-run", "-t", "tree.yaml", "-e", "env.yaml", "--parameter", "word=three", "s")
    assert "thing" in preview and "updated" in preview, preview
    run("stack", "update", "-t", "tree.yaml", "-e", "env.yaml", "--parameter", "word=three", "--wait", "s")
    same(shown("stack", "output", "show", "s", "word")["output_value"], "three")
    dry = run("stack", "create", "--dry-run", "-t", "tree.yaml", "-e", "env.yaml", "u")
    assert "A tree of things" in dry and "thing" in dry, dry

    for action, state in (("check", "CHECK_COMPLETE"), ("suspend", "SUSPEND_COMPLETE"), ("resume", "RESUME_COMPLETE")):
        rows = run("stack", action, "--wait", "s")
        assert state in rows, rows
        same(status("s"), state)


def look():
    """Resources, events, documents."""
    resources = shown("stack", "resource", "list", "-n", "5", "s")
    same(sorted(column(resources, "resource_name")), ["0", "1", "group", "leaf", "leaf", "text", "thing"])
    same(len(shown("stack", "resource", "list", "s", "--filter", "name=text")), 1)
    thing = shown("stack", "resource", "show", "s", "thing")
    same((thing["resource_type"], thing["resource_status"]), ("OS::Heat::TestResource", "RESUME_COMPLETE"))
    same(shown("stack", "resource", "show", "s", "text", "--with-attr", "value")["attributes"]["value"],
         shown("stack", "output", "show", "s", "text")["output_value"])
    same(shown("stack", "resource", "metadata", "s", "text"), {"colour": "blue"})
    same(run("stack", "resource", "mark", "unhealthy", "s", "thing", "it smokes"), "")
    thing = shown("stack", "resource", "show", "s", "thing")
    same((thing["resource_status"], thing["resource_status_reason"]), ("CHECK_FAILED", "it smokes"))
    same(run("stack", "resource", "mark", "unhealthy", "--reset", "s", "thing"), "")
    run("stack", "resource", "signal", "s", "text", fails=True)

    events = shown("stack", "event", "list", "s")
    same((events[0]["resource_status"], events[0]["resource_status_reason"]),
         ("CREATE_IN_PROGRESS", "Stack CREATE started"))
    deep = shown("stack", "event", "list", "--nested-depth", "5", "s")
    assert len(deep) > len(events), (len(deep), len(events))
    log = run("stack", "event", "list", "--nested-depth", "2", "s", "-f", "log")
    assert "[s]: CREATE_IN_PROGRESS  Stack CREATE started" in log, log
    of_thing = shown("stack", "event", "list", "--resource", "thing", "s")
    event = shown("stack", "event", "show", "s", "thing", of_thing[0]["id"])
    same((event["resource_name"], event["resource_type"]), ("thing", "OS::Heat::TestResource"))

    assert "inner.yaml" in run("stack", "file", "list", "s")
    assert "word: three" in run("stack", "environment", "show", "s")
    assert "A tree of things" in run("stack", "template", "show", "s")
    same(run("stack", "failures", "list", "s").strip(), "")


def snapshots():
    taken = shown("stack", "snapshot", "create", "--name", "before", "s")
    same(taken["name"], "before")
    settled("s", "SNAPSHOT_COMPLETE")
    same(column(shown("stack", "snapshot", "list", "s"), "status"), ["COMPLETE"])
    same(shown("stack", "snapshot", "show", "s", taken["ID"])["snapshot"]["id"], taken["ID"])
    run("stack", "update", "--existing", "--parameter", "word=four", "--wait", "s")
    run("stack", "snapshot", "restore", "s", taken["ID"])
    settled("s", "RESTORE_COMPLETE")
    same(shown("stack", "output", "show", "s", "word")["output_value"], "three")
    run("stack", "snapshot", "delete", "-y", "s", taken["ID"])
    same(shown("stack", "snapshot", "list", "s"), [])


def cancel():
    run("stack", "create", "-t", "slow.yaml", "--wait", "c")
    run("stack", "update", "--existing", "--parameter", "wait=30", "--parameter", "word=b", "c")
    same(run("stack", "hook", "poll", "c", "-f", "json").strip(), "[]")
    cancelled = run("stack", "cancel", "--wait", "c")
    assert "ROLLBACK_COMPLETE" in cancelled, cancelled
    run("stack", "update", "--existing", "--parameter", "wait=30", "--parameter", "word=c", "c")
    run("stack", "cancel", "--no-rollback", "c")
    settled("c", "UPDATE_FAILED")
    run("stack", "delete", "-y", "--wait", "c")


def handover():
    """Export, abandon, adopt."""
    exported = json.loads(run("stack", "export", "s"))
    same((exported["name"], sorted(exported["resources"])), ("s", ["group", "text", "thing"]))
    text = shown("stack", "output", "show", "s", "text")["output_value"]
    run("stack", "abandon", "--output-file", "abandoned.json", "s")
    same(shown("stack", "list"), [])
    adopted = run("stack", "adopt", "--adopt-file", "abandoned.json", "--wait", "t")
    assert "ADOPT_COMPLETE" in adopted, adopted
    same(shown("stack", "output", "show", "t", "text")["output_value"], text)
    run("stack", "delete", "-y", "--wait", "t")
    same(shown("stack", "list"), [])
    assert "Stack not found" in run("stack", "show", "t", fails=True)


def language():
    valid = run("orchestration", "template", "validate", "-t", "tree.yaml", "-e", "env.yaml")
    assert "A tree of things" in valid, valid
    run("orchestration", "template", "validate", "-t", "tree.yaml", "-e", "env.yaml", "--show-nested")
    versions = column(shown("orchestration", "template", "version", "list"), "Version")
    assert "heat_template_version.2018-08-31" in versions, versions
    functions = shown("orchestration", "template", "function", "list", "heat_template_version.2018-08-31")
    assert "get_param" in column(functions, "Functions"), functions
    types = run("orchestration", "resource", "type", "list")
    assert "OS::Heat::RandomString" in types, types
    schema = run("orchestration", "resource", "type", "show", "OS::Heat::RandomString")
    assert "character_classes" in schema, schema
    for kind in ("hot", "cfn"):
        template = run("orchestration", "resource", "type", "show", "--template-type", kind, "OS::Heat::RandomString")
        assert "RandomString" in template, template
    same(column(shown("orchestration", "service", "list"), "Status"), ["up"])
    assert "revision" in run("orchestration", "build", "info")


def main():
    for name, text in (("tree.yaml", TREE), ("inner.yaml", INNER), ("slow.yaml", SLOW), ("env.yaml", ENVIRONMENT)):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    program = os.path.join(os.path.dirname(sys.executable), "openstack")
    first = subprocess.run([program, *GLOBAL, "stack", "list"], capture_output=True, text=True, check=False)
    same((first.returncode, first.stdout.strip()), (0, ""))
    for part in (life, look, snapshots, cancel, handover, language):
        part()


if __name__ == "__main__":
    for name in [name for name in os.environ if name.startswith("OS_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        main()
    print("all commands work")
