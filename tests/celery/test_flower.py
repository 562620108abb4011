"""Flower, the stock monitor, shows and steers a worker."""

import pytest
from celery.exceptions import TaskRevokedError
from support.flower import Flower
from support.processes import await_that

pytestmark = pytest.mark.xdist_group("flower")


@pytest.fixture(scope="module")
def flower(redis_server, tmp_path_factory):
    flower = Flower(tmp_path_factory.mktemp("flower"), redis_server.url())
    yield flower
    flower.stop()


@pytest.fixture
def mine(flower, start_worker, client_of, pool):
    """A worker of two slots, its client, and its name as Flower knows it."""
    sender = client_of(f"flower-{pool}")
    worker = start_worker(pool, queues=sender.queue, concurrency=2)
    node = sender.node_of(worker)
    await_that("Flower knows the worker", lambda: "stats" in flower.get("/workers?refresh=true").get(node, {}), 20)
    return worker, sender, node


def test_pages_show_the_worker_and_its_tasks(flower, mine):
    worker, sender, node = mine
    await_that("Flower switched events on", lambda: sender.command(node, "enable_events")["ok"].endswith("already enabled"))
    good, bad = sender.delay("add", 2, y=3), sender.delay("fail", "ValueError", "seen in Flower")
    assert good.get(timeout=20) == 5
    bad.get(timeout=20, propagate=False)
    await_that("the tasks are listed", lambda: {good.id, bad.id} <= set(flower.get("/tasks")))

    seen = await_that("its end", lambda: (info := flower.get(f"/task/info/{good.id}"))["state"] == "SUCCESS" and info)
    assert (seen["name"], seen["args"], seen["kwargs"]) == ("conformance.add", "(2,)", "{'y': 3}")
    assert (seen["worker"], seen["result"]) == (node, "5")
    assert seen["received"] and seen["started"] and seen["succeeded"] and seen["runtime"] is not None
    page = flower.text(f"/task/{good.id}")
    assert "conformance.add" in page and node in page and "SUCCESS" in page
    failed = await_that("its end", lambda: "FAILURE" in (page := flower.text(f"/task/{bad.id}")) and page)
    assert "seen in Flower" in failed

    assert node in flower.page("/workers?json=1")[1]
    page = flower.text(f"/worker/{node}")
    assert sender.queue in page and "conformance.add" in page and str(worker.pid) in page
    assert flower.get(f"/workers?workername={node}")[node]["active_queues"][0]["name"] == sender.queue
    assert node in flower.page("/metrics")[1]

    future = sender.task("echo").apply_async([1], countdown=60)
    await_that("what is due later is shown", lambda: future.id in flower.text(f"/worker/{node}"))


def test_buttons_change_the_pool_and_its_queues(flower, mine, pool, kind):
    _, sender, node = mine
    assert "add consumer" in flower.post(f"/worker/queue/add-consumer/{node}", queue="from-flower")
    assert "no longer consuming" in flower.post(f"/worker/queue/cancel-consumer/{node}", queue="from-flower")
    assert "new rate limit" in flower.post("/task/rate-limit/conformance.burn", workername=node, ratelimit="9/s")
    assert "time limits set" in flower.post("/task/timeout/conformance.burn", workername=node, soft=5, hard=9)
    if kind == "greenfork":  # a stock pool of threads does not grow, and one of processes still runs two at once
        assert flower.post(f"/worker/pool/grow/{node}", n=2)
        await_that("it has grown", lambda: sender.command(node, "stats")["pool"]["max-concurrency"] == 4)
        four = [sender.delay("sleep", 5.0) for _ in range(4)]
        await_that("all are taken at once", lambda: not sender.waiting(), 4.5)
        assert [result.get(timeout=20) for result in four] == [5.0] * 4
        assert flower.post(f"/worker/pool/shrink/{node}", n=1)


def test_buttons_revoke_a_task_and_end_the_worker(flower, mine, pool, kind):
    worker, sender, node = mine
    future = sender.task("echo").apply_async([1], countdown=2)
    running = sender.delay("sleep", 30 if kind == "greenfork" or pool == "prefork" else 1)
    await_that("it runs", lambda: not sender.waiting())
    assert flower.post(f"/task/revoke/{future.id}")
    assert flower.post(f"/task/revoke/{running.id}", terminate="true")
    if kind == "greenfork" or pool == "prefork":
        with pytest.raises(TaskRevokedError):
            running.get(timeout=20)
    with pytest.raises(TaskRevokedError):
        future.get(timeout=20)
    assert "Shutting down" in flower.post(f"/worker/shutdown/{node}")
    assert worker.await_exit(20) == 0
