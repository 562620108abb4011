"""What Celery promises, told to two workers of different type that share a queue: each hears of it, and one of them does it."""

import time

import pytest
from celery.exceptions import TaskRevokedError
from support.processes import await_that

pytestmark = [pytest.mark.greenfork_only, pytest.mark.parametrize("pool", ["split"])]
QUEUE = "shared-split"


@pytest.fixture
def nodes(worker, sender):
    """The green and the prefork one."""
    return [sender.node_of(each) for each in worker.workers]


@pytest.fixture
def busy(sender, nodes):
    """Both processes of the prefork worker compute for a second."""
    sent = [sender.delay("burn", 1500) for _ in range(2)]
    await_that("they run", lambda: len(sender.command(nodes[1], "active")) == 2)
    return sent


def is_revoked(result):
    with pytest.raises(TaskRevokedError):
        result.get(timeout=30)
    return result.state == "REVOKED"


def test_a_task_is_revoked_in_the_queue_in_a_sub_queue_and_before_its_time(sender, nodes, busy):
    waits = sender.delay("burn", 5)
    later = [sender.task(name).apply_async([1], countdown=1.5) for name in ("sleep", "burn")]
    sender.app.control.revoke([waits.id, *(result.id for result in later)])
    assert all(is_revoked(result) for result in (waits, *later))
    assert [result.get(timeout=30) is not None for result in busy]


def test_a_running_task_is_terminated_wherever_it_runs(sender, nodes):
    for node, name, arguments in zip(nodes, ("sleep", "burn"), ([60], [60_000]), strict=True):
        running = sender.delay(name, *arguments)
        await_that("it runs there", lambda running=running, node=node: running.id in str(sender.command(node, "active")))
        sender.app.control.revoke(running.id, destination=[node], terminate=True)
        assert is_revoked(running)


def test_tasks_are_revoked_by_their_stamp(sender, nodes, busy):
    stamped, other = sender.s("burn", 5), sender.s("burn", 6)
    stamped.stamp(tenant="a")
    other.stamp(tenant="b")
    stamped, other = stamped.apply_async(), other.apply_async()
    for node in nodes:
        assert set(sender.command(node, "revoke_by_stamped_headers", headers={"tenant": ["a"]})) == {"ok"}
    assert is_revoked(stamped)
    other.get(timeout=30)


@pytest.mark.parametrize(("name", "length"), [("sleep", 0.01), ("burn", 1)])
def test_a_rate_limit_holds_back_and_loses_nothing(sender, nodes, name, length):
    for node in nodes:
        assert "ok" in sender.command(node, "rate_limit", task_name=f"conformance.{name}", rate_limit="4/s")
    begin = time.monotonic()
    sent = [sender.delay(name, length) for _ in range(6)]
    for result in sent:
        result.get(timeout=30)
    took = time.monotonic() - begin
    for node in nodes:
        sender.command(node, "rate_limit", task_name=f"conformance.{name}", rate_limit=0)
    assert took > 0.9


def test_each_worker_says_that_it_consumes_the_queue_and_that_tasks_came_from_it(sender, nodes):
    running = {"sleep": [1.5], "burn": [1500]}
    sent = [sender.task(name).apply_async(arguments, priority=5) for name, arguments in running.items()]
    for node, name in zip(nodes, running, strict=True):
        assert [queue["name"] for queue in sender.command(node, "active_queues")] == [QUEUE]
        [info] = await_that("it runs", lambda node=node: sender.command(node, "active"))
        assert info["name"] == f"conformance.{name}"
        assert info["delivery_info"]["routing_key"] == QUEUE
        assert info["delivery_info"]["redelivered"] is False
    for result in sent:
        result.get(timeout=30)
