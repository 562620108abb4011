"""Each field of what a worker reads, spoilt: it says which and why, keeps the message or fails the task, and goes on."""

import base64
import json
import subprocess
import uuid

import pytest
from support import dead_letters
from support.messages import changed, envelope
from support.processes import await_that, environment
from support.workers import GREENFORK, SHORT_LIVED

pytestmark = pytest.mark.greenfork_only

HEADERS = {
    "id": [7, ["a"], "", "x" * 5_000],
    "task": [5, "", None],
    "lang": [["py"]],
    "shadow": [7],
    "eta": ["tomorrow", 12, {"a": 1}],
    "expires": ["never", 12, []],
    "group": [4],
    "group_index": [1.5, "1"],
    "retries": ["many", -1, 10**12, None],
    "timelimit": ["30", [None], ["1", None], [-1, None], [None, None, None]],
    "root_id": [7],
    "parent_id": [{}],
    "argsrepr": [[]],
    "kwargsrepr": [1],
    "origin": [True],
    "ignore_result": [1, "no"],
    "replaced_task_nesting": [[], -1],
    "stamped_headers": [[1], "x"],
    "stamps": [[]],
    "compression": [7, "application/x-brotli", "application/zstd"],
    "redelivered": ["yes"],
}
PROPERTIES = {
    "correlation_id": [1],
    "reply_to": [[]],
    "delivery_info": [3, {"exchange": 0}, {"routing_key": {}}],
    "priority": ["high", {}],
    "body_encoding": ["rot13", 5],
    "delivery_tag": [5],
    "expiration": [5],
}
TYPED = [("datetime", "soon"), ("uuid", {"hex": 5}), ("decimal", "much"), ("base64", "%"), ("no-such", 1)]

# None takes a field away, which is no fault of every field.
MISSING = {"task": "missing-field", "retries": None}

BODIES = [
    "2", "[]", "[[2], {}]", "[{}, {}, {}]", "[5, {}, {}]", "[[], [], {}]", "[[], 5, {}]", "[[], {}, 5]", "[[], {}, {}", "null",
    '[[], {}, {"chain": 1}]', '[[], {}, {"callbacks": {}}]', '[[], {}, {"errbacks": "x"}]', '[[], {}, {"chord": []}]',
]  # fmt: skip

GOOD = {"task": "conformance.echo", "args": [1], "kwargs": {}, "options": {}, "subtask_type": None, "immutable": False}
SIGNATURES = [
    5, "text", None, [], {},
    *(GOOD | {"task": task} for task in (5, "", None, {})),
    *(GOOD | {"args": args} for args in (5, "x", {"a": 1})),
    *(GOOD | {"kwargs": kwargs} for kwargs in (5, [1], "x")),
    *(GOOD | {"options": options} for options in (5, [], {"task_id": 5}, {"queue": 7}, {"countdown": "x"}, {"expires": {}})),
    *(GOOD | {"options": options} for options in ({"priority": "high"}, {"link": 5}, {"link_error": 5}, {"headers": 5})),
    GOOD | {"subtask_type": "no-such"},
    GOOD | {"subtask_type": "chain", "kwargs": {"tasks": 5}},
    GOOD | {"subtask_type": "group", "kwargs": {"tasks": [5]}},
    GOOD | {"subtask_type": "chord", "kwargs": {"header": 5, "body": 5}},
]  # fmt: skip


def spoilt():
    for part, fields in (("headers", HEADERS), ("properties", PROPERTIES)):
        for field, values in fields.items():
            for value in values:
                if value is None and not MISSING.get(field):
                    continue
                message = envelope()
                message[part].setdefault(field, "to be taken away")
                yield f"{part}.{field}={str(value)[:30]}", changed(message, f"{part}.{field}", value)
    for body in BODIES:
        yield body, envelope(body=body.encode())


def logged(worker, *words):
    return any(all(word in line for word in words) for line in worker.log_text().splitlines())


def test_each_field_of_a_message(sender, worker):
    messages = dict(spoilt())
    for message in messages.values():
        sender.push(message)
    letters = await_that("all are kept", lambda: len(read := dead_letters.read(sender)) >= len(messages) and read, 30)
    assert sender.call("add", 1, 2) == 3
    assert len(letters) == len(messages)
    kept = {letter["envelope"]: letter for letter in letters}
    for what, message in messages.items():
        letter = kept[json.dumps(message).encode()]
        assert letter["detail"], what
        task_id = message["headers"]["id"]
        if isinstance(task_id, str) and 0 < len(task_id) < 100:
            assert letter["id"] == task_id, what
            assert logged(worker, "Refused message", task_id), what
        field = what.split("=")[0].split(".")[-1]
        if what.startswith(("headers.", "properties.")) and field != "compression":
            assert field in letter["detail"], (what, letter["detail"])


