"""How a worker ends when it is told to: warm at the first signal, at once at the second, and nothing is lost."""

import signal
import time

import pytest
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only

LONG = 60


def started(sender, worker, count=1):
    """Waits until that many tasks run."""
    metric = "greenfork_tasks_running"

    def running():
        lines = worker.get("/metrics")[1].splitlines()
        return any(line.startswith(metric + " ") and float(line.split()[1]) == count for line in lines)

    await_that(f"{count} running tasks", running)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_ends_at_once(start_worker, pool, number):
    worker = start_worker(pool, queues="idle-end", concurrency=1)
    worker.signal(number)
    assert worker.await_exit(5) == 0


def test_what_runs_is_finished_and_what_waits_stays_in_the_queue(start_worker, client_of, pool):
    sender = client_of(f"drain-{pool}")
    worker = start_worker(pool, queues=sender.queue, concurrency=2)
    running = [sender.delay("sleep", 1.5), sender.delay("sleep", 1.5)]
    started(sender, worker, 2)
    waiting = [sender.delay("add", 1, i).id for i in range(5)]

    worker.signal(signal.SIGTERM)
    assert worker.await_exit(10) == 0
    assert [result.get(timeout=1) for result in running] == [1.5, 1.5]
    assert sender.waiting() == waiting
    assert not [lease for lease in sender.redis.zrange("greenfork:leases", 0, -1) if worker.name.encode() in lease]

    start_worker(pool, queues=sender.queue)
    await_that("an empty queue", lambda: not sender.waiting())


def test_the_second_signal_hands_back_what_runs(start_worker, client_of, pool):
    sender = client_of(f"hurry-{pool}")
    worker = start_worker(pool, queues=sender.queue)
    result = sender.delay("sleep", LONG)
    started(sender, worker)
    behind = sender.delay("add", 1, 2)
    await_that("the task behind is done", behind.ready)

    worker.signal(signal.SIGTERM)
    worker.await_log("Draining")
    worker.signal(signal.SIGTERM)
    assert worker.await_exit(5) == 0
    assert sender.waiting() == [result.id]
    assert sender.stored(result.id) is None


def test_the_drain_time_ends_the_wait(start_worker, client_of, pool):
    sender = client_of(f"drain-time-{pool}")
    worker = start_worker(pool, queues=sender.queue, concurrency=1, flags=["--drain-timeout", "1s"])
    result = sender.delay("swallow", LONG)
    started(sender, worker)

    begin = time.monotonic()
    worker.signal(signal.SIGTERM)
    assert worker.await_exit(10) == 0
    assert time.monotonic() - begin >= 1
    assert sender.waiting() == [result.id]


def test_a_task_handed_back_is_run_before_those_behind_it(start_worker, client_of, pool):
    sender = client_of(f"order-{pool}")
    worker = start_worker(pool, queues=sender.queue, concurrency=1, flags=["--drain-timeout", "100ms"])
    first = sender.delay("sleep", LONG)
    started(sender, worker)
    second = sender.delay("add", 1, 2)
    worker.signal(signal.SIGTERM)
    assert worker.await_exit(10) == 0
    assert sender.waiting() == [first.id, second.id]
