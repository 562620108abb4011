"""The stock `celery` command line, as an administrator types it, against a worker of each kind."""

import json
import sys

import pytest
from support.commands import celery
from support.processes import Running, environment

pytestmark = pytest.mark.parametrize("pool", ["green"])


@pytest.fixture
def run(sender, redis_server):
    def command(*arguments):
        ended = celery(redis_server.url(), *arguments)
        assert ended.code == 0, ended
        return ended.out

    return command


@pytest.fixture
def node(sender, worker):
    return sender.node_of(worker)


def test_status(run, node):
    out = run("status")
    assert f"{node}: OK" in out
    assert "online." in out


def test_status_with_nobody_there(own_redis, pool):
    ended = celery(own_redis().url(), "status")
    assert ended.code == 69
    assert "No nodes replied within time constraint" in ended.err + ended.out


@pytest.mark.parametrize(
    "command, seen",
    [
        (["ping"], "pong"),
        (["active"], "- empty -"),
        (["reserved"], "- empty -"),
        (["scheduled"], "- empty -"),
        (["registered"], "* conformance.add"),
        (["stats"], '"max-concurrency": 100'),
        (["active_queues"], "'name': 'shared-green'"),
        (["conf"], "broker_url"),
        (["clock"], "clock"),
        (["report"], "software"),
        (["query_task", "no-such-id"], "{}"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_inspect(run, node, command, seen):
    out = run("inspect", "-d", node, "-t", "3", *command)
    assert f"{node}: OK" in out
    assert seen in out


def test_inspect_as_json(run, node):
    out = run("inspect", "-d", node, "-t", "3", "-j", "ping")
    assert json.loads(out.strip().splitlines()[0]) == {node: {"ok": "pong"}}


@pytest.mark.parametrize(
    "command, seen",
    [
        (["add_consumer", "for-a-while"], "add consumer for-a-while"),
        (["cancel_consumer", "for-a-while"], "no longer consuming from for-a-while"),
        (["rate_limit", "conformance.echo", "100/s"], "new rate limit set successfully"),
        (["time_limit", "conformance.burn", "50", "60"], "time limits set successfully"),
        (["enable_events"], "task events"),
        (["disable_events"], "task events"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_control(run, node, command, seen):
    out = run("control", "-d", node, "-t", "3", *command)
    assert f"{node}: OK" in out
    assert seen in out


def test_control_of_the_pool(run, node, kind, sender):
    if kind == "python":
        pytest.skip("the thread pool of a stock worker does not grow")

    def size():
        return sender.command(node, "stats")["pool"]["max-concurrency"]

    before = size()
    assert "pool will grow" in run("control", "-d", node, "-t", "3", "pool_grow", "2")
    assert size() == before + 2
    assert "pool will shrink" in run("control", "-d", node, "-t", "3", "pool_shrink", "2")
    assert size() == before


def test_call_and_result(run, sender):
    task_id = run("call", "conformance.add", "-a", "[2, 3]", "--queue", sender.queue).strip()
    assert sender.app.AsyncResult(task_id).get(timeout=20) == 5
    assert run("result", task_id).strip() == "5"


def test_purge(run, client_of, pool):
    nobody = client_of("nobody-serves-this-one")
    for number in range(3):
        nobody.delay("echo", number)
    assert "Purged 3 messages" in run("purge", "-f", "-Q", nobody.queue)
    assert nobody.waiting() == []


def test_events_are_dumped(sender, node, redis_server, tmp_path):
    command = [sys.executable, "-u", "-m", "celery", "-b", redis_server.url(), "events", "--dump"]
    dump = Running("events", command, tmp_path, environment())
    try:
        dump.await_log(f"{node} [", timeout=20)
        sender.command(node, "enable_events")
        result = sender.delay("add", 2, 3)
        assert result.get(timeout=20) == 5
        failed = sender.delay("fail", "ValueError", "m")
        failed.get(timeout=20, propagate=False)
        for text in (
            f"task received: conformance.add({result.id}) args=",
            f"task started: conformance.add({result.id})",
            f"task succeeded: conformance.add({result.id})",
            f"task failed: conformance.fail({failed.id})",
            "heartbeat: active=",
        ):
            dump.await_log(text, timeout=20)
    finally:
        sender.command(node, "disable_events")
        dump.stop()
