"""What stock workers keep in Redis, and put back from there, beside a Greenfork worker that is busy: neither disturbs the other."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from support import slow_link
from support.flood import Flood
from support.processes import Running, await_that, free_port

pytestmark = pytest.mark.greenfork_only

RATE = 10_000
ROUNDS = int(os.environ.get("GREENFORK_RESTORE_ROUNDS", "1"))
MILLIS = 2
QUICK = {
    "visibility_timeout": 4,
    "unacked_restore_interval": 0.5,
    "unacked_restore_throttle": 1,
    # A worker that is killed as it looks for what to restore leaves kombu's lock behind; it is 5 minutes until the next may look.
    "unacked_mutex_expire": 2,
}


@pytest.fixture
def far(own_redis, tmp_path):
    """A Redis, and the URL of one of its databases over a link that adds MILLIS to each round trip."""
    server = own_redis()
    port = free_port()
    link = Running("slow-link", [sys.executable, Path(slow_link.__file__), port, server.port, MILLIS], tmp_path)
    yield server, lambda database: f"redis://127.0.0.1:{port}/{database}"
    link.stop()


@pytest.mark.slow(20)
@pytest.mark.timeout(180 + 90 * ROUNDS)
def test_neither_restores_nor_loses_what_is_the_others(far, start_worker, client_of):
    server, url = far
    sender = client_of("beside", server, results=server.url(1))
    sender.delay("add", 1, 2)
    [template] = sender.take("beside")
    del template["decoded"]
    green = start_worker("green", queues="beside", concurrency=1000, broker=url(0), results=url(1))

    def python(queues, prefetch):
        settings = {"broker_transport_options": QUICK, "worker_prefetch_multiplier": prefetch}
        return start_worker(
            "prefork", queues, kind="python", concurrency=1, broker=url(0), results=url(1), of_celery=settings
        )

    def sleepers(count, seconds):
        return [sender.task("sleep").apply_async([seconds], queue="python") for _ in range(count)]

    def done(results):
        return all(result.successful() for result in results)

    # What takes time to start is there before the flood; queues come to them when it is their turn.
    shared = [python(f"first-{number}", prefetch=1) for number in range(ROUNDS)]
    heirs = [python(f"next-{number}", prefetch=4) for number in range(ROUNDS)]
    node = {worker: sender.node_of(worker) for worker in [green, *shared, *heirs]}

    def serve(worker, *queues):
        for queue in queues:
            sender.app.control.add_consumer(queue, destination=[node[worker]])

    with Flood(server.client(), "beside", template, RATE) as flood:
        await_that("a flood", lambda: flood.sent > RATE)
        begin, before = time.monotonic(), successes(green)
        for victim, heir in zip(shared, heirs, strict=True):
            # It holds one message, which it runs, and asks for no other: kombu loses what is on its way to a worker that is killed.
            serve(victim, "python", "beside")
            await_that("its share of the common queue", lambda victim=victim: tasks_of([victim]))
            first = sleepers(3, 1.0)
            await_that("a stock worker runs a task", lambda: held(server, "sleep"))
            victim.kill()
            assert len(held(server, "")) == 1, "what it held is still on its record"

            serve(heir, "python")
            await_that("the next one has restored it, and done all", lambda first=first: done(first), 60)
            await_that("it holds nothing", lambda: not held(server, ""))
            second = sleepers(8, 2.0)
            await_that("it runs one and holds others", lambda: len(held(server, "")) == 4)
            heir.signal(signal.SIGTERM)
            assert heir.await_exit(60) == 0
            assert held(server, "") == [], "it has put back what it held"
            assert not done(second), "it left something to do"
            serve(green, "python")
            await_that("Greenfork does what it left", lambda second=second: done(second), 60)
            sender.app.control.cancel_consumer("python", destination=[node[green]])
        rate = (successes(green) - before) / (time.monotonic() - begin)
    print(f"{rate:.0f} tasks/s of Greenfork beside stock workers, {MILLIS} ms of added round trip")
    assert rate > RATE / 10

    results = server.client(1)
    all_of_them = flood.sent + ROUNDS * 11
    await_that("every task has a result", lambda: results.dbsize() >= all_of_them, 60)
    await_that("nothing is held", lambda: not server.client().keys("greenfork:deliveries:*"))
    assert successes(green) == flood.sent - len(tasks_of(shared)), "none ran twice"
    assert results.dbsize() == all_of_them
    assert server.client().llen("beside") == 0
    assert "lost" not in green.log_text()


def tasks_of(workers):
    """The ids of the flood's tasks that stock workers have done."""
    done = re.compile(r"Task conformance.add\[(\S+)\] succeeded")
    return {task for worker in workers for task in done.findall(worker.log_text())}


def held(server, task):
    """What stock workers have on record, of tasks whose name begins so."""
    with server.client() as client:
        return [value for value in client.hvals("unacked") if f'"conformance.{task}'.encode() in value]


def successes(worker):
    """How many of the flood a Greenfork worker has done."""
    counted = 'greenfork_tasks_total{outcome="success",task="conformance.add"} '
    lines = [line for line in worker.get("/metrics")[1].splitlines() if line.startswith(counted)]
    return int(float(lines[0].removeprefix(counted))) if lines else 0
