"""A prefork worker of the distribution with a Redis of its own, and messages for it: feeds to fingerprint."""

import base64
import json
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = "the quick brown fox jumps over a lazy dog while seven wizards brew mild ale".split()
PATIENCE = 180


ID = b"5f0c1f0e-0000-4000-8000-000000000000"  # in a message that stands for many


def feed(number):
    """An RSS document of 30 entries of about 1 KB."""
    entry = "<item><title>Entry {0}</title><link>http://localhost/{0}</link><description>{1}</description></item>"
    texts = (" ".join(WORDS[(number + i * j) % len(WORDS)] for j in range(180)) for i in range(30))
    items = "".join(entry.format(f"{number}-{i}", text) for i, text in enumerate(texts))
    head = "<title>t</title><link>http://localhost/</link><description>d</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def message(task, argument):
    """What a stock Celery client puts into the queue (protocol 2)."""
    identity = ID.decode()
    body = base64.b64encode(json.dumps([[argument], {}, {}]).encode()).decode()
    headers = {"lang": "py", "task": task, "id": identity, "root_id": identity}
    properties = {"correlation_id": identity, "reply_to": "", "delivery_mode": 2, "priority": 0, "body_encoding": "base64"}
    properties |= {"delivery_info": {"exchange": "", "routing_key": "celery"}, "delivery_tag": identity}
    envelope = {"body": body, "content-encoding": "utf-8", "content-type": "application/json"}
    return json.dumps(envelope | {"headers": headers, "properties": properties}).encode()


def children_of(pid):
    """Its child processes; a thread of it may end while they are asked for."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(child) for child in (task / "children").read_text().split()]
        except FileNotFoundError:
            continue
    return sorted(found)


def await_that(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"waited {PATIENCE} s in vain: {what}")
        time.sleep(0.02)


class PreforkWorker:
    """Started with its Redis on entry, ended with it on exit."""

    def __init__(self, dist, children, child_env=(), jar="feed-hub-tasks.jar"):
        self.children = children
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [dist / "bin/greenfork", "worker", "-P", "prefork", "-c", str(children)]
        self.command += ["-b", f"redis://127.0.0.1:{self.port}/0", "--tasks", dist / "examples" / jar]
        self.command += ["--child-env", ",".join(child_env)] if child_env else []
        self.done = 0

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder.name]
        self.server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        await_that("Redis answers", lambda: self.redis("PING") == "PONG")
        self.process = subprocess.Popen(self.command, cwd=self.folder.name, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        await_that("all children", lambda: len(children_of(self.process.pid)) == self.children)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.server.terminate()
        self.server.wait(10)
        self.folder.cleanup()

    def redis(self, *words):
        command = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(command, check=False, capture_output=True).stdout.decode().strip()

    def run(self, tasks):
        """Has so many feeds fingerprinted, and waits for all results."""
        self.run_all([message("feeds.fingerprint", feed(number)).replace(ID, str(uuid.uuid4()).encode()) for number in range(tasks)])

    def run_all(self, messages):
        """Sends messages made before, and returns the seconds until all results are there."""
        self.done += len(messages)
        with socket.create_connection(("127.0.0.1", self.port)) as connection, connection.makefile("rwb") as redis:
            began = time.perf_counter()
            ask(redis, b"LPUSH", b"celery", *messages)
            count = (b"EVAL", b"return #redis.call('KEYS', 'celery-task-meta-*')", b"0")
            await_that("all results", lambda: ask(redis, *count) >= self.done)
            return time.perf_counter() - began


def ask(redis, *words):
    """The whole number that a Redis answers to a command."""
    redis.write(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
    redis.flush()
    answer = redis.readline()
    if not answer.startswith(b":"):
        raise SystemExit(f"Redis answered {answer!r}")
    return int(answer[1:])
