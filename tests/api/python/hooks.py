"""Hooks with the commands of python-openstackclient, unmodified: an operation stops, is listed, and goes on when the hook is cleared.

The endpoint of the server is the argument.
"""

import contextlib
import io
import json
import sys
import tempfile
import time
import warnings

from openstackclient import shell

GLOBAL = ["--os-auth-type", "none", "--os-endpoint", sys.argv[1]]

TREE = """
heat_template_version: 2016-10-14
parameters: {word: {type: string, default: one}}
resources:
  first: {type: OS::Heat::TestResource, properties: {value: {get_param: word}}}
  inner: {type: inner.yaml, depends_on: first, properties: {word: {get_param: word}}}
"""
INNER = """
heat_template_version: 2016-10-14
parameters: {word: {type: string}}
resources:
  leaf: {type: OS::Heat::TestResource, properties: {value: {get_param: word}}}
"""


def run(*words):
    """Runs one command, which has to end well, and returns what it printed."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client = shell.OpenStackShell()
        client.stdout, client.stderr = stdout, stderr
        code = client.run([*GLOBAL, *words])
    assert code == 0, f"{words}: {code}\n{stdout.getvalue()}\n{stderr.getvalue()}"
    return stdout.getvalue()


def stopped(count):
    """Waits until so many resources have stopped, and returns their names."""
    for _ in range(100):
        rows = json.loads(run("stack", "hook", "poll", "s", "--nested-depth", "5", "-f", "json"))
        names = sorted(row["Resource Name"] if "Resource Name" in row else row["Logical Resource ID"] for row in rows)
        if len(names) == count:
            return names
        time.sleep(0.1)
    raise AssertionError(f"{names} have stopped")


def settled(status):
    """Waits until the stack has a status."""
    for _ in range(100):
        now = json.loads(run("stack", "show", "s", "-f", "json"))["stack_status"]
        if now == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"{now} instead of {status}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("tree.yaml", TREE), ("inner.yaml", INNER)):
            with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        template = f"{folder}/tree.yaml"
        run("stack", "create", "s", "-t", template, "--pre-create", "first", "--pre-create", "in*/leaf")
        assert stopped(1) == ["first"]
        run("stack", "hook", "clear", "s", "first")
        assert stopped(1) == ["leaf"]
        run("stack", "hook", "clear", "s", "--pre-create", "in*/l*")
        settled("CREATE_COMPLETE")
        run("stack", "update", "s", "-t", template, "--parameter", "word=two", "--pre-update", "first")
        assert stopped(1) == ["first"]
        run("stack", "hook", "clear", "s", "fir*")
        settled("UPDATE_COMPLETE")
    print("hooks: fine")


main()
