"""A prefork pool runs tasks in processes of their own, which it outlives."""

import secrets
from pathlib import Path

import pytest
from billiard.exceptions import WorkerLostError
from support.processes import await_that, children_of


@pytest.fixture
def prefork(start_worker, client_of):
    """A worker of two children and its client."""
    sender = client_of(f"prefork-{secrets.token_hex(3)}")
    return start_worker("prefork", queues=sender.queue, concurrency=2), sender


@pytest.mark.greenfork_only
@pytest.mark.parametrize("code", [0, 3])
def test_a_task_that_ends_its_process_is_lost_alone(prefork, code):
    worker, sender = prefork
    beside = sender.delay("sleep", 1.0)
    with pytest.raises(WorkerLostError):
        sender.call("exit", code)
    assert beside.get(timeout=20) == 1.0
    assert sender.call("add", 1, 2) == 3
    await_that("both children are there again", lambda: len(children_of(worker.pid)) == 2)


@pytest.mark.greenfork_only
def test_every_slot_is_good_again_after_each_lost_one_child(prefork):
    _, sender = prefork
    for result in [sender.delay("exit", 1) for _ in range(4)]:
        result.get(timeout=30, propagate=False)
        assert result.state == "FAILURE"
    both = [sender.delay("sleep", 0.5) for _ in range(2)]
    assert [result.get(timeout=20) for result in both] == [0.5, 0.5]


def test_what_a_task_prints_does_not_disturb_the_worker(prefork):
    worker, sender = prefork
    assert [sender.call("allocate", 1) for _ in range(4)] == [1] * 4
    worker.await_log("allocated 1 MiB")


@pytest.mark.greenfork_only
def test_no_child_knows_the_url_of_the_broker(start_worker, own_redis, client_of):
    password = secrets.token_hex(16)
    server = own_redis("--requirepass", password)
    url = server.url(credentials=f":{password}@")
    worker = start_worker("prefork", server=server, broker=url, results=url, concurrency=1)
    children = children_of(worker.pid)
    assert len(children) == 1
    for child in children:
        seen = Path(f"/proc/{child}/environ").read_bytes() + Path(f"/proc/{child}/cmdline").read_bytes()
        assert password.encode() not in seen
        assert b"GREENFORK" not in seen


@pytest.mark.greenfork_only
def test_a_child_that_has_run_its_number_of_tasks_is_replaced(start_worker, client_of):
    sender = client_of("recycle")
    worker = start_worker("prefork", queues=sender.queue, concurrency=1, flags=["--max-tasks-per-child", "3"])
    first = children_of(worker.pid)
    assert [sender.call("add", i, 1) for i in range(4)] == [1, 2, 3, 4]
    await_that("another child", lambda: (now := children_of(worker.pid)) and not set(now) & set(first))
