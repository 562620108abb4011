"""The feed hub's own script for a stock client, examples/feed-hub/drive.py, against Greenfork's workers."""

import re
import subprocess
import sys
import urllib.request

import pytest
from support.processes import Running, environment, free_port
from support.workers import DIST, HERE

DRIVE = HERE.parent.parent / "examples" / "feed-hub" / "drive.py"



def java():
    return [subprocess.check_output([HERE.parent.parent / "tools" / "find-jdk"], text=True).strip() + "/bin/java"]


@pytest.fixture
def feed_server(tmp_path):
    port = free_port()
    command = java() + ["-jar", DIST / "examples" / "programs" / "feed-hub-server.jar", "--port", port]
    server = Running("feed-server", command + ["--feeds", 60, "--median-latency-ms", 50], tmp_path, environment())
    url = f"http://127.0.0.1:{port}"
    server.await_ready(lambda: answers(url + "/healthz"), timeout=60)
    yield url
    server.stop()


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.mark.greenfork_only
def test_a_stock_client_drives_the_feed_hub_through_both_pools(feed_server, start_worker, redis_server, tmp_path):
    tasks = ["--tasks", DIST / "examples" / "feed-hub-tasks.jar"]
    start_worker("green", queues="feeds", concurrency=100, flags=tasks)
    start_worker("prefork", queues="feeds", concurrency=2, flags=tasks)
    command = [sys.executable, DRIVE, "--broker", redis_server.url(), "--server", feed_server, "--feeds", "60"]

    drive = subprocess.run(command + ["--fingerprint"], capture_output=True, text=True, timeout=120, env=environment())

    assert drive.returncode == 0, drive.stdout + drive.stderr
    fetched, entries = map(int, re.search(r"fetched (\d+) feeds with (\d+) entries", drive.stdout).groups())
    assert fetched >= 45 and entries >= fetched * 20
    assert re.search(rf"fingerprinted {fetched} documents: \d+ pairs", drive.stdout), drive.stdout
