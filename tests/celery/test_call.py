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
