"""`make demo-local` as a user runs it, with few feeds: the table comes, and nothing stays behind, not even after Ctrl-C."""

import os
import signal
import subprocess

import pytest
from support.processes import await_that, environment, is_alive
from support.workers import HERE

ROOT = HERE.parent.parent


class Demo:
    """A run of tools/demo-local in a session of its own, as a terminal gives it."""

    def __init__(self, folder, feeds):
        self.folder = folder
        self.log = folder / "demo.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [ROOT / "tools" / "demo-local"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment(FEEDS=str(feeds), TMPDIR=str(folder), MARK=str(folder)),
                start_new_session=True,
            )

    def text(self):
        return self.log.read_text(errors="replace")

    def left(self):
        """The processes that carry this run's mark in their environment."""
        mark = f"MARK={self.folder}".encode()
        return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if is_alive(pid) and marked(pid, mark)]


def marked(pid, mark):
    try:
        with open(f"/proc/{pid}/environ", "rb") as variables:
            return mark in variables.read().split(b"\0")
    except OSError:
        return False


@pytest.fixture
def demo(tmp_path):
    started = []

    def start(feeds):
        started.append(Demo(tmp_path, feeds))
        return started[-1]

    yield start
    for run in started:
        for pid in run.left():
            os.kill(pid, signal.SIGKILL)


@pytest.mark.slow(30)
@pytest.mark.greenfork_only
@pytest.mark.timeout(240)
def test_shows_the_table_and_leaves_nothing_behind(demo):
    run = demo(feeds=60)

    assert run.process.wait(200) == 0, run.text()

    assert "feeds.fetch, green" in run.text()
    assert "of these feeds through the prefork pool alone" in run.text()
    await_that("no process of the demo", lambda: not run.left(), 30)
    assert [path.name for path in run.folder.iterdir()] == ["demo.log"]


@pytest.mark.slow(10)
@pytest.mark.greenfork_only
@pytest.mark.timeout(240)
def test_ctrl_c_ends_all_that_it_started(demo):
    run = demo(feeds=1000)
    await_that("the pools are up", lambda: "Pools: " in run.text(), 120)

    os.killpg(run.process.pid, signal.SIGINT)

    assert run.process.wait(60) == 130, run.text()
    await_that("no process of the demo", lambda: not run.left(), 30)
    assert [path.name for path in run.folder.iterdir()] == ["demo.log"]
