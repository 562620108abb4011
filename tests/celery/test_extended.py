"""What is stored besides the value: result_extended, and stamps."""

import pytest
from celery import chain, chord, group


@pytest.fixture
def sender(start_worker, client_of, pool):
    sender = client_of(f"extended-{pool}")
    start_worker(pool, queues=sender.queue, result_extended=True)
    return sender


def test_results_say_what_ran_where_and_carry_their_stamps(sender, pool):
    stamped = sender.s("add", 1, y=2)
    stamped.stamp(team="feeds", runs=[1, 2])
    result = stamped.apply_async()
    assert result.get(timeout=20) == 3
    stored = sender.stored(result.id)
    told = {name: stored[name] for name in ("name", "args", "kwargs", "retries", "queue")}
    assert told == {"name": "conformance.add", "args": [1], "kwargs": {"y": 2}, "retries": 0, "queue": sender.queue}
    assert pool in stored["worker"]
    assert sorted(stored["stamped_headers"]) == ["runs", "team"]
    assert (stored["team"], stored["runs"]) == ("feeds", [1, 2])

    failed = sender.s("fail", "ValueError", "m").apply_async()
    failed.get(timeout=20, propagate=False)
    assert (sender.stored(failed.id)["name"], sender.stored(failed.id)["status"]) == ("conformance.fail", "FAILURE")

    # Stamps go with the steps that a worker sends.
    steps = chain(sender.s("add", 1, 1), sender.s("add", 10))
    steps.stamp(team="chain")
    last = steps.apply_async()
    assert last.get(timeout=20) == 12
    assert sender.stored(last.id)["team"] == "chain"
    whole = chord(group(sender.s("add", 1, 1), sender.s("add", 2, 2)), sender.s("sum"))
    whole.stamp(team="header")  # which Celery takes for the header only
    whole.body.stamp(team="body")
    body = whole.apply_async()
    assert body.get(timeout=20) == 6
    assert [sender.stored(part.id)["team"] for part in (*body.parent.results, body)] == ["header", "header", "body"]
