"""What stands in Redis for each state: the keys and values that a stock worker writes."""

import datetime
import json

import pytest
from celery import group
from support.processes import await_that

ALWAYS = {"status", "result", "traceback", "children", "date_done", "task_id"}


def is_now(text):
    return abs(datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.fromisoformat(text)).seconds < 60


def test_a_failure(sender):
    result = sender.delay("fail", "ValueError", "exactly this")
    result.get(timeout=20, propagate=False)
    stored = sender.stored(result.id)
    assert set(stored) == ALWAYS
    assert (stored["status"], stored["children"]) == ("FAILURE", [])
    assert stored["result"] == {"exc_type": "ValueError", "exc_message": ["exactly this"], "exc_module": "builtins"}
    assert "exactly this" in stored["traceback"] and is_now(stored["date_done"])


def test_an_expired_task(sender):
    result = sender.task("echo").apply_async([1], expires=-1)
    result.get(timeout=20, propagate=False)
    stored = sender.stored(result.id)
    assert set(stored) == ALWAYS
    assert stored["status"] == "REVOKED"
    error = {"exc_type": "TaskRevokedError", "exc_message": ["expired"], "exc_module": "celery.exceptions"}
    assert stored["result"] == error
    assert is_now(stored["date_done"])


def test_an_unknown_task(sender):
    result = sender.app.send_task("conformance.unheard_of")
    result.get(timeout=20, propagate=False)
    stored = sender.stored(result.id)
    assert set(stored) == ALWAYS
    error = {"exc_type": "NotRegistered", "exc_message": ["conformance.unheard_of"], "exc_module": "celery.exceptions"}
    assert stored["result"] == error


def test_a_task_that_is_to_be_retried(sender):
    result = sender.delay("wait_for_retry")
    stored = await_that("the state", lambda: sender.stored(result.id))
    assert stored["status"] == "RETRY"
    assert stored["result"] == {"exc_type": "ValueError", "exc_message": ["once more"], "exc_module": "builtins"}
    assert (stored["date_done"], stored["task_id"]) == (None, result.id)
    assert "once more" in stored["traceback"]
    assert result.get(timeout=20) == 1


def test_a_task_that_has_started(sender, worker):
    result = sender.delay("tracked", 1.0)
    stored = await_that("the state", lambda: sender.stored(result.id))
    assert stored["status"] == "STARTED"
    assert set(stored["result"]) == {"pid", "hostname"}
    assert worker.name in stored["result"]["hostname"]
    assert stored["date_done"] is None
    assert result.get(timeout=20) == 1.0


def test_what_a_task_wants_ignored_is_not_stored_unless_the_caller_wants_it(sender):
    ignored = sender.delay("ignored", 1)
    assert sender.call("echo", 2) == 2
    assert sender.stored(ignored.id) is None
    assert sender.task("ignored").apply_async([3], ignore_result=False).get(timeout=20) == 3


def test_members_of_a_workflow_say_whose_they_are(sender):
    asked = group(sender.s("add", 1, 1) | sender.s("add", 1), sender.s("add", 2, 2)).apply_async()
    assert asked.get(timeout=20) == [3, 4]
    last, single = asked.results
    assert set(sender.stored(single.id)) == ALWAYS | {"group_id"}
    assert set(sender.stored(last.parent.id)) == ALWAYS
    stored = sender.stored(last.id)
    assert set(stored) == ALWAYS | {"group_id", "parent_id"}
    assert (stored["group_id"], stored["parent_id"]) == (asked.id, last.parent.id)


def test_what_is_published_is_what_is_stored(sender):
    with sender.redis.pubsub(ignore_subscribe_messages=True) as heard:
        heard.psubscribe("celery-task-meta-*")
        heard.get_message(timeout=1)
        result = sender.delay("add", 1, 1)
        message = await_that("a message", lambda: heard.get_message(timeout=0.1))
        assert message["channel"].decode() == f"celery-task-meta-{result.id}"
        assert json.loads(message["data"]) == sender.stored(result.id)
        assert heard.get_message(timeout=0.2) is None


@pytest.mark.greenfork_only  # the traceback of a stock worker names Python's files
def test_the_traceback_is_that_of_the_task(sender):
    result = sender.delay("fail", "ValueError", "exactly this")
    result.get(timeout=20, propagate=False)
    assert "FailingTasks.java" in sender.stored(result.id)["traceback"]
