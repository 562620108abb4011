"""A Redis and a worker of a distribution, started for one measurement, and messages as Celery sends them."""

import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
import uuid


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Redis:
    """One connection that speaks RESP."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.file = self.socket.makefile("rb")

    def close(self):
        self.file.close()
        self.socket.close()

    def ask(self, *words):
        self.send(*words)
        return self.read()

    def send(self, *words):
        words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
        self.socket.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))

    def read(self):
        line = self.file.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"$":
            size = int(rest)
            return None if size < 0 else self.file.read(size + 2)[:-2]
        if kind == b"*":
            return [self.read() for _ in range(int(rest))]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        return int(rest) if kind == b":" else rest


@contextlib.contextmanager
def redis():
    port = free_port()
    folder = tempfile.mkdtemp(prefix="greenfork-bench-")
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1", "--dir", folder]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        await_true(lambda: connects(port), "Redis answers")
        yield port
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def worker(dist, redis_port, *arguments, pool="green", prefix=(), java=""):
    """A ready worker; gives its process id and the port of its metrics."""
    http = free_port()
    environment = dict(os.environ, GREENFORK_JAVA_OPTS=java)
    environment["GREENFORK_BROKER"] = f"redis://127.0.0.1:{redis_port}/0"
    command = [*prefix, f"{dist}/bin/greenfork", "worker", "-P", pool, "--http-port", str(http)]
    command += ["--tasks", f"{dist}/examples/conformance.jar", "--drain-timeout", "1s", *arguments]
    log = tempfile.TemporaryFile("w+")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        await_true(lambda: ready(http, process, log), "the worker is ready")
        yield process.pid, http
    finally:
        process.kill()
        process.wait(10)


def connects(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True


def ready(http, process, log):
    if process.poll() is not None:
        log.seek(0)
        raise SystemExit(f"the worker ended: {log.read()[-2000:]}")
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{http}/readyz", timeout=2).status == 200


def await_true(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"gave up waiting until {what}")
        time.sleep(0.02)


def metric(http, name):
    text = urllib.request.urlopen(f"http://127.0.0.1:{http}/metrics", timeout=30).read().decode()
    return sum(float(v) for v in re.findall(rf"^{re.escape(name)}(?:{{[^}}]*}})? (\S+)$", text, re.M))


def message(task, args, size=0, queue="celery"):
    """Id and envelope of a task, padded to a number of bytes."""
    task_id = str(uuid.uuid4())
    body = base64.b64encode(json.dumps([args, {}, {"callbacks": None, "errbacks": None, "chain": None, "chord": None}]).encode())
    headers = {"lang": "py", "task": task, "id": task_id, "shadow": None, "eta": None, "expires": None, "group": None}
    headers |= {"group_index": None, "retries": 0, "timelimit": [None, None], "root_id": task_id, "parent_id": None}
    headers |= {"argsrepr": repr(tuple(args))[:1024], "kwargsrepr": "{}", "origin": "bench", "ignore_result": False}
    properties = {"correlation_id": task_id, "reply_to": str(uuid.uuid4()), "delivery_mode": 2, "priority": 0}
    properties |= {"delivery_info": {"exchange": "", "routing_key": queue}, "body_encoding": "base64"}
    properties["delivery_tag"] = str(uuid.uuid4())
    envelope = {"body": body.decode(), "content-encoding": "utf-8", "content-type": "application/json"}
    envelope |= {"headers": headers, "properties": properties}
    headers["argsrepr"] += " " * max(0, size - len(json.dumps(envelope)))
    return task_id, json.dumps(envelope)


def results(client):
    """How many are stored: the only keys that end by themselves."""
    space = client.ask("INFO", "keyspace").decode()
    return sum(int(each.split(",")[0]) for each in space.split("expires=")[1:])


def memory(pid, field):
    """A field of /proc/PID/status in bytes."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith(field + ":"))


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tree_seconds(pid):
    """User and system time of a process and all below it, of which ended ones count when they were waited for."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            own = sum(int(ticks) for ticks in stat.read().rsplit(")", 1)[1].split()[11:15]) / os.sysconf("SC_CLK_TCK")
    except FileNotFoundError:
        return 0.0
    return own + sum(tree_seconds(child) for child in children_of(pid))


def children_of(pid):
    """Its child processes; a thread of it may end while they are asked for."""
    found = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children") as children:
                found += [int(child) for child in children.read().split()]
    return sorted(found)
