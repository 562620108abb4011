"""Workflows whose results lie in another place than the messages: another database, or another server."""

import pytest
from celery import chain, chord, group
from celery.result import GroupResult
from support.processes import await_that


@pytest.fixture(params=["another database", "another server"])
def sender(request, own_redis, redis_server, start_worker, client_of, pool):
    results = own_redis().url() if request.param == "another server" else redis_server.url(db=7)
    sender = client_of(f"own-{pool}", results=results)
    start_worker(pool, queues=sender.queue, results=results)
    return sender


def test_workflows_end_and_leave_nothing_behind(sender):
    header = group(sender.s("add", number, number) for number in range(20))
    result = chord(header, sender.s("sum")).apply_async()
    assert result.get(timeout=20) == 380
    fan = group(sender.s("add", 1), sender.s("add", 2))
    assert chain(sender.s("add", 1, 1), fan, sender.s("sum"), sender.s("add", 100)).apply_async().get(timeout=20) == 107
    inner = chord(group(sender.s("add", 1, 1), sender.s("add", 2, 2)), sender.s("sum"))
    assert chord([inner, sender.s("add", 10, 10)], sender.s("echo")).apply_async().get(timeout=20) == [6, 20]

    broken = chord([sender.s("fail", "ValueError", "m"), sender.s("add", 1, 1)], sender.s("sum")).apply_async()
    broken.get(timeout=20, propagate=False)
    assert sender.app.backend.get_task_meta(broken.id)["status"] == "FAILURE"
    more = chord(group(sender.s("more", 1, sender.queue), sender.s("add", 1, 1)), sender.s("echo")).apply_async()
    assert sorted(more.get(timeout=20)) == [1, 2, 101]

    saved = group(sender.s("add", 1, 1)).apply_async()
    saved.save()
    assert GroupResult.restore(saved.id, app=sender.app).get(timeout=20) == [2]
    client = sender.app.backend.client
    await_that("no count of a chord that ended", lambda: not client.keys(f"celery-taskset-meta-{result.parent.id}.[jtsd]"))
    assert sender.stored(result.id) is None, "nothing of a result is at the broker"
