"""What a stock client gets back from tasks that go well."""

import datetime
import decimal
import json
import math
import uuid

import pytest
from celery import group
from kombu.exceptions import DecodeError

VALUES = [
    None,
    True,
    "",
    "Grüße, 世界 \U0001f331 \u0000 \"quoted\" \\ \n",
    0,
    -1,
    2**53 + 1,
    10**30,
    1.5,
    1e300,
    [],
    {},
    [[1, [2, [3]]], {"a": {"b": [None, False]}}],
    {"": 1, "ключ": "значение"},
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:12])
def test_echoes_any_json(sender, value):
    assert sender.call("echo", value) == value


@pytest.mark.parametrize(
    "value",
    [
        datetime.datetime(2026, 11, 23, 8, 30, tzinfo=datetime.timezone.utc),
        datetime.date(2026, 11, 23),
        decimal.Decimal("0.1000000000000000000001"),
        uuid.UUID("12345678123456781234567812345678"),
        b"bytes \xff\x00",
    ],
    ids=lambda value: type(value).__name__,
)
def test_echoes_the_typed_values_of_kombu(sender, value):
    assert sender.call("echo", value) == value


def test_echoes_infinity_and_nan_which_python_writes_into_json(sender):
    assert sender.call("echo", math.inf) == math.inf
    assert math.isnan(sender.call("echo", math.nan))


def test_takes_arguments_by_position_and_by_name(sender):
    assert sender.call("add", 2, 3) == 5
    assert sender.call("add", x=2, y=3) == 5
    assert sender.call("add", 2, y=0.5) == 2.5
    assert sender.call("sum", [1, 2, 3]) == 6
    assert sender.call("sum", list=[]) == 0


@pytest.mark.parametrize("method", ["gzip", "bzip2"])
def test_reads_a_compressed_body(sender, method):
    sent = sender.task("echo").apply_async(["x" * 100_000], compression=method)
    assert sent.get(timeout=20) == "x" * 100_000


@pytest.mark.greenfork_only  # a stock worker drops the message after a traceback in its log, and whoever waits waits for ever
def test_fails_a_task_with_a_value_of_unknown_type_before_it_is_called(sender):
    with pytest.raises(DecodeError, match="money"):
        sender.call("echo", [{"deep": {"__type__": "money", "__value__": "5"}}])


def test_a_megabyte_goes_there_and_back(sender):
    assert sender.call("echo", "y" * 1_000_000) == "y" * 1_000_000


def test_a_group_gives_its_results_in_order(sender):
    asked = group(sender.app.signature("conformance.add", (i, i)) for i in range(200))
    assert asked.apply_async().get(timeout=30) == [2 * i for i in range(200)]


def test_a_message_of_each_priority_is_found(sender):
    sent = [sender.task("echo").apply_async([level], priority=level) for level in (9, 6, 3, 0)]
    assert [result.get(timeout=20) for result in sent] == [9, 6, 3, 0]


def test_the_result_in_redis_is_what_a_stock_worker_writes(sender):
    result = sender.delay("add", 1, 1)
    assert result.get(timeout=20) == 2

    raw = sender.redis.get(f"celery-task-meta-{result.id}")
    meta = json.loads(raw)
    assert raw.startswith(b'{"status": "SUCCESS"')
    assert set(meta) == {"status", "result", "traceback", "children", "date_done", "task_id"}
    assert meta["task_id"] == result.id
    assert meta["children"] == []
    done = datetime.datetime.fromisoformat(meta["date_done"])
    assert abs(datetime.datetime.now(datetime.timezone.utc) - done) < datetime.timedelta(minutes=1)


def test_a_result_expires_after_a_day(sender):
    result = sender.delay("echo", 1)
    assert result.get(timeout=20) == 1
    assert 86_000 < sender.redis.ttl(f"celery-task-meta-{result.id}") <= 86_400


def test_a_result_that_is_not_wanted_is_not_stored(sender):
    ignored = sender.task("echo").apply_async([1], ignore_result=True)
    assert sender.call("echo", 2) == 2
    assert sender.stored(ignored.id) is None


def test_a_stored_success_is_final(sender):
    sender.app.backend.store_result("done-before", "kept", "SUCCESS")
    sender.task("fail").apply_async(["ValueError", "too late"], task_id="done-before")
    assert sender.call("echo", 1) == 1
    assert sender.stored("done-before")["result"] == "kept"


def test_retries_until_it_has_tried_often_enough(sender):
    assert sender.call("retry", 0) == 0
    assert sender.call("retry", 2) == 2
