"""Tasks that put others in their place, or beside them: Task.replace and Task.add_to_chord."""

import pytest
from celery import chain, chord, group

pytestmark = pytest.mark.split_too


def test_a_chain_takes_the_place_of_a_task_under_its_id(sender):
    result = sender.s("replaced", 1, sender.queue).apply_async()
    assert result.get(timeout=20) == 12
    assert sender.stored(result.id)["status"] == "SUCCESS"


def test_what_follows_the_task_follows_what_took_its_place(sender):
    linked = sender.s("add", 5).set(task_id=f"linked-{sender.queue}")
    step = sender.s("replaced", 1, sender.queue).set(link=linked)
    last = chain(step, sender.s("add", 100)).apply_async()
    assert last.get(timeout=20) == 112
    assert sender.app.AsyncResult(f"linked-{sender.queue}").get(timeout=20) == 17


def test_a_group_takes_the_place_of_a_step(sender):
    last = chain(sender.s("scattered", [1, 2, 3], sender.queue), sender.s("sum")).apply_async()
    assert last.get(timeout=20) == 9


def test_a_part_of_a_chord_that_is_replaced_counts_once(sender):
    header = group(sender.s("replaced", number, sender.queue) for number in range(3))
    assert chord(header, sender.s("echo")).apply_async().get(timeout=20) == [11, 12, 13]
    scattered = group(sender.s("scattered", [1, 2], sender.queue), sender.s("add", 1, 1))
    assert chord(scattered, sender.s("echo")).apply_async().get(timeout=20) == [[2, 3], 2]


def test_an_errback_of_the_task_hears_of_what_took_its_place(sender):
    errback = sender.s("echo").set(task_id=f"heard-{sender.queue}")
    failed = sender.s("replaced", "text", sender.queue).apply_async(link_error=errback)
    failed.get(timeout=20, propagate=False)
    assert failed.state == "FAILURE"
    assert sender.app.AsyncResult(f"heard-{sender.queue}").get(timeout=20) is not None


def test_the_body_waits_for_a_part_that_is_added(sender):
    header = group(sender.s("more", 1, sender.queue), sender.s("add", 10, 10))
    assert sorted(chord(header, sender.s("echo")).apply_async().get(timeout=20)) == [1, 20, 101]


def test_nothing_is_added_to_no_chord(sender):
    alone = sender.s("more", 1, sender.queue).apply_async()
    alone.get(timeout=20, propagate=False)
    assert alone.state == "FAILURE"
    assert "chord" in sender.stored(alone.id)["result"]["exc_message"][0]
