"""`greenfork events` and `greenfork top`, over workers of both kinds."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import termios
import time

import pytest
from support.commands import greenfork
from support.processes import await_that, environment
from support.workers import GREENFORK, SHORT_LIVED

pytestmark = pytest.mark.greenfork_only


@pytest.fixture
def fleet(start_worker, own_redis):
    """A worker of each kind on a Redis of their own."""
    server = own_redis()
    theirs = start_worker(queues="celery", kind="python", server=server)
    return server, start_worker(queues="fed", server=server, concurrency=3), theirs


def test_what_workers_of_both_kinds_do_is_shown(fleet, client_of):
    server, ours, theirs = fleet
    command = [GREENFORK, "events", "--broker", server.url(), "--enable", "--for", "1m", "--json"]
    watching = subprocess.Popen(
        [*command, "--task", "conformance.a*", "--limit", "6"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(**SHORT_LIVED),
    )
    ours.await_log("enabled", timeout=30)
    theirs.await_log("enabled", timeout=30)
    ids = set()
    for queue in ("fed", "celery"):
        sender = client_of(queue, server=server)
        sender.call("echo", "not shown")
        ids.add((result := sender.delay("add", 1, 2)).id)
        assert result.get(timeout=20) == 3
    events = [json.loads(line) for line in watching.communicate(timeout=60)[0].splitlines()]
    assert [event["type"] for event in events] == ["task-received", "task-started", "task-succeeded"] * 2
    assert {event["uuid"] for event in events} == ids

    with server.client() as client:
        client.lpush("full", *["x"] * 7)
    shown = greenfork("top", "--broker", server.url(), "-Q", "full")
    assert (shown.code, shown.err) == (0, "")

    def row(start):
        return next(line.split() for line in shown.out.splitlines() if line.startswith(start))

    assert row(ours.name)[1:6] == ["online", "3", "0", "0", "2"]
    assert row(theirs.name)[1:6] == ["online", "-", "-", "0", "2"]
    assert row("full ")[1:3] == ["7", "0:7"]
    assert row("fed ")[1:] == ["0", "-", "0"]

    view = json.loads(greenfork("top", "--broker", server.url(), "--once", "--json").out)
    assert {worker["software"].split()[0] for worker in view["workers"]} == {"greenfork", "py-celery"}
    assert all(worker["online"] for worker in view["workers"])


def test_top_draws_on_a_terminal_follows_its_size_and_gives_it_back(start_worker, own_redis):
    server = own_redis()
    worker = start_worker(queues="drawn", server=server)
    process, terminal = pty.fork()
    if process == 0:
        command = [str(GREENFORK), "top", "--broker", server.url(), "--interval", "200ms"]
        os.execve(command[0], command, environment(TERM="xterm", **SHORT_LIVED))
    try:
        resize(terminal, 24, 100)
        await_page(terminal, lambda page: worker.name.encode() in page[3])
        resize(terminal, 6, 20)
        await_page(terminal, lambda page: len(page) <= 6 and max(map(len, page)) <= 20)
        os.kill(process, signal.SIGINT)
        rest = read_until(terminal, lambda seen: b"\x1b[?1049l" in seen)
        assert b"\x1b[?25h" in rest
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def await_page(terminal, wanted):
    """Waits for a whole page, as its lines, that is as wanted."""

    def pages(seen):
        whole = [page.split(b"\x1b[J")[0] for page in seen.split(b"\x1b[H")[1:] if b"\x1b[J" in page]
        return [page.replace(b"\x1b[K", b"").split(b"\r\n") for page in whole]

    read_until(terminal, lambda seen: any(len(page) > 3 and wanted(page) for page in pages(seen)))


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def read_until(terminal, enough, patience=20):
    """Reads what is drawn; bounded, because the page is drawn anew all the time."""
    seen, end = b"", time.monotonic() + patience
    while not enough(seen):
        assert time.monotonic() < end, seen[-2000:]
        seen += os.read(terminal, 65536)
    return seen
