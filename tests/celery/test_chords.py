"""A task that gets the results of a group: Celery 5.7's counting, whoever does it."""

import json

import pytest
from celery import chain, chord, group
from celery.exceptions import ChordError
from support.processes import await_that

pytestmark = pytest.mark.split_too
NOWHERE = "nobody-serves-bodies"


def adds(sender, *numbers):
    return group(sender.s("add", number, 1) for number in numbers)


def test_the_body_gets_the_results_in_the_order_of_the_header(sender):
    header = group(sender.s("sleep", seconds) for seconds in (0.3, 0.0, 0.1))
    assert chord(header, sender.s("echo")).apply_async().get(timeout=20) == [0.3, 0.0, 0.1]


def test_a_chord_of_one_and_a_chord_of_many(sender):
    assert chord([sender.s("add", 1, 1)], sender.s("sum")).apply_async().get(timeout=20) == 2
    assert chord(adds(sender, *range(100)), sender.s("sum")).apply_async().get(timeout=30) == 5050


def test_nothing_of_the_counting_stays_behind(sender):
    result = chord(adds(sender, 1, 2, 3), sender.s("sum")).apply_async()
    assert result.get(timeout=20) == 9
    group_id = result.parent.id
    left = f"celery-taskset-meta-{group_id}.c".encode()
    await_that("nothing but the mark", lambda: sender.redis.keys(f"celery-taskset-meta-{group_id}*") == [left])
    assert sender.redis.get(left) == b"done"
    assert 0 < sender.redis.ttl(left) <= 86_400


def test_a_chord_inside_a_chain(sender):
    fan = group(sender.s("add", 1), sender.s("add", 2))
    assert chain(sender.s("add", 1, 1), fan, sender.s("sum")).apply_async().get(timeout=20) == 7
    assert chain(sender.s("add", 1, 1), fan, sender.s("sum"), sender.s("add", 100)).apply_async().get(timeout=20) == 107


def test_a_chain_that_goes_apart_and_together_twice(sender):
    fan = group(sender.s("add", 1), sender.s("add", 2))
    assert chain(sender.s("echo", 0), fan, sender.s("sum"), fan, sender.s("sum")).apply_async().get(timeout=20) == 9


def test_chains_in_the_header_count_once(sender):
    header = [sender.s("add", i, i) | sender.s("add", 10) | sender.s("add", 100) for i in range(3)]
    assert chord(header, sender.s("echo")).apply_async().get(timeout=20) == [110, 112, 114]


def test_a_chord_in_the_header_of_a_chord(sender):
    inner = chord(adds(sender, 1, 2), sender.s("sum"))
    assert chord([inner, sender.s("add", 10, 10)], sender.s("echo")).apply_async().get(timeout=20) == [5, 20]


def test_a_group_in_the_header_of_a_chord(sender):
    inner = group(sender.s("add", 1, 1), sender.s("add", 2, 2))
    results = chord([inner, sender.s("add", 3, 3)], sender.s("echo")).apply_async().get(timeout=20)
    assert sorted(results) == [2, 4, 6]  # members of an inner group have one place together: their order is open


def test_the_body_may_be_a_chain_a_group_or_a_chord(sender):
    header = adds(sender, 1, 2)
    assert chord(header, sender.s("sum") | sender.s("add", 100)).apply_async().get(timeout=20) == 105
    assert chord(header, group(sender.s("sum"), sender.s("echo"))).apply_async().get(timeout=20) == [5, [2, 3]]
    nested = chord(group(sender.s("sum"), sender.s("echo")), sender.si("add", 1, 1))
    assert chord(header, nested).apply_async().get(timeout=20) == 2


def test_a_body_that_is_immutable_gets_no_results(sender):
    assert chord(adds(sender, 1, 2), sender.si("add", 5, 5)).apply_async().get(timeout=20) == 10


def broken(sender):
    return group(sender.s("add", 1, 1), sender.s("fail", "ValueError", "in the header"))


def test_a_failing_part_fails_the_body_and_says_which(sender):
    result = chord(broken(sender), sender.s("sum")).apply_async()
    result.get(timeout=20, propagate=False)
    error = sender.stored(result.id)["result"]
    assert (error["exc_type"], error["exc_module"]) == ("ChordError", "celery.exceptions")
    assert error["exc_message"] == [f"Dependency {result.parent.results[1].id} raised ValueError('in the header')"]


def test_a_failing_part_fails_what_follows_the_body(sender):
    result = chord(broken(sender), sender.s("sum") | sender.s("add", 1)).apply_async()
    result.get(timeout=20, propagate=False)
    assert isinstance(result.result, ChordError)


def test_a_failing_part_calls_the_errbacks_of_the_body(sender):
    result = chord(broken(sender), sender.s("sum").on_error(sender.s("echo").set(queue=NOWHERE))).apply_async()
    result.get(timeout=20, propagate=False)
    assert isinstance(result.result, ChordError)
    messages = await_that("the errback", lambda: sender.take(NOWHERE))
    assert result.id in [message["decoded"][0][0] for message in messages]


def test_a_part_that_came_twice_is_counted_once(sender):
    result = chord(
        group(sender.s("add", number, 1).set(queue="held-parts") for number in range(3)),
        sender.s("sum").set(queue=NOWHERE),
    ).apply_async()
    parts = sender.take("held-parts")
    first = parts[0] | {"properties": parts[0]["properties"] | {"delivery_tag": "the-second-time"}}
    for part in [parts[0], first, first, *parts[1:], first]:
        sender.push(json.dumps({key: value for key, value in part.items() if key != "decoded"}))
    assert [value.get(timeout=20) for value in result.parent.results] == [1, 2, 3]
    await_that("the body", lambda: sender.redis.llen(NOWHERE))
    assert sender.call("echo", "behind them") == "behind them"
    [body] = sender.take(NOWHERE)
    assert body["decoded"][0] == [[1, 2, 3]]
    assert body["headers"]["id"] == result.id
    assert body["headers"]["parent_id"] in [value.id for value in result.parent.results]
