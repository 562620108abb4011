"""Workers that say of themselves that they cannot go on: with their exit status, or by not being ready."""

import contextlib
import os
import signal

import pytest
from celery.exceptions import TimeLimitExceeded
from support.processes import await_that, children_of

pytestmark = pytest.mark.greenfork_only

REPLACE = 75


def test_a_loop_past_its_hard_limit_fails_once_and_has_its_worker_replaced(start_worker, client_of):
    sender = client_of("looping")
    worker = start_worker("green", queues=sender.queue, concurrency=3)
    beside = [sender.delay("sleep", 4.0) for _ in range(2)]
    endless = sender.task("hog").apply_async((60_000,), time_limit=1)
    await_that("all slots are taken", lambda: "greenfork_tasks_running 3.0" in worker.get("/metrics")[1])
    with pytest.raises(TimeLimitExceeded):
        endless.get(timeout=20)
    stored = sender.stored(endless.id)
    later = sender.delay("add", 1, 2)

    assert worker.await_exit(30) == REPLACE
    assert [result.get(timeout=1) for result in beside] == [4.0, 4.0]
    assert sender.stored(endless.id) == stored
    assert sender.waiting() == [later.id]
    assert sender.redis.keys(f"greenfork:deliveries:*{worker.name}*") == []
    start_worker("green", queues=sender.queue)
    assert later.get(timeout=20) == 3


def test_a_worker_whose_children_die_one_after_the_other_is_not_ready_until_they_live(start_worker, client_of):
    sender = client_of("dying")
    worker = start_worker("prefork", queues=sender.queue, concurrency=2)

    def unready():
        for child in children_of(worker.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return worker.get("/readyz")[0] == 503

    await_that("not ready", unready, timeout=40)
    assert worker.get("/healthz")[0] == 200
    result = sender.delay("add", 1, 2)
    await_that("ready again", lambda: worker.get("/readyz")[0] == 200, timeout=40)
    assert result.get(timeout=20) == 3
