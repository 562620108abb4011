"""Greenfork and stock Python workers and clients on one Redis."""

import json

import pytest
from celery import group
from support.commands import greenfork

pytestmark = pytest.mark.greenfork_only


@pytest.fixture
def python_worker(start_worker):
    return start_worker("green", queues="neighbours", kind="python")


@pytest.fixture
def call(redis_server):
    url = redis_server.url()
    return lambda *arguments: greenfork(
        "call", *arguments, "--queue", "neighbours", "--broker", url, "--result-backend", url, "--wait"
    )


def test_a_stock_worker_runs_what_the_java_client_sends(python_worker, call):
    ended = call("conformance.add", "--args", "[2]", "--kwargs", '{"y": 3}')
    assert (ended.code, ended.out.strip()) == (0, "5")
    value = {"a": [1, None, "ü", 1.5, 10**20]}
    assert json.loads(call("conformance.echo", "--args", json.dumps([value])).out) == value

    failed = call("conformance.fail", "--args", '["ValueError", "from Python"]')
    assert failed.code == 1
    assert "ValueError" in failed.err
    assert "from Python" in failed.err


def test_both_kinds_of_worker_share_a_queue(python_worker, start_worker, client_of, pool):
    worker = start_worker(pool, queues="neighbours")
    sender = client_of("neighbours")
    asked = group(sender.app.signature("conformance.add", (i, i)) for i in range(400))
    assert asked.apply_async().get(timeout=40) == [2 * i for i in range(400)]
    ours = worker.get("/metrics")[1]
    assert 'task="conformance.add"' in ours
    assert "conformance.add" in python_worker.log_text()
    assert "ERROR" not in python_worker.log_text()
