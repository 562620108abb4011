"""One start of one worker: sends a message, starts the process, waits for the result key, ends the process."""

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Variant:
    pool: str
    celery: bool = False
    cache: bool = True


@dataclass(frozen=True)
class Start:
    wall: float
    cpu: float
    child: float | None


VARIANTS = {
    "green": Variant("green"),
    "green, no cache": Variant("green", cache=False),
    "prefork": Variant("prefork"),
    "prefork, no cache": Variant("prefork", cache=False),
    "celery solo": Variant("solo", celery=True),
    "celery prefork": Variant("prefork", celery=True),
}


class Redis:
    """A server of its own, and one connection to it."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.connection = None

    def __enter__(self):
        self.connection = self.connect()
        self.call("CONFIG", "SET", "notify-keyspace-events", "K$")
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        self.process.wait(10)

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def connect(self):
        end = time.monotonic() + 10
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=60).makefile("rwb")
            except ConnectionRefusedError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def call(self, *words, on=None):
        connection = on or self.connection
        parts = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        connection.write(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts))
        connection.flush()
        return read_reply(connection)


def read_reply(connection):
    line = connection.readline()
    kind, rest = line[:1], line[1:-2]
    if kind == b"$":
        return connection.read(int(rest) + 2)[:-2] if int(rest) >= 0 else None
    if kind == b"*":
        return [read_reply(connection) for _ in range(int(rest))]
    assert kind in b"+:", line
    return rest


def message(task, identity, arguments):
    """What a stock Celery client puts into the queue (protocol 2)."""
    body = base64.b64encode(json.dumps([arguments, {}, {}]).encode()).decode()
    headers = {"lang": "py", "task": task, "id": identity, "root_id": identity, "parent_id": None, "group": None}
    headers |= {"retries": 0, "eta": None, "expires": None, "timelimit": [None, None], "origin": "bench"}
    delivery = {"exchange": "", "routing_key": "celery"}
    properties = {"correlation_id": identity, "reply_to": str(uuid.uuid4()), "delivery_mode": 2, "priority": 0}
    properties |= {"delivery_info": delivery, "body_encoding": "base64", "delivery_tag": str(uuid.uuid4())}
    envelope = {"body": body, "content-encoding": "utf-8", "content-type": "application/json"}
    return json.dumps(envelope | {"headers": headers, "properties": properties})


def start_once(variant, redis, dist, page, feed, folder):
    identity = str(uuid.uuid4())
    key = f"celery-task-meta-{identity}"
    if variant.celery:
        task, arguments = "noop", []
    elif variant.pool == "green":
        task, arguments = "feeds.fetch", [page]
    else:
        task, arguments = "feeds.fingerprint", [feed]
    watch = redis.connect()
    redis.call("SUBSCRIBE", f"__keyspace@0__:{key}", on=watch)
    redis.call("LPUSH", "celery", message(task, identity, arguments))
    command, environment = how_to_start(variant, redis.url, dist)
    log = folder / "worker.log"
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        read_reply(watch)
        wall = time.perf_counter() - began
        cpu = cpu_seconds(process.pid)
        stored = json.loads(redis.call("GET", key))
        assert stored["status"] == "SUCCESS", stored
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        watch.close()
    return Start(wall, cpu, child_seconds(log.read_text(errors="replace")))


def how_to_start(variant, url, dist):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GREENFORK_")}
    if variant.celery:
        environment |= {"BROKER": url, "PYTHONPATH": str(HERE)}
        worker = ["-A", "celery_noop", "worker", "-P", variant.pool, "-c", "2", "-l", "INFO"]
        return [stock_python(), "-m", "celery", *worker], environment
    environment |= {"GREENFORK_BROKER": url}
    if not variant.cache:
        environment["GREENFORK_AOT"] = "off"
    size = "100" if variant.pool == "green" else "2"
    tasks = dist / "examples" / "feed-hub-tasks.jar"
    return [dist / "bin" / "greenfork", "worker", "-P", variant.pool, "-c", size, "--tasks", tasks, "-l", "debug"], environment


def stock_python():
    """The newest Celery that the tests have installed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "greenfork"
    found = sorted((venv for venv in cache.glob("venv-*/lib/python*/site-packages/celery-*.dist-info")), key=version)
    if not found:
        sys.exit("There is no stock Celery to compare with: run tests/celery/run once, or name the variants to measure.")
    return found[-1].parents[3] / "bin" / "python"


def version(info):
    return tuple(int(part) for part in re.findall(r"\d+", info.name))


def cpu_seconds(pid):
    """User and system time of a process and all below it, of which ended ones count when they were waited for."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(int(ticks) for ticks in stat[11:15]) / TICKS
    children = [Path(f"/proc/{pid}/task/{task}/children").read_text().split() for task in os.listdir(f"/proc/{pid}/task")]
    return own + sum(cpu_seconds(int(child)) for listed in children for child in listed)


def child_seconds(log):
    found = re.search(r"is ready as process \d+ after PT([\d.]+)S", log)
    return float(found[1]) if found else None
