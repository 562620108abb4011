"""What a worker says about itself: pages for probes and monitors, and its log."""

import json

import pytest
from celery.exceptions import NotRegistered
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only


def numbers(worker):
    """The metrics as a mapping of the text before the value to the value."""
    status, text = worker.get("/metrics")
    assert status == 200
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_probes_are_answered(worker):
    assert worker.get("/healthz")[0] == 200
    assert worker.get("/readyz")[0] == 200
    assert worker.get("/elsewhere")[0] == 404


def test_metrics_count_tasks_by_name_and_outcome(worker, sender, pool):
    good = 'greenfork_tasks_total{outcome="success",task="conformance.add"}'
    bad = 'greenfork_tasks_total{outcome="failure",task="conformance.fail"}'
    before = numbers(worker)
    for _ in range(3):
        sender.call("add", 1, 2)
    sender.delay("fail", "ValueError", "m").get(timeout=20, propagate=False)
    sender.app.send_task("conformance.no_such_task").get(timeout=20, propagate=False)

    after = numbers(worker)
    assert after[good] - before.get(good, 0) == 3
    assert after[bad] - before.get(bad, 0) == 1
    refused = 'greenfork_messages_refused_total{reason="not-registered"}'
    assert after[refused] - before.get(refused, 0) == 1
    assert after['greenfork_task_seconds_count{task="conformance.add"}'] >= 3
    assert after["greenfork_slots"] == (100 if pool == "green" else 2)
    assert after["greenfork_broker_connected"] == 1
    await_that("nothing runs", lambda: numbers(worker)["greenfork_tasks_running"] == 0)


def test_a_name_that_anybody_can_send_makes_no_new_series(worker, sender):
    with pytest.raises(NotRegistered):
        sender.app.send_task("made.up.by.a.stranger").get(timeout=20)
    assert "stranger" not in worker.get("/metrics")[1]


def test_each_line_of_the_log_is_a_json_object(worker, sender):
    sender.call("add", 1, 2)
    lines = [json.loads(line) for line in worker.log_text().splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)


def test_what_a_task_logs_carries_its_id_and_name(worker, sender):
    result = sender.delay("fail", "ValueError", "m")
    result.get(timeout=20, propagate=False)

    def logged():
        lines = [json.loads(line) for line in worker.log_text().splitlines()]
        return [line for line in lines if result.id in line.values() and "About to fail" in line["message"]]

    [line] = await_that("the task's line", logged)
    assert "conformance.fail" in line.values()
    assert line["logger"].endswith("FailingTasks")


def test_a_line_break_in_a_name_does_not_forge_a_line(start_worker, client_of):
    sender = client_of("forged")
    worker = start_worker(queues=sender.queue)
    sender.app.send_task("x\n2026-01-01 ERROR forged").get(timeout=20, propagate=False)
    worker.await_log("ERROR forged")
    assert not [line for line in worker.log_text().splitlines() if line.startswith("2026-01-01 ERROR")]
