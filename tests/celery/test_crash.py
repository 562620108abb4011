"""Workers that die without a chance to say so."""

import pytest
from celery import chord, group
from support.processes import await_that, children_of, is_alive

pytestmark = pytest.mark.greenfork_only


@pytest.mark.slow(20)
def test_the_next_worker_runs_what_a_killed_one_held(start_worker, client_of):
    # Both pools at once: what takes time is the lease of the dead, 15 s.
    senders = {pool: client_of(f"crash-{pool}") for pool in ("green", "prefork")}
    victims = {pool: start_worker(pool, queues=sender.queue, concurrency=3) for pool, sender in senders.items()}
    early = {pool: sender.delay("early", 60.0) for pool, sender in senders.items()}
    held = {pool: [sender.delay("sleep", 3.0) for _ in range(2)] for pool, sender in senders.items()}
    waiting = {pool: [sender.delay("add", i, i) for i in range(20)] for pool, sender in senders.items()}
    for sender in senders.values():
        await_that("all slots are taken", lambda sender=sender: len(sender.waiting()) == 20)
    orphans = children_of(victims["prefork"].pid)
    assert len(orphans) == 3
    for victim in victims.values():
        victim.kill()

    for pool, sender in senders.items():
        start_worker(pool, queues=sender.queue)
    for pool in senders:
        assert [result.get(timeout=40) for result in waiting[pool]] == [2 * i for i in range(20)]
        assert [result.get(timeout=40) for result in held[pool]] == [3.0, 3.0]
        assert senders[pool].stored(early[pool].id) is None, "acknowledged before it started, so lost with its worker"
    assert not [child for child in orphans if is_alive(child)]


@pytest.mark.slow(19)
def test_a_task_that_takes_longer_than_a_lease_runs_once(start_worker, client_of):
    sender = client_of("longer")
    workers = [start_worker("green", queues=sender.queue) for _ in range(2)]
    assert sender.call("sleep", 18, timeout=40) == 18
    count = 'greenfork_tasks_total{outcome="success",task="conformance.sleep"} 1'
    assert sorted(count in worker.get("/metrics")[1] for worker in workers) == [False, True]


@pytest.mark.slow(20)
def test_a_part_that_was_counted_before_its_worker_was_killed_counts_once(start_worker, client_of):
    # The members' key is none that can be read, so that the last part is counted but its chord is not joined, nor the part settled.
    senders = {pool: client_of(f"joins-{pool}") for pool in ("green", "prefork")}
    victims = {pool: start_worker(pool, queues=sender.queue) for pool, sender in senders.items()}
    results = {}
    for pool, sender in senders.items():
        header = group(sender.s("add", number, 1) for number in range(3))
        results[pool] = chord(header, sender.s("echo").set(queue=f"bodies-{pool}")).apply_async(countdown=1)
        sender.redis.rpush(counting(results[pool], ""), "no text")
    for pool, sender in senders.items():
        await_that("all parts are counted", lambda: sender.redis.zcard(counting(results[pool], ".j")) == 3)
        await_that("a try to join", lambda: "could not be joined" in victims[pool].log_text())
        victims[pool].kill()
        assert sender.redis.llen(f"bodies-{pool}") == 0
        sender.redis.delete(counting(results[pool], ""))

    start_worker("green", queues=",".join(sender.queue for sender in senders.values()))
    for pool, sender in senders.items():
        await_that("the body", lambda: sender.redis.llen(f"bodies-{pool}"), timeout=40)
        assert sender.call("echo", "behind it") == "behind it"
        [body] = sender.take(f"bodies-{pool}")
        assert (body["headers"]["id"], body["decoded"][0]) == (results[pool].id, [[1, 2, 3]])
        assert [part.get(timeout=20) for part in results[pool].parent.results] == [1, 2, 3]
        assert sender.redis.get(counting(results[pool], ".c")) == b"done"


def counting(result, what):
    """A key of the chord whose body this is."""
    return f"celery-taskset-meta-{result.parent.id}{what}"


def test_the_children_of_a_killed_worker_end(start_worker, client_of):
    sender = client_of("orphans")
    worker = start_worker("prefork", queues=sender.queue)
    sender.delay("swallow", 60)
    await_that("the task is taken", lambda: not sender.waiting())
    children = children_of(worker.pid)
    worker.kill()
    await_that("no child is left", lambda: not any(map(is_alive, children)))
    sender.redis.delete(*sender.redis.keys("greenfork:deliveries:*"))
