"""The stock `celery beat` drives a worker, by the schedule of examples/beat."""

import json
import sys

from support.processes import Running, await_that, environment
from support.workers import HERE

EXAMPLE = HERE.parent.parent / "examples" / "beat"


def test_tasks_of_a_schedule_run_again_and_again(own_redis, start_worker, client_of, pool, tmp_path):
    server = own_redis()
    sender = client_of(f"beat-{pool}", server)
    start_worker(pool, queues=sender.queue, server=server)
    command = [sys.executable, "-m", "celery", "-A", "schedule", "beat", "-l", "INFO"]
    command += ["-s", tmp_path / "celerybeat-schedule", "--pidfile="]
    settings = {"BROKER": server.url(), "QUEUE": sender.queue, "EVERY": "0.3", "PYTHONPATH": str(EXAMPLE)}
    beat = Running("beat", command, tmp_path, environment(**settings))
    try:
        await_that("three results", lambda: len(sender.redis.keys("celery-task-meta-*")) >= 3, 20)
    finally:
        beat.stop()
    assert "Scheduler: Sending due task add every second (conformance.add)" in beat.log_text()
    results = [json.loads(sender.redis.get(key)) for key in sender.redis.keys("celery-task-meta-*")]
    assert {(result["status"], result["result"]) for result in results} == {("SUCCESS", 5)}
