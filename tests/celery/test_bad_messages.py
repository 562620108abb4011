"""Messages that cannot be run: each is kept with the reason, and none stops or slows the worker."""

import base64
import datetime
import json
import random
import uuid

import pytest
from support import dead_letters
from support.messages import changed, envelope
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only

GOOD = envelope()
DEEP = "[" * 2_000 + "]" * 2_000

BAD = {
    "garbage": (b"\xff\xfe\x00 no message", "not-json"),
    "empty": (b"", "wrong-type"),
    "half a message": (json.dumps(GOOD)[:200], "not-json"),
    "a list": ([1, 2], "wrong-type"),
    "nesting": (DEEP, "wrong-type"),
    "nesting in a header": (json.dumps(GOOD).replace('"gen1@test"', DEEP), "too-deep"),
    "nesting in the body": (envelope(body=f"[[{DEEP}], {{}}, {{}}]".encode()), "too-deep"),
    "no headers": (changed(GOOD, "headers", None), "missing-field"),
    "headers of another type": (changed(GOOD, "headers", [1]), "wrong-type"),
    "no id": (changed(GOOD, "headers.id", None), "missing-field"),
    "id of another type": (changed(GOOD, "headers.id", 7), "wrong-type"),
    "task of another type": (changed(GOOD, "headers.task", {}), "wrong-type"),
    "retries of another type": (changed(GOOD, "headers.retries", "many"), "wrong-type"),
    "eta that is no time": (changed(GOOD, "headers.eta", "soon"), "bad-value"),
    "no properties": (changed(GOOD, "properties", None), "missing-field"),
    "no body": (changed(GOOD, "body", None), "missing-field"),
    "body that is no base64": (changed(GOOD, "body", "%%%"), "bad-base64"),
    "body that is no JSON": (envelope(body=b"hello"), "not-json"),
    "body of another shape": (envelope(body=b'{"a": 1}'), "wrong-type"),
    "args of another type": (envelope(body=b"[5, {}, {}]"), "wrong-type"),
    "kwargs of another type": (envelope(body=b"[[], [], {}]"), "wrong-type"),
    "yaml": (changed(GOOD, "content-type", "application/x-yaml"), "content-type"),
    "unknown compression": (changed(GOOD, "headers.compression", "application/x-brotli"), "compression"),
    "not compressed as it says": (changed(GOOD, "headers.compression", "application/x-gzip"), "compression"),
    "larger than the limit": (envelope(args=["z" * (13 << 20)]), "too-large"),
}


@pytest.mark.parametrize("message, reason", BAD.values(), ids=BAD.keys())
def test_is_kept_with_the_reason_while_the_worker_goes_on(sender, message, reason):
    sender.push(message)
    entry = dead_letters.await_one(sender)
    assert entry["reason"] == reason
    assert entry["detail"]
    assert sender.call("add", 1, 2) == 3


@pytest.mark.split_too
def test_each_is_kept_and_nothing_else_in_one_batch_with_good_messages(sender):
    good, batch = [], []
    for message, _ in BAD.values():
        for task in ("echo", "sum"):
            good.append(envelope(f"conformance.{task}", args=[[1, 2]]))
            batch.append(json.dumps(good[-1]))
        batch.append(message if isinstance(message, (bytes, str)) else json.dumps(message))
    old = {"task": "conformance.echo", "id": str(uuid.uuid4()), "args": [1], "kwargs": {}}  # of protocol 1, which is run
    batch.append(json.dumps(changed(envelope(body=json.dumps(old).encode()), "headers", {})))
    sender.redis.lpush(sender.queue, *batch)

    for task_id in [old["id"], *(message["headers"]["id"] for message in good)]:
        await_that("its result", lambda task_id=task_id: (stored := sender.stored(task_id)) and stored["status"] == "SUCCESS", timeout=30)
    expected = sorted(reason for _, reason in BAD.values())
    await_that("all others kept", lambda: len(dead_letters.read(sender)) >= len(expected), timeout=30)
    assert sorted(entry["reason"] for entry in dead_letters.read(sender)) == expected


def test_a_pickled_message_of_a_stock_client_is_refused_and_never_loaded(sender):
    sent = sender.task("echo").apply_async([{1, 2}], serializer="pickle")
    entry = dead_letters.await_one(sender)
    assert (entry["reason"], entry["id"], entry["task"]) == ("content-type", sent.id, "conformance.echo")
    assert "application/x-python-serialize" in entry["detail"]


def test_a_dead_letter_says_what_it_was_and_when(sender, worker):
    message = changed(GOOD, "headers.retries", "many")
    sender.push(message)
    entry = dead_letters.await_one(sender)
    assert set(entry) == {"id", "task", "reason", "detail", "at", "bytes", "envelope", "truncated"}
    assert entry["id"] == message["headers"]["id"]
    assert entry["task"] == "conformance.echo"
    assert json.loads(entry["envelope"]) == message
    assert entry["bytes"] == len(entry["envelope"])
    assert not entry["truncated"]
    at = datetime.datetime.fromisoformat(entry["at"])
    assert abs(datetime.datetime.now(datetime.timezone.utc) - at) < datetime.timedelta(minutes=1)
    await_that("the log says so", lambda: message["headers"]["id"] in worker.log_text())


def test_a_large_dead_letter_is_cut_to_its_first_64_kib(sender):
    message = changed(envelope(args=["z" * 1_000_000]), "content-type", "application/x-yaml")
    sender.push(message)
    entry = dead_letters.await_one(sender)
    assert entry["truncated"]
    assert len(entry["envelope"]) == 64 << 10
    assert json.dumps(message).encode().startswith(entry["envelope"])
    assert entry["bytes"] == len(json.dumps(message))


@pytest.mark.split_too
def test_goes_on_under_a_flood_of_spoilt_messages(sender):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    good = json.dumps(envelope()).encode()
    cut = 0
    for _ in range(300):
        spoilt = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        length = dice.choice([len(spoilt), dice.randrange(1, len(spoilt))])
        cut += length < len(spoilt)
        sender.push(bytes(spoilt[:length]))
    assert sender.call("add", 1, 2, timeout=30) == 3
    await_that("what was cut short is refused", lambda: len(dead_letters.read(sender)) >= cut)
    await_that("the queue is empty", lambda: not sender.redis.llen(sender.queue))


def test_the_body_is_not_in_the_log(sender, worker):
    secret = base64.b64encode(random.randbytes(12)).decode()
    sender.push(envelope(body=f"[[], [], {json.dumps({'password': secret})}".encode()))
    dead_letters.await_one(sender)
    sender.call("add", 1, 2)
    assert secret not in worker.log_text()
