"""A stock prefork worker and a Greenfork green worker on the same queues, as while a team moves over."""

import re

import pytest
from celery import chain, chord, group
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only

# Lines of a stock worker at WARNING or above that say nothing about its neighbour.
EXPECTED = ["running the worker with superuser privileges", "User information: uid="]


@pytest.fixture(scope="module")
def fleet(redis_server, tmp_path_factory, request):
    """Both serve `mixed`; each has a queue of its own besides, so that a step can be sent to either."""
    from conftest import Workers  # the fixture start_worker ends with each test

    workers = Workers(request.config, tmp_path_factory.mktemp("fleet"), redis_server)
    python = workers.start("prefork", queues="mixed,python", kind="python", flags=["-E"])
    green = workers.start("green", queues="mixed,green", concurrency=20)
    yield python, green
    workers.close()


@pytest.fixture
def sender(fleet, client_of):
    return client_of("mixed")


def complaints(worker):
    """Lines of its log at WARNING or above, tracebacks included, but for those that are expected."""
    lines = worker.log_text().splitlines()
    odd = [line for line in lines if re.search(r"WARN|ERROR|CRITICAL|Traceback|missed heartbeat|[Dd]rift", line)]
    return [line for line in odd if not any(text in line for text in EXPECTED)]


def at(sender, queue, name, *args):
    return sender.s(name, *args).set(queue=queue)


def test_a_workflow_whose_steps_alternate(sender, fleet):
    where = ["python", "green"] * 4
    steps = chain(at(sender, "green", "echo", 0), *[at(sender, queue, "add", 1) for queue in where])
    last = steps.apply_async()
    assert last.get(timeout=20) == 8
    assert [value for _, value in sender.app.AsyncResult(root(last).id).collect()] == list(range(9))


def test_chords_whose_parts_and_bodies_are_on_either_side(sender, fleet):
    for body in ("python", "green"):
        header = group(at(sender, queue, "add", number, 1) for number, queue in enumerate(["python", "green"] * 5))
        whole = chord(header, at(sender, body, "sum")) | at(sender, "green", "add", 100) | at(sender, "python", "add", 1000)
        assert whole.apply_async().get(timeout=20) == 1155


def test_links_and_errbacks_cross(sender, fleet):
    for queue, other in (("python", "green"), ("green", "python")):
        linked = sender.task("add").apply_async([1, 1], queue=queue, link=at(sender, other, "add", 10))
        assert linked.get(timeout=20) == 2
        assert linked.children[0].get(timeout=20) == 12
        errback = at(sender, other, "echo").set(task_id=f"errback-on-{other}")
        failed = sender.task("fail").apply_async(["ValueError", "expected"], queue=queue, link_error=errback)
        with pytest.raises(ValueError):
            failed.get(timeout=20)
        assert sender.app.AsyncResult(f"errback-on-{other}").get(timeout=20) == failed.id


def test_both_take_from_one_queue_and_know_each_other(sender, fleet):
    assert group(sender.s("add", i, i) for i in range(200)).apply_async().get(timeout=30) == [2 * i for i in range(200)]
    counts = [sender.command(sender.node_of(worker), "stats")["total"]["conformance.add"] for worker in fleet]
    assert all(counts), counts
    sender.app.control.revoke("revoked-for-both")
    await_that("both know", lambda: all(
        "revoked-for-both" in ids for ids in sender.app.control.inspect(timeout=0.3).revoked().values()
    ))


def test_neither_complains_about_the_other(sender, fleet, start_worker):
    python, green = fleet
    late = start_worker("green", queues="late")  # one that comes and goes
    python.await_log(late.name, timeout=10)
    late.stop()
    ours = [line for line in complaints(green) if "conformance.fail" not in line and "JavaCheck" not in line]
    assert ours == []
    theirs = [line for line in complaints(python) if "conformance.fail" not in line and "Traceback" not in line]
    assert theirs == []


def root(result):
    while result.parent:
        result = result.parent
    return result
