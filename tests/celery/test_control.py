"""What `celery control` and its API do to a worker."""

import functools
import time

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery import group
from support.processes import await_that


@pytest.fixture
def mine(start_worker, client_of, pool):
    """A worker of two slots, its client, and what commands it."""
    sender = client_of(f"control-{pool}")
    worker = start_worker(pool, queues=sender.queue, concurrency=2)
    return worker, sender, functools.partial(sender.command, sender.node_of(worker))


def test_a_pool_grows_and_shrinks(mine, pool, kind):
    _, _, command = mine
    if kind == "python" and pool == "green":
        pytest.skip("the thread pool of a stock worker does not grow")

    def size():
        stats = command("stats")["pool"]
        return len(stats["processes"]) if pool == "prefork" else stats["max-concurrency"]

    assert size() == 2
    assert command("pool_grow", n=2) == {"ok": "pool will grow"}
    await_that("it has grown", lambda: size() == 4)
    assert command("pool_shrink", n=1) == {"ok": "pool will shrink"}
    await_that("it has shrunk", lambda: size() == 3)


def test_a_queue_is_added_and_left(mine, client_of, pool):
    _, sender, command = mine
    other = client_of(f"added-{pool}")
    assert command("add_consumer", queue=other.queue) == {"ok": f"add consumer {other.queue}"}
    assert other.call("echo", 1) == 1
    assert {queue["name"] for queue in command("active_queues")} == {sender.queue, other.queue}
    assert command("cancel_consumer", queue=other.queue) == {"ok": f"no longer consuming from {other.queue}"}
    assert sender.call("echo", 2) == 2
    time.sleep(0.2)
    waits = other.delay("echo", 3)
    assert sender.call("echo", 4) == 4
    assert not waits.ready() and other.waiting() == [waits.id]


def test_a_rate_limit_holds_from_then_on(mine):
    _, sender, command = mine
    assert command("rate_limit", task_name="conformance.echo", rate_limit="4/s") == {"ok": "new rate limit set successfully"}
    begin = time.monotonic()
    asked = group(sender.s("echo", i) for i in range(5)).apply_async()
    assert asked.get(timeout=20) == [0, 1, 2, 3, 4]
    assert time.monotonic() - begin > 0.9
    assert command("rate_limit", task_name="conformance.echo", rate_limit=None) == {"ok": "rate limit disabled successfully"}
    assert command("rate_limit", task_name="no.such.task", rate_limit="1/s") == {"error": "unknown task"}
    assert set(command("rate_limit", task_name="conformance.echo", rate_limit="often")) == {"error"}


def test_a_declared_rate_limit_holds_alone(mine):
    _, sender, _ = mine
    begin = time.monotonic()
    limited = group(sender.s("limited", i) for i in range(4)).apply_async()
    assert sender.call("echo", "meanwhile") == "meanwhile"
    assert limited.get(timeout=20) == [0, 1, 2, 3]
    assert time.monotonic() - begin > 0.7


def test_time_limits_are_set_by_name(mine):
    _, _, command = mine
    assert command("time_limit", task_name="conformance.sleep", soft=20, hard=30) == {"ok": "time limits set successfully"}
    assert command("time_limit", task_name="no.such.task", soft=1, hard=2) == {"error": "unknown task"}


@pytest.mark.greenfork_only  # a stock worker answers so too, but lets the task run on
def test_time_limits_hold_from_then_on(mine, pool):
    _, sender, command = mine
    command("time_limit", task_name="conformance.sleep", soft=0.5, hard=20)
    with pytest.raises(SoftTimeLimitExceeded):
        sender.call("sleep", 30)
    if pool == "prefork":
        command("time_limit", task_name="conformance.swallow", hard=1)
        with pytest.raises(TimeLimitExceeded):
            sender.call("swallow", 30)
    assert sender.call("echo", 2) == 2


def test_events_are_switched_on_and_off(mine):
    _, _, command = mine
    assert command("enable_events") == {"ok": "task events enabled"}
    assert command("enable_events") == {"ok": "task events already enabled"}
    assert command("disable_events") == {"ok": "task events disabled"}
    assert command("disable_events") == {"ok": "task events already disabled"}


def test_shutdown_ends_warmly(mine):
    worker, sender, _ = mine
    running = sender.delay("sleep", 1.5)
    await_that("it runs", lambda: not sender.waiting())
    sender.app.control.shutdown(destination=[sender.node_of(worker)])
    assert running.get(timeout=20) == 1.5
    assert worker.await_exit(15) == 0


def test_what_only_some_pools_can_is_an_error_elsewhere(mine):
    _, _, command = mine
    assert set(command("autoscale", max=3, min=1)) == {"error"}
    assert set(command("pool_restart")) == {"error"}
