"""Tasks one after the other: the worker sends the next step, whoever started the chain."""

import pytest
from celery import chain, group

pytestmark = pytest.mark.split_too
NOWHERE = "nobody-serves-this"


def test_each_step_gets_the_result_of_the_one_before(sender):
    last = chain(sender.s("add", 1, 1), sender.s("add", 2), sender.s("add", 3)).apply_async()
    assert last.get(timeout=20) == 7
    assert (last.parent.get(), last.parent.parent.get()) == (4, 2)


def test_a_chain_is_seen_from_its_first_step_to_its_last(sender):
    last = chain(sender.s("echo", 0), sender.s("add", 1), sender.s("add", 2)).apply_async()
    assert last.get(timeout=20) == 3
    first = sender.app.AsyncResult(last.parent.parent.id)
    assert [child.id for child in first.children] == [last.parent.id]
    assert [value for _, value in first.collect()] == [0, 1, 3]
    stored = sender.stored(last.parent.id)
    assert stored["parent_id"] == first.id
    assert stored["children"] == [[[last.id, None], None]]


def test_an_immutable_step_gets_its_own_arguments_alone(sender):
    assert chain(sender.s("add", 1, 1), sender.si("add", 5, 5), sender.s("add", 1)).apply_async().get(timeout=20) == 11


def test_arguments_by_name_and_typed_values_go_along(sender):
    assert chain(sender.s("echo", b"\xff\x00"), sender.s("echo")).apply_async().get(timeout=20) == b"\xff\x00"
    assert chain(sender.s("add", 1, 2), sender.s("add", y=10)).apply_async().get(timeout=20) == 13


def test_a_long_chain_is_walked_to_its_end(sender):
    steps = [sender.s("echo", 0)] + [sender.s("add", 1) for _ in range(40)]
    assert chain(*steps).apply_async().get(timeout=30) == 40


def test_a_chain_may_end_in_a_group(sender):
    ends = chain(sender.s("add", 1, 1), group(sender.s("add", 10), sender.s("add", 20))).apply_async()
    assert ends.get(timeout=20) == [12, 22]
    first = sender.app.AsyncResult(ends.parent.id)
    assert [child.id for child in first.children] == [ends.id]
    assert [value.id for value in first.children[0].results] == [value.id for value in ends.results]


def test_the_next_message_says_where_it_belongs(sender):
    last = chain(sender.s("add", 1, 1), sender.s("add", 2).set(queue=NOWHERE), sender.s("echo"), sender.s("sum")).apply_async()
    first = last.parent.parent.parent
    assert first.get(timeout=20) == 2
    [message] = sender.take(NOWHERE)
    headers = message["headers"]
    assert headers["id"] == last.parent.parent.id
    assert (headers["root_id"], headers["parent_id"]) == (first.id, first.id)
    assert (headers["retries"], headers["eta"], headers["expires"]) == (0, None, None)
    assert (headers["group"], headers["group_index"]) == (None, None)
    args, kwargs, embed = message["decoded"]
    assert (args, kwargs) == ([2, 2], {})
    assert [step["task"] for step in embed["chain"]] == ["conformance.sum", "conformance.echo"]
    assert [step["options"]["task_id"] for step in embed["chain"]] == [last.id, last.parent.id]
    assert message["properties"]["correlation_id"] == headers["id"]
    assert message["properties"]["delivery_info"]["routing_key"] == NOWHERE


def test_options_of_a_step_reach_its_message(sender):
    step = sender.s("add", 2).set(queue=NOWHERE, priority=6, expires=60, time_limit=30, soft_time_limit=20, ignore_result=True)
    step.set(headers={"tenant": "a"}, shadow="shown")
    chain(sender.s("add", 1, 1), step).apply_async().parent.get(timeout=20)
    [message] = sender.take(f"{NOWHERE}\x06\x166")
    headers = message["headers"]
    assert headers["timelimit"] == [30, 20]
    assert (headers["ignore_result"], headers["shadow"], headers["tenant"]) == (True, "shown", "a")
    assert headers["expires"].endswith("+00:00")
    assert message["properties"]["priority"] == 6


def test_a_failed_step_fails_the_steps_behind_it(sender):
    broken = chain(sender.si("fail", "ValueError", "broken"), sender.s("echo"), sender.s("echo")).apply_async()
    with pytest.raises(ValueError, match="broken"):
        broken.get(timeout=20)
    for result in (broken, broken.parent, broken.parent.parent):
        assert result.state == "FAILURE"
        assert sender.stored(result.id)["result"]["exc_type"] == "ValueError"
