"""Tasks that follow another one: link after a success, link_error after a failure."""

import pytest
from celery import chain, chord, group
from support.processes import await_that

pytestmark = pytest.mark.split_too
NOWHERE = "nobody-serves-links"


def test_a_link_gets_the_result_and_is_a_child(sender):
    result = sender.task("add").apply_async([1, 1], link=sender.s("add", 10))
    assert result.get(timeout=20) == 2
    [child] = result.children
    assert child.get(timeout=20) == 12
    assert sender.stored(child.id)["parent_id"] == result.id
    assert sender.stored(result.id)["children"] == [[[child.id, None], None]]


def test_several_links_all_run(sender):
    links = [sender.s("add", number) for number in (10, 20, 30)]
    result = sender.task("add").apply_async([1, 1], link=links)
    assert result.get(timeout=20) == 2
    values = [child.get(timeout=20) for child in result.children]
    assert sorted(values[0] if isinstance(values[0], list) else values) == [12, 22, 32]


def test_an_immutable_link_and_a_chain_as_a_link(sender):
    result = sender.task("add").apply_async([1, 1], link=sender.si("echo", "own"))
    assert result.get(timeout=20) == 2
    assert result.children[0].get(timeout=20) == "own"
    walked = sender.task("add").apply_async([1, 1], link=sender.s("add", 10) | sender.s("add", 100))
    assert walked.get(timeout=20) == 2
    assert [value for _, value in walked.collect(intermediate=True, timeout=20)][-1] == 112


def test_a_group_as_a_link(sender):
    result = sender.task("add").apply_async([1, 1], link=group(sender.s("add", 10), sender.s("add", 20)))
    assert result.get(timeout=20) == 2
    [child] = result.children
    assert child.get(timeout=20) == [12, 22]


def test_no_link_follows_a_failure_and_no_errback_a_success(sender):
    bad = sender.s("fail", "ValueError", "m").set(link=sender.s("echo").set(queue=NOWHERE)).apply_async()
    with pytest.raises(ValueError):
        bad.get(timeout=20)
    good = sender.s("add", 1, 1).set(link_error=sender.s("echo").set(queue=NOWHERE)).apply_async()
    assert good.get(timeout=20) == 2
    assert sender.take(NOWHERE) == []


def test_an_errback_gets_the_id_of_the_failed_task(sender):
    errback = sender.s("echo").set(task_id=f"errback-of-{sender.queue}")
    failed = sender.task("fail").apply_async(["ValueError", "m"], link_error=errback)
    with pytest.raises(ValueError):
        failed.get(timeout=20)
    assert sender.app.AsyncResult(f"errback-of-{sender.queue}").get(timeout=20) == failed.id


def test_the_message_of_an_errback_says_whom_it_is_for(sender):
    errbacks = [sender.s(name).set(queue=NOWHERE) for name in ("echo", "sum")]
    failed = sender.task("fail").apply_async(["ValueError", "m"], link_error=errbacks)
    with pytest.raises(ValueError):
        failed.get(timeout=20)
    await_that("both errbacks", lambda: sender.redis.llen(NOWHERE) == 2)
    messages = sender.take(NOWHERE)
    assert [message["headers"]["task"] for message in messages] == ["conformance.echo", "conformance.sum"]
    assert [message["decoded"][0] for message in messages] == [[failed.id]] * 2
    for message in messages:
        assert (message["headers"]["parent_id"], message["headers"]["root_id"]) == (failed.id, failed.id)


def test_an_errback_with_more_than_one_parameter_gets_all_of_the_failure(sender):
    errbacks = [sender.s("alarm"), sender.s("echo").set(queue=NOWHERE)]
    failed = sender.s("fail", "ValueError", f"on {sender.queue}").apply_async(link_error=errbacks)
    failed.get(timeout=20, propagate=False)
    [alarm] = await_that("the alarm", lambda: sender.take("alarms"))
    args = ["ValueError", f"on {sender.queue}"]
    assert alarm["decoded"][0] == [[failed.id, "conformance.fail", args, *args]]
    [other] = await_that("the other errback", lambda: sender.take(NOWHERE))
    assert other["decoded"][0] == [failed.id]


def test_the_errback_of_a_body_gets_all_of_the_failure(sender):
    body = sender.s("sum").on_error(sender.s("alarm"))
    result = chord([sender.s("fail", "ValueError", "m"), sender.s("add", 1, 1)], body).apply_async()
    result.get(timeout=20, propagate=False)
    alarms = await_that("the alarm", lambda: sender.take("alarms"))
    said = [alarm["decoded"][0][0] for alarm in alarms]
    assert (result.id, "conformance.sum", "ChordError") in [(heard[0], heard[1], heard[3]) for heard in said]


def test_an_errback_of_a_chain_follows_the_step_that_failed(sender):
    steps = chain(sender.s("add", 1, 1), sender.si("fail", "ValueError", "m"), sender.s("echo"))
    result = steps.apply_async(link_error=sender.s("echo").set(queue=NOWHERE))
    with pytest.raises(ValueError):
        result.get(timeout=20)
    await_that("the errback", lambda: sender.redis.llen(NOWHERE))
    assert sender.call("echo", "behind it") == "behind it"
    assert result.parent.id in [message["decoded"][0][0] for message in sender.take(NOWHERE)]
