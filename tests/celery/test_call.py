"""`greenfork call` against a worker of its own kind."""

import json

import pytest
from support.commands import greenfork

pytestmark = [
    pytest.mark.greenfork_only,
    pytest.mark.parametrize("pool", ["green"]),
]


@pytest.fixture
def call(worker, redis_server, pool):
    """`greenfork call` to the shared worker."""
    url = redis_server.url()

    def run(*arguments, **variables):
        return greenfork(
            "call", *arguments, "--queue", f"shared-{pool}", "--broker", url, "--result-backend", url, **variables
        )

    return run


def test_call_waits_for_the_result_and_prints_it_as_json(call):
    ended = call("conformance.echo", "--args", '[{"a": [1, null, "ü"]}]', "--wait")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == {"a": [1, None, "ü"]}


def test_call_takes_arguments_by_name(call):
    ended = call("conformance.add", "--kwargs", '{"x": 2, "y": 3}', "--wait")
    assert (ended.code, ended.out.strip()) == (0, "5")


def test_call_without_wait_prints_the_id(call, sender):
    ended = call("conformance.add", "--args", "[2, 3]")
    assert ended.code == 0
    assert sender.app.AsyncResult(ended.out.strip()).get(timeout=20) == 5


def test_call_of_a_task_that_fails_says_how(call):
    ended = call("conformance.fail", "--args", '["ValueError", "exactly this"]', "--wait")
    assert ended.code == 1
    assert "ValueError" in ended.err
    assert "exactly this" in ended.err


def test_call_gives_up_waiting_after_its_timeout(call):
    ended = call("conformance.sleep", "--args", "[2.0]", "--wait", "--timeout", "500ms")
    assert ended.code == 124
    assert "0.5 s" in ended.err


@pytest.mark.parametrize("flag", ["--args", "--kwargs"])
def test_call_refuses_arguments_that_are_no_json(call, flag):
    ended = call("conformance.add", flag, "{x=1}")
    assert ended.code == 2
    assert flag in ended.err


def test_settings_may_come_from_the_environment(worker, redis_server, pool):
    url = redis_server.url()
    ended = greenfork(
        "call",
        "conformance.add",
        "--args",
        "[2, 3]",
        "--wait",
        GREENFORK_BROKER=url,
        GREENFORK_RESULT_BACKEND=url,
        GREENFORK_QUEUE=f"shared-{pool}",
    )
    assert (ended.code, ended.out.strip()) == (0, "5")


def test_call_sets_when_how_and_under_which_id_a_task_is_sent(redis_server, pool):
    url = redis_server.url(db=8)
    ended = greenfork(
        *("call", "any.task", "--countdown", "1h", "--expires", "2h", "--priority", "3", "--id", "mine"),
        *("--header", "tenant=7", "--soft-limit", "20s", "--hard-limit", "30s", "--queue", "later", "--broker", url),
    )
    assert (ended.code, ended.out.strip()) == (0, "mine")
    with redis_server.client(db=8) as client:
        [key] = [key for key in client.keys("later*")]
        headers = json.loads(client.lindex(key, 0))["headers"]
        client.flushdb()
    assert key.endswith(b"\x06\x163")
    assert (headers["id"], headers["tenant"], headers["timelimit"]) == ("mine", 7, [30, 20])
    assert headers["eta"] < headers["expires"]


def test_json_tells_of_success_and_failure_alike(call):
    good = call("conformance.add", "--args", "[2, 3]", "--wait", "--json")
    bad = call("conformance.fail", "--args", '["ValueError", "exactly this"]', "--wait", "--json")
    assert json.loads(good.out)["result"] == 5
    assert (good.code, bad.code) == (0, 1)
    told = json.loads(bad.out)
    assert (told["state"], told["error"]["type"]) == ("FAILURE", "ValueError")
    assert "exactly this" in told["traceback"]


def test_result_waits_reads_and_forgets(call, redis_server):
    url = redis_server.url()
    task = call("conformance.sleep", "--args", "[1.0]").out.strip()
    unknown = greenfork("result", "unknown", "--broker", url)
    assert (unknown.code, unknown.out.strip()) == (3, "PENDING")
    assert greenfork("result", task, "--wait", "--forget", "--broker", url).code == 0
    assert greenfork("result", task, "--broker", url).code == 3


def test_call_gives_up_at_once_where_there_is_no_redis(pool):
    ended = greenfork("call", "conformance.add", "--broker", "redis://127.0.0.1:1/0")
    assert ended.code == 1
    assert "does not answer" in ended.err
    assert len(ended.err.strip().splitlines()) == 1
