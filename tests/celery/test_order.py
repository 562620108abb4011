"""Which message comes next."""

import json

import pytest
from support.processes import await_that

STEP = "\x06\x16"


@pytest.fixture
def order_of(start_worker, client_of, pool):
    """Gives the arguments of the echoes in the order in which one slot takes them, once all were sent."""

    def run(*sends, flags=()):
        senders = {queue: client_of(f"{queue}-{pool}") for queue, *_ in sends}
        results = {}
        for queue, value, priority in sends:
            results[value] = senders[queue].task("echo").apply_async([value], priority=priority)
        queues = ",".join(sender.queue for sender in senders.values())
        start_worker(pool, queues=queues, concurrency=1, flags=list(flags))
        done = {value: result.get(timeout=20) and result.date_done for value, result in results.items()}
        return sorted(done, key=done.get)

    return run


def test_the_most_urgent_come_first(order_of):
    sends = [("urgent", f"{number}-of-{level}", level) for level in (9, 5, 0, 6, 3) for number in (1, 2)]
    expected = [f"{number}-of-{level}" for level in (0, 5, 3, 9, 6) for number in (1, 2)]
    got = order_of(*sends)
    assert got[:2] == ["1-of-0", "2-of-0"]
    assert sorted(got[2:6]) == sorted(expected[2:6])
    assert sorted(got[6:]) == sorted(expected[6:])


@pytest.mark.greenfork_only  # a stock worker fetches some before its order of queues begins to turn
def test_queues_take_turns(order_of):
    got = order_of(*[("first", f"a{i}", 0) for i in range(6)], *[("second", f"b{i}", 0) for i in range(6)])
    assert {"a0", "b0"} <= set(got[:8])
    assert [value for value in got if value[0] == "a"] == [f"a{i}" for i in range(6)]


def test_a_message_of_a_priority_lies_in_the_list_of_its_step(client_of):
    sender = client_of("steps")
    for level in (0, 2, 4, 7, 9):
        sender.task("echo").apply_async([level], priority=level)
    found = {step: len(sender.take(f"steps{STEP}{step}" if step else "steps")) for step in (0, 3, 6, 9)}
    assert found == {0: 2, 3: 1, 6: 1, 9: 1}
    assert json.dumps(found)
    await_that("nothing left", lambda: not sender.redis.keys("steps*"))
