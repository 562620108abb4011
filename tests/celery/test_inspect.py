"""What `celery inspect` and its API hear from a worker."""

import datetime
import functools

import pytest
from support.processes import await_that

INFO = {
    "id", "name", "args", "kwargs", "type", "hostname", "time_start", "acknowledged", "delivery_info", "worker_pid",
}  # fmt: skip


@pytest.fixture
def node(worker, sender):
    return sender.node_of(worker)


@pytest.fixture
def ask(sender, node):
    return functools.partial(sender.command, node)


def test_ping(ask):
    assert ask("ping") == {"ok": "pong"}


def test_stats(ask, pool, worker):
    stats = ask("stats")
    assert {"total", "pid", "clock", "uptime", "pool", "broker", "prefetch_count", "rusage"} <= set(stats)
    assert stats["pid"] == worker.pid
    assert stats["clock"].isdigit() and isinstance(stats["uptime"], int)
    assert stats["pool"]["max-concurrency"] == (100 if pool == "green" else 2)
    assert "implementation" in stats["pool"]
    if pool == "prefork":
        assert len(stats["pool"]["processes"]) == 2
    broker = stats["broker"]
    assert (broker["hostname"], broker["transport"]) == ("127.0.0.1", "redis")
    assert "password" not in broker
    assert stats["rusage"] == "N/A" or stats["rusage"]["utime"] > 0


def test_stats_count_tasks_by_name(ask, sender):
    before = ask("stats")["total"].get("conformance.add", 0)
    assert [sender.call("add", 1, i) for i in range(3)] == [1, 2, 3]
    assert ask("stats")["total"]["conformance.add"] - before == 3


def test_active_tasks(ask, sender, node, pool):
    result = sender.task("sleep").apply_async([1.0], shadow="shown")
    [info] = await_that("it is active", lambda: ask("active"))
    assert info["id"] == result.id
    assert set(info) >= INFO
    assert (info["name"], info["type"], info["hostname"]) == ("shown", "conformance.sleep", node)
    assert (info["args"], info["kwargs"]) == ([1.0], {})
    assert info["delivery_info"] == {"exchange": "", "routing_key": f"shared-{pool}", "priority": 0, "redelivered": False}
    assert info["acknowledged"] is False
    assert isinstance(info["worker_pid"], int)
    started = datetime.datetime.fromtimestamp(info["time_start"])
    assert abs(datetime.datetime.now() - started) < datetime.timedelta(minutes=1)
    [safe] = ask("active", safe=True)
    assert (safe["args"], safe["kwargs"]) == ("(1.0,)", "{}")
    assert result.get(timeout=20) == 1.0
    await_that("nothing is active", lambda: ask("active") == [])


def test_reserved_tasks(ask):
    assert ask("reserved") == []


def test_scheduled_tasks(ask, sender):
    result = sender.task("echo").apply_async([7], countdown=2, priority=3)
    [entry] = await_that("it is scheduled", lambda: ask("scheduled"))
    assert set(entry) == {"eta", "priority", "request"}
    assert entry["priority"] == 6
    assert datetime.datetime.fromisoformat(entry["eta"])
    assert entry["request"]["id"] == result.id
    assert entry["request"]["args"] == [7]
    assert result.get(timeout=20) == 7


def test_what_is_due_much_later_is_shown_once_by_a_fleet(start_worker, client_of, pool):
    sender = client_of(f"later-{pool}")
    workers = [start_worker(pool, queues=sender.queue) for _ in range(2)]
    nodes = [sender.node_of(worker) for worker in workers]
    late = [sender.task("echo").apply_async([i], countdown=60 + i, priority=i, shadow="shown") for i in (1, 2)]
    inspect = sender.app.control.inspect(timeout=5, limit=2, destination=nodes)

    def shown():
        entries = [entry for entries in inspect.scheduled().values() for entry in entries]
        return len(entries) == 2 and sorted(entries, key=lambda entry: entry["eta"])

    entries = await_that("both are scheduled", shown)
    assert [entry["request"]["id"] for entry in entries] == [task.id for task in late]
    assert set(entries[0]) == {"eta", "priority", "request"} and entries[0]["priority"] == 6
    assert datetime.datetime.fromisoformat(entries[0]["eta"]).tzinfo
    info = entries[0]["request"]
    assert set(info) >= INFO
    assert (info["name"], info["type"], info["args"], info["kwargs"]) == ("shown", "conformance.echo", [1], {})
    assert info["delivery_info"] == {"exchange": "", "routing_key": sender.queue, "priority": 1, "redelivered": False}
    assert (info["acknowledged"], info["time_start"], info["worker_pid"]) == (False, None, None)
    found = [reply for reply in inspect.query_task(late[0].id).values() if reply]
    assert [(reply[late[0].id][0], reply[late[0].id][1]["id"]) for reply in found] in (
        [("scheduled", late[0].id)],
        [("reserved", late[0].id)],  # as Celery calls what it holds in memory
    )


