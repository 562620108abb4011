"""A prefork pool runs tasks in processes of their own, which it outlives."""

import secrets

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
def test_every_slot_is_good_again_after_each_lost_one_child(start_worker, client_of):
    sender = client_of("losing")
    start_worker("prefork", queues=sender.queue, concurrency=2, flags=["--on-worker-lost", "fail"])
    for result in [sender.delay("exit", 1) for _ in range(4)]:
        result.get(timeout=30, propagate=False)
        assert result.state == "FAILURE"
    both = [sender.delay("sleep", 0.5) for _ in range(2)]
    assert [result.get(timeout=20) for result in both] == [0.5, 0.5]


def test_what_a_task_prints_does_not_disturb_the_worker(prefork):
    worker, sender = prefork
    assert [sender.call("allocate", 1) for _ in range(4)] == [1] * 4
    worker.await_log("allocated 1 MiB")


@pytest.fixture
def secret(own_redis, tmp_path):
    """A Redis with a password, and the file that a worker reads its URL from."""
    password = secrets.token_hex(16)
    url = own_redis("--requirepass", password).url(credentials=f":{password}@")
    file = tmp_path / "broker-url"
    file.write_text(url + "\n")
    return password, url, file


@pytest.mark.greenfork_only
def test_no_task_finds_the_url_of_the_broker_beside_itself(start_worker, client_of, secret, pool):
    password, url, file = secret
    sender = client_of("looking", url=url)
    start_worker(pool, queues=sender.queue, broker=None, results=None, concurrency=1, flags=["--broker-file", file])
    seen = sender.call("surroundings")
    own, parent = "".join(seen["own"]), "".join(seen["parent"])
    assert "PATH=" in own and "java" in own
    assert password not in own + parent
    assert "redis://" not in own
    if pool == "prefork":
        assert "greenfork" in parent and "redis://" not in parent
        assert "GREENFORK" not in own.replace("GREENFORK_CHILD=", "")


@pytest.mark.greenfork_only
def test_a_child_has_no_descriptors_of_its_parent(start_worker, client_of):
    sender = client_of("descriptors")
    start_worker("prefork", queues=sender.queue, concurrency=1)
    targets = [target for number, target in sender.call("surroundings")["descriptors"] if int(number) > 2]
    assert len([target for target in targets if target.startswith("socket:")]) <= 2  # the JDK keeps one to close others with
    jvm = ("/schedstat", ".jar", "/modules", ".jsa", ".aot", "random", "/fd", "closed meanwhile")
    assert [target for target in targets if not target.startswith(("socket:", "anon_inode:")) and not target.endswith(jvm)] == []


@pytest.mark.greenfork_only
def test_a_child_that_has_run_its_number_of_tasks_is_replaced(start_worker, client_of):
    sender = client_of("recycle")
    worker = start_worker("prefork", queues=sender.queue, concurrency=1, flags=["--max-tasks-per-child", "3"])
    first = children_of(worker.pid)
    assert [sender.call("add", i, 1) for i in range(4)] == [1, 2, 3, 4]
    await_that("another child", lambda: (now := children_of(worker.pid)) and not set(now) & set(first))
