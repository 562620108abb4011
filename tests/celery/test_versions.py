"""Clients of the Celery versions before: a few of everything."""

import json
import os
import subprocess

import pytest
from support.processes import environment
from support.workers import HERE


@pytest.mark.parametrize("version", ["5.5", "5.6"])
def test_an_older_client_gets_the_same(sender, redis_server, version):
    python = os.environ[f"CELERY_{version.replace('.', '_')}"]
    command = [python, HERE / "support" / "smoke.py", redis_server.url(), sender.queue]
    done = subprocess.run(command, capture_output=True, text=True, timeout=80, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    got = json.loads(done.stdout)
    assert got.pop("version").startswith(version)
    assert got == {
        "call": 3,
        "gzip": True,
        "countdown": 1,
        "retried": 2,
        "failure": "as before",
        "expired": "REVOKED",
        "chain": 7,
        "group": [0, 2, 4, 6, 8],
        "chord": 20,
        "fan": 107,
        "link": [2, 12],
        "ping": ["pong"],
    }
