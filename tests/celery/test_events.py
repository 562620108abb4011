"""What monitors hear from a worker, field by field."""

import threading

import pytest
from support.processes import await_that

COMMON = {"type", "hostname", "timestamp", "pid", "clock"}
RECEIVED = {"uuid", "name", "args", "kwargs", "root_id", "parent_id", "retries", "eta", "expires"}


class Listener:
    """Hears all events of a Redis, as a monitor does."""

    def __init__(self, app):
        self.events = []
        self._connection = app.connection()
        self._receiver = app.events.Receiver(self._connection, handlers={"*": self.events.append})
        self._thread = threading.Thread(target=self._receiver.capture, name="events", kwargs={"wakeup": False})
        self._thread.start()

    def of(self, task_id):
        return [event for event in self.events if event.get("uuid") == task_id]

    def types(self, task_id):
        return [event["type"] for event in self.of(task_id)]

    def close(self):
        self._receiver.should_stop = True
        self._thread.join(10)
        self._connection.release()


@pytest.fixture
def node(sender, worker):
    node = sender.node_of(worker)
    sender.command(node, "enable_events")
    yield node
    sender.command(node, "disable_events")


@pytest.fixture
def heard(sender, node):
    listener = Listener(sender.app)
    await_that("a heartbeat", lambda: [event for event in listener.events if event["hostname"] == node])
    yield listener
    listener.close()


def test_the_life_of_a_task(heard, sender, node):
    result = sender.delay("add", 2, y=3)
    assert result.get(timeout=20) == 5
    await_that("its end", lambda: len(heard.of(result.id)) == 3)
    received, started, succeeded = heard.of(result.id)
    assert [event["type"] for event in (received, started, succeeded)] == ["task-received", "task-started", "task-succeeded"]
    assert set(received) >= COMMON | RECEIVED
    assert (received["name"], received["args"], received["kwargs"]) == ("conformance.add", "(2,)", "{'y': 3}")
    assert (received["root_id"], received["parent_id"], received["retries"]) == (result.id, None, 0)
    assert (received["eta"], received["expires"]) == (None, None)
    assert set(started) >= COMMON | {"uuid"}
    assert succeeded["result"] == "5" and 0 <= succeeded["runtime"] < 20
    assert {event["hostname"] for event in (received, started, succeeded)} == {node}
    assert received["clock"] < started["clock"] < succeeded["clock"]


def test_a_failure_and_a_retry(heard, sender):
    failed = sender.delay("fail", "ValueError", "exactly this")
    failed.get(timeout=20, propagate=False)
    await_that("its end", lambda: "task-failed" in heard.types(failed.id))
    event = heard.of(failed.id)[-1]
    assert event["exception"] == "ValueError('exactly this')"
    assert "exactly this" in event["traceback"]

    retried = sender.delay("wait_for_retry")
    assert retried.get(timeout=20) == 1
    await_that("its end", lambda: "task-succeeded" in heard.types(retried.id))
    assert "task-retried" in heard.types(retried.id)
    assert heard.types(retried.id).count("task-started") == 2
    [event] = [event for event in heard.of(retried.id) if event["type"] == "task-retried"]
    assert "once more" in event["exception"]


def test_a_revoked_and_an_expired_task(heard, sender, node):
    expired = sender.task("echo").apply_async([1], expires=-1)
    await_that("its end", lambda: "task-revoked" in heard.types(expired.id))
    [event] = [event for event in heard.of(expired.id) if event["type"] == "task-revoked"]
    assert (event["expired"], event["terminated"], event["signum"]) == (True, False, None)
    waiting = sender.task("echo").apply_async([1], countdown=1)
    waiting.revoke()
    await_that("its end", lambda: "task-revoked" in heard.types(waiting.id))
    [event] = [event for event in heard.of(waiting.id) if event["type"] == "task-revoked"]
    assert (event["expired"], event["terminated"]) == (False, False)


def test_heartbeats_of_the_worker(heard, sender, node):
    def beats():
        return [event for event in heard.events if (event["type"], event["hostname"]) == ("worker-heartbeat", node)]

    running = sender.delay("sleep", 4.0)
    active = await_that("one with a running task", lambda: [beat for beat in beats() if beat["active"] == 1])[0]
    assert set(active) >= COMMON | {"freq", "active", "processed", "loadavg", "sw_ident", "sw_ver", "sw_sys"}
    assert active["freq"] > 0 and len(active["loadavg"]) == 3
    before = active["processed"]
    assert running.get(timeout=20) == 4.0
    await_that("it is counted", lambda: beats()[-1]["active"] == 0 and beats()[-1]["processed"] >= before)


@pytest.mark.greenfork_only
def test_heartbeats_carry_what_scaling_needs(heard, node):
    beat = await_that("one", lambda: [event for event in heard.events if event["type"] == "worker-heartbeat" and event["hostname"] == node])[0]
    assert [name for name in beat if "slots" in name], sorted(beat)


def test_a_worker_says_when_it_comes_and_goes(heard, start_worker, pool, sender):
    worker = start_worker(pool, queues="comes-and-goes")

    def said(kind):
        return [event for event in heard.events if event["type"] == kind and event["hostname"].startswith(f"{worker.name}@")]

    await_that("it came", lambda: said("worker-online"))
    worker.stop()
    await_that("it went", lambda: said("worker-offline"))
