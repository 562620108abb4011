"""Where the next step goes that names no queue: what task_default_queue and task_routes say to the worker that sends it."""

import pytest
from celery import chain
from support.processes import await_that

PLAIN = "plain-steps"
ROUTED = "routed-steps"


@pytest.fixture
def send(start_worker, client_of):
    def send(pool, name):
        """Starts a chain of which a worker sends the second step."""
        sender = client_of(f"routes-{pool}")
        start_worker(pool, queues=sender.queue, default_queue=PLAIN, routes={"conformance.s*": ROUTED})
        chain(sender.s("add", 1, 1), sender.app.signature(name)).apply_async()
        return sender

    return send


def test_to_the_default_queue(send, pool):
    sender = send(pool, "conformance.echo")
    [step] = await_that("the step", lambda: sender.take(PLAIN))
    assert step["decoded"][0] == [2]
    assert step["properties"]["delivery_info"]["routing_key"] == PLAIN


def test_by_its_name(send, pool):
    sender = send(pool, "conformance.sleep")
    [step] = await_that("the step", lambda: sender.take(ROUTED))
    assert step["headers"]["task"] == "conformance.sleep"


def test_a_queue_that_is_named_wins(start_worker, client_of, pool):
    sender = client_of(f"named-{pool}")
    start_worker(pool, queues=sender.queue, default_queue=PLAIN, routes={"conformance.*": ROUTED})
    assert chain(sender.s("add", 1, 1), sender.s("add", 5)).apply_async().get(timeout=20) == 7
