"""Processes that the tests start: output in a file, readiness awaited, ended by their own pid, never left behind."""

import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path


def free_port():
    """Below those that the kernel gives to connections, or one of them could take it before the server does.

    The 10,000th above it is not used either: a node of a Redis Cluster takes both.
    """
    while True:
        port = random.randrange(12_000, 22_000)
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def await_that(what, condition, timeout=10.0):
    """Waits until condition() is truthy and returns it; fails with `what` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {timeout} s: {what}")
        time.sleep(0.02)


class Running:
    """A started process. Its output, both streams, goes to a file."""

    def __init__(self, name, command, folder, env=None):
        self.name = name
        self._asked = False
        self.log = Path(folder) / f"{name}.log"
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder, env=env
            )

    @property
    def pid(self):
        return self.process.pid

    def runs(self):
        return self.process.poll() is None

    def log_text(self):
        return self.log.read_text(errors="replace")

    def await_ready(self, condition, timeout=60):
        def ready():
            assert self.process.poll() is None, f"{self.name} ended with {self.process.returncode}:\n{self.log_text()}"
            return condition()

        try:
            await_that(f"{self.name} ready", ready, timeout)
        except BaseException:  # nobody else knows of it yet: it would outlive the tests
            self.kill()
            raise

    def await_log(self, text, timeout=10):
        await_that(f"'{text}' in the output of {self.name}", lambda: text in self.log_text(), timeout)

    def signal(self, number):
        self.process.send_signal(number)

    def await_exit(self, timeout=10):
        """The exit code."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} still runs after {timeout} s:\n{self.log_text()[-2000:]}") from None

    def ask_to_end(self):
        if not self._asked and self.process.poll() is None:
            self._asked = True
            self.signal(signal.SIGTERM)

    def stop(self, timeout=15):
        """Ends it as an administrator would, and by force where it does not listen."""
        self.ask_to_end()
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self):
        self.signal(signal.SIGKILL)
        return self.process.wait(10)


def children_of(pid):
    """The pids of the processes that `pid` started."""
    children = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += [int(child) for child in (task / "children").read_text().split()]
    return children


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def environment(**extra):
    """The environment of this process without settings that would reach a worker by accident.

    No worker has an AOT cache made in the background, which would take the processor from the tests.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("GREENFORK_", "CELERY_"))}
    return inherited | {"GREENFORK_AOT": "use"} | extra
