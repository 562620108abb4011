"""Celery's own tasks as messages: of older clients, and of those whose result backend does not count the parts of chords."""

import pytest
from celery import group
from celery.backends.base import Backend
from celery.exceptions import ChordError
from celery.result import result_from_tuple
from support.processes import await_that

NOWHERE = "nobody-serves-parts"


def unlock(sender, header, body, **options):
    """Starts a chord as a client does whose result backend counts nothing; gives the results of header and body."""
    parts = header.apply_async()
    ended = body.freeze()
    Backend.fallback_chord_unlock(sender.app.backend, parts, body, **({"countdown": 0} | options))
    return parts, ended


def test_the_body_runs_when_all_parts_have_ended(sender):
    header = group(sender.s("sleep", 1.2), sender.s("add", 1, 1), group(sender.s("add", 2, 2), sender.s("add", 3, 3)))
    parts, ended = unlock(sender, header, sender.s("echo") | sender.s("echo"), interval=0.3)
    assert not ended.ready()
    assert sorted(ended.get(timeout=20)) == [1.2, 2, 4, 6]
    assert [part.state for part in parts.results] == ["SUCCESS"] * 4


def test_the_body_is_sent_by_the_task_that_looked(sender):
    _, ended = unlock(sender, group(sender.s("add", 1, 1)), sender.s("sum"))
    assert ended.get(timeout=20) == 2
    parent = sender.stored(ended.id)["parent_id"]
    assert parent is not None
    assert sender.stored(parent) is None, "chord_unlock ignores its result"


def test_a_part_that_failed_fails_the_body_and_calls_its_errbacks(sender):
    header = group(sender.s("add", 1, 1), sender.s("fail", "ValueError", "in the header"))
    _, ended = unlock(sender, header, sender.s("sum").on_error(sender.s("echo").set(queue=NOWHERE)))
    with pytest.raises(ChordError, match=r"ValueError\('in the header'\)"):
        ended.get(timeout=20)
    [errback] = await_that("the errback", lambda: sender.take(NOWHERE))
    assert errback["decoded"][0] == [ended.id]


def test_who_looks_too_often_fails_the_body(sender):
    header = group(sender.s("add", 1, 1).set(queue=NOWHERE))
    _, ended = unlock(sender, header, sender.s("sum"), interval=0.1, max_retries=2)
    with pytest.raises(ChordError, match="chord_unlock could not be retried: MaxRetriesExceededError"):
        ended.get(timeout=20)
    assert len(sender.take(NOWHERE)) == 1


@pytest.mark.greenfork_only  # a stock worker keeps it in its own timer
def test_it_waits_at_the_broker_in_between(sender):
    parts, ended = unlock(sender, group(sender.s("sleep", 2.0)), sender.s("sum"), interval=1)
    future = f"{sender.queue}.delayed"
    await_that("a message for later", lambda: sender.redis.zcard(future) == 1)
    assert sender.waiting() == []
    assert ended.get(timeout=20) == 2.0
    assert sender.redis.zcard(future) == 0


def test_chunks_as_a_task_starts_a_group(sender):
    pairs = [(i, i) for i in range(5)]
    started = sender.app.tasks["celery.chunks"].apply_async(kwargs={"task": sender.task("add"), "it": pairs, "n": 2})
    members = result_from_tuple(started.get(timeout=20), app=sender.app)
    assert members.get(timeout=20) == [[0, 2], [4, 6], [8]]
    assert [child.id for child in started.children] == [members.id]


def test_group_as_a_task_starts_members_that_somebody_waits_for(sender):
    members = group(sender.s("add", 1), sender.s("add", 2))
    waited_for = members.freeze()
    given = {"tasks": list(members.tasks), "result": waited_for.as_tuple(), "group_id": waited_for.id, "partial_args": [10]}
    started = sender.app.tasks["celery.group"].apply_async(kwargs=given)
    assert waited_for.get(timeout=20) == [11, 12]
    assert result_from_tuple(started.get(timeout=20), app=sender.app) == waited_for
    assert [sender.stored(member.id)["group_id"] for member in waited_for.results] == [waited_for.id] * 2
    assert [sender.stored(member.id)["parent_id"] for member in waited_for.results] == [started.id] * 2


def test_chord_as_a_task_starts_a_chord(sender):
    header = [sender.s("add", number) for number in (1, 2, 3)]
    started = sender.app.tasks["celery.chord"].apply_async((header, sender.s("sum")), {"partial_args": [10]})
    body = result_from_tuple(started.get(timeout=20), app=sender.app)
    assert body.get(timeout=20) == 36
    assert [part.get(timeout=20) for part in body.parent.results] == [11, 12, 13]


def test_chain_as_a_task_is_none(sender):
    with pytest.raises(NotImplementedError, match="chain is not a real task"):
        sender.app.tasks["celery.chain"].delay().get(timeout=20)


@pytest.mark.parametrize("name", ["chord_unlock", "chunks", "group", "chord"])
def test_nonsense_fails_and_nothing_stops(sender, name):
    failed = sender.app.send_task(f"celery.{name}", [1, 2, 3], ignore_result=False)
    failed.get(timeout=20, propagate=False)
    assert failed.state == "FAILURE"
    assert sender.call("echo", "after it") == "after it"
