"""Where a worker's settings come from, as pods have them: variables and files."""

import pytest
from support.commands import greenfork
from support.processes import Running, await_that, environment, free_port
from support.workers import GREENFORK, TASKS

pytestmark = pytest.mark.greenfork_only


def test_every_setting_may_come_from_the_environment(redis_server, client_of, tmp_path):
    sender = client_of("from-environment")
    (tmp_path / "url").write_text(redis_server.url())
    variables = {
        "GREENFORK_POOL": "prefork",
        "GREENFORK_CONCURRENCY": "1",
        "GREENFORK_QUEUES": f"other,{sender.queue}",
        "GREENFORK_NAME": "from-environment@%h",
        "GREENFORK_BROKER_FILE": str(tmp_path / "url"),
        "GREENFORK_RESULT_BACKEND_FILE": str(tmp_path / "url"),
        "GREENFORK_TASKS": str(TASKS),
        "GREENFORK_HTTP_PORT": str(free_port()),
        "GREENFORK_DRAIN_TIMEOUT": "5s",
        "GREENFORK_LOG_FORMAT": "json",
    }
    worker = Running("environment", [GREENFORK, "worker"], tmp_path, environment(**variables))
    try:
        assert sender.call("add", 1, 2, timeout=40) == 3
        ready = worker.log_text()
        assert '"message": "from-environment@' in ready
        assert f"pool prefork with 1 slots, queues other,{sender.queue}" in ready
    finally:
        assert worker.stop() == 0


def test_a_new_password_in_the_file_is_used_at_the_next_connection(own_redis, start_worker, client_of, tmp_path):
    server = own_redis("--requirepass", "first")
    file = tmp_path / "url"
    file.write_text(server.url(credentials=":first@"))
    start_worker(server=server, broker=None, results=None, flags=["--broker-file", file])
    old = client_of("celery", url=server.url(credentials=":first@"))
    assert old.call("add", 1, 2) == 3

    file.write_text(server.url(credentials=":second@"))
    old.redis.config_set("requirepass", "second")
    old.redis.client_kill_filter(_type="pubsub")
    old.redis.client_kill_filter(_type="normal", skipme=False)
    new = client_of("celery", url=server.url(credentials=":second@"))
    assert new.call("add", 3, 4) == 7


def test_a_redis_cluster_is_refused_with_one_sentence(own_redis):
    server = own_redis("--cluster-enabled", "yes")
    for arguments in (["worker", "--tasks", TASKS, "--http-port", "0"], ["call", "conformance.add"]):
        ended = greenfork(*arguments, "--broker", server.url())
        assert ended.code == 1
        assert ended.err.splitlines()[-1].startswith("greenfork: Redis Cluster is not supported")
        assert "\tat " not in ended.err


def test_flags_win_over_the_environment(redis_server, worker, pool):
    url = redis_server.url()
    ended = greenfork(
        "call", "conformance.add", "--args", "[1, 2]", "--wait", "--queue", f"shared-{pool}", "--broker", url,
        "--result-backend", url, GREENFORK_BROKER="redis://127.0.0.1:1", GREENFORK_QUEUE="nowhere",
    )  # fmt: skip
    assert ended.out.strip() == "3"


def test_a_task_folder_is_read_like_its_jars(start_worker, redis_server, client_of):
    sender = client_of("folder")
    start_worker(queues=sender.queue, tasks=TASKS.parent)
    assert sender.call("add", 1, 2) == 3
    await_that("nothing is left", lambda: not sender.waiting())
