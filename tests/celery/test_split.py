"""A green and a prefork worker at one queue, to which a stock client sends as if there were one worker."""

import pytest
from celery import chain, chord
from celery.exceptions import NotRegistered
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only
QUEUE = "split"


@pytest.fixture
def pools(start_worker):
    """Starts a worker of either type at the queue, and both know of each other."""
    green, prefork = (start_worker(pool, queues=QUEUE, default_queue=QUEUE, result_extended=True) for pool in ("green", "prefork"))
    for worker in (green, prefork):
        await_that("the queue is split", lambda worker=worker: "greenfork_queues_split 1" in worker.get("/metrics")[1])
    return green, prefork


def worker_of(sender, result):
    return sender.stored(result.id)["worker"].split("@")[0]


def test_each_task_runs_where_it_belongs_while_a_pool_is_replaced(pools, start_worker, client_of):
    green, prefork = pools
    sender = client_of(QUEUE)
    waits = [sender.task("sleep").apply_async([0.01], priority=i % 10) for i in range(150)]
    burns = [sender.task("burn").apply_async([20], priority=i % 10) for i in range(60)]
    # Without any prefork worker the green one would run everything.
    other = start_worker("prefork", queues=QUEUE, default_queue=QUEUE, result_extended=True)
    prefork.stop()
    burns += [sender.delay("burn", 20) for _ in range(20)]

    for result in waits + burns:
        result.get(timeout=60)
    assert {worker_of(sender, result) for result in waits} == {green.name}
    assert {worker_of(sender, result) for result in burns} <= {prefork.name, other.name}
    assert sender.stored(burns[0].id)["queue"] == QUEUE
    await_that("nothing left", lambda: not sender.redis.keys(f"{QUEUE}*"))


def test_workflows_delays_and_refusals_go_through_the_split(pools, client_of):
    sender = client_of(QUEUE)
    steps = chain(sender.s("add", 1, 2), sender.s("sleep"), sender.s("add", 4)).apply_async()
    joined = chord([sender.s("echo", i) for i in range(5)])(sender.s("sum"))
    later = sender.task("burn").apply_async([10], countdown=1)
    revoked = sender.task("burn").apply_async([10], expires=-1)
    unknown = sender.app.send_task("nobody.knows", queue=QUEUE)

    assert steps.get(timeout=30) == 7
    assert joined.get(timeout=30) == 10
    later.get(timeout=30)
    with pytest.raises(Exception, match="expired"):
        revoked.get(timeout=30)
    with pytest.raises(NotRegistered):
        unknown.get(timeout=30)
    await_that("it is kept", lambda: sender.redis.llen(f"{QUEUE}.dead") == 1)
    sender.redis.delete(f"{QUEUE}.dead", f"greenfork:dead:{QUEUE}")
