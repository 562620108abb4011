"""Tasks that shall not run: before they come, while they wait, while they run."""

import uuid

import pytest
from celery.exceptions import TaskRevokedError
from support.processes import await_that


@pytest.fixture
def mine(start_worker, client_of, pool):
    """A worker with one slot and its client."""
    sender = client_of(f"revoke-{pool}")
    return start_worker(pool, queues=sender.queue, concurrency=1), sender


def revoked_ids(worker, sender):
    return set(sender.command(sender.node_of(worker), "revoked"))


def is_revoked(result):
    with pytest.raises(TaskRevokedError):
        result.get(timeout=20)
    return result.state == "REVOKED"


def test_a_task_that_waits_in_the_queue_or_for_its_time(mine):
    worker, sender = mine
    before = sender.delay("sleep", 1.0)
    queued = sender.delay("echo", 1)
    future = sender.task("echo").apply_async([2], countdown=1.5)
    far = sender.task("echo").apply_async([3], countdown=600)
    for result in (queued, future, far):
        result.revoke()
    await_that("the worker knows", lambda: {queued.id, future.id, far.id} <= revoked_ids(worker, sender))
    assert before.get(timeout=20) == 1.0
    assert is_revoked(queued)
    assert is_revoked(future)
    assert is_revoked(far)
    error = sender.stored(queued.id)["result"]
    assert (error["exc_type"], error["exc_message"]) == ("TaskRevokedError", ["revoked"])


def test_a_task_that_is_yet_to_be_sent(mine):
    worker, sender = mine
    ids = [str(uuid.uuid4()) for _ in range(2)]
    sender.app.control.revoke(ids)
    await_that("the worker knows", lambda: set(ids) <= revoked_ids(worker, sender))
    for task_id in ids:
        assert is_revoked(sender.task("echo").apply_async([1], task_id=task_id))
    assert sender.call("echo", 2) == 2


def test_a_running_task_is_not_disturbed_unless_it_is_terminated(mine, pool, kind):
    worker, sender = mine
    node = sender.node_of(worker)
    running = sender.delay("sleep", 1.5)
    await_that("it runs", lambda: sender.command(node, "active"))
    sender.app.control.revoke(running.id, destination=[node])  # one that does not run it would store REVOKED at once
    assert running.get(timeout=20) == 1.5
    if kind == "greenfork" or pool == "prefork":  # a stock pool of threads can terminate nothing
        ended = sender.delay("sleep", 30)
        await_that("it runs", lambda: ended.id in str(sender.command(node, "active")))
        sender.app.control.revoke(ended.id, destination=[node], terminate=True)
        assert is_revoked(ended)
    assert sender.call("echo", 2) == 2


def test_tasks_by_their_stamp(mine):
    worker, sender = mine
    before = sender.delay("sleep", 1.0)
    stamped, other = sender.s("echo", 1), sender.s("echo", 2)
    stamped.stamp(tenant="a")
    other.stamp(tenant="b")
    stamped, other = stamped.apply_async(), other.apply_async()
    answer = sender.command(sender.node_of(worker), "revoke_by_stamped_headers", headers={"tenant": ["a"]})
    assert set(answer) == {"ok"}
    assert before.get(timeout=20) == 1.0
    assert is_revoked(stamped)
    assert other.get(timeout=20) == 2


@pytest.mark.greenfork_only  # a stock worker that was not there never hears of it
def test_a_worker_that_starts_later_hears_of_it(mine, start_worker, pool):
    worker, sender = mine
    result = sender.task("echo").apply_async([1], countdown=600)
    task_id = str(uuid.uuid4())
    sender.app.control.revoke(task_id)
    await_that("a worker knows", lambda: task_id in revoked_ids(worker, sender))
    assert worker.stop() == 0
    start_worker(pool, queues=sender.queue, concurrency=1)
    assert is_revoked(sender.task("echo").apply_async([1], task_id=task_id))
    result.revoke()
