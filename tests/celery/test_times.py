"""Tasks that may not run yet, no longer, or not for ever."""

import datetime
import time

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery.exceptions import TaskRevokedError

FOR_EVER = 60


@pytest.mark.split_too
def test_a_task_with_a_countdown_runs_when_it_is_due(sender):
    begin = time.monotonic()
    assert sender.task("echo").apply_async([1], countdown=1).get(timeout=20) == 1
    assert time.monotonic() - begin >= 1


@pytest.mark.split_too
def test_a_task_that_came_too_late_is_revoked_and_not_run(sender):
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
    result = sender.task("echo").apply_async([1], expires=past)
    with pytest.raises(TaskRevokedError, match="expired"):
        result.get(timeout=20)
    assert result.state == "REVOKED"


@pytest.mark.greenfork_only  # a stock worker knows soft limits in its prefork pool alone
@pytest.mark.split_too
def test_the_soft_limit_of_a_message_interrupts_the_task(sender):
    with pytest.raises(SoftTimeLimitExceeded):
        sender.task("sleep").apply_async([FOR_EVER], soft_time_limit=1).get(timeout=20)
    assert sender.call("add", 1, 2) == 3


@pytest.mark.parametrize("pool", ["prefork"])
def test_the_hard_limit_of_a_message_kills_the_task_alone(sender):
    beside = sender.delay("sleep", 2.0)
    with pytest.raises(TimeLimitExceeded):
        sender.task("swallow").apply_async([FOR_EVER], time_limit=1).get(timeout=20)
    assert beside.get(timeout=20) == 2.0
    assert sender.call("add", 1, 2) == 3


@pytest.mark.greenfork_only
def test_the_limits_of_the_worker_hold_where_the_message_has_none(start_worker, client_of):
    sender = client_of("limits")
    start_worker("prefork", queues=sender.queue, flags=["--soft-time-limit", "500ms", "--time-limit", "1s"])
    with pytest.raises(SoftTimeLimitExceeded):
        sender.call("sleep", FOR_EVER)
    with pytest.raises(TimeLimitExceeded):
        sender.call("swallow", FOR_EVER)
    assert sender.call("add", 1, 2) == 3


def test_a_task_with_an_eta_of_another_time_zone_runs_when_it_is_due(sender):
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    due = datetime.datetime.now(zone) + datetime.timedelta(seconds=1)
    assert sender.task("echo").apply_async([1], eta=due).get(timeout=20) == 1
    assert datetime.datetime.now(zone) >= due


@pytest.mark.split_too
def test_a_task_that_expires_before_it_is_due_is_revoked(sender):
    result = sender.task("echo").apply_async([1], countdown=1, expires=0.5)
    with pytest.raises(TaskRevokedError, match="expired"):
        result.get(timeout=20)


def test_a_task_that_expires_behind_others_is_revoked(start_worker, client_of, pool):
    sender = client_of(f"expires-{pool}")
    start_worker(pool, queues=sender.queue, concurrency=1)
    before = sender.delay("sleep", 1.0)
    late = sender.task("echo").apply_async([1], expires=0.5)
    assert before.get(timeout=20) == 1.0
    with pytest.raises(TaskRevokedError, match="expired"):
        late.get(timeout=20)


@pytest.mark.parametrize("pool", ["green"])
def test_due_tasks_run_in_the_order_of_their_times(sender):
    sent = [sender.task("echo").apply_async([i], countdown=0.3 * (4 - i)) for i in range(4)]
    assert [result.get(timeout=20) for result in sent] == [0, 1, 2, 3]
    done = [result.date_done for result in sent]
    assert done == sorted(done, reverse=True)


@pytest.mark.greenfork_only
def test_what_is_due_later_waits_at_the_broker_and_not_in_the_worker(start_worker, client_of, pool):
    sender = client_of(f"future-{pool}")
    worker = start_worker(pool, queues=sender.queue)
    late = sender.task("echo").apply_async([1], countdown=600)
    soon = sender.task("echo").apply_async([2], countdown=7)
    assert sender.call("echo", 3) == 3
    assert worker.stop() == 0
    assert sorted(message["headers"]["id"] for message in sender.take_future(sender.queue)) == sorted([late.id, soon.id])
