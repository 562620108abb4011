"""Tasks side by side: sent by the client or by a worker, gathered by a stock client."""

import pytest
from celery import chunks, group
from celery.result import GroupResult
from support import java_client

pytestmark = pytest.mark.split_too


def numbers(sender, count):
    return group(sender.s("add", i, i) for i in range(count))


def test_a_group_can_be_saved_and_found_again(sender):
    asked = numbers(sender, 5).apply_async()
    asked.save()
    found = GroupResult.restore(asked.id, app=sender.app)
    assert found.get(timeout=20) == [0, 2, 4, 6, 8]
    assert found.successful() and found.completed_count() == 5
    found.delete()
    assert GroupResult.restore(asked.id, app=sender.app) is None


@pytest.mark.greenfork_only  # it needs the Java client
def test_a_group_that_one_client_has_saved_is_found_by_the_other(sender, redis_server):
    ours = numbers(sender, 3).apply_async()
    ours.save()
    assert java_client.run("SavedGroup", redis_server.url(), "restore", ours.id) == "[0, 2, 4]"
    theirs = java_client.run("SavedGroup", redis_server.url(), "save", sender.queue)
    assert GroupResult.restore(theirs, app=sender.app).get(timeout=20) == [0, 2, 4]


def test_results_arrive_as_they_are_ready(sender):
    asked = group(sender.s("sleep", seconds) for seconds in (0.6, 0.2)).apply_async()
    assert [value for _, value in asked.iter_native(timeout=20)] != []
    assert [result.get() for result in asked.results] == [0.6, 0.2]
    assert asked.join(timeout=20) == [0.6, 0.2]


def test_one_that_fails_does_not_touch_the_others(sender):
    asked = group(sender.s("add", 1, 1), sender.s("fail", "ValueError", "alone"), sender.s("add", 2, 2)).apply_async()
    with pytest.raises(ValueError, match="alone"):
        asked.get(timeout=20)
    assert asked.results[0].get(timeout=20) == 2
    assert asked.results[2].get(timeout=20) == 4
    assert asked.failed()


def test_each_member_knows_its_group(sender):
    asked = numbers(sender, 2).apply_async()
    asked.get(timeout=20)
    assert [sender.stored(result.id)["group_id"] for result in asked.results] == [asked.id] * 2


def test_groups_in_groups_are_flattened(sender):
    nested = group(sender.s("add", 1, 1), group(sender.s("add", 2, 2), sender.s("add", 3, 3)))
    assert nested.apply_async().get(timeout=20) == [2, 4, 6] or nested.apply_async().get(timeout=20) == [2, [4, 6]]


def test_a_chain_of_each_member(sender):
    asked = group(sender.s("add", i, 1) | sender.s("add", 10) for i in range(3)).apply_async()
    assert asked.get(timeout=20) == [11, 12, 13]


def test_chunks_map_and_starmap_run_many_calls_in_one_task(sender):
    add, total = sender.task("add"), sender.task("sum")
    pairs = [(i, i) for i in range(6)]
    starmap = sender.app.signature("celery.starmap", kwargs={"task": add, "it": pairs})
    assert starmap.apply_async().get(timeout=20) == [0, 2, 4, 6, 8, 10]
    mapped = sender.app.signature("celery.map", kwargs={"task": total, "it": [[1, 2], [3, 4]]})
    assert mapped.apply_async().get(timeout=20) == [3, 7]
    assert chunks(add, pairs, 2, app=sender.app).apply_async().get(timeout=20) == [[0, 2], [4, 6], [8, 10]]


def test_a_task_that_sends_others_has_them_as_children(sender):
    spawned = sender.delay("spawn", 3, sender.queue)
    assert spawned.get(timeout=20) == 3
    assert [child.get(timeout=20) for child in spawned.children] == [0, 1, 2]
    assert [sender.stored(child.id)["parent_id"] for child in spawned.children] == [spawned.id] * 3
