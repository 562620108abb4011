"""The command line: what it prints, with which exit code, and how it complains."""

import zipfile

import pytest
from support.commands import greenfork
from support.workers import DIST, TASKS

pytestmark = pytest.mark.greenfork_only


def test_tells_its_version():
    ended = greenfork("--version")
    assert (ended.code, ended.err) == (0, "")
    assert "0.1.0" in ended.out


def test_lists_the_tasks_of_jars_with_their_kinds():
    ended = greenfork("tasks", "--tasks", TASKS)
    assert ended.code == 0
    kinds = {line.split()[0]: line.split()[1] for line in ended.out.splitlines() if line.startswith("conformance.")}
    assert len(kinds) == 29
    assert kinds["conformance.sleep"].upper() == "IO"
    assert kinds["conformance.burn"].upper() == "CPU"
    assert kinds["conformance.echo"].upper() == "AUTO"


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
