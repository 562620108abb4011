"""How many tasks run at once in which pool."""

import time

import pytest
from celery import group


def run_all(sender, name, argument, count):
    asked = group(sender.app.signature(f"conformance.{name}", (argument,)) for _ in range(count))
    begin = time.monotonic()
    assert asked.apply_async().get(timeout=60) == [argument] * count
    return time.monotonic() - begin


def test_waiting_tasks_wait_together_in_a_green_pool_and_two_by_two_in_a_prefork_pool(sender, pool):
    if pool == "green":
        assert run_all(sender, "sleep", 1.0, 100) < 3
    else:
        assert 1.5 <= run_all(sender, "sleep", 0.5, 6) < 4


def test_computing_tasks_give_back_what_they_burnt(sender):
    assert sender.call("burn", 100) == 100
    assert sender.call("burn", millis=1) == 1


@pytest.mark.greenfork_only
def test_other_tasks_go_on_beside_one_that_hogs_its_thread(sender):
    hog = sender.delay("hog", 1500)
    assert sender.call("add", 1, 2) == 3
    assert not hog.ready()
    assert hog.get(timeout=20) == 1500
