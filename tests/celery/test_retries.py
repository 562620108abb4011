"""Tasks that run again: the same id, later, not for ever."""

import datetime
import time

import pytest
from celery import chain
from support.processes import await_that


@pytest.mark.split_too
def test_a_task_runs_again_for_the_exceptions_that_it_names(sender):
    assert sender.call("flaky", 2) == 2


@pytest.mark.split_too
def test_after_the_last_try_the_exception_stays(sender):
    result = sender.delay("flaky", 9)
    with pytest.raises(ValueError, match="try 2"):
        result.get(timeout=20)
    assert sender.stored(result.id)["status"] == "FAILURE"


def test_pauses_grow(sender):
    begin = time.monotonic()
    assert sender.call("backoff", 2) == 2
    assert 3 <= time.monotonic() - begin < 10


@pytest.mark.split_too
def test_what_follows_waits_for_the_last_try(sender):
    steps = chain(sender.s("retry", 2), sender.s("add", 10)).apply_async()
    assert steps.get(timeout=20) == 12
    assert steps.parent.get(timeout=20) == 2  # a stock worker sends the next step before it stores
    assert [child.id for child in steps.parent.children if child.id != steps.parent.id] == [steps.id]


@pytest.mark.split_too
def test_the_message_of_a_retry_is_the_same_but_for_what_changed(start_worker, client_of, pool):
    sender = client_of(f"retry-{pool}")
    options = {"priority": 3, "headers": {"tenant": "a"}, "link": sender.s("echo"), "time_limit": 50, "shadow": "shown"}
    sent = sender.task("wait_for_retry").apply_async([30], **options)
    raw = sender.redis.lrange(key := f"{sender.queue}\x06\x163", 0, -1)
    [before] = sender.take(key)
    sender.redis.lpush(key, *raw)
    worker = start_worker(pool, queues=sender.queue, concurrency=1)
    await_that("the first try", lambda: (stored := sender.stored(sent.id)) and stored["status"] == "RETRY")
    worker.stop()

    [after] = sender.take(key) or sender.take_future(sender.queue)
    kept = ("id", "task", "root_id", "group", "timelimit", "shadow", "tenant", "stamps", "lang", "argsrepr")
    assert {name: after["headers"][name] for name in kept} == {name: before["headers"][name] for name in kept}
    assert after["headers"]["retries"] == 1
    assert after["headers"]["parent_id"] == sent.id
    due = datetime.datetime.fromisoformat(after["headers"]["eta"]) - datetime.datetime.now(datetime.timezone.utc)
    assert 15 < due.total_seconds() <= 30
    assert after["properties"]["priority"] == 3
    args, kwargs, embed = after["decoded"]
    assert (args, kwargs) == ([30], {})
    assert embed["callbacks"][0]["task"] == "conformance.echo"