def test_each_typed_value(sender, worker):
    """They are read with the arguments, so that the task itself fails, as in Celery."""
    sent = [sender.delay("echo", {"__type__": kind, "__value__": value}) for kind, value in TYPED]
    for (kind, _), task in zip(TYPED, sent, strict=True):
        task.get(timeout=30, propagate=False)
        failure = sender.stored(task.id)
        print(kind, failure)
        assert failure["status"] == "FAILURE", kind
        assert logged(worker, task.id, "failed"), kind
    assert sender.call("add", 1, 2) == 3


@pytest.mark.parametrize("place", ["chain", "callbacks", "errbacks", "chord"])
def test_each_field_of_a_signature(sender, worker, place):
    sent, groups = {}, {}
    for signature in SIGNATURES:
        if place == "chord" and signature in (None, {}):
            continue  # which is no chord
        embed = {place: signature if place == "chord" else [signature]}
        task, args = ("conformance.fail", ["ValueError", "on purpose"]) if place == "errbacks" else ("conformance.echo", [1])
        message = envelope(task, body=json.dumps([args, {}, embed]).encode())
        if place == "chord":
            groups[message["headers"]["id"]] = group = str(uuid.uuid4())
            sender.redis.set(f"celery-taskset-meta-{group}.s", 1, ex=60)  # complete with this part, so that its body is read
            message["headers"] |= {"group": group, "group_index": 0}
        sent[message["headers"]["id"]] = signature
        sender.push(message)

    def outcomes():
        letters = {letter["id"]: letter for letter in dead_letters.read(sender)}
        found = {}
        for task_id in sent:
            result = sender.stored(task_id)
            if task_id in letters:
                found[task_id] = letters[task_id]["reason"]
            elif result and result["status"] in ("SUCCESS", "FAILURE"):
                found[task_id] = (result["status"], result["result"])
        return len(found) == len(sent) and found

    found = await_that("each has an end", outcomes, 30)
    assert sender.call("add", 1, 2) == 3
    for task_id, signature in sent.items():
        end = found[task_id]
        if place == "chord" and isinstance(signature, dict):  # the part is good, and its chord fails
            assert end == ("SUCCESS", 1), (signature, end)
            await_that("it is told", lambda task_id=task_id: logged(worker, f"Chord {groups[task_id]} fails", "signature"))
            continue
        if place == "errbacks":  # the task has failed already: what fails now is told
            assert end[1]["exc_message"] == ["on purpose"], (signature, end)
        elif isinstance(end, tuple):
            assert end[0] == "FAILURE", (signature, end)
            assert end[1]["exc_type"] == "InvalidTaskError", (signature, end)
            assert "signature" in end[1]["exc_message"][0], (signature, end)
        else:
            assert end == "wrong-type", (signature, end)
        assert logged(worker, task_id, "signature") or logged(worker, task_id, "Refused message"), signature


REQUESTS = {
    "no method": {"method": None},
    "a method of another type": {"method": 7},
    "an empty method": {"method": ""},
    "arguments of another type": {"arguments": []},
    "a destination of another type": {"destination": 5},
    "a destination with another type": {"destination": [1]},
    "a pattern of another type": {"pattern": 1},
    "a pattern that is none": {"pattern": "(", "matcher": "pcre"},
    "a matcher of another type": {"pattern": "*", "matcher": {}},
    "an address of another type": {"reply_to": "me"},
    "half an address": {"reply_to": {"exchange": "e"}},
    "a ticket of another type": {"ticket": 5},
    "an unknown method": {"method": "no_such"},
    "revoke without an id": {"method": "revoke"},
    "revoke of another type": {"method": "revoke", "arguments": {"task_id": 5}},
    "revoke with a signal that is none": {"method": "revoke", "arguments": {"task_id": "x", "terminate": True, "signal": "NONE"}},
    "stamps of another type": {"method": "revoke_by_stamped_headers", "arguments": {"headers": 5}},
    "a rate of another type": {"method": "rate_limit", "arguments": {"task_name": "conformance.add", "rate_limit": "often"}},
    "a rate of no task": {"method": "rate_limit", "arguments": {"rate_limit": "1/s"}},
    "limits of another type": {"method": "time_limit", "arguments": {"task_name": "conformance.add", "soft": "x"}},
    "growth of another type": {"method": "pool_grow", "arguments": {"n": "x"}},
    "shrinking to nothing": {"method": "pool_shrink", "arguments": {"n": 10**6}},
    "a queue of another type": {"method": "add_consumer", "arguments": {"queue": 5}},
    "ids of another type": {"method": "query_task", "arguments": {"ids": {"a": 1}}},
    "hello of nobody": {"method": "hello", "arguments": {"from_node": 5}},
}