def test_registered_tasks(ask):
    names = ask("registered")
    assert "conformance.add" in names
    assert names == sorted(names)
    assert not [name for name in names if name.startswith("celery.")]
    limited = [name for name in ask("registered", taskinfoitems=["rate_limit"]) if name.startswith("conformance.limited")]
    assert limited == ["conformance.limited [rate_limit=4/s]"]
    assert "celery.backend_cleanup" in ask("registered", builtins=True)


def test_active_queues(ask, pool):
    [queue] = [queue for queue in ask("active_queues") if queue["name"] == f"shared-{pool}"]
    assert queue["routing_key"] == queue["name"]
    assert queue["exchange"]["name"] == f"shared-{pool}"
    assert (queue["exchange"]["type"], queue["durable"], queue["no_ack"]) == ("direct", True, False)
    wanted = {"queue_arguments", "binding_arguments", "consumer_arguments", "exclusive", "auto_delete", "alias", "bindings"}
    wanted |= {"no_declare", "expires", "message_ttl", "max_length", "max_length_bytes", "max_priority"}
    assert wanted <= set(queue)


def test_configuration_without_secrets(ask):
    assert ask("conf", with_defaults=True)["accept_content"] == ["json"]
    assert ask("conf", with_defaults=False)["broker_url"].startswith("redis://")


def test_tasks_are_found_by_id(ask, sender, node):
    running = sender.delay("sleep", 1.0)
    await_that("it is active", lambda: ask("active"))
    found = ask("query_task", ids=[running.id, "unknown"])
    assert set(found) == {running.id}
    state, info = found[running.id]
    assert (state, info["id"]) == ("active", running.id)
    assert running.get(timeout=20) == 1.0
    await_that("it is known no more", lambda: ask("query_task", ids=[running.id]) in ({}, None) or "ready" in str(ask("query_task", ids=[running.id])))


def test_clock_report_and_revoked(ask):
    assert ask("clock")["clock"] > 0
    assert ask("clock")["clock"] < ask("clock")["clock"]
    assert isinstance(ask("report")["ok"], str)
    assert isinstance(ask("revoked"), list)


def test_an_unknown_command_and_bad_arguments_are_errors(ask):
    assert ask("no_such_command") == {"error": "KeyError('no_such_command')"}
    assert set(ask("query_task", no_such_argument=1)) == {"error"}
    assert ask("ping") == {"ok": "pong"}


def test_only_those_answer_who_are_asked(sender, node):
    def answer(**asked):
        """Of those who answer first; waited for long, as a busy machine's worker may be late."""
        return set(sender.app.control.inspect(timeout=20, limit=1, **asked).ping())

    def silence(**asked):
        return sender.app.control.inspect(timeout=0.5, **asked).ping() is None

    assert silence(destination=["nobody@nowhere"])
    assert answer(destination=[node]) == {node}
    assert answer(pattern=node[:-3] + "*", matcher="glob") == {node}
    assert silence(pattern="no-such*", matcher="glob")
    assert answer(pattern=".*" + node[3:], matcher="pcre") == {node}


def test_mingling_gives_what_is_revoked(ask, sender):
    sender.app.control.revoke("mingled-id")
    await_that("it is revoked", lambda: "mingled-id" in ask("revoked"))
    reply = ask("hello", from_node="w@elsewhere", revoked=["from-a-neighbour"])
    assert "mingled-id" in reply["revoked"] and reply["clock"] > 0
    await_that("ours too", lambda: "from-a-neighbour" in ask("revoked"))
