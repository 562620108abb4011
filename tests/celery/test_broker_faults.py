"""What happens to the broker must not happen to the tasks."""

import pytest
import redis
from celery import group
from support.processes import await_that

pytestmark = pytest.mark.greenfork_only

DURABLE = ["--appendonly", "yes", "--appendfsync", "always"]


@pytest.fixture
def here(own_redis, start_worker, client_of, pool):
    """A durable Redis of its own with a worker and a client."""
    server = own_redis(*DURABLE)
    worker = start_worker(pool, server=server, concurrency=2 if pool == "prefork" else 20)
    return server, worker, client_of("celery", server)


def test_scripts_that_the_server_forgot_are_loaded_again(here):
    server, _, sender = here
    with server.client() as client:
        for i in range(20):
            client.script_flush()
            assert sender.call("add", i, 1) == i + 1


def test_cut_connections_are_made_again(here):
    server, worker, sender = here
    with server.client() as client:
        for i in range(5):
            asked = [sender.delay("sleep", 0.05) for _ in range(10)]
            for kind in ("normal", "pubsub"):
                client.execute_command("CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes")
            # The client's own subscription may be gone as well, so look instead of waiting for a message.
            await_that("all are done", lambda asked=asked: all(sender.stored(result.id) for result in asked))
    assert worker.get("/readyz")[0] == 200


def test_a_restarted_server_finds_the_worker_again(here):
    server, worker, sender = here
    before = [sender.delay("sleep", 1.0) for _ in range(2)]
    waiting = [sender.delay("add", i, i) for i in range(10)]
    await_that("they are taken", lambda: len(sender.waiting()) <= 10)

    server.kill()
    assert worker.get("/readyz")[0] == 200
    with pytest.raises(redis.ConnectionError):
        sender.redis.ping()
    server.restart()

    for result in [*before, *waiting]:
        await_that("its result", lambda result=result: sender.stored(result.id), timeout=30)
        assert sender.stored(result.id)["status"] == "SUCCESS"
    after = group(sender.app.signature("conformance.add", (i, i)) for i in range(10)).apply_async()
    await_that("new ones are done", lambda: all(sender.stored(result.id) for result in after.results))
    await_that("each is settled", lambda: not sender.redis.keys("greenfork:deliveries:*"))


def test_a_worker_that_starts_before_its_broker_waits_for_it(own_redis, start_worker, client_of):
    server = own_redis()
    server.kill()
    worker = start_worker(server=server, await_ready=False)
    worker.await_log(str(server.port))
    assert worker.get("/readyz")[0] in (0, 503)
    assert worker.process.poll() is None

    server.restart()
    worker.await_ready(lambda: worker.get("/readyz")[0] == 200)
    assert client_of("celery", server).call("add", 1, 2) == 3


def test_two_servers_hold_messages_and_results_apart(own_redis, start_worker, client_of, redis_server, pool):
    server = own_redis()
    start_worker(pool, queues="apart", server=server, results=redis_server.url(db=5))
    sender = client_of("apart", server, results=redis_server.url(db=5))
    assert sender.call("add", 1, 2) == 3
    with pytest.raises(ValueError):
        sender.call("fail", "ValueError", "also this")
    with server.client() as broker:
        assert not broker.keys("celery-task-meta-*")
        await_that("each is settled", lambda: not broker.keys("greenfork:deliveries:*"))


def test_user_password_database_and_key_prefix_are_those_of_the_settings(own_redis, start_worker, client_of, tmp_path):
    server = own_redis("--user", "worker", "on", ">wpass", "~team:*", "&*", "+@all")
    url_file = tmp_path / "url"
    url_file.write_text(server.url(db=3, credentials="worker:wpass@") + "\n")
    results = server.url(db=4, credentials="worker:wpass@")
    worker = start_worker(
        server=server,
        broker=None,
        results=results,
        flags=["--broker-file", url_file, "--key-prefix", "team:", "--result-key-prefix", "team:"],
    )
    prefixed = {"global_keyprefix": "team:"}
    sender = client_of(
        "celery",
        server,
        url=url_file.read_text().strip(),
        results=results,
        broker_transport_options=prefixed,
        result_backend_transport_options=prefixed,
    )
    assert sender.call("add", 1, 2) == 3
    assert "wpass" not in worker.log_text()
    with server.client(db=3) as client:
        assert [key for key in client.keys() if not key.startswith(b"team:")] == []