class Asker:
    """Sends requests as they are and waits for the answers, as kombu's mailbox does over Redis."""

    def __init__(self, sender):
        self._redis = sender.redis
        self._prefix = f"/{sender.redis.connection_pool.connection_kwargs.get('db', 0)}."
        self._key = uuid.uuid4().hex
        self._queue = f"{self._key}.reply.celery.pidbox"
        self._redis.sadd("_kombu.binding.reply.celery.pidbox", f"{self._key}\x06\x16\x06\x16{self._queue}")

    def send(self, request, **fields):
        """Publishes a request with these fields changed; None takes one away."""
        request = {"method": "ping", "arguments": {}, "destination": None, "pattern": None, "matcher": None} | request
        request.setdefault("reply_to", {"exchange": "reply.celery.pidbox", "routing_key": self._key})
        request.setdefault("ticket", "t")
        message = envelope(body=json.dumps({key: value for key, value in request.items() if value is not None}).encode())
        message["headers"] = {"clock": 1, "expires": None}
        message["properties"]["delivery_info"] = {"exchange": "celery.pidbox", "routing_key": ""}
        self._redis.publish(self._prefix + "celery.pidbox", json.dumps(message | fields))

    def answer(self, node):
        """The next answer of this node."""
        while found := self._redis.brpop(self._queue, 10):
            reply = json.loads(base64.b64decode(json.loads(found[1])["body"]))
            if node in reply:
                return reply[node]
        raise AssertionError("no answer")

    def close(self):
        self._redis.delete(self._queue)
        self._redis.srem("_kombu.binding.reply.celery.pidbox", f"{self._key}\x06\x16\x06\x16{self._queue}")


@pytest.fixture
def asker(sender):
    asker = Asker(sender)
    yield asker
    asker.close()


def test_each_field_of_a_control_request(sender, worker, asker):
    node = sender.node_of(worker)
    unheard = {"a pattern that is none", "an address of another type", "half an address", "a ticket of another type"}
    for what, request in REQUESTS.items():
        asker.send(request)
        if what not in unheard:
            assert set(asker.answer(node)) == {"error"}, what
        asker.send({})
        assert asker.answer(node) == {"ok": "pong"}, what
    for spoilt in ({"body": "%%%"}, {"body": None}, {"headers": 5}, {"content-type": "application/x-yaml"}, {"properties": 5}):
        asker.send({}, **spoilt)
        asker.send({})
        assert asker.answer(node) == {"ok": "pong"}, spoilt
    asker.send({}, headers={"clock": "x", "expires": []})
    assert asker.answer(node) == {"ok": "pong"}
    assert logged(worker, "reply_to must name an exchange and a routing_key")
    assert logged(worker, "destination must be a list of texts or null")
    assert logged(worker, "pattern '('")
    assert sender.call("add", 1, 2) == 3


EVENTS = {
    "hostname": [5, None], "type": [5, "", None], "timestamp": ["x", None], "uuid": [5], "clock": ["x"], "pid": ["x"],
    "runtime": ["x"], "result": [{}], "active": ["x"], "processed": [[]], "loadavg": ["x"], "freq": ["x"], "sw_ident": [5],
}  # fmt: skip


def test_each_field_of_an_event(sender, tmp_path, redis_server):
    """The readers of events are the monitors: `greenfork events` here."""
    prefix = f"/{sender.redis.connection_pool.connection_kwargs.get('db', 0)}."
    reader = subprocess.Popen(
        [GREENFORK, "events", "--json", "--broker", redis_server.url()],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(**SHORT_LIVED),
    )  # fmt: skip
    try:
        good = {"hostname": "spoilt@host", "type": "task-succeeded", "timestamp": 1.0, "uuid": "u", "clock": 1, "pid": 1}
        channel = prefix + "celeryev/task.multi"
        await_that("it listens", lambda: sender.redis.pubsub_numpat())
        message = envelope()
        message["headers"] = {"hostname": "spoilt@host"}

        def publish(news, **fields):
            encoded = base64.b64encode(json.dumps(news).encode()).decode()
            return sender.redis.publish(channel, json.dumps(message | {"body": encoded} | fields))

        await_that("somebody listens", lambda: publish(good), 60)
        for field, values in EVENTS.items():
            for value in values:
                publish({key: each for key, each in (good | {field: value}).items() if each is not None})
        for body in (5, [5], [], "x", None, [[good]]):
            publish(body)
        publish(good, body="%%%")
        publish(good, headers=7)
        sender.redis.publish(channel, "no message")
        publish(good | {"uuid": "the last"})
        seen = []
        await_that("the last is shown", lambda: seen.append(reader.stdout.readline()) or "the last" in seen[-1], 20)
    finally:
        reader.terminate()
        out, err = reader.communicate(timeout=10)
    for fault in (
        "a task-succeeded has no hostname", "an event has no type", "no usable timestamp", "names no task", "an event is no JSON object",
        "the body is not base64", "headers is not an object", "the message is no valid JSON",
    ):  # fmt: skip
        assert "greenfork: " in err and fault in err, fault
    assert "Traceback" not in err and "Exception" not in err
