"""`greenfork local`: pools of a manifest as processes of this machine, from the start to what is left behind."""

import os
import pty
import re
import signal
import stat
import time

import pytest
from support import local_pools
from support.local_pools import LocalPools, pool
from support.processes import await_that
from support.sender import Sender
from support.workers import GREENFORK, HERE, TASKS

pytestmark = pytest.mark.greenfork_only


@pytest.fixture
def local(tmp_path):
    """Starts a run: local(MANIFESTS, FLAGS...). Afterwards nothing of it may be left."""
    started = []

    def start(manifests, *flags, **settings):
        started.append(LocalPools(tmp_path, manifests, *flags, **settings))
        return started[-1]

    yield start
    for run in started:
        run.stop()


def workers(run):
    return [number for number, command in run.processes().items() if command.rstrip().endswith("Greenfork worker")]


@pytest.mark.slow(7)
def test_a_stock_client_gets_results_from_both_pools_and_the_end_leaves_nothing(local, tmp_path):
    run = local(pool("io", replicas=2) + pool("cpu", type="prefork", concurrency=1))
    assert stat.S_IMODE(os.stat(tmp_path / "url").st_mode) == 0o600
    assert "Ready: 3 workers." in run.log_text()
    password = re.search("redis://:([0-9a-f]{32})@127.0.0.1:", run.url()).group(1)
    assert password not in run.log_text()
    assert not [command for command in run.processes().values() if password in command]

    with Sender(run.url(), "io") as io, Sender(run.url(), "cpu") as cpu:
        assert io.call("add", 1, 2) == 3
        assert cpu.call("sum", [1, 2, 3]) == 6
        assert len(workers(run)) == 3
        late = [io.delay("sleep", 1.5) for _ in range(4)]
        await_that("they run", lambda: not io.waiting())
        time.sleep(0.3)
        run.signal(signal.SIGTERM)
        assert [result.get(timeout=10) for result in late] == [1.5] * 4
    assert run.await_exit(20) == 0
    assert run.log_text().rstrip().endswith("All workers have ended.")
    assert re.search(r"^io-[01] \| .*Draining", run.log_text(), re.MULTILINE)
    assert not run.leftovers()


def test_what_stands_in_a_secret_is_used_and_no_other_redis_started(local, own_redis):
    server = own_redis("--requirepass", "s3cret")
    url = f"redis://:s3cret@127.0.0.1:{server.port}/3"
    broker = f"""\
apiVersion: v1
kind: Secret
metadata: {{name: redis}}
stringData: {{url: "{url}"}}
---
apiVersion: greenfork.dev/v1alpha1
kind: Broker
metadata: {{name: main}}
spec: {{redis: {{urlFrom: {{secretKeyRef: {{name: redis, key: url}}}}, keyPrefix: "shop:"}}}}
"""
    run = local(broker + pool("io"))
    assert run.url() == url
    assert not [command for command in run.processes().values() if "redis-server" in command or "s3cret" in command]
    prefixed = {"global_keyprefix": "shop:"}
    options = {"broker_transport_options": prefixed, "result_backend_transport_options": prefixed}
    with Sender(url, "io", **options) as sender:
        assert sender.call("echo", "hello") == "hello"
    assert "s3cret" not in run.log_text()


@pytest.mark.slow(22)
def test_a_worker_that_dies_is_started_again_and_its_task_runs_again(local):
    run = local(pool("io"))
    with Sender(run.url(), "io") as sender:
        result = sender.delay("sleep", 2)
        await_that("it runs", lambda: not sender.waiting())
        (before,) = workers(run)
        os.kill(before, signal.SIGKILL)
        run.await_log("Worker io-0 was started again, because its process ended with status 137", 20)
        assert result.get(timeout=60) == 2
        assert workers(run) != [before]


@pytest.mark.slow(18)
def test_all_ends_when_the_command_is_killed(local):
    run = local(pool("io") + pool("cpu", type="prefork", concurrency=1))
    with Sender(run.url(), "io") as sender:
        sender.delay("sleep", 60)
        await_that("it runs", lambda: not sender.waiting())
    run.kill()
    await_that("nothing left", lambda: not run.leftovers(), 25)


def test_the_second_signal_hands_back_what_runs(local, own_redis):
    server = own_redis()
    broker = f"""\
apiVersion: greenfork.dev/v1alpha1
kind: Broker
metadata: {{name: main}}
spec: {{redis: {{url: "{server.url()}"}}}}
"""
    run = local(broker + pool("io"))
    with Sender(server.url(), "io") as sender:
        result = sender.delay("sleep", 60)
        await_that("it runs", lambda: not sender.waiting())
        run.signal(signal.SIGTERM)
        run.await_log("Draining for up to 1m")
        time.sleep(0.5)
        run.signal(signal.SIGTERM)
        assert run.await_exit(10) == 0
        assert sender.waiting() == [result.id]


def test_one_ctrl_c_at_a_terminal_drains(tmp_path):
    """A terminal sends it to all processes of its foreground group, of which only the command may be one."""
    (tmp_path / "pools.yaml").write_text(pool("io"))
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        command = [str(GREENFORK), "local", "-f", "pools.yaml", "--tasks", str(TASKS), "--url-file", "url"]
        os.execv(command[0], [*command, "--ready-file", "ready"])
    shown = bytearray()

    def read():
        try:
            shown.extend(os.read(terminal, 65536))
        except OSError:
            return False
        return True

    end = time.monotonic() + 60
    while not (tmp_path / "ready").exists():
        assert read() and time.monotonic() < end, shown.decode()
    with Sender((tmp_path / "url").read_text().strip(), "io") as sender:
        result = sender.delay("sleep", 1)
        await_that("it runs", lambda: not sender.waiting())
        time.sleep(0.3)
        os.write(terminal, b"\x03")
        assert result.get(timeout=10) == 1
    while read():
        assert time.monotonic() < end, shown.decode()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    text = shown.decode()
    assert "All workers have ended." in text
    assert "\x1b[2A\x1b[J" in text, "the table of two lines is rewritten in place"


def test_the_manifests_of_a_cluster_are_refused_with_its_sentence(tmp_path):
    for file in sorted((HERE.parent.parent / "examples" / "invalid").glob("pool-concurrency-*.yaml")):
        text = file.read_text()
        code, output = local_pools.refused(tmp_path, text)
        assert code == 1
        assert text.splitlines()[0].removeprefix("# refused: ") in output


@pytest.mark.slow(6)
def test_it_says_why_it_cannot_start(tmp_path, own_redis):
    broker = """\
apiVersion: greenfork.dev/v1alpha1
kind: Broker
metadata: {name: main}
spec: {redis: {url: "redis://no-such-host.invalid:6379/0"}}
"""
    assert local_pools.refused(tmp_path, pool("io"), "--tasks", tmp_path / "none.jar") == (
        1,
        f"greenfork local: There is no {tmp_path}/none.jar: name a jar with tasks, or a folder of jars, with --tasks.\n",
    )
    code, output = local_pools.refused(tmp_path, broker + pool("io"))
    assert code == 1
    assert "greenfork local: Broker main: " in output
    assert "no-such-host.invalid" in output
    assert "With --own-redis it gets a Redis of this run instead." in output
    bad = tmp_path / "bad.jar"
    bad.write_text("no jar")
    code, output = local_pools.refused(tmp_path, pool("io"), "--tasks", bad)
    assert code == 1
    assert "greenfork local: Worker io-0 did not come up: its process ended with status 1" in output
    assert "bad.jar" in output
