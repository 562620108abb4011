"""Tasks that may not run yet, no longer, or not for ever."""

import datetime
import time

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery.exceptions import TaskRevokedError

FOR_EVER = 60


def test_a_task_with_a_countdown_runs_when_it_is_due(sender):
    begin = time.monotonic()
    assert sender.task("echo").apply_async([1], countdown=1).get(timeout=20) == 1
    assert time.monotonic() - begin >= 1


def test_a_task_that_came_too_late_is_revoked_and_not_run(sender):
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=1)
    result = sender.task("echo").apply_async([1], expires=past)
    with pytest.raises(TaskRevokedError, match="expired"):
        result.get(timeout=20)
    assert result.state == "REVOKED"


@pytest.mark.greenfork_only  # a stock worker knows soft limits in its prefork pool alone
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
