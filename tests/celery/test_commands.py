"""The command line: what it prints, with which exit code, and how it complains."""

import json
import zipfile

import pytest
from support.commands import greenfork
from support.workers import DIST, TASKS

pytestmark = pytest.mark.greenfork_only


@pytest.fixture
def pool():
    return "green"


@pytest.fixture
def call(worker, redis_server, pool):
    """`greenfork call` to the shared worker."""
    url = redis_server.url()

    def run(*arguments, **variables):
        return greenfork(
            "call", *arguments, "--queue", f"shared-{pool}", "--broker", url, "--result-backend", url, **variables
        )

    return run


def test_tells_its_version():
    ended = greenfork("--version")
    assert (ended.code, ended.err) == (0, "")
    assert "0.1.0" in ended.out


def test_lists_the_tasks_of_jars_with_their_kinds():
    ended = greenfork("tasks", "--tasks", TASKS)
    assert ended.code == 0
    kinds = {line.split()[0]: line.split()[1] for line in ended.out.splitlines() if line.startswith("conformance.")}
    assert len(kinds) == 11
    assert kinds["conformance.sleep"].upper() == "IO"
    assert kinds["conformance.burn"].upper() == "CPU"
    assert kinds["conformance.echo"].upper() == "AUTO"


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
    assert ended.code not in (0, 1)
    assert "500ms" in ended.err.replace(" ", "") or "0.5" in ended.err


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


def test_prints_a_completion_script_for_shells():
    ended = greenfork("completion")
    assert ended.code == 0
    assert "complete" in ended.out
    assert "worker" in ended.out


def test_a_flag_that_does_not_exist_is_named():
    ended = greenfork("worker", "--no-such-flag")
    assert ended.code == 2
    assert "--no-such-flag" in ended.err


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["--tasks", "/no/such/jar"], "/no/such/jar"),
        (["-P", "gevent"], "gevent"),
        (["-c", "0"], "0"),
        (["-Q", "a.green"], "a.green"),
        (["--broker", "amqp://localhost"], "amqp"),
        (["--broker-file", "/no/such/url"], "/no/such/url"),
        (["--drain-timeout", "soon"], "soon"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_worker_with_a_wrong_setting_does_not_start_and_names_it(arguments, complaint):
    settings = {"-P": "green", "--broker": "redis://127.0.0.1:1/0", "--tasks": str(TASKS)}
    if arguments[0] == "--broker-file":
        del settings["--broker"]
    settings |= dict([arguments])
    flat = [part for setting in settings.items() for part in setting]
    ended = greenfork("worker", *flat, "--http-port", "0")
    assert ended.code not in (0, 143)
    assert complaint in ended.err
    assert "\tat " not in ended.err


def test_a_jar_with_a_package_of_the_runtime_is_refused_with_both_named(tmp_path):
    jar = tmp_path / "shaded.jar"
    with zipfile.ZipFile(jar, "w") as shaded:
        shaded.writestr("com/fasterxml/jackson/databind/ObjectMapper.class", b"")
    ended = greenfork("worker", "-P", "green", "--broker", "redis://127.0.0.1:1/0", "--tasks", jar, "--http-port", "0")
    assert ended.code not in (0, 143)
    assert str(jar) in ended.err
    assert str(next(DIST.glob("lib/jackson-databind-*.jar")).name) in ended.err
